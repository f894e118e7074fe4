package dev.footbridge.gchat.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.footbridge.testkit.emulator.Reply;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** {@code spaces.messages}: create, get, patch, update, delete. */
final class MessageMethods {
    private static final Pattern CLIENT_ID = Pattern.compile("client-[a-z0-9-]{1,56}");
    private static final int MAX_THREAD_KEY = 4_000;
    private static final Set<String> PATCHABLE =
            Set.of("text", "attachment", "cards", "cards_v2", "accessory_widgets", "quoted_message_metadata");

    private final Timeline timeline;
    private final Access access;
    private final MessageReader reader;
    private final MessageJson json;

    MessageMethods(Timeline timeline, Access access, MessageReader reader, MessageJson json) {
        this.timeline = timeline;
        this.access = access;
        this.reader = reader;
        this.json = json;
    }

    void register(ChatApi api) {
        api.add("chat.spaces.messages.create", this::create);
        api.add("chat.spaces.messages.get", this::get);
        api.add("chat.spaces.messages.patch", this::patch);
        api.add("chat.spaces.messages.update", this::patch);
        api.add("chat.spaces.messages.delete", this::delete);
    }

    private Reply create(Call call) {
        ChatSpace space = access.space(call);
        Caller caller = call.caller();
        Optional<String> requestId = call.option("requestId", "request_id");
        Optional<ChatSpace.Made> made = requestId.flatMap(space::madeBy);
        if (made.isPresent()) {
            if (!made.get().by().equals(caller.self())) {
                throw ChatFault.exists("The request id was used by another user.");
            }
            return Reply.json(json.of(made.get().message(), access.view(call)));
        }
        String clientId = call.option("messageId", "message_id").orElse("");
        if (!clientId.isEmpty()) {
            checkClientId(space, clientId);
        }
        ChatMessage message = post(call, space, clientId);
        requestId.ifPresent(id -> space.remember(id, new ChatSpace.Made(caller.self(), message)));
        return Reply.json(json.of(message, access.view(call)));
    }

    private static void checkClientId(ChatSpace space, String clientId) {
        if (!CLIENT_ID.matcher(clientId).matches()) {
            throw ChatFault.invalid(
                    "Custom message ids begin with 'client-' and have up to 63 lowercase letters, numbers"
                            + " and hyphens.");
        }
        if (space.message(clientId).isPresent()) {
            throw ChatFault.exists("A message with this custom message id already exists.");
        }
    }

    private ChatMessage post(Call call, ChatSpace space, String clientId) {
        Caller caller = call.caller();
        ObjectNode body = call.body();
        Content content = reader.read(body, space, caller);
        Optional<ChatUser> viewer = viewer(body, content, space, caller);
        String key = threadKey(call, body);
        ThreadChoice choice = ThreadChoice.of(call, body, space, key);
        String notification =
                call.option("createMessageNotificationOptions.notificationType").orElse("");
        return timeline.post(
                space,
                new Timeline.Draft(
                        caller.self(),
                        true,
                        content,
                        choice.threadId(),
                        clientId,
                        choice.ignored() ? "" : key,
                        viewer,
                        notification.equals("NOTIFICATION_TYPE_SILENT")));
    }

    private static String threadKey(Call call, ObjectNode body) {
        String key = body.path("thread").path("threadKey").asText("");
        String chosen = key.isEmpty() ? call.option("threadKey", "thread_key").orElse("") : key;
        if (chosen.length() > MAX_THREAD_KEY) {
            throw ChatFault.invalid("Thread keys have up to " + MAX_THREAD_KEY + " characters.");
        }
        return chosen;
    }

    private Optional<ChatUser> viewer(ObjectNode body, Content content, ChatSpace space, Caller caller) {
        if (!body.has("privateMessageViewer")) {
            return Optional.empty();
        }
        if (!caller.app() || !content.files().isEmpty()) {
            throw ChatFault.invalid("Private messages need app authentication and have no attachments.");
        }
        String name = Json.text(body.path("privateMessageViewer"), "name");
        return Optional.of(access.domain()
                .user(name)
                .filter(space::has)
                .orElseThrow(() -> ChatFault.invalid("The viewer of a private message has to be in the space.")));
    }

    private Reply get(Call call) {
        ChatMessage message = access.message(call, access.space(call));
        access.requireReadable(call, message);
        return Reply.json(json.of(message, access.view(call)));
    }

    private Reply patch(Call call) {
        ChatSpace space = access.space(call);
        Optional<ChatMessage> found = access.find(call, space);
        if (found.isEmpty() && call.flag("allowMissing")) {
            String clientId = call.param("messagesId");
            checkClientId(space, clientId);
            return Reply.json(json.of(post(call, space, clientId), access.view(call)));
        }
        ChatMessage message = found.orElseThrow(ChatFault::notFound);
        requireOwn(call, message);
        Set<String> mask = mask(call);
        ObjectNode body = call.body();
        timeline.edit(
                message,
                reader.patch(message.content(), body, mask, space, call.caller()),
                call.caller().self());
        return Reply.json(json.of(message, access.view(call)));
    }

    private static Set<String> mask(Call call) {
        String text = call.option("updateMask", "update_mask")
                .orElseThrow(() -> ChatFault.invalid("The update mask is required."));
        Set<String> mask = new TreeSet<>();
        Arrays.stream(text.split(",")).map(String::strip).forEach(path -> mask.add(snakeCase(path)));
        if (mask.contains("*")) {
            return call.caller().app() ? PATCHABLE : Set.of("text", "attachment");
        }
        if (!PATCHABLE.containsAll(mask)) {
            throw ChatFault.invalid("The update mask has a path that cannot be updated.");
        }
        return mask;
    }

    private static String snakeCase(String path) {
        StringBuilder snake = new StringBuilder();
        for (char next : path.toCharArray()) {
            if (Character.isUpperCase(next)) {
                snake.append('_');
            }
            snake.append(Character.toLowerCase(next));
        }
        return snake.toString().replace("cards_v_2", "cards_v2");
    }

    /** An app changes what it posted in its own name; with a person's credentials what is by that person. */
    private static void requireOwn(Call call, ChatMessage message) {
        if (!message.sender().equals(call.caller().self())) {
            throw ChatFault.forbidden(
                    call.caller().app()
                            ? "This Chat app can only change messages that it created."
                            : "Only the author can change a message.");
        }
    }

    private Reply delete(Call call) {
        ChatSpace space = access.space(call);
        ChatMessage message = access.message(call, space);
        Caller caller = call.caller();
        boolean manager = !caller.app()
                && Optional.ofNullable(space.members().get(caller.self().id()))
                        .filter(member -> member.role().equals(Member.MANAGER))
                        .isPresent();
        boolean own = message.sender().equals(caller.self());
        if (!manager) {
            requireOwn(call, message);
        }
        String type = caller.app() ? "CREATOR" : own ? "CREATOR_VIA_APP" : "SPACE_OWNER_VIA_APP";
        // Replies matter to people only: the option has no effect for an app in its own name.
        if (caller.app() || message.origin().reply() || !hasReplies(message)) {
            timeline.delete(message, type, caller.self());
        } else if (call.flag("force")) {
            timeline.deleteThread(message, type, caller.self());
        } else {
            throw ChatFault.precondition("The message has threaded replies; deleting it needs force.");
        }
        return Reply.json(Json.object());
    }

    private static boolean hasReplies(ChatMessage root) {
        return root.space().thread(root.origin().threadId()).stream()
                .anyMatch(message -> message.origin().reply() && !message.isDeleted());
    }
}

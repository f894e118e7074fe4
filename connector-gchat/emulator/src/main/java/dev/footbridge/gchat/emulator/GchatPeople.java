package dev.footbridge.gchat.emulator;

import dev.footbridge.testkit.emulator.ClientChange;
import dev.footbridge.testkit.emulator.ClientChannel;
import dev.footbridge.testkit.emulator.ClientFile;
import dev.footbridge.testkit.emulator.ClientMessage;
import dev.footbridge.testkit.emulator.ClientUser;
import dev.footbridge.testkit.emulator.HumanClient;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** What people do in Chat's own client. Users and spaces go by id, resource name or name. */
final class GchatPeople implements HumanClient {
    private final Domain domain;
    private final Timeline timeline;
    private final ClientFeed feed;
    private final Files files;
    private final ChatUser relay;

    /** @param relay the account a bridge acts as: nobody sits in front of it */
    GchatPeople(Domain domain, Timeline timeline, ClientFeed feed, Files files, ChatUser relay) {
        this.domain = domain;
        this.timeline = timeline;
        this.feed = feed;
        this.files = files;
        this.relay = relay;
    }

    @Override
    public List<ClientUser> users() {
        synchronized (domain) {
            return domain.users().stream()
                    .map(user -> new ClientUser(
                            user.id(),
                            user.handle(),
                            user.displayName(),
                            Optional.of(user.email()).filter(email -> !email.isEmpty()),
                            user.bot() || user.equals(relay)))
                    .toList();
        }
    }

    @Override
    public List<ClientChannel> channels() {
        synchronized (domain) {
            return domain.spaces().stream()
                    .map(space -> new ClientChannel(
                            space.id(),
                            space.displayName(),
                            space.kind().name().toLowerCase(Locale.ROOT),
                            List.copyOf(space.members().keySet())))
                    .toList();
        }
    }

    @Override
    public List<ClientMessage> messages(String channelId, int limit) {
        synchronized (domain) {
            List<ChatMessage> all = new ArrayList<>(space(channelId).messages());
            return all.subList(Math.max(0, all.size() - limit), all.size()).stream()
                    .map(feed::show)
                    .toList();
        }
    }

    @Override
    public String post(String userId, String channelId, String text, Optional<String> replyTo) {
        return post(userId, channelId, text, replyTo, List.of());
    }

    @Override
    public List<ClientFile> files(String channelId, String messageId) {
        synchronized (domain) {
            return message(space(channelId), messageId).content().files().stream()
                    .map(file -> new ClientFile(file.fileName(), file.contentType(), file.content()))
                    .toList();
        }
    }

    @Override
    public String post(
            String userId, String channelId, String text, Optional<String> replyTo, List<ClientFile> uploads) {
        synchronized (domain) {
            ChatUser user = user(userId);
            ChatSpace space = memberOf(user, channelId);
            Optional<String> thread =
                    replyTo.map(id -> message(space, id).origin().threadId()).filter(id -> space.threaded());
            List<StoredFile> stored = uploads.stream()
                    .map(file -> files.store(space, file.name(), file.mediaType(), file.content()))
                    .toList();
            return timeline.post(space, Timeline.Draft.typed(user, typed(text, stored), thread))
                    .id();
        }
    }

    private Content typed(String text, List<StoredFile> stored) {
        return new Content(TypedLines.read(text, domain), false, List.of(), List.of(), "", stored, Optional.empty());
    }

    @Override
    public void edit(String userId, String channelId, String messageId, String text) {
        synchronized (domain) {
            ChatUser user = user(userId);
            ChatMessage message = own(user, message(memberOf(user, channelId), messageId));
            Content old = message.content();
            timeline.edit(
                    message,
                    new Content(
                            TypedLines.read(text, domain),
                            false,
                            old.cards(),
                            old.widgets(),
                            old.fallbackText(),
                            old.files(),
                            old.quote()),
                    user);
        }
    }

    @Override
    public void delete(String userId, String channelId, String messageId) {
        synchronized (domain) {
            ChatUser user = user(userId);
            timeline.delete(own(user, message(memberOf(user, channelId), messageId)), "CREATOR", user);
        }
    }

    @Override
    public void react(String userId, String channelId, String messageId, String emoji) {
        synchronized (domain) {
            ChatUser user = user(userId);
            ChatMessage message = present(message(memberOf(user, channelId), messageId));
            ChatMessage.Emoji chosen = emoji(emoji);
            if (message.reaction(user, chosen).isEmpty()) {
                timeline.react(message, user, chosen);
            }
        }
    }

    @Override
    public void unreact(String userId, String channelId, String messageId, String emoji) {
        synchronized (domain) {
            ChatUser user = user(userId);
            ChatMessage message = present(message(memberOf(user, channelId), messageId));
            message.reaction(user, emoji(emoji)).ifPresent(reaction -> timeline.unreact(message, reaction));
        }
    }

    @Override
    public Set<String> mentioned(String channelId, String messageId) {
        synchronized (domain) {
            ChatSpace space = space(channelId);
            ChatMessage message = message(space, messageId);
            Set<String> ids = new LinkedHashSet<>();
            if (message.isDeleted()) {
                return ids;
            }
            message.content().lines().stream()
                    .flatMap(line -> line.runs().stream())
                    .filter(run -> run.kind() == Run.Kind.USER)
                    .forEach(run -> {
                        if (run.target().equals("all")) {
                            ids.addAll(space.members().keySet());
                        } else {
                            ids.add(run.target());
                        }
                    });
            return ids;
        }
    }

    @Override
    public Subscription listen(Consumer<ClientChange> listener) {
        feed.add(listener);
        return () -> feed.remove(listener);
    }

    ChatUser user(String key) {
        return domain.user(key).orElseThrow(() -> new IllegalArgumentException("no user " + key));
    }

    ChatSpace space(String key) {
        return domain.space(key).orElseThrow(() -> new IllegalArgumentException("no space " + key));
    }

    ChatSpace memberOf(ChatUser user, String channelId) {
        ChatSpace space = space(channelId);
        if (!space.has(user)) {
            throw new IllegalStateException(user.handle() + " is not in " + channelId);
        }
        return space;
    }

    static ChatMessage message(ChatSpace space, String id) {
        return space.message(id.substring(id.lastIndexOf('/') + 1))
                .orElseThrow(() -> new IllegalArgumentException("no message " + id));
    }

    private static ChatMessage present(ChatMessage message) {
        if (message.isDeleted()) {
            throw new IllegalStateException("the message is deleted");
        }
        return message;
    }

    private static ChatMessage own(ChatUser user, ChatMessage message) {
        if (!message.sender().equals(user)) {
            throw new IllegalStateException("not a message of " + user.handle());
        }
        return present(message);
    }

    private ChatMessage.Emoji emoji(String emoji) {
        String name = emoji.replace(":", "");
        String custom = domain.customEmoji().get(name);
        if (emoji.startsWith(":") && custom != null) {
            return new ChatMessage.Emoji("", custom);
        }
        return ReactionMethods.unicode(emoji).orElseThrow(() -> new IllegalArgumentException("not an emoji"));
    }
}

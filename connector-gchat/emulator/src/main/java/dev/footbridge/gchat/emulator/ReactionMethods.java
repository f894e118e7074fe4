package dev.footbridge.gchat.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footbridge.testkit.emulator.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.fellbaum.jemoji.EmojiManager;

/** {@code spaces.messages.reactions}: for callers who are users only. */
final class ReactionMethods {
    private static final int STANDARD = 25;
    private static final int MAXIMUM = 200;

    private final Timeline timeline;
    private final Access access;
    private final MessageJson json;

    ReactionMethods(Timeline timeline, Access access, MessageJson json) {
        this.timeline = timeline;
        this.access = access;
        this.json = json;
    }

    void register(ChatApi api) {
        api.add("chat.spaces.messages.reactions.create", this::create);
        api.add("chat.spaces.messages.reactions.list", this::list);
        api.add("chat.spaces.messages.reactions.delete", this::delete);
    }

    private Reply create(Call call) {
        ChatMessage message = access.message(call, access.space(call));
        ChatMessage.Emoji emoji = emoji(call.body().path("emoji"), access.domain());
        ChatUser user = call.caller().self();
        if (message.reaction(user, emoji).isPresent()) {
            throw ChatFault.exists("The user has already reacted to the message with this emoji.");
        }
        ChatMessage.Reaction reaction = timeline.react(message, user, emoji);
        return Reply.json(json.reaction(message, reaction, View.Audience.USER));
    }

    private static ChatMessage.Emoji emoji(JsonNode emoji, Domain domain) {
        String unicode = Json.text(emoji, "unicode");
        String custom = Json.text(emoji.path("customEmoji"), "uid");
        String name = Json.text(emoji.path("customEmoji"), "name");
        if (!unicode.isEmpty()) {
            return unicode(unicode).orElseThrow(() -> ChatFault.invalid("Invalid emoji."));
        }
        String id = custom.isEmpty() ? name.substring(name.lastIndexOf('/') + 1) : custom;
        if (!id.isEmpty() && domain.customEmoji().containsValue(id)) {
            return new ChatMessage.Emoji("", id);
        }
        throw ChatFault.invalid("Invalid emoji.");
    }

    /** One emoji and nothing else. */
    static Optional<ChatMessage.Emoji> unicode(String text) {
        return EmojiManager.isEmoji(text) ? Optional.of(new ChatMessage.Emoji(text, "")) : Optional.empty();
    }

    private Reply list(Call call) {
        ChatMessage message = access.message(call, access.space(call));
        Optional<Filter.Expression> filter = call.option("filter").map(ReactionMethods::filter);
        List<ChatMessage.Reaction> found = new ArrayList<>();
        for (ChatMessage.Reaction reaction : message.reactions().values()) {
            if (filter.stream().allMatch(one -> one.matches(clause -> matches(clause, reaction)))) {
                found.add(reaction);
            }
        }
        return Pages.reply(
                call,
                "reactions",
                found,
                call.pageSize("pageSize", STANDARD, MAXIMUM),
                reaction -> json.reaction(message, reaction, View.Audience.USER));
    }

    private static Filter.Expression filter(String text) {
        Filter.Expression expression = Filter.parse(text);
        for (Filter.Clause clause : expression.clauses()) {
            boolean known = List.of("emoji.unicode", "emoji.custom_emoji.uid", "user.name")
                    .contains(clause.field());
            if (!known || !clause.operator().equals("=")) {
                throw Filter.invalid();
            }
        }
        return expression;
    }

    private static boolean matches(Filter.Clause clause, ChatMessage.Reaction reaction) {
        return switch (clause.field()) {
            case "emoji.unicode" -> reaction.emoji().unicode().equals(clause.value());
            case "emoji.custom_emoji.uid" -> reaction.emoji().customId().equals(clause.value());
            default -> reaction.user().name().equals(clause.value());
        };
    }

    private Reply delete(Call call) {
        ChatMessage message = access.message(call, access.space(call));
        ChatMessage.Reaction reaction = Optional.ofNullable(message.reactions().get(call.param("reactionsId")))
                .orElseThrow(ChatFault::notFound);
        if (!reaction.user().equals(call.caller().self())) {
            throw ChatFault.forbidden("Only who reacted can take a reaction away.");
        }
        timeline.unreact(message, reaction);
        return Reply.json(Json.object());
    }
}

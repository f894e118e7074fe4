package dev.footbridge.gchat;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.api.services.chat.v1.model.Reaction;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.ConnectorException.Kind;
import dev.footbridge.core.connector.Reactions;
import dev.footbridge.core.document.Emoji;
import dev.footbridge.core.id.MessageId;
import dev.footbridge.core.id.UserId;
import dev.footbridge.http.Json;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import net.fellbaum.jemoji.EmojiManager;

/** Reacts as the account, and tells who reacted. Only accounts may do either. */
final class GchatReactions implements Reactions {

    private static final int PAGE_SIZE = 200;

    /** A message has at most some dozens of emoji; this many people are not asked for. */
    private static final int MOST_PAGES = 10;

    private static final Pattern REACTION = Pattern.compile(
            "spaces/[A-Za-z0-9_.-]{1,128}/messages/[A-Za-z0-9_.-]{1,128}/reactions/[A-Za-z0-9_.=~-]{1,256}");

    private final GchatApi api;
    private final GchatIds ids;
    private final GchatIdentity identity;

    GchatReactions(GchatApi api, GchatIds ids, GchatIdentity identity) {
        this.api = api;
        this.ids = ids;
        this.identity = identity;
    }

    @Override
    public boolean supports(Emoji emoji) {
        return !emoji.custom() && EmojiManager.isEmoji(emoji.value());
    }

    @Override
    public void react(MessageId message, Emoji emoji) throws ConnectorException, InterruptedException {
        Reaction reaction =
                new Reaction().setEmoji(new com.google.api.services.chat.v1.model.Emoji().setUnicode(unicode(emoji)));
        try {
            JsonNode made =
                    api.call(GchatCall.CREATE_REACTION, Map.of("message", ids.name(message)), Map.of(), reaction);
            identity.learn(Json.text(made, "user", "name"));
        } catch (ConnectorException e) {
            if (!e.code().equals(GchatErrors.ALREADY_EXISTS)) {
                throw e;
            }
        }
    }

    private String unicode(Emoji emoji) throws ConnectorException {
        if (!supports(emoji)) {
            throw ConnectorException.of(
                    Kind.REJECTED,
                    "unknown_emoji",
                    "Google Chat has no such emoji, or only another organisation has it");
        }
        return emoji.value();
    }

    /** Asks for our reaction first: its name is not known, and only by it can it be taken away. */
    @Override
    public void unreact(MessageId message, Emoji emoji) throws ConnectorException, InterruptedException {
        String filter = "emoji.unicode = \"" + unicode(emoji) + "\" AND user.name = \"users/" + identity.own() + "\"";
        JsonNode found = api.call(
                GchatCall.LIST_REACTIONS,
                Map.of("message", ids.name(message)),
                Map.of("filter", filter, "pageSize", 1));
        for (JsonNode reaction : found.path("reactions")) {
            Optional<String> name = Json.text(reaction, "name")
                    .filter(raw -> REACTION.matcher(raw).matches());
            if (name.isPresent()) {
                delete(name.get());
            }
        }
    }

    private void delete(String reaction) throws ConnectorException, InterruptedException {
        try {
            api.call(GchatCall.DELETE_REACTION, Map.of("reaction", reaction), Map.of());
        } catch (ConnectorException e) {
            if (e.kind() != Kind.NOT_FOUND) {
                throw e;
            }
        }
    }

    /** Everybody's reactions to a message; lists of messages tell only how many there are. */
    Set<dev.footbridge.core.message.Reaction> all(MessageId message) throws ConnectorException, InterruptedException {
        Set<dev.footbridge.core.message.Reaction> all = new HashSet<>();
        Map<String, Object> query = new LinkedHashMap<>(Map.of("pageSize", PAGE_SIZE));
        for (int i = 0; i < MOST_PAGES; i++) {
            JsonNode page =
                    api.call(GchatCall.LIST_REACTIONS, Map.of("message", ids.name(message)), new HashMap<>(query));
            for (JsonNode json : page.path("reactions")) {
                reaction(ids, json).ifPresent(all::add);
            }
            Optional<String> next = Json.nonBlank(page, "nextPageToken");
            if (next.isEmpty()) {
                break;
            }
            query.put("pageToken", next.get());
        }
        return all;
    }

    /** A reaction resource. */
    static Optional<dev.footbridge.core.message.Reaction> reaction(GchatIds ids, JsonNode json) {
        Optional<UserId> user = ids.user(Json.text(json, "user", "name"));
        return user.flatMap(
                who -> emoji(json.path("emoji")).map(emoji -> new dev.footbridge.core.message.Reaction(who, emoji)));
    }

    private static Optional<Emoji> emoji(JsonNode json) {
        return Json.nonBlank(json, "unicode")
                .filter(value -> value.length() <= Emoji.MAX_LENGTH)
                .map(Emoji::unicode)
                .or(() -> Json.nonBlank(json, "customEmoji", "emojiName")
                        .map(name -> name.replaceAll("^:|:$", ""))
                        .filter(name -> !name.isEmpty() && name.length() <= Emoji.MAX_LENGTH)
                        .map(Emoji::custom));
    }
}

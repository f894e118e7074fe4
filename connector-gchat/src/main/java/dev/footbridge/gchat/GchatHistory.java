package dev.footbridge.gchat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.ConnectorException.Kind;
import dev.footbridge.core.connector.History;
import dev.footbridge.core.connector.Page;
import dev.footbridge.core.connector.Window;
import dev.footbridge.core.id.ChannelId;
import dev.footbridge.core.id.MessageId;
import dev.footbridge.core.message.Message;
import dev.footbridge.core.message.Reaction;
import dev.footbridge.http.Json;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads spaces and threads, oldest first. A page is one call, and one more for each of its messages that people reacted to:
 * lists tell how many reacted, not who.
 */
final class GchatHistory implements History {

    private static final Instant FIRST = Instant.parse("1970-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-01-01T00:00:00Z");

    private final GchatApi api;
    private final GchatIds ids;
    private final GchatIdentity identity;
    private final GchatMessages messages;
    private final GchatThreads threads;
    private final Optional<GchatReactions> reactions;
    private final GchatReader reader;
    private final int pageSize;

    GchatHistory(
            GchatApi api,
            GchatIds ids,
            GchatIdentity identity,
            GchatMessages messages,
            GchatThreads threads,
            Optional<GchatReactions> reactions,
            int pageSize) {
        this.api = api;
        this.ids = ids;
        this.identity = identity;
        this.messages = messages;
        this.threads = threads;
        this.reactions = reactions;
        this.reader = new GchatReader(ids, GchatReader.Syntax.MARKDOWN);
        this.pageSize = pageSize;
    }

    @Override
    public Page<Message> messages(ChannelId channel, Window window, Optional<String> cursor)
            throws ConnectorException, InterruptedException {
        Page<Message> page = page(channel, Optional.empty(), window, cursor, true);
        return new Page<>(
                page.items().stream()
                        .filter(message -> message.replyTo().isEmpty())
                        .toList(),
                page.next());
    }

    @Override
    public Page<Message> replies(MessageId root, Window window, Optional<String> cursor)
            throws ConnectorException, InterruptedException {
        Page<Message> page = page(root.channel(), Optional.of(root), window, cursor, true);
        return new Page<>(
                page.items().stream()
                        .filter(message -> message.replyTo().isPresent())
                        .toList(),
                page.next());
    }

    /** One page of a space, or of the thread that a message is in, replies and first messages alike. */
    Page<Message> page(
            ChannelId channel,
            Optional<MessageId> thread,
            Window window,
            Optional<String> cursor,
            boolean withReactions)
            throws ConnectorException, InterruptedException {
        String space = ids.name(channel);
        Map<String, Object> query = new LinkedHashMap<>();
        query.put("pageSize", pageSize);
        query.put("orderBy", "createTime ASC");
        query.put("markupSyntax", GchatPosts.MARKDOWN);
        // Both ends are exclusive to Google, which counts in microseconds.
        String filter = "create_time > \"" + time(window.from().minus(1, ChronoUnit.MICROS)) + "\" AND create_time < \""
                + time(window.to().plus(1, ChronoUnit.MICROS)) + "\"";
        if (thread.isPresent()) {
            ids.name(thread.get());
            filter += " AND thread.name = " + space + "/threads/" + threads.thread(thread.get());
        }
        query.put("filter", filter);
        cursor.ifPresent(token -> query.put("pageToken", token));
        identity.introduce();
        JsonNode answer = api.call(GchatCall.LIST_MESSAGES, Map.of("space", space), query);
        List<Message> found = new ArrayList<>();
        for (JsonNode json : answer.path("messages")) {
            Optional<Message> message = read(json, withReactions)
                    .filter(one -> one.id().channel().equals(channel))
                    .filter(one -> isIn(window, one.createdAt()));
            message.ifPresent(found::add);
        }
        return new Page<>(found, Json.nonBlank(answer, "nextPageToken"));
    }

    private static String time(Instant instant) {
        Instant bounded = instant.isBefore(FIRST) ? FIRST : instant.isAfter(LAST) ? LAST : instant;
        return bounded.truncatedTo(ChronoUnit.MICROS).toString();
    }

    private static boolean isIn(Window window, Instant time) {
        return !time.isBefore(window.from()) && !time.isAfter(window.to());
    }

    private Optional<Message> read(JsonNode json, boolean withReactions)
            throws ConnectorException, InterruptedException {
        Optional<MessageId> id = ids.message(Json.text(json, "name"));
        if (id.isEmpty() || GchatMessages.isDeleted(json)) {
            return Optional.empty();
        }
        return messages.read(json, reader, withReactions ? reactions(id.get(), json) : Optional.empty());
    }

    private Optional<Set<Reaction>> reactions(MessageId id, JsonNode json)
            throws ConnectorException, InterruptedException {
        if (reactions.isEmpty() || !api.scopes().allows(GchatCall.LIST_REACTIONS)) {
            return Optional.empty();
        }
        if (Json.items(json, "emojiReactionSummaries").isEmpty()) {
            return Optional.of(Set.of());
        }
        try {
            return Optional.of(reactions.get().all(id));
        } catch (ConnectorException e) {
            if (e.kind() == Kind.NOT_FOUND) {
                // Gone since the list was made.
                return Optional.empty();
            }
            throw e;
        }
    }

    @Override
    public Optional<Message> message(MessageId id) throws ConnectorException, InterruptedException {
        String name = ids.name(id);
        identity.introduce();
        try {
            return read(get(name), true);
        } catch (ConnectorException e) {
            if (e.kind() == Kind.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private JsonNode get(String name) throws ConnectorException, InterruptedException {
        return api.call(GchatCall.GET_MESSAGE, Map.of("message", name), Map.of("markupSyntax", GchatPosts.MARKDOWN));
    }

    /** A message by the id that we chose for it. */
    Optional<Message> posted(ChannelId channel, String key) throws ConnectorException, InterruptedException {
        identity.introduce();
        try {
            return messages.read(get(ids.client(channel, GchatKeys.clientId(key))), reader, Optional.empty());
        } catch (ConnectorException e) {
            if (e.kind() == Kind.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }
}

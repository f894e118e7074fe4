package dev.footbridge.slack.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** A stored message: its own members, its thread and its reactions. Guarded by the workspace's lock. */
final class SlackMessage {
    private static final int REPLY_USERS_SHOWN = 5;
    /** What the vendor's recorded broadcasts leave out of their {@code root}. */
    private static final List<String> NOT_IN_ROOT = List.of(
            "app_id", "blocks", "client_msg_id", "is_locked", "source_team", "user_team", "user_profile", "root");

    private ObjectNode body;
    private Optional<ObjectNode> metadata = Optional.empty();
    /** ts of each reply to who wrote it, in order of ts. */
    private final NavigableMap<String, String> replies = new TreeMap<>();

    private final Map<String, Set<String>> reactions = new LinkedHashMap<>();

    SlackMessage(ObjectNode body) {
        this.body = body;
    }

    String ts() {
        return Nodes.text(body, "ts");
    }

    /** The author's user id; an app that posts under a name of its choice has none. */
    String user() {
        return Nodes.text(body, "user");
    }

    String botId() {
        return Nodes.text(body, "bot_id");
    }

    /** What others see as the author: the user, else the bot. */
    String author() {
        return user().isEmpty() ? botId() : user();
    }

    String text() {
        return Nodes.text(body, "text");
    }

    String subtype() {
        return Nodes.text(body, "subtype");
    }

    boolean tombstone() {
        return subtype().equals("tombstone");
    }

    /** Whether it is a reply in a thread, broadcast or not. */
    boolean reply() {
        return !threadTs().isEmpty() && !threadTs().equals(ts());
    }

    String threadTs() {
        return Nodes.text(body, "thread_ts");
    }

    boolean hasReplies() {
        return !replies.isEmpty();
    }

    Iterable<String> replyStamps() {
        return replies.keySet();
    }

    Map<String, Set<String>> reactions() {
        return reactions;
    }

    Set<String> reactors(String emoji) {
        return reactions.computeIfAbsent(emoji, unused -> new LinkedHashSet<>());
    }

    void dropIfUnused(String emoji) {
        Set<String> users = reactions.get(emoji);
        if (users != null && users.isEmpty()) {
            reactions.remove(emoji);
        }
    }

    void metadata(ObjectNode value) {
        metadata = Optional.of(value);
    }

    Optional<ObjectNode> metadata() {
        return metadata;
    }

    void addReply(String ts, String author) {
        replies.put(ts, author);
        body.put("thread_ts", ts());
    }

    void removeReply(String ts) {
        replies.remove(ts);
        if (replies.isEmpty() && !tombstone()) {
            body.remove("thread_ts");
        }
    }

    void replace(ObjectNode newBody) {
        body = newBody;
    }

    /** A copy without thread counts and reactions: the form in which the message was first sent. */
    ObjectNode plain() {
        return body.deepCopy();
    }

    JsonNode blocks() {
        return body.path("blocks");
    }

    /** A copy as events show it: with the thread's counts, without reactions and metadata. */
    ObjectNode inEvents() {
        ObjectNode copy = body.deepCopy();
        if (hasReplies()) {
            Set<String> users = new LinkedHashSet<>(replies.values());
            copy.put("reply_count", replies.size());
            copy.put("reply_users_count", users.size());
            copy.put("latest_reply", replies.lastKey());
            ArrayNode shown = copy.putArray("reply_users");
            users.stream().limit(REPLY_USERS_SHOWN).forEach(shown::add);
            copy.put("is_locked", false);
        }
        return copy;
    }

    /** A copy as the broadcast of one of its replies shows it. */
    ObjectNode asRoot() {
        return inEvents().remove(NOT_IN_ROOT);
    }

    /** A copy as history shows it. */
    ObjectNode inHistory(boolean withMetadata) {
        ObjectNode copy = inEvents();
        if (hasReplies()) {
            copy.put("subscribed", false);
        }
        if (withMetadata) {
            metadata.ifPresent(value -> copy.set("metadata", value.deepCopy()));
        }
        if (!reactions.isEmpty()) {
            copy.set("reactions", reactionsJson());
        }
        return copy;
    }

    ArrayNode reactionsJson() {
        ArrayNode all = Nodes.array();
        reactions.forEach((name, users) -> {
            ObjectNode one = all.addObject().put("name", name);
            one.set("users", Nodes.strings(users));
            one.put("count", users.size());
        });
        return all;
    }
}

package dev.footbridge.teams.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One version of a message. A change makes a new value, so that a notification carries the state it was raised for.
 *
 * @param id the creation time in milliseconds, as text; unique only within its conversation
 * @param modifiedMillis moves on every change, reactions included; also the etag
 * @param editedMillis set by a change of the content only
 * @param deletedMillis set while the message is soft-deleted; the content is kept for the undo and not rendered
 */
record ChatMessage(
        Place place,
        String id,
        Optional<String> replyToId,
        Author author,
        long createdMillis,
        long modifiedMillis,
        OptionalLong editedMillis,
        OptionalLong deletedMillis,
        MessageContent content,
        List<Reaction> reactions,
        List<HistoryEntry> history,
        Optional<JsonNode> eventDetail,
        Optional<JsonNode> policyViolation) {

    /** How many history entries are kept per message, so that a reaction flood cannot grow one without bound. */
    private static final int HISTORY_LIMIT = 200;

    ChatMessage {
        reactions = List.copyOf(reactions);
        history = List.copyOf(history);
    }

    static ChatMessage posted(
            Place place, long createdMillis, Optional<String> replyToId, Author author, MessageContent content) {
        return new ChatMessage(
                place,
                Long.toString(createdMillis),
                replyToId,
                author,
                createdMillis,
                createdMillis,
                OptionalLong.empty(),
                OptionalLong.empty(),
                content,
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty());
    }

    boolean isDeleted() {
        return deletedMillis.isPresent();
    }

    boolean isEvent() {
        return eventDetail.isPresent();
    }

    /** The resource path in key form, as notifications carry it. */
    String keyPath() {
        return replyToId
                .map(root -> place.keyPath() + "/messages('" + root + "')/replies('" + id + "')")
                .orElseGet(() -> place.keyPath() + "/messages('" + id + "')");
    }

    ChatMessage asEvent(JsonNode detail) {
        return new ChatMessage(
                place,
                id,
                replyToId,
                author,
                createdMillis,
                modifiedMillis,
                editedMillis,
                deletedMillis,
                content,
                reactions,
                history,
                Optional.of(detail),
                policyViolation);
    }

    ChatMessage edited(MessageContent newContent, long stamp) {
        return new ChatMessage(
                place,
                id,
                replyToId,
                author,
                createdMillis,
                stamp,
                OptionalLong.of(stamp),
                deletedMillis,
                newContent,
                reactions,
                history,
                eventDetail,
                policyViolation);
    }

    ChatMessage flagged(JsonNode violation, long stamp) {
        return new ChatMessage(
                place,
                id,
                replyToId,
                author,
                createdMillis,
                stamp,
                editedMillis,
                deletedMillis,
                content,
                reactions,
                history,
                eventDetail,
                Optional.of(violation));
    }

    ChatMessage deleted(long stamp) {
        return withDeletion(OptionalLong.of(stamp), stamp);
    }

    ChatMessage restored(long stamp) {
        return withDeletion(OptionalLong.empty(), stamp);
    }

    ChatMessage withReaction(Reaction reaction, long stamp) {
        var all = new ArrayList<>(reactions);
        all.add(reaction);
        return withReactions(all, new HistoryEntry("reactionAdded", stamp, reaction), stamp);
    }

    ChatMessage withoutReaction(Reaction reaction, long stamp) {
        var all = new ArrayList<>(reactions);
        all.remove(reaction);
        return withReactions(all, new HistoryEntry("reactionRemoved", stamp, reaction), stamp);
    }

    Optional<Reaction> reaction(String type, String userId) {
        return reactions.stream().filter(r -> r.is(type, userId)).findFirst();
    }

    private ChatMessage withDeletion(OptionalLong deletion, long stamp) {
        return new ChatMessage(
                place,
                id,
                replyToId,
                author,
                createdMillis,
                stamp,
                editedMillis,
                deletion,
                content,
                reactions,
                history,
                eventDetail,
                policyViolation);
    }

    private ChatMessage withReactions(List<Reaction> all, HistoryEntry entry, long stamp) {
        var entries = new ArrayList<>(history.subList(Math.max(0, history.size() - HISTORY_LIMIT + 1), history.size()));
        entries.add(entry);
        return new ChatMessage(
                place,
                id,
                replyToId,
                author,
                createdMillis,
                stamp,
                editedMillis,
                deletedMillis,
                content,
                all,
                entries,
                eventDetail,
                policyViolation);
    }

    /** One line of {@code messageHistory}. */
    record HistoryEntry(String actions, long modifiedMillis, Reaction reaction) {}
}

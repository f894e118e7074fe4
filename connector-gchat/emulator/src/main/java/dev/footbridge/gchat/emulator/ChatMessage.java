package dev.footbridge.gchat.emulator;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** One message. Guarded by the domain's lock. */
final class ChatMessage {
    /** A reaction's emoji: a character, or the organisation's own by id. */
    record Emoji(String unicode, String customId) {
        String key() {
            return unicode.isEmpty() ? "custom/" + customId : unicode;
        }
    }

    /** Who reacted how. */
    record Reaction(String id, ChatUser user, Emoji emoji) {}

    /**
     * What never changes.
     *
     * @param viaApp whether the app posted it, in its own name or in a person's
     * @param reply whether the thread was there before
     */
    record Origin(
            ChatSpace space,
            String id,
            String threadId,
            ChatUser sender,
            boolean viaApp,
            Instant created,
            boolean reply,
            String clientId,
            String threadKey,
            Optional<ChatUser> viewer,
            boolean silent) {}

    private final Origin origin;
    private final Map<String, Reaction> reactions = new LinkedHashMap<>();
    private Content content;
    private Optional<Instant> updated = Optional.empty();
    private Optional<Instant> deleted = Optional.empty();
    private String deletionType = "";

    ChatMessage(Origin origin, Content content) {
        this.origin = origin;
        this.content = content;
    }

    Origin origin() {
        return origin;
    }

    ChatSpace space() {
        return origin.space();
    }

    String id() {
        return origin.id();
    }

    String name() {
        return origin.space().name() + "/messages/" + origin.id();
    }

    String threadName() {
        return origin.space().name() + "/threads/" + origin.threadId();
    }

    ChatUser sender() {
        return origin.sender();
    }

    Content content() {
        return content;
    }

    Optional<Instant> updated() {
        return updated;
    }

    Optional<Instant> deleted() {
        return deleted;
    }

    boolean isDeleted() {
        return deleted.isPresent();
    }

    String deletionType() {
        return deletionType;
    }

    void change(Content next, Instant at) {
        content = next;
        updated = Optional.of(at);
    }

    void delete(String type, Instant at) {
        deleted = Optional.of(at);
        deletionType = type;
        reactions.clear();
    }

    /** Reactions by their id, oldest first. */
    Map<String, Reaction> reactions() {
        return reactions;
    }

    Optional<Reaction> reaction(ChatUser user, Emoji emoji) {
        return reactions.values().stream()
                .filter(one -> one.user().equals(user) && one.emoji().equals(emoji))
                .findFirst();
    }

    /** Whether somebody may see it, as private messages are for one person and the app. */
    boolean visibleTo(Caller caller) {
        return origin.viewer().isEmpty()
                || caller.self().equals(origin.sender())
                || caller.self().equals(origin.viewer().get());
    }

    boolean mentions(String userId) {
        return content.lines().stream()
                .flatMap(line -> line.runs().stream())
                .anyMatch(run -> run.kind() == Run.Kind.USER && run.target().equals(userId));
    }
}

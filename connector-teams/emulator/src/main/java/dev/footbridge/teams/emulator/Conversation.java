package dev.footbridge.teams.emulator;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.LongFunction;
import java.util.function.Predicate;

/**
 * The messages of one channel or chat. Safe for use by several threads; every operation takes at most O(log n).
 *
 * <p>Ids are creation times in milliseconds. Two messages of one millisecond get consecutive ids, so a conversation that
 * takes more than a thousand messages per second has ids ahead of the clock.
 */
final class Conversation {
    private final Place place;
    private final Clock clock;
    private final Observer observer;
    private final Map<String, ChatMessage> messages = new HashMap<>();
    private final NavigableMap<Long, String> timeline = new TreeMap<>();
    private final NavigableMap<Long, String> roots = new TreeMap<>();
    private final Map<String, NavigableMap<Long, String>> replies = new HashMap<>();
    private final NavigableMap<Long, String> chainsByChange = new TreeMap<>();
    private final Map<String, Long> changeOfChain = new HashMap<>();
    private long lastStamp;
    private long changes;

    Conversation(Place place, Clock clock, Observer observer) {
        this.place = place;
        this.clock = clock;
        this.observer = observer;
    }

    Place place() {
        return place;
    }

    /** Adds what {@code maker} builds for the creation time it is given. */
    synchronized ChatMessage add(LongFunction<ChatMessage> maker) {
        var message = maker.apply(nextStamp());
        store(message);
        observer.changed(ChangeKind.CREATED, message);
        return message;
    }

    /** Adds a message with a creation time of its own; absent when that millisecond is taken. */
    synchronized Optional<ChatMessage> addImported(ChatMessage message) {
        if (messages.containsKey(message.id())) {
            return Optional.empty();
        }
        lastStamp = Math.max(lastStamp, message.createdMillis());
        store(message);
        observer.changed(ChangeKind.CREATED, message);
        return Optional.of(message);
    }

    /** Replaces a message by what {@code change} makes of it; an unchanged value leaves everything as it is. */
    synchronized ChatMessage change(String id, ChangeKind kind, Change change) {
        var before = messages.get(id);
        if (before == null) {
            throw GraphFault.messageNotFound(id);
        }
        var after = change.apply(before, nextStamp());
        if (after != before) {
            messages.put(id, after);
            touchChain(after.replyToId().orElse(id));
            observer.changed(kind, after);
        }
        return after;
    }

    synchronized Optional<ChatMessage> find(String id) {
        return Optional.ofNullable(messages.get(id));
    }

    synchronized int size() {
        return messages.size();
    }

    /** Root messages, newest first, created before {@code before}. */
    synchronized Page rootsByCreation(OptionalLong before, int limit, Predicate<ChatMessage> wanted) {
        return page(below(roots, before), limit, wanted);
    }

    /** Root messages, last changed first. A chain counts as changed when one of its replies is. */
    synchronized Page rootsByChange(OptionalLong before, int limit, Predicate<ChatMessage> wanted) {
        return page(below(chainsByChange, before), limit, wanted);
    }

    /** Root messages of the chains changed after the change number {@code after}, first change first. */
    synchronized Page rootsChangedAfter(long after, int limit, Predicate<ChatMessage> wanted) {
        return page(chainsByChange.tailMap(after, false), limit, wanted);
    }

    /** Messages and replies, newest first. */
    synchronized List<ChatMessage> newest(int limit) {
        return page(timeline.descendingMap(), limit, m -> true).messages();
    }

    /** Replies of a root message, newest first. */
    synchronized Page replies(String rootId, OptionalLong before, int limit) {
        var own = replies.get(rootId);
        return own == null
                ? new Page(List.of(), OptionalLong.empty(), false)
                : page(below(own, before), limit, m -> true);
    }

    /** When the chain was last changed: the newest {@code lastModifiedDateTime} in it. */
    synchronized long chainModified(ChatMessage root) {
        var newest = root.modifiedMillis();
        for (var id : replies.getOrDefault(root.id(), new TreeMap<>()).values()) {
            newest = Math.max(newest, known(id).modifiedMillis());
        }
        return newest;
    }

    private static NavigableMap<Long, String> below(NavigableMap<Long, String> index, OptionalLong before) {
        var part = before.isPresent() ? index.headMap(before.getAsLong(), false) : index;
        return part.descendingMap();
    }

    private Page page(NavigableMap<Long, String> index, int limit, Predicate<ChatMessage> wanted) {
        var found = new ArrayList<ChatMessage>(Math.min(limit, 64));
        var last = OptionalLong.empty();
        for (var entry : index.entrySet()) {
            if (found.size() == limit) {
                return new Page(found, last, true);
            }
            var message = known(entry.getValue());
            if (wanted.test(message)) {
                found.add(message);
            }
            last = OptionalLong.of(entry.getKey());
        }
        return new Page(found, last, false);
    }

    private ChatMessage known(String id) {
        var message = messages.get(id);
        if (message == null) {
            throw new IllegalStateException("Index names a message that is not stored");
        }
        return message;
    }

    private void store(ChatMessage message) {
        messages.put(message.id(), message);
        timeline.put(message.createdMillis(), message.id());
        var index = message.replyToId()
                .map(root -> replies.computeIfAbsent(root, r -> new TreeMap<>()))
                .orElse(roots);
        index.put(message.createdMillis(), message.id());
        touchChain(message.replyToId().orElse(message.id()));
    }

    private void touchChain(String rootId) {
        var number = ++changes;
        var previous = changeOfChain.put(rootId, number);
        if (previous != null) {
            chainsByChange.remove(previous);
        }
        chainsByChange.put(number, rootId);
    }

    private long nextStamp() {
        lastStamp = Math.max(clock.millis(), lastStamp + 1);
        return lastStamp;
    }

    /** Makes the next version of a message; {@code stamp} is its modification time. Returns the same value for "no change". */
    @FunctionalInterface
    interface Change {
        ChatMessage apply(ChatMessage before, long stamp);
    }

    /** Hears of changes in their order. Called while the conversation is locked: has to return at once. */
    @FunctionalInterface
    interface Observer {
        void changed(ChangeKind kind, ChatMessage message);
    }

    /**
     * Some messages.
     *
     * @param last the key of the last message looked at, to go on from; empty when there was none
     * @param more whether there are messages beyond
     */
    record Page(List<ChatMessage> messages, OptionalLong last, boolean more) {
        Page {
            messages = List.copyOf(messages);
        }
    }
}

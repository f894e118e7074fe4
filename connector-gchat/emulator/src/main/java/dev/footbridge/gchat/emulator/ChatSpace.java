package dev.footbridge.gchat.emulator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A space, group chat or direct chat with its members and messages. Guarded by the domain's lock. */
final class ChatSpace {
    /** What a space is; the names are the vendor's. */
    enum Kind {
        SPACE,
        GROUP_CHAT,
        DIRECT_MESSAGE
    }

    /** The answer to a request id: who asked, and what was made. */
    record Made(ChatUser by, ChatMessage message) {}

    private static final int MAX_MESSAGES = 50_000;
    private static final int MAX_REQUEST_IDS = 50_000;

    private final String id;
    private final Kind kind;
    private final Instant created;
    private final Map<String, Member> members = new LinkedHashMap<>();
    private final Map<String, ChatMessage> messages = new LinkedHashMap<>();
    private final Map<String, ChatMessage> byClientId = new HashMap<>();
    private final Map<String, String> threadsByKey = new HashMap<>();
    private final Map<String, Integer> threads = new HashMap<>();
    private final Map<String, Made> byRequestId = new LinkedHashMap<>();
    private String displayName;
    private String description = "";

    ChatSpace(String id, Kind kind, String displayName, Instant created) {
        this.id = id;
        this.kind = kind;
        this.displayName = displayName;
        this.created = created;
    }

    String id() {
        return id;
    }

    String name() {
        return "spaces/" + id;
    }

    Kind kind() {
        return kind;
    }

    Instant created() {
        return created;
    }

    String displayName() {
        return displayName;
    }

    String description() {
        return description;
    }

    void rename(String name) {
        displayName = name;
    }

    void describe(String text) {
        description = text;
    }

    /** Only named spaces have threads. */
    boolean threaded() {
        return kind == Kind.SPACE;
    }

    Map<String, Member> members() {
        return members;
    }

    boolean has(ChatUser user) {
        return members.containsKey(user.id());
    }

    /** Whether one of two members is an app. */
    boolean directWithApp() {
        return kind == Kind.DIRECT_MESSAGE
                && members.values().stream().anyMatch(member -> member.user().bot());
    }

    Collection<ChatMessage> messages() {
        return messages.values();
    }

    /** By the id that Chat gave or the one that the client chose. */
    Optional<ChatMessage> message(String key) {
        return Optional.ofNullable(key.startsWith("client-") ? byClientId.get(key) : messages.get(key));
    }

    void add(ChatMessage message) {
        messages.put(message.id(), message);
        threads.merge(message.origin().threadId(), 1, Integer::sum);
        if (!message.origin().clientId().isEmpty()) {
            byClientId.put(message.origin().clientId(), message);
        }
        if (!message.origin().threadKey().isEmpty()) {
            threadsByKey.putIfAbsent(
                    message.origin().threadKey(), message.origin().threadId());
        }
        if (messages.size() > MAX_MESSAGES) {
            forget(messages.values().iterator().next());
        }
    }

    private void forget(ChatMessage oldest) {
        messages.remove(oldest.id());
        byClientId.remove(oldest.origin().clientId());
        threads.computeIfPresent(oldest.origin().threadId(), (thread, count) -> count > 1 ? count - 1 : null);
    }

    boolean hasThread(String threadId) {
        return threads.containsKey(threadId);
    }

    Optional<String> threadByKey(String key) {
        return Optional.ofNullable(threadsByKey.get(key));
    }

    /** The first message of a thread and what follows, deleted ones included. */
    List<ChatMessage> thread(String threadId) {
        List<ChatMessage> found = new ArrayList<>();
        for (ChatMessage message : messages.values()) {
            if (message.origin().threadId().equals(threadId)) {
                found.add(message);
            }
        }
        return found;
    }

    Optional<Made> madeBy(String requestId) {
        return Optional.ofNullable(byRequestId.get(requestId));
    }

    void remember(String requestId, Made made) {
        byRequestId.put(requestId, made);
        if (byRequestId.size() > MAX_REQUEST_IDS) {
            byRequestId.remove(byRequestId.keySet().iterator().next());
        }
    }
}

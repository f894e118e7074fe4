package dev.footbridge.miro;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footbridge.core.connector.BoundedMap;
import dev.footbridge.http.Json;
import java.util.Map;
import java.util.Optional;

/**
 * Which items this connector made. Miro lets a token change everybody's items, so the connector itself keeps its hands
 * off them. The account of the token counts as the connector: give it one of its own. Bounded; safe for concurrent use.
 */
final class MiroOwn {

    private static final int MOST = 10_000;

    private final Map<String, Boolean> items = new BoundedMap<>(MOST);

    private volatile String userId = "";

    void learnSelf(String user) {
        userId = user;
    }

    boolean isKnown() {
        return !userId.isEmpty();
    }

    /** The connector has just made it. */
    synchronized void made(String item) {
        items.put(item, true);
    }

    /** Whether an item that was read is the connector's; remembered. An app card tells, also of other accounts' tokens. */
    boolean wrote(JsonNode item) {
        boolean own = Json.flag(item, "data", "owned")
                || !userId.isEmpty()
                        && Json.text(item, "createdBy", "id").orElse("").equals(userId);
        Json.text(item, "id").filter(MiroIds::isId).ifPresent(id -> remember(id, own));
        return own;
    }

    private synchronized void remember(String item, boolean own) {
        items.put(item, own);
    }

    /** What is known of an item without asking. */
    synchronized Optional<Boolean> known(String item) {
        return Optional.ofNullable(items.get(item));
    }
}

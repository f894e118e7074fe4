package dev.footbridge.miro;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.Page;
import dev.footbridge.http.Json;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What happened in the organisation and on its boards. Content: keep it off disks and out of logs. */
public final class MiroEnterpriseLogs {

    private final MiroEnterpriseCalls calls;

    MiroEnterpriseLogs(MiroEnterpriseCalls calls) {
        this.calls = calls;
    }

    /**
     * Something that was done.
     *
     * @param event such as {@code sign_in_succeeded}
     * @param actor id of who did it
     * @param actorEmail where it was a person
     * @param object id of what it was done to
     * @param details what the kind of event adds, by path
     */
    public record AuditEvent(
            String id,
            String event,
            String category,
            Optional<Instant> at,
            Optional<String> actor,
            Optional<String> actorEmail,
            Optional<String> object,
            Map<String, String> details) {

        public AuditEvent {
            details = Map.copyOf(details);
        }

        /** Never who, where or what. */
        @Override
        public String toString() {
            return "AuditEvent[" + id + "]";
        }
    }

    /**
     * A change on a board.
     *
     * @param action {@code create}, {@code update} or {@code delete}
     * @param itemType {@code widget}, {@code comment_thread} or {@code comment_message}; the only word of comments there is
     * @param state the item as it was afterwards, by path; its form is not documented
     */
    public record ContentChange(
            String id,
            String board,
            String action,
            Optional<Instant> at,
            Optional<String> actor,
            Optional<String> actorEmail,
            String itemType,
            String item,
            Map<String, String> state) {

        public ContentChange {
            state = Map.copyOf(state);
        }

        /** Never the content. */
        @Override
        public String toString() {
            return "ContentChange[" + id + "]";
        }
    }

    /**
     * Audit events of a span of time, at most 90 days ago.
     *
     * @see <a href="https://developers.miro.com/reference/enterprise-get-audit-logs">audit logs</a>
     */
    public Page<AuditEvent> audit(Instant after, Instant before, Optional<String> cursor)
            throws ConnectorException, InterruptedException {
        Map<String, String> query = Map.of("createdAfter", after.toString(), "createdBefore", before.toString());
        return calls.page("enterprise-get-audit-logs", Map.of(), query, cursor, MiroEnterpriseLogs::auditEvent);
    }

    private static AuditEvent auditEvent(JsonNode json) {
        return new AuditEvent(
                MiroEnterpriseCalls.text(json, "id"),
                MiroEnterpriseCalls.text(json, "event"),
                MiroEnterpriseCalls.text(json, "category"),
                MiroMessages.instant(Json.text(json, "createdAt")),
                Json.nonBlank(json, "createdBy", "id"),
                Json.nonBlank(json, "createdBy", "email"),
                Json.nonBlank(json, "object", "id"),
                MiroEnterpriseCalls.flat(json.path("details")));
    }

    /**
     * Changes in a span of time on one board or on all. Needs Enterprise Guard.
     *
     * @see <a href="https://developers.miro.com/reference/enterprise-board-content-item-logs-fetch">content logs</a>
     */
    public Page<ContentChange> content(Instant from, Instant to, Optional<String> board, Optional<String> cursor)
            throws ConnectorException, InterruptedException {
        Map<String, String> query = new HashMap<>(Map.of("from", from.toString(), "to", to.toString()));
        board.ifPresent(id -> query.put("board_ids", id));
        return calls.page(
                "enterprise-board-content-item-logs-fetch", Map.of(), query, cursor, MiroEnterpriseLogs::contentChange);
    }

    private static ContentChange contentChange(JsonNode json) {
        return new ContentChange(
                MiroEnterpriseCalls.text(json, "id"),
                MiroEnterpriseCalls.text(json, "contentId"),
                MiroEnterpriseCalls.text(json, "actionType"),
                MiroMessages.instant(Json.text(json, "actionTime")),
                Json.nonBlank(json, "actor", "id"),
                Json.nonBlank(json, "actor", "email"),
                MiroEnterpriseCalls.text(json, "itemType"),
                MiroEnterpriseCalls.text(json, "itemId"),
                MiroEnterpriseCalls.flat(json.path("state")));
    }
}

package dev.footbridge.miro;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.Page;
import dev.footbridge.http.Json;
import java.util.Map;
import java.util.Optional;

/**
 * Cases of legal discovery and what they hold. To read only: a mistake of a machine must not end a legal hold.
 *
 * @see <a href="https://developers.miro.com/reference/get-all-cases">cases</a>
 */
public final class MiroEnterpriseCases {

    private final MiroEnterpriseCalls calls;

    MiroEnterpriseCases(MiroEnterpriseCalls calls) {
        this.calls = calls;
    }

    /** A case. */
    public record Case(String id, String name, Optional<String> description) {
        /** Never the name. */
        @Override
        public String toString() {
            return "Case[" + id + "]";
        }
    }

    /**
     * A legal hold of a case.
     *
     * @param state {@code PROCESSING}, {@code ACTIVE} or {@code DELETING}
     */
    public record LegalHold(String id, String name, Optional<String> description, String state) {
        /** Never the name. */
        @Override
        public String toString() {
            return "LegalHold[" + id + "]";
        }
    }

    /** Something that is held: a board, by its id. */
    public record HeldItem(String contentId, String type) {}

    /** All cases. */
    public Page<Case> list(Optional<String> cursor) throws ConnectorException, InterruptedException {
        return calls.page("get-all-cases", Map.of(), Map.of(), cursor, MiroEnterpriseCases::read);
    }

    /** One case. */
    public Case get(String id) throws ConnectorException, InterruptedException {
        return calls.one("get-case", Map.of("case_id", id), MiroEnterpriseCases::read);
    }

    /** The legal holds of a case. */
    public Page<LegalHold> legalHolds(String caseId, Optional<String> cursor)
            throws ConnectorException, InterruptedException {
        return calls.page(
                "get-all-legal-holds", Map.of("case_id", caseId), Map.of(), cursor, MiroEnterpriseCases::hold);
    }

    /** One legal hold. */
    public LegalHold legalHold(String caseId, String id) throws ConnectorException, InterruptedException {
        return calls.one("get-legal-hold", Map.of("case_id", caseId, "legal_hold_id", id), MiroEnterpriseCases::hold);
    }

    /** What a legal hold holds. */
    public Page<HeldItem> heldItems(String caseId, String holdId, Optional<String> cursor)
            throws ConnectorException, InterruptedException {
        return calls.page(
                "get-legal-hold-content-items",
                Map.of("case_id", caseId, "legal_hold_id", holdId),
                Map.of(),
                cursor,
                json -> new HeldItem(
                        MiroEnterpriseCalls.text(json, "contentId"), MiroEnterpriseCalls.text(json, "type")));
    }

    private static Case read(JsonNode json) {
        return new Case(
                MiroEnterpriseCalls.text(json, "id"),
                MiroEnterpriseCalls.text(json, "name"),
                Json.nonBlank(json, "description"));
    }

    private static LegalHold hold(JsonNode json) {
        return new LegalHold(
                MiroEnterpriseCalls.text(json, "id"),
                MiroEnterpriseCalls.text(json, "name"),
                Json.nonBlank(json, "description"),
                MiroEnterpriseCalls.text(json, "state"));
    }
}

package dev.footbridge.miro.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.footbridge.testkit.emulator.Reply;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Legal cases and the people whose boards are held for them. */
final class CaseEndpoints {
    private static final int MAX_PAGE = 100;
    private static final int MAX_PEOPLE = 200;

    private final Office office;
    private final Map<String, CaseFile> cases = new LinkedHashMap<>();

    /** A case, or a hold of one. */
    private static class Dossier {
        final String id;
        final String createdBy;
        final Instant createdAt;
        String name = "";
        String description = "";
        String modifiedBy;
        Instant modifiedAt;

        Dossier(String id, String createdBy, Instant at) {
            this.id = id;
            this.createdBy = createdBy;
            this.createdAt = at;
            this.modifiedBy = createdBy;
            this.modifiedAt = at;
        }
    }

    private static final class CaseFile extends Dossier {
        final Map<String, Hold> holds = new LinkedHashMap<>();

        CaseFile(String id, String createdBy, Instant at) {
            super(id, createdBy, at);
        }
    }

    private static final class Hold extends Dossier {
        final Set<String> people = new LinkedHashSet<>();

        Hold(String id, String createdBy, Instant at) {
            super(id, createdBy, at);
        }
    }

    CaseEndpoints(Office office) {
        this.office = office;
    }

    void register(MiroApi api) {
        office.on(api, "get-all-cases", call -> page(call, List.copyOf(cases.values()), one -> one.id, this::json));
        office.on(api, "create-case", this::create);
        office.on(api, "get-case", call -> Reply.json(json(caseOf(call))));
        office.on(api, "edit-case", call -> Reply.json(json(changed(caseOf(call), call))));
        office.on(api, "delete-case", this::delete);
        office.on(api, "get-all-legal-holds", call -> {
            CaseFile file = caseOf(call);
            return page(call, List.copyOf(file.holds.values()), hold -> hold.id, hold -> json(file, hold));
        });
        office.on(api, "create-legal-hold", this::createHold);
        office.on(api, "get-legal-hold", call -> Reply.json(json(caseOf(call), hold(call))));
        office.on(api, "edit-legal-hold", call -> {
            Set<String> people = people(call.body());
            Hold hold = changed(hold(call), call);
            hold.people.addAll(people);
            return Reply.json(json(caseOf(call), hold));
        });
        office.on(api, "delete-legal-hold", call -> {
            caseOf(call).holds.remove(hold(call).id);
            return Reply.empty(204);
        });
        office.on(
                api,
                "get-legal-hold-content-items",
                call -> page(
                        call,
                        boards(hold(call)),
                        id -> id,
                        id -> Nodes.object().put("contentId", id).put("type", "board")));
        office.on(api, "get-legal-hold-export-jobs", call -> {
            caseOf(call);
            ObjectNode page = Paging.byLastId(call, List.<String>of(), MAX_PAGE, id -> id, id -> Nodes.object());
            return Reply.json(page);
        });
    }

    private static <T> Reply page(Call call, List<T> rows, Function<T, String> id, Function<T, JsonNode> show) {
        return Reply.json(Paging.byLastId(call, rows, MAX_PAGE, id, show).put("total", rows.size()));
    }

    private Reply create(Call call) {
        Office.room(cases);
        String id = Long.toString(office.world.nextId());
        CaseFile file = changed(new CaseFile(id, call.user().id(), office.world.now()), call);
        cases.put(id, file);
        return Reply.json(json(file));
    }

    private Reply delete(Call call) {
        CaseFile file = caseOf(call);
        if (!file.holds.isEmpty()) {
            throw MiroFault.of(400, "badRequest", "The case has legal holds");
        }
        cases.remove(file.id);
        return Reply.empty(204);
    }

    private Reply createHold(Call call) {
        CaseFile file = caseOf(call);
        Office.room(file.holds);
        Set<String> people = people(call.body());
        String id = Long.toString(office.world.nextId());
        Hold hold = changed(new Hold(id, call.user().id(), office.world.now()), call);
        hold.people.addAll(people);
        file.holds.put(id, hold);
        return Reply.json(json(file, hold));
    }

    private <T extends Dossier> T changed(T dossier, Call call) {
        JsonNode body = call.body();
        dossier.name = Office.name(body);
        dossier.description = Nodes.optional(body, "description").orElse("");
        dossier.modifiedAt = office.world.now();
        dossier.modifiedBy = call.user().id();
        return dossier;
    }

    private Set<String> people(JsonNode body) {
        JsonNode users = body.path("scope").path("users");
        if (!users.isArray() || users.isEmpty() || users.size() > MAX_PEOPLE) {
            throw MiroFault.invalid("scope.users", "size must be between 1 and " + MAX_PEOPLE);
        }
        Set<String> people = new LinkedHashSet<>();
        users.forEach(
                user -> people.add(office.byMail(Nodes.text(user, "email")).id()));
        return people;
    }

    /** Boards that the people own or are on. */
    private List<String> boards(Hold hold) {
        return office.world.boards.values().stream()
                .filter(board -> hold.people.stream().anyMatch(board.members::containsKey))
                .map(board -> board.id)
                .toList();
    }

    private CaseFile caseOf(Call call) {
        return Office.found(cases, call.path("case_id"), "Case");
    }

    private Hold hold(Call call) {
        return Office.found(caseOf(call).holds, call.path("legal_hold_id"), "Legal hold");
    }

    private ObjectNode json(CaseFile file) {
        return head(file);
    }

    private ObjectNode json(CaseFile file, Hold hold) {
        ObjectNode json = head(hold).put("caseId", file.id).put("state", "ACTIVE");
        ArrayNode users = json.putObject("scope").putArray("users");
        hold.people.forEach(id -> users.add(user(id)));
        return json;
    }

    private ObjectNode head(Dossier dossier) {
        ObjectNode json = Nodes.object()
                .put("id", dossier.id)
                .put("organizationId", World.ORGANIZATION_ID)
                .put("name", dossier.name)
                .put("description", dossier.description)
                .put("createdAt", Nodes.time(dossier.createdAt))
                .put("lastModifiedAt", Nodes.time(dossier.modifiedAt));
        json.set("createdBy", user(dossier.createdBy));
        json.set("lastModifiedBy", user(dossier.modifiedBy));
        return json;
    }

    private ObjectNode user(String id) {
        MiroUser user = office.world.person(id);
        int space = user.name().indexOf(' ');
        return Nodes.object()
                .put("id", id)
                .put("email", user.email())
                .put("firstName", space < 0 ? user.name() : user.name().substring(0, space))
                .put("lastName", space < 0 ? "" : user.name().substring(space + 1));
    }
}

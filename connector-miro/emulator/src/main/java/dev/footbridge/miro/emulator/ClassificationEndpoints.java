package dev.footbridge.miro.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.footbridge.testkit.emulator.Reply;
import java.util.List;

/** Labels that say how secret a board is. */
final class ClassificationEndpoints {
    private final Office office;

    ClassificationEndpoints(Office office) {
        this.office = office;
    }

    void register(MiroApi api) {
        office.on(api, "enterprise-dataclassification-organization-settings-get", call -> organization());
        office.on(api, "enterprise-dataclassification-team-settings-get", call -> team(office.team(call)));
        office.on(api, "enterprise-dataclassification-team-settings-set", this::changeTeam);
        office.on(api, "enterprise-dataclassification-team-boards-bulk", this::changeBoards);
        office.on(
                api,
                "enterprise-dataclassification-board-get",
                call -> Reply.json(office.company
                        .labelOf(board(call).id)
                        .map(label -> json(label, "board-data-classification-label"))
                        .orElseThrow(() -> MiroFault.notFound("Label"))));
        office.on(api, "enterprise-dataclassification-board-set", call -> {
            Company.Label label = label(call.body().path("labelId"));
            office.company.boardLabels.put(board(call).id, label.id());
            return Reply.json(json(label, "board-data-classification-label"));
        });
    }

    private Reply organization() {
        ObjectNode json = Nodes.object().put("enabled", true);
        var labels = json.putArray("labels");
        int order = 0;
        for (Company.Label label : office.company.labels) {
            labels.add(json(label, "data-classification-label")
                    .put("default", label.usual())
                    .put("orderNumber", ++order));
        }
        return Reply.json(json.put("type", "data-classification-organization-settings"));
    }

    private static Reply team(Company.Team team) {
        return Reply.json(Nodes.object()
                .put("defaultLabelId", team.defaultLabel)
                .put("enabled", team.classifies)
                .put("type", "team-data-classification-settings"));
    }

    private Reply changeTeam(Call call) {
        Company.Team team = office.team(call);
        JsonNode body = call.body();
        if (body.has("defaultLabelId")) {
            team.defaultLabel = label(body.path("defaultLabelId")).id();
        }
        team.classifies = body.path("enabled").asBoolean(team.classifies);
        return team(team);
    }

    private Reply changeBoards(Call call) {
        Company.Team team = office.team(call);
        Company.Label label = label(call.body().path("labelId"));
        boolean onlyNew = call.body().path("notClassifiedOnly").asBoolean(false);
        List<Board> changed = office.world.boards.values().stream()
                .filter(board -> board.teamId.equals(team.id))
                .filter(board -> !onlyNew || office.company.labelOf(board.id).isEmpty())
                .toList();
        changed.forEach(board -> office.company.boardLabels.put(board.id, label.id()));
        return Reply.json(Nodes.object()
                .put("numberUpdatedBoards", changed.size())
                .put("type", "boards-data-classification-label-changed"));
    }

    private Board board(Call call) {
        Company.Team team = office.team(call);
        Board board = Office.found(office.world.boards, call.path("board_id"), "Board");
        if (!board.teamId.equals(team.id)) {
            throw MiroFault.notFound("Board");
        }
        return board;
    }

    private Company.Label label(JsonNode id) {
        return office.company.label(id.asText()).orElseThrow(() -> MiroFault.invalid("labelId", "no such label"));
    }

    private static ObjectNode json(Company.Label label, String type) {
        return Nodes.object()
                .put("id", label.id())
                .put("name", label.name())
                .put("color", label.color())
                .put("description", label.description())
                .put("sharingRecommendation", label.sharing())
                .put("guidelineUrl", "https://example.com/guidelines")
                .put("type", type);
    }
}

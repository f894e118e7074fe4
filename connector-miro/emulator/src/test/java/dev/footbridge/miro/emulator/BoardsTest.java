package dev.footbridge.miro.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BoardsTest {
    private MiroEmulator miro;
    private Api relay;
    private Api ada;

    @BeforeEach
    void start() {
        miro = MiroEmulator.builder().start();
        relay = Api.as(miro, "relay");
        ada = Api.as(miro, "ada");
    }

    @AfterEach
    void stop() {
        miro.close();
    }

    @Test
    void aBoardTellsWhatAPreviewNeeds() {
        JsonNode board = relay.get("/v2/boards/" + miro.boardId("Roadmap")).json();
        assertThat(board.path("name").asText()).isEqualTo("Roadmap");
        assertThat(board.path("viewLink").asText())
                .isEqualTo("https://miro.com/app/board/" + board.path("id").asText());
        assertThat(board.at("/owner/name").asText()).isEqualTo("Ada Lovelace");
        assertThat(board.at("/currentUserMembership/role").asText()).isEqualTo("editor");
        assertThat(board.at("/picture/imageURL").asText()).startsWith("http");
        assertThat(board.at("/policy/sharingPolicy/access").asText()).isEqualTo("private");
        assertThat(board.has("modifiedAt")).isTrue();
    }

    @Test
    void boardsAreCreatedChangedListedAndDeleted() {
        String id = ada.create("/v2/boards", Api.json("{'name': 'Plans', 'description': 'what next'}"));
        assertThat(relay.get("/v2/boards/" + id).status())
                .as("not shared with the app")
                .isEqualTo(404);
        JsonNode changed = ada.patch(
                        "/v2/boards/" + id,
                        Api.json("{'name': 'Plans 2', 'policy': {'sharingPolicy': {'teamAccess': 'comment'}}}"))
                .json();
        assertThat(changed.path("name").asText()).isEqualTo("Plans 2");
        assertThat(changed.path("description").asText()).isEqualTo("what next");
        assertThat(changed.at("/policy/sharingPolicy/teamAccess").asText()).isEqualTo("comment");
        assertThat(relay.get("/v2/boards/" + id).status())
                .as("open to the team")
                .isEqualTo(200);
        assertThat(relay.post("/v2/boards/" + id + "/texts", Api.json("{'data': {'content': 'x'}}"))
                        .code())
                .isEqualTo("insufficientPermissions");
        assertThat(names(ada.get("/v2/boards?query=NEXT").json())).containsExactly("Plans 2");
        assertThat(names(ada.get("/v2/boards?sort=alphabetically").json()))
                .containsExactly("Plans 2", "Roadmap", "Workshop");
        assertThat(names(ada.get("/v2/boards?sort=last_modified&team_id=" + miro.teamId())
                        .json()))
                .startsWith("Plans 2");
        assertThat(ada.get("/v2/boards?sort=last_modified").status()).isEqualTo(400);
        JsonNode page = ada.get("/v2/boards?limit=1&offset=1").json();
        assertThat(page.path("data")).hasSize(1);
        assertThat(page.path("total").asInt()).isEqualTo(3);
        assertThat(relay.delete("/v2/boards/" + id).status()).isEqualTo(403);
        assertThat(ada.delete("/v2/boards/" + id).status()).isEqualTo(204);
        assertThat(ada.get("/v2/boards/" + id).status()).isEqualTo(404);
        for (String wrong : List.of(
                "{'name': ''}",
                "{'name': '" + "x".repeat(61) + "'}",
                "{'description': '" + "x".repeat(301) + "'}",
                "{'policy': {'sharingPolicy': {'access': 'all'}}}")) {
            assertThat(ada.post("/v2/boards", Api.json(wrong)).status())
                    .as(wrong)
                    .isEqualTo(400);
        }
    }

    private static List<String> names(JsonNode page) {
        return StreamSupport.stream(page.path("data").spliterator(), false)
                .map(board -> board.path("name").asText())
                .toList();
    }

    @Test
    void sharingAddsMembersAndTellsWhomItCouldNot() {
        String board = "/v2/boards/" + miro.openBoard("Shared", "ada");
        JsonNode shared = relay.post(
                        board + "/members",
                        Api.json("{'emails': ['grace@example.com', 'nobody@example.com'], 'role': 'viewer'}"))
                .json();
        assertThat(shared.at("/successful/0").asText()).isEqualTo(miro.userId("grace"));
        assertThat(shared.at("/failed/0/email").asText()).isEqualTo("nobody@example.com");
        Api grace = Api.as(miro, "grace");
        assertThat(grace.get(board).json().at("/currentUserMembership/role").asText())
                .isEqualTo("viewer");
        relay.post(board + "/members", Api.json("{'emails': ['alan@example.com']}"));
        assertThat(relay.get(board + "/members/" + miro.userId("alan"))
                        .json()
                        .path("role")
                        .asText())
                .as("the usual role")
                .isEqualTo("commenter");
        relay.post(board + "/members", Api.json("{'emails': ['ada@example.com'], 'role': 'viewer'}"));
        assertThat(relay.get(board + "/members").json().at("/data/0/role").asText())
                .as("an invitation takes nothing away")
                .isEqualTo("owner");
        assertThat(relay.get(board + "/members?limit=2").json().path("total").asInt())
                .isEqualTo(4);
        assertThat(relay.get(board + "/members").body()).asString().doesNotContain("@example.com");
        String many = "'x@example.com',".repeat(20) + "'x@example.com'";
        assertThat(relay.post(board + "/members", Api.json("{'emails': [" + many + "]}"))
                        .status())
                .isEqualTo(400);
        assertThat(relay.post(board + "/members", Api.json("{'emails': []}")).status())
                .isEqualTo(400);
        assertThat(relay.post(board + "/members", Api.json("{'emails': ['a@b'], 'role': 'king'}"))
                        .status())
                .isEqualTo(400);
        String member = board + "/members/" + miro.userId("grace");
        assertThat(ada.patch(member, Api.json("{'role': 'editor'}")).status()).isEqualTo(200);
        assertThat(ada.delete(member).status()).isEqualTo(204);
        assertThat(grace.get(board).status()).isEqualTo(404);
        assertThat(ada.delete(board + "/members/" + miro.userId("ada")).status())
                .isEqualTo(400);
    }

    @Test
    void aBoardMovesWithItsItems() {
        String board = "/v2/boards/" + miro.boardId("Roadmap");
        String before = relay.get(board).json().path("modifiedAt").asText();
        String item = relay.create(board + "/sticky_notes", "{}");
        String made = relay.get(board).json().path("modifiedAt").asText();
        relay.delete(board + "/items/" + item);
        String gone = relay.get(board).json().path("modifiedAt").asText();
        assertThat(List.of(before, made, gone)).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void orItDoesNot() {
        try (MiroEmulator still =
                MiroEmulator.builder().boardModifiedAtMoves(false).start()) {
            Api api = Api.as(still, "relay");
            String board = "/v2/boards/" + still.boardId("Roadmap");
            String before = api.get(board).json().path("modifiedAt").asText();
            api.create(board + "/sticky_notes", "{}");
            assertThat(api.get(board).json().path("modifiedAt").asText()).isEqualTo(before);
            api.patch(board, Api.json("{'name': 'Other'}"));
            assertThat(api.get(board).json().path("modifiedAt").asText()).isGreaterThan(before);
        }
    }
}

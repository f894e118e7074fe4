package dev.footbridge.miro.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footbridge.testkit.fake.ManualClock;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Logs, exports, cases and sessions. */
class ComplianceTest {
    private static final String REQUEST = "92343229-c532-446d-b8cb-2f155bedb807";

    private final ManualClock clock = ManualClock.at(Instant.parse("2026-11-22T10:00:00Z"));
    private MiroEmulator miro;
    private Api admin;
    private String org;
    private String roadmap;

    @BeforeEach
    void start() {
        miro = MiroEmulator.builder()
                .clock(clock)
                .exportTime(Duration.ofMinutes(1))
                .start();
        admin = Api.as(miro, "relay");
        org = "/v2/orgs/" + miro.organizationId();
        roadmap = miro.boardId("Roadmap");
    }

    @AfterEach
    void stop() {
        miro.close();
    }

    private static List<String> texts(JsonNode page, String pointer) {
        List<String> texts = new ArrayList<>();
        page.path("data").forEach(row -> texts.add(row.at(pointer).asText()));
        return texts;
    }

    @Test
    void theAuditLogTellsWhatWasDone() {
        String board = admin.create("/v2/boards", Api.json("{'name': 'New'}"));
        admin.patch("/v2/boards/" + board, Api.json("{'name': 'Newer'}"));
        admin.post("/v2/boards/" + board + "/members", Api.json("{'emails': ['ada@example.com']}"));
        assertThat(admin.post("/v2/sessions/reset_all?email=ada@example.com", "")
                        .status())
                .isEqualTo(200);
        assertThat(admin.post("/v2/sessions/reset_all?email=nobody@example.com", "")
                        .status())
                .isEqualTo(404);
        admin.delete("/v2/boards/" + board);
        String window = "/v2/audit/logs?createdAfter=2026-11-22T09:00:00Z&createdBefore=2026-11-22T11:00:00.000Z";
        JsonNode page = admin.get(window + "&sorting=DESC&limit=5").json();
        assertThat(texts(page, "/event"))
                .containsExactly(
                        "board_deleted", "user_sessions_reset", "board_shared", "board_renamed", "board_created");
        assertThat(page.at("/data/0/createdBy/email").asText()).isEqualTo("relay@example.com");
        assertThat(page.at("/data/0/createdAt").asText()).matches("2026-11-22T10:00:00\\.\\d{3}\\+0000");
        JsonNode rest = admin.get(window + "&sorting=DESC&cursor="
                        + Api.encode(page.path("cursor").asText()))
                .json();
        assertThat(texts(rest, "/event")).containsOnly("sign_in_succeeded").hasSize(4);
        assertThat(admin.get("/v2/audit/logs?createdAfter=yesterday&createdBefore=now")
                        .status())
                .isEqualTo(400);
        clock.advance(Duration.ofDays(91));
        assertThat(admin.get(window).json().path("data")).isEmpty();
        assertThat(new Api(miro, miro.accessToken("relay", Set.of("boards:read")))
                        .get(window)
                        .status())
                .isEqualTo(403);
    }

    @Test
    void theContentLogTellsOfItemsAndComments() {
        String note = miro.people().post("ada", miro.channelId("general"), "secret");
        miro.people().edit("ada", miro.channelId("general"), note, "public");
        String thread = miro.comment("grace", roadmap, "really?");
        miro.people().delete("ada", miro.channelId("general"), note);
        String logs =
                org + "/content-logs/items?from=2026-11-22T09:00:00Z&to=2026-11-22T11:00:00Z&board_ids=" + roadmap;
        JsonNode page = admin.get(logs + "&sorting=desc&limit=5").json();
        assertThat(texts(page, "/actionType")).containsExactly("delete", "create", "create", "update", "create");
        assertThat(texts(page, "/itemType"))
                .containsExactly("widget", "comment_message", "comment_thread", "widget", "widget");
        assertThat(page.at("/data/1/relationships/0/itemId").asText()).isEqualTo(thread);
        assertThat(page.at("/data/1/state/text").asText()).isEqualTo("really?");
        assertThat(page.at("/data/3/state/data/content").asText()).isEqualTo("<p>public</p>");
        assertThat(page.has("cursor")).isTrue();
        assertThat(texts(admin.get(logs + "&emails=grace@example.com").json(), "/actor/name"))
                .containsExactly("Grace Hopper", "Grace Hopper");
        assertThat(admin.get(logs + "&emails=" + "a,".repeat(16)).status()).isEqualTo(400);
        assertThat(admin.get(org + "/content-logs/items?from=2026-11-22T09:00:00Z")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void anExportTakesItsTimeAndThenHasALink() throws Exception {
        miro.people().post("ada", miro.channelId("general"), "kept <for> later");
        String jobs = org + "/boards/export/jobs";
        String body = Api.json("{'boardIds': ['" + roadmap + "'], 'boardFormat': 'HTML'}");
        assertThat(admin.post(jobs + "?request_id=" + REQUEST, body)
                        .json()
                        .path("jobId")
                        .asText())
                .isEqualTo(REQUEST);
        assertThat(admin.post(jobs + "?request_id=" + REQUEST, body).status()).isEqualTo(409);
        assertThat(admin.post(jobs + "?request_id=1", body).status()).isEqualTo(400);
        String job = jobs + "/" + REQUEST;
        assertThat(admin.get(job).json().path("jobStatus").asText()).isEqualTo("IN_PROGRESS");
        String task = admin.get(job + "/tasks").json().at("/data/0/id").asText();
        assertThat(admin.post(job + "/tasks/" + task + "/export-link", "").status())
                .isEqualTo(425);
        assertThat(admin.get(job + "/results").json().at("/results/0").has("exportLink"))
                .isFalse();
        clock.advance(Duration.ofMinutes(1).plusMillis(1));
        assertThat(admin.get(job).json().path("jobStatus").asText()).isEqualTo("FINISHED");
        assertThat(admin.get(job + "/results").json().at("/results/0/status").asText())
                .isEqualTo("SUCCESS");
        assertThat(admin.get(job + "/tasks?status=TASK_STATUS_SUCCESS")
                        .json()
                        .path("total")
                        .asInt())
                .isEqualTo(1);
        assertThat(admin.get(jobs + "?status=JOB_STATUS_FINISHED")
                        .json()
                        .at("/data/0/tasksCount/success")
                        .asInt())
                .isEqualTo(1);
        JsonNode made = admin.post(job + "/tasks/" + task + "/export-link", "").json();
        Api.Answer archive = new Api(miro, "").get(made.path("exportLink").asText());
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive.body()))) {
            assertThat(zip.getNextEntry().getName()).isEqualTo("board.html");
            assertThat(new String(zip.readAllBytes(), StandardCharsets.UTF_8)).contains("kept &lt;for&gt; later");
        }
        clock.advance(ExportEndpoints.LINK_LIFETIME.plusMillis(1));
        assertThat(new Api(miro, "").get(made.path("exportLink").asText()).status())
                .isEqualTo(403);
        assertThat(admin.put(job + "/status", Api.json("{'status': 'CANCELLED'}"))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void anExportCanBeCancelled() {
        String jobs = org + "/boards/export/jobs";
        for (String format : List.of("SVG", "PDF")) {
            String id = REQUEST.replace("bedb807", format.equals("SVG") ? "bedb808" : "bedb809");
            admin.post(
                    jobs + "?request_id=" + id,
                    Api.json("{'boardIds': ['" + roadmap + "'], 'boardFormat': '" + format + "'}"));
            assertThat(admin.put(jobs + "/" + id + "/status", Api.json("{'status': 'CANCELLED'}"))
                            .status())
                    .isEqualTo(200);
            assertThat(admin.get(jobs + "/" + id).json().path("jobStatus").asText())
                    .isEqualTo("CANCELLED");
        }
        assertThat(admin.get(jobs + "?limit=1").json().path("total").asInt()).isEqualTo(2);
        assertThat(admin.post(jobs + "?request_id=" + REQUEST, Api.json("{'boardIds': []}"))
                        .status())
                .isEqualTo(400);
        assertThat(admin.post(jobs + "?request_id=" + REQUEST, Api.json("{'boardIds': ['x']}"))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void casesHoldPeoplesBoards() {
        String id = admin.create(org + "/cases", Api.json("{'name': 'Case 1', 'description': 'd'}"));
        String one = org + "/cases/" + id;
        String hold = one + "/legal-holds/"
                + admin.create(
                        one + "/legal-holds",
                        Api.json("{'name': 'Hold', 'scope': {'users': [{'email': 'grace@example.com'}]}}"));
        assertThat(texts(admin.get(hold + "/content-items").json(), "/contentId"))
                .containsExactly(roadmap);
        admin.put(hold, Api.json("{'name': 'Hold 2', 'scope': {'users': [{'email': 'ada@example.com'}]}}"));
        assertThat(admin.get(hold).json().at("/scope/users")).hasSize(2);
        assertThat(admin.get(hold + "/content-items").json().path("data")).hasSize(2);
        assertThat(admin.get(one + "/legal-holds").json().path("total").asInt()).isEqualTo(1);
        assertThat(admin.get(one + "/export-jobs").json().path("data")).isEmpty();
        assertThat(admin.put(one, Api.json("{'name': 'Case 2'}"))
                        .json()
                        .path("name")
                        .asText())
                .isEqualTo("Case 2");
        assertThat(admin.get(org + "/cases")
                        .json()
                        .at("/data/0/createdBy/firstName")
                        .asText())
                .isEqualTo("Footbridge");
        assertThat(admin.delete(one).status()).as("held").isEqualTo(400);
        assertThat(admin.delete(hold).status()).isEqualTo(204);
        assertThat(admin.get(hold).status()).isEqualTo(404);
        assertThat(admin.delete(one).status()).isEqualTo(204);
        assertThat(admin.get(one).status()).isEqualTo(404);
    }

    @Test
    void bothSpellingsOfTheScopeOfCasesAreTaken() {
        for (String spelling : List.of("organization:cases:management", "organizations:cases:management")) {
            Api api = new Api(miro, miro.accessToken("relay", Set.of(spelling)));
            assertThat(api.get(org + "/cases").status()).as(spelling).isEqualTo(200);
        }
        assertThat(new Api(miro, miro.accessToken("relay", Set.of("boards:read")))
                        .get(org + "/cases")
                        .status())
                .isEqualTo(403);
    }
}

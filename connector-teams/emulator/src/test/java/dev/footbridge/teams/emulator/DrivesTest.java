package dev.footbridge.teams.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footbridge.testkit.emulator.ClientFile;
import dev.footbridge.testkit.emulator.FileContent;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Drives, upload sessions and shares, by plain HTTP. */
class DrivesTest {
    private static final int UNIT = 320 * 1024;
    private static final String CHANNEL = "/teams/" + Seed.TEAM + "/channels/" + Seed.PROJECT;

    private final HttpClient http = HttpClient.newHttpClient();
    private TeamsEmulator teams;
    private String token;

    @BeforeEach
    void start() {
        teams = TeamsEmulator.start();
        token = teams.delegatedToken(Seed.RELAY);
    }

    @AfterEach
    void stop() {
        teams.close();
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder graph(String path) {
        return HttpRequest.newBuilder(URI.create(teams.graphUrl() + path)).header("Authorization", "Bearer " + token);
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return Json.parseObject(answer.body().getBytes(StandardCharsets.UTF_8));
    }

    private String session(String name, String conflict) throws Exception {
        JsonNode folder = json(send(graph(CHANNEL + "/filesFolder")));
        String path = "/drives/" + folder.at("/parentReference/driveId").asText() + "/items/"
                + folder.path("id").asText() + ":/" + name + ":/createUploadSession";
        String body = "{\"item\":{\"@microsoft.graph.conflictBehavior\":\"" + conflict + "\"}}";
        HttpResponse<String> answer = send(graph(path).POST(BodyPublishers.ofString(body)));
        assertThat(answer.statusCode()).isEqualTo(200);
        return json(answer).path("uploadUrl").asText();
    }

    private HttpResponse<String> put(String url, int from, int length, int total) throws Exception {
        return send(HttpRequest.newBuilder(URI.create(url))
                .header("Content-Range", "bytes " + from + "-" + (from + length - 1) + "/" + total)
                .PUT(BodyPublishers.ofByteArray(new byte[length])));
    }

    @Test
    void rangesComeInOrderAndInUnits() throws Exception {
        String url = session("a.bin", "rename");
        assertThat(put(url, 0, 1_000, UNIT + 10).statusCode()).isEqualTo(400);
        HttpResponse<String> first = put(url, 0, UNIT, UNIT + 10);
        assertThat(first.statusCode()).isEqualTo(202);
        assertThat(json(first).at("/nextExpectedRanges/0").asText()).isEqualTo(UNIT + "-");
        assertThat(put(url, 0, UNIT, UNIT + 10).statusCode())
                .as("there already")
                .isEqualTo(416);
        assertThat(put(url, UNIT, 10, UNIT + 11).statusCode())
                .as("another total")
                .isEqualTo(400);
        assertThat(json(send(HttpRequest.newBuilder(URI.create(url))))
                        .at("/nextExpectedRanges/0")
                        .asText())
                .isEqualTo(UNIT + "-");
        HttpResponse<String> last = put(url, UNIT, 10, UNIT + 10);
        assertThat(last.statusCode()).isEqualTo(201);
        assertThat(json(last).path("size").asInt()).isEqualTo(UNIT + 10);
        assertThat(json(last).path("eTag").asText()).matches("\"\\{[0-9A-F-]{36}},1\"");
        assertThat(put(url, 0, 10, 10).statusCode())
                .as("a session that is over")
                .isEqualTo(404);
    }

    @Test
    void addressesOfStorageTakeNoTokenAndEnd() throws Exception {
        String url = session("a.bin", "rename");
        assertThat(send(HttpRequest.newBuilder(URI.create(url))
                                .header("Authorization", "Bearer " + token)
                                .header("Content-Range", "bytes 0-9/10")
                                .PUT(BodyPublishers.ofByteArray(new byte[10])))
                        .statusCode())
                .isEqualTo(401);
        assertThat(send(HttpRequest.newBuilder(URI.create(url)).DELETE()).statusCode())
                .isEqualTo(204);
        assertThat(put(url, 0, 10, 10).statusCode()).isEqualTo(404);
        String other = session("b.bin", "rename");
        teams.files().expireAddresses();
        assertThat(put(other, 0, 10, 10).statusCode()).isEqualTo(404);
    }

    @Test
    void aNameThatIsTakenIsRefusedNumberedOrReplaced() throws Exception {
        assertThat(put(session("a.bin", "fail"), 0, 10, 10).statusCode()).isEqualTo(201);
        HttpResponse<String> taken = put(session("a.bin", "fail"), 0, 10, 10);
        assertThat(taken.statusCode()).isEqualTo(409);
        assertThat(json(taken).at("/error/code").asText()).isEqualTo("nameAlreadyExists");
        assertThat(json(put(session("a.bin", "rename"), 0, 10, 10)).path("name").asText())
                .isEqualTo("a 1.bin");
        assertThat(json(put(session("a.bin", "replace"), 0, 10, 10))
                        .path("name")
                        .asText())
                .isEqualTo("a.bin");
        assertThat(teams.files().folder(Seed.PROJECT)).containsExactly("a 1.bin", "a.bin");
    }

    @Test
    void whatIsSharedInAChatIsReadByItsMembersOnly() throws Exception {
        ClientFile file = new ClientFile("plan.pdf", "application/pdf", FileContent.generated(1, 1_000));
        String id = teams.people().post(Seed.ADA, Seed.GROUP_CHAT, "look", Optional.empty(), List.of(file));
        JsonNode message = json(send(graph("/chats/" + Seed.GROUP_CHAT + "/messages/" + id)));
        String url = message.at("/attachments/0/contentUrl").asText();
        String share =
                "u!" + Base64.getUrlEncoder().withoutPadding().encodeToString(url.getBytes(StandardCharsets.UTF_8));

        HttpResponse<String> answer = send(graph("/shares/" + share + "/driveItem/content"));
        assertThat(answer.statusCode()).isEqualTo(302);
        String location = answer.headers().firstValue("Location").orElseThrow();
        assertThat(http.send(HttpRequest.newBuilder(URI.create(location)).build(), BodyHandlers.ofByteArray())
                        .body())
                .hasSize(1_000);
        assertThat(send(HttpRequest.newBuilder(URI.create(location)).header("Authorization", "Bearer " + token))
                        .statusCode())
                .isEqualTo(401);
        token = teams.delegatedToken(Seed.DEV);
        assertThat(send(graph("/shares/" + share + "/driveItem/content")).statusCode())
                .isEqualTo(403);
        token = teams.delegatedToken(Seed.GUEST);
        assertThat(send(graph("/me/drive")).statusCode()).isEqualTo(404);
        token = teams.delegatedToken(Seed.ADA, List.of("Chat.Read"));
        assertThat(send(graph("/shares/" + share + "/driveItem/content")).statusCode())
                .isEqualTo(403);
    }
}

package dev.footbridge.slack.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is on the wire beneath the vendor's client. */
class WebApiTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String FORM = "application/x-www-form-urlencoded";

    private static SlackEmulator emulator;
    private static ApiCalls api;
    private static String channel;

    @BeforeAll
    static void start() {
        emulator = SlackEmulator.builder().start();
        api = new ApiCalls(emulator);
        channel = emulator.channelId("general");
    }

    @AfterAll
    static void stop() {
        emulator.close();
    }

    @Test
    void takesJsonBodiesAndWarnsWithoutCharset() throws Exception {
        String body = "{\"channel\":\"" + channel + "\",\"text\":\"json\"}";

        JsonNode plain = MAPPER.readTree(
                api.post("chat.postMessage", "application/json", body).body());
        assertThat(plain.path("ok").asBoolean()).isTrue();
        assertThat(plain.path("warning").asText()).isEqualTo("missing_charset");
        JsonNode exact = MAPPER.readTree(api.post("chat.postMessage", "application/json; charset=utf-8", body)
                .body());
        assertThat(exact.has("warning")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "application/json; charset=utf-8, {bad, invalid_json",
        "application/json; charset=utf-8, [], json_not_object",
        "text/plain, hello, invalid_post_type",
    })
    void refusesBodiesItCannotRead(String contentType, String body, String error) throws Exception {
        HttpResponse<String> answer = api.post("chat.postMessage", contentType, body);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(MAPPER.readTree(answer.body()).path("error").asText()).isEqualTo(error);
    }

    @Test
    void namesTheScopesInHeaders() throws Exception {
        HttpResponse<String> answer = api.post("chat.postMessage", FORM, "channel=" + channel + "&text=x");
        assertThat(answer.headers().firstValue("x-oauth-scopes").orElse("")).contains("chat:write.customize");
        assertThat(answer.headers().firstValue("x-accepted-oauth-scopes")).contains("chat:write");
        assertThat(answer.headers().firstValue("x-slack-req-id")).isPresent();
    }

    @Test
    void answersUnknownMethodsAndPathsLikeTheVendor() throws Exception {
        assertThat(api.call("chat.nonsense", Map.of()).path("error").asText()).isEqualTo("unknown_method");
        assertThat(api.control("/elsewhere", "{}").statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"section\"}",
                "{\"type\":\"section\",\"text\":{\"type\":\"mrkdwn\",\"text\":\"\"}}",
                "{\"type\":\"header\",\"text\":{\"type\":\"html\",\"text\":\"x\"}}",
                "{\"type\":\"rich_text\"}",
                "{\"type\":\"rich_text\",\"elements\":[{\"type\":\"paragraph\",\"elements\":[]}]}",
                "{\"type\":\"rich_text\",\"elements\":[{\"type\":\"rich_text_section\",\"elements\":"
                        + "[{\"type\":\"text\",\"text\":\"\"}]}]}",
                "{\"type\":\"rich_text\",\"elements\":[{\"type\":\"rich_text_list\",\"style\":\"dashed\",\"elements\":[]}]}",
                "\"text\""
            })
    void explainsWhatIsWrongWithABlock(String block) throws Exception {
        JsonNode answer = api.call("chat.postMessage", Map.of("channel", channel, "blocks", "[" + block + "]"));

        assertThat(answer.path("error").asText()).isEqualTo("invalid_blocks");
        assertThat(answer.at("/response_metadata/messages/0").asText()).contains("json-pointer:/blocks/0");
    }

    @Test
    void limitsTheNumberAndTheSumOfBlocks() throws Exception {
        String block = "{\"type\":\"section\",\"text\":{\"type\":\"mrkdwn\",\"text\":\"" + "x".repeat(3_000) + "\"}}";

        assertThat(error(Map.of(
                        "channel",
                        channel,
                        "blocks",
                        "[" + String.join(",", java.util.Collections.nCopies(5, block)) + "]")))
                .isEqualTo("msg_blocks_too_long");
        String divider = String.join(",", java.util.Collections.nCopies(51, "{\"type\":\"divider\"}"));
        assertThat(error(Map.of("channel", channel, "blocks", "[" + divider + "]")))
                .isEqualTo("invalid_blocks");
        assertThat(error(Map.of("channel", channel, "blocks", "{}"))).isEqualTo("invalid_blocks_format");
    }

    @Test
    void checksMetadata() throws Exception {
        assertThat(error(Map.of("channel", channel, "text", "x", "metadata", "{\"event_type\":\"a\"}")))
                .isEqualTo("invalid_metadata_format");
        String large = "{\"event_type\":\"a\",\"event_payload\":{\"x\":\"" + "y".repeat(17_000) + "\"}}";
        assertThat(error(Map.of("channel", channel, "text", "x", "metadata", large)))
                .isEqualTo("metadata_too_large");
    }

    @Test
    void aChosenNameNeedsItsOwnScope() throws Exception {
        SlackEmulator poor =
                SlackEmulator.builder().botScopes(Set.of("chat:write")).start();
        try (poor) {
            JsonNode answer = new ApiCalls(poor)
                    .call(
                            "chat.postMessage",
                            Map.of("channel", poor.channelId("general"), "text", "x", "username", "n"));
            assertThat(answer.path("error").asText()).isEqualTo("missing_scope");
            assertThat(answer.path("needed").asText()).isEqualTo("chat:write.customize");
        }
    }

    @Test
    void exchangesCodesAndRotatesTokens() throws Exception {
        Map<String, Object> all = emulator.describe();
        Map<String, String> form = new HashMap<>();
        form.put("client_id", String.valueOf(all.get("clientId")));
        form.put("client_secret", String.valueOf(all.get("clientSecret")));
        form.put("code", emulator.admin().issueOauthCode());

        JsonNode installed = api.call("oauth.v2.access", form);
        assertThat(installed.path("access_token").asText()).startsWith("xoxb-");
        assertThat(api.call("oauth.v2.access", form).path("error").asText()).isEqualTo("invalid_code");
        form.remove("code");
        form.put("grant_type", "refresh_token");
        form.put("refresh_token", emulator.admin().issueRefreshToken());
        JsonNode rotated = api.call("oauth.v2.access", form);
        assertThat(rotated.path("expires_in").asInt()).isEqualTo(43_200);
        assertThat(api.call("oauth.v2.access", form).path("error").asText()).isEqualTo("invalid_refresh_token");
        form.put("client_secret", "wrong");
        assertThat(api.call("oauth.v2.access", form).path("error").asText()).isEqualTo("bad_client_secret");
    }

    @Test
    void expiredTokensSaySo() throws Exception {
        String token = emulator.admin().mintToken("bot", emulator.botUserId(), Set.of("chat:write"));
        emulator.admin().expire(token, Instant.EPOCH);

        assertThat(errorWith(token)).isEqualTo("token_expired");
    }

    @Test
    void historyCanPageForwardFromOldestAsOlderPagesOfTheVendorSay() throws Exception {
        String room = emulator.admin().addChannel("forward", "ada", emulator.botUserId());
        String first = emulator.people().post("ada", room, "m0");
        for (int i = 1; i < 6; i++) {
            emulator.people().post("ada", room, "m" + i);
        }
        Map<String, String> form = Map.of("channel", room, "oldest", first, "limit", "2");

        assertThat(texts(api.call("conversations.history", form))).containsExactly("m5", "m4");
        emulator.historyClosestToOldest(true);
        try {
            assertThat(texts(api.call("conversations.history", form))).containsExactly("m2", "m1");
        } finally {
            emulator.historyClosestToOldest(false);
        }
    }

    @Test
    void peopleCanBeMovedFromAnyLanguageOverHttp() throws Exception {
        String posted = api.control(
                        "/_emulator/human",
                        "{\"verb\":\"post\",\"user\":\"ada\",\"channel\":\"random\",\"text\":\"from a script\"}")
                .body();
        String ts = MAPPER.readTree(posted).path("message").asText();
        api.control(
                "/_emulator/human",
                "{\"verb\":\"react\",\"user\":\"grace\",\"channel\":\"random\",\"message\":\"" + ts
                        + "\",\"emoji\":\"👍\"}");

        var shown = emulator.people().messages("random", 1).get(0);
        assertThat(shown.text()).isEqualTo("from a script");
        assertThat(shown.reactions()).containsEntry("👍", List.of(emulator.userId("grace")));
        assertThat(api.control("/_emulator/human", "{\"verb\":\"post\",\"user\":\"nobody\"}")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void everyMethodOfTheTableIsThere() {
        Set<String> missing = new TreeSet<>();
        for (String method : new MethodTable().names()) {
            try {
                if (api.call(method, Map.of("test", "true"))
                        .path("error")
                        .asText()
                        .equals("unknown_method")) {
                    missing.add(method);
                }
            } catch (Exception e) {
                throw new AssertionError(method, e);
            }
        }
        assertThat(missing).isEmpty();
    }

    private static List<String> texts(JsonNode history) {
        return history.findValuesAsText("text").stream()
                .filter(text -> text.startsWith("m"))
                .distinct()
                .toList();
    }

    private static String error(Map<String, String> form) throws Exception {
        return api.call("chat.postMessage", form).path("error").asText();
    }

    private static String errorWith(String token) throws Exception {
        java.net.http.HttpRequest request = java.net.http.HttpRequest.newBuilder(
                        java.net.URI.create(emulator.apiUrl() + "auth.test"))
                .header("Authorization", "Bearer " + token)
                .POST(java.net.http.HttpRequest.BodyPublishers.noBody())
                .build();
        String body = java.net.http.HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
        return MAPPER.readTree(body).path("error").asText();
    }
}

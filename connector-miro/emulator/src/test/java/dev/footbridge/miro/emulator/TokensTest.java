package dev.footbridge.miro.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footbridge.testkit.fake.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TokensTest {
    private final ManualClock clock = ManualClock.at(Instant.parse("2026-11-22T10:00:00Z"));
    private MiroEmulator miro;
    private Api nobody;

    @BeforeEach
    void start() {
        miro = MiroEmulator.builder().clock(clock).start();
        nobody = new Api(miro, "");
    }

    @AfterEach
    void stop() {
        miro.close();
    }

    private Api.Answer exchange(String grantType, String name, String value) {
        return nobody.form(
                "/v1/oauth/token",
                Map.of(
                        "grant_type",
                        grantType,
                        "client_id",
                        miro.clientId(),
                        "client_secret",
                        miro.clientSecret(),
                        name,
                        value));
    }

    private int statusWith(String token) {
        return new Api(miro, token).get("/v2/boards").status();
    }

    @Test
    void aCodeBringsAPairOnce() {
        String code = miro.authorizationCode("ada");
        JsonNode pair = exchange("authorization_code", "code", code).json();
        assertThat(pair.path("token_type").asText()).isEqualTo("bearer");
        assertThat(pair.path("user_id").asText()).isEqualTo(miro.userId("ada"));
        assertThat(pair.path("expires_in").asInt()).isEqualTo(3599);
        assertThat(statusWith(pair.path("access_token").asText())).isEqualTo(200);
        assertThat(exchange("authorization_code", "code", code).status()).isEqualTo(400);
        String late = miro.authorizationCode("ada");
        clock.advance(Duration.ofMinutes(10).plusMillis(1));
        assertThat(exchange("authorization_code", "code", late).code()).isEqualTo("invalid_grant");
    }

    @Test
    void aRefreshKillsTheOldPair() {
        JsonNode first = exchange("refresh_token", "refresh_token", miro.refreshToken("ada"))
                .json();
        String refresh = first.path("refresh_token").asText();
        JsonNode second = exchange("refresh_token", "refresh_token", refresh).json();
        assertThat(second.path("refresh_token").asText()).isNotEmpty().isNotEqualTo(refresh);
        assertThat(statusWith(first.path("access_token").asText())).isEqualTo(401);
        assertThat(statusWith(second.path("access_token").asText())).isEqualTo(200);
        assertThat(exchange("refresh_token", "refresh_token", refresh).status()).isEqualTo(400);
    }

    @Test
    void tokensOfAnHourEndAndLastingOnesDoNot() {
        JsonNode pair = exchange("refresh_token", "refresh_token", miro.refreshToken("ada"))
                .json();
        String lasting = miro.accessToken("ada");
        clock.advance(Duration.ofHours(1).plusMillis(1));
        assertThat(statusWith(pair.path("access_token").asText())).isEqualTo(401);
        assertThat(statusWith(lasting)).isEqualTo(200);
        clock.advance(Duration.ofDays(60));
        assertThat(exchange(
                                "refresh_token",
                                "refresh_token",
                                pair.path("refresh_token").asText())
                        .status())
                .isEqualTo(400);
    }

    @Test
    void anAppWithoutExpiringTokensGetsNoRefreshToken() {
        try (MiroEmulator lasting = MiroEmulator.builder().expiringTokens(false).start()) {
            JsonNode answer = new Api(lasting, "")
                    .form(
                            "/v1/oauth/token?grant_type=authorization_code&code=" + lasting.authorizationCode("ada")
                                    + "&client_id=" + lasting.clientId(),
                            Map.of("client_secret", lasting.clientSecret()))
                    .json();
            assertThat(answer.has("refresh_token")).isFalse();
            assertThat(answer.has("expires_in")).isFalse();
            assertThat(answer.path("access_token").asText()).isNotEmpty();
        }
    }

    @Test
    void aTokenTellsWhomItStandsFor() {
        JsonNode info = new Api(miro, miro.accessToken("ada", Set.of("boards:read")))
                .get("/v1/oauth-token")
                .json();
        assertThat(info.at("/user/id").asText()).isEqualTo(miro.userId("ada"));
        assertThat(info.at("/user/name").asText()).isEqualTo("Ada Lovelace");
        assertThat(info.at("/team/id").asText()).isEqualTo(miro.teamId());
        assertThat(info.at("/organization/id").asText()).isEqualTo(miro.organizationId());
        assertThat(info.path("scopes")).hasSize(1);
    }

    @Test
    void withoutAValidTokenThereIsNothing() {
        assertThat(nobody.get("/v2/boards").code()).isEqualTo("tokenNotProvided");
        assertThat(new Api(miro, "wrong").get("/v1/oauth-token").code()).isEqualTo("tokenNotFound");
        assertThat(nobody.form("/v1/oauth/token", Map.of("client_id", "x")).status())
                .isEqualTo(401);
    }

    @Test
    void aRevokedTokenTakesItsRefreshTokenAlong() {
        JsonNode pair = exchange("refresh_token", "refresh_token", miro.refreshToken("ada"))
                .json();
        String token = pair.path("access_token").asText();
        String revoke = Api.json("{'accessToken': '" + token + "', 'clientId': '" + miro.clientId()
                + "', 'clientSecret': '" + miro.clientSecret() + "'}");
        assertThat(nobody.post("/v2/oauth/revoke", revoke.replace(miro.clientSecret(), "x"))
                        .status())
                .isEqualTo(404);
        assertThat(statusWith(token)).isEqualTo(200);
        assertThat(nobody.post("/v2/oauth/revoke", revoke).status()).isEqualTo(204);
        assertThat(statusWith(token)).isEqualTo(401);
        assertThat(exchange(
                                "refresh_token",
                                "refresh_token",
                                pair.path("refresh_token").asText())
                        .status())
                .isEqualTo(400);
        String lasting = miro.accessToken("ada");
        String spare = miro.refreshToken("ada");
        miro.revokeUser("ada");
        assertThat(statusWith(lasting)).isEqualTo(401);
        assertThat(exchange("refresh_token", "refresh_token", spare).status()).isEqualTo(400);
    }

    @Test
    void theConsentPageSendsACodeBack() {
        Api.Answer consent = nobody.get("/oauth/authorize?response_type=code&client_id=" + miro.clientId()
                + "&redirect_uri=" + Api.encode("https://app.example/back?x=1") + "&state=a%26b");
        assertThat(consent.status()).isEqualTo(302);
        String location = consent.headers().get("location");
        assertThat(location).startsWith("https://app.example/back?x=1&code=").endsWith("&state=a%26b");
        String code = location.replaceAll(".*code=([^&]+).*", "$1");
        assertThat(exchange("authorization_code", "code", code)
                        .json()
                        .path("user_id")
                        .asText())
                .isEqualTo(miro.userId("relay"));
        assertThat(nobody.get("/oauth/authorize?client_id=other&redirect_uri=x").status())
                .isEqualTo(400);
    }

    @Test
    void eachOperationAsksForItsScope() {
        Api reader = new Api(miro, miro.accessToken("relay", Set.of("boards:read")));
        Api writer = new Api(miro, miro.accessToken("relay", Set.of("boards:write")));
        String board = "/v2/boards/" + miro.boardId("Roadmap");
        assertThat(reader.get(board).status()).isEqualTo(200);
        Api.Answer refused = reader.post(board + "/sticky_notes", "{}");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.code()).isEqualTo("insufficientPermissions");
        assertThat(refused.json().path("message").asText()).contains("boards:write");
        assertThat(writer.post(board + "/sticky_notes", "{}").status()).isEqualTo(201);
        assertThat(writer.get(board).status()).isEqualTo(403);
        String tag = writer.create(board + "/tags", Api.json("{'title': 't'}"));
        assertThat(reader.get(board + "/tags/" + tag).status())
                .as("the vendor asks for boards:write to read a tag")
                .isEqualTo(403);
        String token = miro.accessToken("relay");
        miro.changeScopes(token, Set.of());
        assertThat(statusWith(token)).isEqualTo(403);
    }
}

package dev.footbridge.teams.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import dev.footbridge.testkit.fake.ManualClock;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TokensTest {
    private final ManualClock clock = ManualClock.at("2026-11-22T10:00:00Z");
    private TeamsEmulator emulator;

    @BeforeEach
    void start() {
        emulator = TeamsEmulator.builder().clock(clock).start();
    }

    @AfterEach
    void stop() {
        emulator.close();
    }

    @Test
    void clientCredentialsGiveAnApplicationTokenThatWorks() throws Exception {
        var answer = token(Map.of("grant_type", "client_credentials", "scope", "https://graph.microsoft.com/.default"));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("token_type").asText()).isEqualTo("Bearer");
        assertThat(answer.json().path("expires_in").asInt()).isEqualTo(3599);
        assertThat(answer.json().has("refresh_token")).isFalse();

        var access = answer.json().path("access_token").asText();
        var claims = SignedJWT.parse(access).getJWTClaimsSet();
        assertThat(claims.getStringListClaim("roles")).containsExactlyInAnyOrderElementsOf(Seed.ROLES);
        assertThat(claims.getStringClaim("tid")).isEqualTo(Seed.TENANT_ID);
        assertThat(claims.getStringClaim("appid")).isEqualTo(Seed.APP_ID);
        assertThat(new Api(emulator, access).get(Api.GENERAL).status()).isEqualTo(200);
    }

    @Test
    void refreshTokenGivesADelegatedTokenAndAnotherRefreshToken() throws Exception {
        var first = emulator.refreshToken(Seed.RELAY);
        var answer = token(Map.of("grant_type", "refresh_token", "refresh_token", first))
                .json();
        var second = answer.path("refresh_token").asText();
        assertThat(second).isNotEqualTo(first).isNotEmpty();

        var claims = SignedJWT.parse(answer.path("access_token").asText()).getJWTClaimsSet();
        assertThat(claims.getStringClaim("oid")).isEqualTo(Seed.RELAY);
        assertThat(claims.getStringClaim("scp").split(" ")).contains("ChannelMessage.Send");
        var me = new Api(emulator, answer.path("access_token").asText())
                .get("/me")
                .json();
        assertThat(me.path("id").asText()).isEqualTo(Seed.RELAY);
        assertThat(token(Map.of("grant_type", "refresh_token", "refresh_token", second))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void refreshCanNarrowTheScopesButNotWidenThem() {
        var refresh = emulator.refreshToken(Seed.RELAY);
        var narrow = token(Map.of(
                "grant_type",
                "refresh_token",
                "refresh_token",
                refresh,
                "scope",
                "https://graph.microsoft.com/User.Read offline_access"));
        assertThat(narrow.json().path("scope").asText()).isEqualTo("User.Read");
        assertThat(new Api(emulator, narrow.json().path("access_token").asText())
                        .get(Api.GENERAL)
                        .status())
                .isEqualTo(403);
        var wide = token(
                Map.of("grant_type", "refresh_token", "refresh_token", refresh, "scope", "Directory.ReadWrite.All"));
        assertRefused(wide, 400, "invalid_grant", 65001);
    }

    @Test
    void refusalsHaveEntrasFormAndNumbers() {
        assertRefused(
                token(Map.of("grant_type", "client_credentials", "scope", "x/.default", "client_secret", "wrong")),
                401,
                "invalid_client",
                7000215);
        assertRefused(
                token(Map.of("grant_type", "client_credentials", "scope", "x/.default", "client_id", "nobody")),
                400,
                "unauthorized_client",
                700016);
        assertRefused(
                token(Map.of("grant_type", "client_credentials", "scope", "User.Read")), 400, "invalid_scope", 1002012);
        assertRefused(token(Map.of("grant_type", "password")), 400, "unsupported_grant_type", 70003);
        assertRefused(token(Map.of()), 400, "invalid_request", 900144);
        assertRefused(
                token(Map.of("grant_type", "refresh_token", "refresh_token", "rubbish")),
                400,
                "invalid_grant",
                9002313);
        var elsewhere = URI.create(emulator.baseUrl() + "/11111111-1111-1111-1111-111111111111/oauth2/v2.0/token");
        assertRefused(Api.postForm(elsewhere, fields(Map.of())), 400, "invalid_request", 90002);
    }

    @Test
    void revokedSessionsEndTheRefreshToken() {
        var refresh = emulator.refreshToken(Seed.RELAY);
        emulator.revokeSessions(Seed.RELAY);
        assertRefused(
                token(Map.of("grant_type", "refresh_token", "refresh_token", refresh)), 400, "invalid_grant", 50173);
    }

    @Test
    void refreshTokenBelongsToItsApp() {
        emulator.registerApp(new AppRegistration("other-app", "s", Set.of(), Set.of("User.Read")));
        var stolen = token(Map.of(
                "grant_type",
                "refresh_token",
                "refresh_token",
                emulator.refreshToken(Seed.ADA),
                "client_id",
                "other-app",
                "client_secret",
                "s"));
        assertRefused(stolen, 400, "invalid_grant", 700005);
    }

    @Test
    void expiredRevokedMissingAndForeignTokensAreRefused() {
        var access = emulator.delegatedToken(Seed.ADA);
        var ada = new Api(emulator, access);
        assertThat(ada.get("/me").status()).isEqualTo(200);
        clock.advance(Duration.ofMinutes(61));
        assertUnauthorized(ada.get("/me"));

        var revoked = emulator.delegatedToken(Seed.ADA);
        emulator.revokeToken(revoked);
        assertUnauthorized(new Api(emulator, revoked).get("/me"));
        assertUnauthorized(new Api(emulator, "").get("/me"));
        assertUnauthorized(new Api(emulator, "rubbish").get("/me"));
    }

    private static void assertUnauthorized(Api.Answer answer) {
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.errorCode()).isEqualTo("InvalidAuthenticationToken");
        assertThat(answer.headers()).containsKey("www-authenticate");
    }

    private static void assertRefused(Api.Answer answer, int status, String error, int number) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
        assertThat(answer.json().path("error").asText()).isEqualTo(error);
        assertThat(answer.json().path("error_codes").get(0).asInt()).isEqualTo(number);
        assertThat(answer.json().path("error_description").asText()).startsWith("AADSTS" + number + ": ");
        assertThat(answer.json().path("trace_id").asText()).isNotEmpty();
    }

    private Api.Answer token(Map<String, String> special) {
        return Api.postForm(emulator.tokenUrl(), fields(special));
    }

    private static Map<String, String> fields(Map<String, String> special) {
        var fields = new HashMap<>(Map.of("client_id", Seed.APP_ID, "client_secret", Seed.APP_SECRET));
        fields.putAll(special);
        return fields;
    }
}

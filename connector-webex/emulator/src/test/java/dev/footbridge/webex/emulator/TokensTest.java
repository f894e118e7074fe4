package dev.footbridge.webex.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.testkit.fake.ManualClock;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TokensTest {
    private final ManualClock clock = ManualClock.at("2026-01-05T10:00:00Z");
    private WebexEmulator webex;
    private Api relay;
    private Api service;

    @BeforeEach
    void start() {
        webex = WebexEmulator.builder().clock(clock).start();
        relay = new Api(webex, webex.relayToken());
        service = new Api(webex, webex.serviceAppToken());
    }

    @AfterEach
    void stop() {
        webex.close();
    }

    private Api.Answer refresh(String refreshToken) {
        return new Api(webex, "")
                .form(
                        "/access_token",
                        "grant_type",
                        "refresh_token",
                        "client_id",
                        webex.clientId(),
                        "client_secret",
                        webex.clientSecret(),
                        "refresh_token",
                        refreshToken);
    }

    private Api with(Api.Answer tokens, String member) {
        return new Api(webex, tokens.get(member));
    }

    private static int status(Api api) {
        return api.get("/people/me").status();
    }

    @Test
    void withoutAValidTokenThereIsNothing() {
        Api.Answer refused = new Api(webex, "").get("/people/me");
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.header("trackingid")).isNotEmpty();
        assertThat(status(new Api(webex, "made up"))).isEqualTo(401);
        webex.revokeToken(webex.relayToken());
        assertThat(status(relay)).isEqualTo(401);
    }

    @Test
    void accessTokensLiveFourteenDaysAndABotsForEver() {
        clock.advance(Duration.ofDays(14));
        assertThat(status(relay)).isEqualTo(200);
        clock.advance(Duration.ofSeconds(1));
        assertThat(status(relay)).isEqualTo(401);
        clock.advance(Duration.ofDays(1_000));
        assertThat(status(new Api(webex, webex.botToken()))).isEqualTo(200);
    }

    @Test
    void aRefreshTokenGivesANewAccessTokenForNinetyDays() {
        clock.advance(Duration.ofDays(60));
        Api.Answer first = refresh(webex.relayRefreshToken());
        assertThat(first.json().path("expires_in").asLong()).isEqualTo(1_209_600);
        assertThat(first.json().path("refresh_token_expires_in").asLong()).isEqualTo(7_776_000);
        assertThat(with(first, "access_token").get("/people/me").get("id")).isEqualTo(webex.relayPersonId());
        clock.advance(Duration.ofDays(89));
        assertThat(refresh(first.get("refresh_token")).status()).isEqualTo(200);
        clock.advance(Duration.ofDays(91));
        assertThat(refresh(first.get("refresh_token")).status()).isEqualTo(400);
    }

    @Test
    void refreshingNeedsTheRightClientAndGrant() {
        webex.revokeRefreshToken(webex.userRefreshToken("ada"));
        assertThat(refresh(webex.userRefreshToken("ada")).status()).isEqualTo(400);
        Api nobody = new Api(webex, "");
        assertThat(nobody.form("/access_token", "grant_type", "refresh_token", "client_id", "x")
                        .status())
                .isEqualTo(401);
        assertThat(nobody.form(
                                "/access_token",
                                "grant_type",
                                "password",
                                "client_id",
                                webex.clientId(),
                                "client_secret",
                                webex.clientSecret())
                        .status())
                .isEqualTo(400);
    }

    @Test
    void aCodeIsGoodOnce() {
        String code = webex.authorizationCode("ada", Duration.ofMinutes(5));
        Api.Answer tokens = redeem(code);
        assertThat(with(tokens, "access_token").get("/people/me").get("id")).isEqualTo(webex.personId("ada"));
        assertThat(redeem(code).status()).isEqualTo(400);
        String late = webex.authorizationCode("ada", Duration.ofMinutes(5));
        clock.advance(Duration.ofMinutes(5));
        assertThat(redeem(late).status()).isEqualTo(400);
    }

    private Api.Answer redeem(String code) {
        return new Api(webex, "")
                .form(
                        "/access_token",
                        "grant_type",
                        "authorization_code",
                        "client_id",
                        webex.clientId(),
                        "client_secret",
                        webex.clientSecret(),
                        "code",
                        code);
    }

    @Test
    void aServiceAppGetsItsTokensFromAnIntegration() {
        String path = "/applications/" + webex.serviceAppId() + "/token";
        var body = Api.body(
                "clientId", webex.serviceAppClientId(),
                "clientSecret", webex.serviceAppClientSecret(),
                "targetOrgId", webex.orgId());
        Api.Answer tokens = relay.post(path, body);
        assertThat(tokens.get("token_type")).isEqualTo("Bearer");
        assertThat(with(tokens, "access_token").get("/people/me").get("id")).isEqualTo(webex.serviceAppPersonId());
        assertThat(service.post(path, body).status()).isEqualTo(403);
        assertThat(relay.post(path, body.deepCopy().put("clientSecret", "x")).status())
                .isEqualTo(401);
        assertThat(relay.post("/applications/" + Ids.of(Ids.Kind.APPLICATION, "x") + "/token", body)
                        .status())
                .isEqualTo(404);
        assertThat(relay.post(path, body.deepCopy().put("targetOrgId", Ids.of(Ids.Kind.ORGANIZATION, "x")))
                        .status())
                .isEqualTo(403);
        Api.Answer again = new Api(webex, "")
                .form(
                        "/access_token",
                        "grant_type",
                        "refresh_token",
                        "client_id",
                        webex.serviceAppClientId(),
                        "client_secret",
                        webex.serviceAppClientSecret(),
                        "refresh_token",
                        tokens.get("refresh_token"));
        assertThat(again.status()).isEqualTo(200);
        assertThat(refresh(tokens.get("refresh_token")).status()).isEqualTo(400);
    }

    @Test
    void aGuestIsTheSamePersonForTheSameSubject() {
        Api.Answer first =
                service.post("/guests/token", Api.body("subject", "s-1", "displayName", "Linus (Elsewhere)"));
        assertThat(first.json().path("expiresIn").asLong()).isEqualTo(64_799);
        assertThat(first.get("email")).endsWith("@appid.ciscospark.com");
        Api guest = with(first, "accessToken");
        assertThat(guest.get("/people/me").get("type")).isEqualTo("appuser");
        Api.Answer second = service.post("/guests/token", Api.body("subject", "s-1", "displayName", "Linus T"));
        assertThat(second.get("id")).isEqualTo(first.get("id"));
        assertThat(guest.get("/people/me").get("displayName")).isEqualTo("Linus T");
        assertThat(service.get("/guests/count").text()).isEqualTo("1");
        clock.advance(Duration.ofSeconds(64_800));
        assertThat(status(guest)).isEqualTo(401);
        assertThat(service.post("/guests/token", Api.body("subject", "s-1")).status())
                .isEqualTo(400);
    }

    @Test
    void guestsPostWhereTheyAreMembers() {
        Api.Answer made = service.post("/guests/token", Api.body("subject", "s", "displayName", "Linus"));
        Api guest = with(made, "accessToken");
        String general = webex.roomId("General");
        assertThat(guest.post("/messages", Api.body("roomId", general, "text", "hi"))
                        .status())
                .isEqualTo(404);
        webex.guestsInGroups(false);
        var member = Api.body("roomId", general, "personId", made.get("id"));
        assertThat(relay.post("/memberships", member).status()).isEqualTo(403);
        webex.guestsInGroups(true);
        assertThat(relay.post("/memberships", member).status()).isEqualTo(200);
        assertThat(guest.post("/messages", Api.body("roomId", general, "text", "hi"))
                        .status())
                .isEqualTo(200);
        assertThat(webex.people().messages(general, 1).get(0).authorName()).isEqualTo("Linus");
        assertThat(relay.get("/people?displayName=Linus").items()).isEmpty();
    }

    @Test
    void anAccountLosesAllItsTokens() {
        Api.Answer refreshed = refresh(webex.relayRefreshToken());
        webex.revokeAccount("relay");
        assertThat(status(relay)).isEqualTo(401);
        assertThat(status(with(refreshed, "access_token"))).isEqualTo(401);
        assertThat(refresh(webex.relayRefreshToken()).status()).isEqualTo(400);
        assertThat(status(service)).isEqualTo(200);
        Api guest = with(service.post("/guests/token", Api.body("subject", "s", "displayName", "d")), "accessToken");
        webex.revokeAccount(webex.serviceAppPersonId());
        assertThat(status(service)).isEqualTo(401);
        assertThat(status(guest)).isEqualTo(401);
    }

    @Test
    void scopesOfAnAccountChangeForLaterTokensToo() {
        webex.changeAccountScopes("relay", Set.of("spark:rooms_read"));
        assertThat(status(relay)).isEqualTo(403);
        assertThat(relay.get("/rooms").status()).isEqualTo(200);
        assertThat(status(with(refresh(webex.relayRefreshToken()), "access_token")))
                .isEqualTo(403);
        var body = Api.body("subject", "s", "displayName", "d");
        Api guest = with(service.post("/guests/token", body), "accessToken");
        webex.changeGuestScopes(Set.of());
        assertThat(status(guest)).isEqualTo(403);
        assertThat(status(with(service.post("/guests/token", body), "accessToken")))
                .isEqualTo(403);
    }

    @Test
    void onlyAServiceAppMakesGuests() {
        String token = webex.issueToken("ada", Set.of("guest-issuer:write", "spark:all"));
        var body = Api.body("subject", "s", "displayName", "d");
        assertThat(new Api(webex, token).post("/guests/token", body).status()).isEqualTo(403);
        webex.changeScopes(webex.serviceAppToken(), Set.of("guest-issuer:read"));
        assertThat(service.post("/guests/token", body).status()).isEqualTo(403);
        assertThat(service.get("/guests/count").status()).isEqualTo(200);
    }
}

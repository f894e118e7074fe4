package dev.footbridge.gchat.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.footbridge.testkit.fake.ManualClock;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.util.Base64;
import java.util.Date;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TokensTest {
    private static final String BOT = "https://www.googleapis.com/auth/chat.bot";
    private static final String MESSAGES = "https://www.googleapis.com/auth/chat.messages";
    private final ManualClock clock = ManualClock.at("2026-05-01T12:00:00Z");
    private GchatEmulator emulator;
    private Rest nobody;
    private String space;

    @BeforeEach
    void start() {
        emulator = GchatEmulator.builder().clock(clock).start();
        nobody = new Rest(emulator, "");
        space = "/v1/spaces/" + emulator.spaceId("general");
    }

    @AfterEach
    void stop() {
        emulator.close();
    }

    private JWTClaimsSet.Builder claims(String scope) {
        return new JWTClaimsSet.Builder()
                .issuer(emulator.credentials().get("client_email").toString())
                .audience(emulator.credentials().get("token_uri").toString())
                .issueTime(Date.from(clock.instant()))
                .expirationTime(Date.from(clock.instant().plusSeconds(3600)))
                .claim("scope", scope);
    }

    private PrivateKey key() throws Exception {
        String pem = emulator.credentials().get("private_key").toString();
        byte[] der = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
        return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(der));
    }

    private Rest.Answer exchange(JWTClaimsSet claims) throws Exception {
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                .type(JOSEObjectType.JWT)
                .keyID(emulator.credentials().get("private_key_id").toString())
                .build();
        SignedJWT jwt = new SignedJWT(header, claims);
        jwt.sign(new RSASSASigner(key()));
        return exchange(jwt.serialize());
    }

    private Rest.Answer exchange(String assertion) throws Exception {
        String form =
                "grant_type=" + Rest.encode("urn:ietf:params:oauth:grant-type:jwt-bearer") + "&assertion=" + assertion;
        return form(form);
    }

    private Rest.Answer form(String form) throws Exception {
        return nobody.send(
                "POST", "/token", "application/x-www-form-urlencoded", form.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void anAssertionBecomesATokenForAnHour() throws Exception {
        String token = exchange(claims(BOT).build()).text("/access_token");
        Rest app = new Rest(emulator, token);

        assertThat(app.get(space).text("/displayName")).isEqualTo("general");
        assertThat(nobody.get("/tokeninfo?access_token=" + token).text("/scope"))
                .isEqualTo(BOT);
        clock.advance(Duration.ofMinutes(61));
        Rest.Answer late = app.get(space);
        assertThat(late.status()).isEqualTo(401);
        assertThat(late.error()).isEqualTo("UNAUTHENTICATED");
        assertThat(late.json().at("/error/code").isInt()).isTrue();
        assertThat(late.text("/error/details/0/reason")).isEqualTo("ACCESS_TOKEN_EXPIRED");
    }

    @Test
    void badAssertionsAreRefused() throws Exception {
        Map<String, UnaryOperator<JWTClaimsSet.Builder>> wrong = Map.of(
                "issuer", b -> b.issuer("other@example.com"),
                "audience", b -> b.audience("https://example.com/token"),
                "too long", b -> b.expirationTime(Date.from(clock.instant().plusSeconds(7200))),
                "expired",
                        b -> b.issueTime(Date.from(clock.instant().minusSeconds(9000)))
                                .expirationTime(Date.from(clock.instant().minusSeconds(6000))),
                "future", b -> b.issueTime(Date.from(clock.instant().plusSeconds(3000))),
                "nobody", b -> b.subject("nobody@example.com"));
        for (Map.Entry<String, UnaryOperator<JWTClaimsSet.Builder>> one : wrong.entrySet()) {
            Rest.Answer refused =
                    exchange(one.getValue().apply(claims(MESSAGES)).build());
            assertThat(refused.text("/error")).as(one.getKey()).isEqualTo("invalid_grant");
        }
        assertThat(exchange("x.y.z").text("/error")).isEqualTo("invalid_grant");
        Keys other = new Keys("other");
        assertThat(exchange(other.sign(claims(BOT).build())).text("/error")).isEqualTo("invalid_grant");
        assertThat(exchange(claims("").build()).text("/error")).isEqualTo("invalid_scope");
        assertThat(form("grant_type=password").text("/error")).isEqualTo("unsupported_grant_type");
    }

    @Test
    void delegationActsAsAPersonWithinItsScopes() throws Exception {
        String token =
                exchange(claims(MESSAGES).subject("ada@example.com").build()).text("/access_token");
        Rest ada = new Rest(emulator, token);

        assertThat(ada.post(space + "/messages", "{'text': 'x'}").text("/sender/name"))
                .isEqualTo("users/" + emulator.userId("ada"));
        emulator.admin().delegate(Set.of("chat.messages.readonly"));
        Rest.Answer refused =
                exchange(claims(MESSAGES).subject("ada@example.com").build());
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.text("/error")).isEqualTo("unauthorized_client");
    }

    @Test
    void aPersonsConsentIsRefreshed() throws Exception {
        String consent = emulator.admin().refreshToken("grace", "chat.messages");
        String client = "client_id=" + emulator.describe().get("clientId") + "&client_secret="
                + emulator.describe().get("clientSecret");
        Rest.Answer refreshed = form("grant_type=refresh_token&refresh_token=" + Rest.encode(consent) + "&" + client);

        Rest grace = new Rest(emulator, refreshed.text("/access_token"));
        assertThat(grace.get(space + "/messages").status()).isEqualTo(200);
        assertThat(form("grant_type=refresh_token&refresh_token=x&" + client).text("/error"))
                .isEqualTo("invalid_grant");
        assertThat(form("grant_type=refresh_token&refresh_token=" + Rest.encode(consent))
                        .text("/error"))
                .isEqualTo("invalid_client");
    }

    @Test
    void revokedCredentialsAreWorthNothing() throws Exception {
        Rest app = new Rest(emulator, exchange(claims(BOT).build()).text("/access_token"));
        emulator.admin().revokeCredentials();

        assertThat(app.get(space).status()).isEqualTo(401);
        assertThat(exchange(claims(BOT).build()).text("/error")).isEqualTo("invalid_grant");
        assertThat(nobody.get(space).status()).isEqualTo(401);
    }

    @Test
    void eachPrincipalDoesWhatItsScopesAllow() throws Exception {
        Rest bot = new Rest(emulator, emulator.admin().appToken("chat.bot"));
        Rest approved = new Rest(emulator, emulator.admin().appToken("chat.app.spaces"));
        Rest user = new Rest(emulator, emulator.admin().userToken("relay", "chat.spaces.readonly"));

        Rest.Answer missing = user.post(space + "/messages", "{'text': 'x'}");
        assertThat(missing.text("/error/details/0/reason")).isEqualTo("ACCESS_TOKEN_SCOPE_INSUFFICIENT");
        assertThat(missing.text("/error/details/0/metadata/method")).isEqualTo("chat.spaces.messages.create");
        assertThat(missing.response().headers().firstValue("WWW-Authenticate").orElse(""))
                .contains("insufficient_scope", MESSAGES);
        assertThat(bot.post(space + "/messages/x/reactions", "{}").status()).isEqualTo(403);
        assertThat(approved.get(space).status()).isEqualTo(200);
        emulator.admin().approve(Set.of());
        assertThat(approved.get(space).error()).isEqualTo("PERMISSION_DENIED");
        assertThat(user.get("/v1/spaces/" + emulator.spaceId("lounge")).error()).isEqualTo("PERMISSION_DENIED");
        assertThat(user.get("/v1/spaces/nowhere").error()).isEqualTo("NOT_FOUND");
        assertThat(bot.get("/v1/unknown").error()).isEqualTo("NOT_FOUND");
        emulator.admin().withhold("chat.messages");
        String token =
                exchange(claims(MESSAGES).subject("ada@example.com").build()).text("/access_token");
        assertThat(new Rest(emulator, token).get(space + "/messages").status()).isEqualTo(403);
    }
}

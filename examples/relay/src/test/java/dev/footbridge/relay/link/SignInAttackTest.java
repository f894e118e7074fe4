package dev.footbridge.relay.link;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A sign-in proves who somebody is, or nothing. */
class SignInAttackTest {

    private static final int SIGNED_IN = 302;
    private static final int REFUSED = 403;
    private static final RSAKey STRANGER = CrookedProvider.key("one");

    @TempDir
    Path directory;

    private CrookedProvider provider;
    private LinkRig rig;
    private Visitor visitor;
    private String link;

    @BeforeEach
    void open() throws Exception {
        provider = new CrookedProvider();
        rig = new LinkRig(directory, provider.issuer());
        rig.target.person("ann");
        link = rig.link(rig.send("notes.txt", "text/plain", "content".getBytes()));
        visitor = new Visitor(rig.address());
    }

    @AfterEach
    void close() {
        rig.close();
        provider.close();
    }

    private Map<String, String> setOut() throws Exception {
        return CrookedProvider.form(visitor.setOut(link).getRawQuery());
    }

    private HttpResponse<byte[]> answer(String query) throws Exception {
        return visitor.get("/sign-in/away?" + query);
    }

    /** The file opens for nobody who was refused. */
    private void refused(HttpResponse<byte[]> response) throws Exception {
        assertThat(response.statusCode()).isEqualTo(REFUSED);
        assertThat(visitor.get(link + "/file").statusCode()).isEqualTo(401);
    }

    @Test
    void anHonestSignInProvesItselfWithPkceAndTheClientsSecret() throws Exception {
        Map<String, String> asked = setOut();
        provider.token = provider.signed(provider.honest(asked.get("nonce")).build());

        assertThat(answer("code=abc&state=" + asked.get("state")).statusCode()).isEqualTo(SIGNED_IN);

        assertThat(visitor.get(link + "/file").statusCode()).isEqualTo(200);
        assertThat(asked)
                .containsEntry("response_type", "code")
                .containsEntry("client_id", LinkRig.CLIENT)
                .containsEntry("scope", "openid")
                .containsEntry("code_challenge_method", "S256")
                .containsEntry("redirect_uri", rig.address() + "/sign-in/away");
        Map<String, String> redeemed = provider.tokenRequests.get(0);
        byte[] hash = MessageDigest.getInstance("SHA-256")
                .digest(redeemed.get("code_verifier").getBytes(StandardCharsets.US_ASCII));
        assertThat(Base64.getUrlEncoder().withoutPadding().encodeToString(hash)).isEqualTo(asked.get("code_challenge"));
        assertThat(redeemed)
                .containsEntry("code", "abc")
                .containsEntry("redirect_uri", rig.address() + "/sign-in/away");
        assertThat(provider.authorizations.get(0)).startsWith("Basic ");
    }

    @Test
    void everySignInHasItsOwnStateNonceAndChallenge() throws Exception {
        Map<String, String> one = setOut();
        Map<String, String> other = setOut();

        for (String name : List.of("state", "nonce", "code_challenge")) {
            assertThat(one.get(name)).hasSizeGreaterThanOrEqualTo(43).isNotEqualTo(other.get(name));
        }
    }

    @Test
    void anAnswerWithoutItsStateIsRefused() throws Exception {
        Map<String, String> asked = setOut();
        provider.token = provider.signed(provider.honest(asked.get("nonce")).build());
        String state = asked.get("state");

        refused(answer("code=abc"));
        refused(answer("code=abc&state="));
        refused(answer("code=abc&state=" + state.substring(1)));
        refused(answer("code=abc&state=" + state + "&state=" + state));
        refused(answer("code=abc&code=abd&state=" + state));
        assertThat(provider.tokenRequests).isEmpty();
    }

    @Test
    void anAnswerCountsOnceAndInItsBrowserOnly() throws Exception {
        Map<String, String> asked = setOut();
        provider.token = provider.signed(provider.honest(asked.get("nonce")).build());
        String query = "/sign-in/away?code=abc&state=" + asked.get("state");
        Visitor other = new Visitor(rig.address());
        other.setOut(link);

        assertThat(other.get(query).statusCode()).isEqualTo(REFUSED);
        assertThat(other.get(link + "/file").statusCode()).isEqualTo(401);
        // Whoever stole it has used it up.
        refused(visitor.get(query));
        assertThat(provider.tokenRequests).isEmpty();
    }

    @Test
    void aSignInThatTookTooLongIsRefused() throws Exception {
        Map<String, String> asked = setOut();
        provider.token = provider.signed(provider.honest(asked.get("nonce")).build());
        rig.clock.advance(SignIns.PATIENCE);

        refused(answer("code=abc&state=" + asked.get("state")));
    }

    @Test
    void aRefusalOfTheProviderEndsTheSignIn() throws Exception {
        Map<String, String> asked = setOut();
        provider.token = provider.signed(provider.honest(asked.get("nonce")).build());

        refused(answer("error=access_denied&error_description=%3Cscript%3E&state=" + asked.get("state")));
        refused(answer("code=abc&state=" + asked.get("state")));
    }

    enum Forgery {
        WRONG_NONCE,
        NO_NONCE,
        WRONG_ISSUER,
        WRONG_AUDIENCE,
        WRONG_PARTY,
        SEVERAL_AUDIENCES,
        EXPIRED,
        FROM_THE_FUTURE,
        NOT_SIGNED,
        SIGNED_WITH_THE_CLIENT_SECRET,
        SIGNED_WITH_THE_PUBLIC_KEY,
        SIGNED_BY_SOMEBODY_ELSE,
        KEY_OF_ITS_OWN,
        KEY_ELSEWHERE,
        CHANGED_AFTERWARDS,
        NO_SUBJECT,
        NO_TOKEN
    }

    @ParameterizedTest
    @EnumSource
    void aForgedTokenIsRefused(Forgery forgery) throws Exception {
        Map<String, String> asked = setOut();
        provider.token = forged(forgery, asked.get("nonce"));

        refused(answer("code=abc&state=" + asked.get("state")));
        assertThat(provider.tokenRequests).hasSize(1);
    }

    private String forged(Forgery forgery, String nonce) throws Exception {
        JWTClaimsSet.Builder claims = provider.honest(nonce);
        Instant now = Instant.now();
        return switch (forgery) {
            case WRONG_NONCE -> provider.signed(provider.honest("another").build());
            case NO_NONCE -> provider.signed(claims.claim("nonce", null).build());
            case WRONG_ISSUER ->
                provider.signed(claims.issuer("https://accounts.example.org").build());
            case WRONG_AUDIENCE ->
                provider.signed(claims.audience("another client").build());
            case WRONG_PARTY ->
                provider.signed(claims.audience(List.of(LinkRig.CLIENT, "another"))
                        .claim("azp", "another")
                        .build());
            case SEVERAL_AUDIENCES ->
                provider.signed(
                        claims.audience(List.of(LinkRig.CLIENT, "another")).build());
            case EXPIRED ->
                provider.signed(claims.expirationTime(Date.from(now.minus(Duration.ofMinutes(10))))
                        .build());
            case FROM_THE_FUTURE ->
                provider.signed(claims.issueTime(Date.from(now.plus(Duration.ofHours(1))))
                        .build());
            case NOT_SIGNED -> new PlainJWT(claims.build()).serialize();
            case SIGNED_WITH_THE_CLIENT_SECRET -> keyed(claims.build(), "the secret of the client and more".getBytes());
            case SIGNED_WITH_THE_PUBLIC_KEY ->
                keyed(claims.build(), CrookedProvider.KEY.toRSAPublicKey().getEncoded());
            case SIGNED_BY_SOMEBODY_ELSE -> CrookedProvider.signed(claims.build(), STRANGER, header().build());
            case KEY_OF_ITS_OWN -> {
                yield CrookedProvider.signed(
                        claims.build(),
                        STRANGER,
                        header().jwk(STRANGER.toPublicJWK()).build());
            }
            case KEY_ELSEWHERE ->
                CrookedProvider.signed(
                        claims.build(),
                        STRANGER,
                        header().jwkURL(URI.create("http://127.0.0.1:9/keys")).build());
            case CHANGED_AFTERWARDS -> {
                String[] parts = provider.signed(claims.build()).split("\\.");
                String bob = new SignedJWT(
                                header().build(), claims.subject("bob").build())
                        .getPayload()
                        .toBase64URL()
                        .toString();
                yield parts[0] + "." + bob + "." + parts[2];
            }
            case NO_SUBJECT -> provider.signed(claims.subject(null).build());
            case NO_TOKEN -> "";
        };
    }

    private static JWSHeader.Builder header() {
        return new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("one").type(JOSEObjectType.JWT);
    }

    private static String keyed(JWTClaimsSet claims, byte[] secret) throws Exception {
        SignedJWT jwt = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
        jwt.sign(new MACSigner(Arrays.copyOf(secret, Math.max(secret.length, 32))));
        return jwt.serialize();
    }

    @Test
    void theIssuerInTheAnswerCounts() throws Exception {
        Map<String, String> asked = setOut();
        provider.token = provider.signed(provider.honest(asked.get("nonce")).build());

        refused(answer("code=abc&iss=https%3A%2F%2Fevil.example&state=" + asked.get("state")));
        assertThat(provider.tokenRequests).isEmpty();
    }

    @Test
    void aProviderThatTellsItsIssuerMustDoSo() throws Exception {
        provider.tellsIssuer = true;
        Map<String, String> asked = setOut();
        provider.token = provider.signed(provider.honest(asked.get("nonce")).build());
        refused(answer("code=abc&state=" + asked.get("state")));
        assertThat(provider.tokenRequests).isEmpty();

        asked = setOut();
        provider.token = provider.signed(provider.honest(asked.get("nonce")).build());
        assertThat(answer("code=abc&iss=" + provider.issuer() + "&state=" + asked.get("state"))
                        .statusCode())
                .isEqualTo(SIGNED_IN);
    }

    @Test
    void aCodeOfOneProviderNeverReachesAnother() throws Exception {
        try (CrookedProvider evil = new CrookedProvider()) {
            rig.source.signInAt(evil.issuer());
            Map<String, String> asked = setOut();
            provider.token = provider.signed(provider.honest(asked.get("nonce")).build());

            refused(visitor.get("/sign-in/here?code=abc&state=" + asked.get("state")));

            assertThat(evil.paths).isEmpty();
            assertThat(provider.tokenRequests).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "/", "//evil.example", "https://evil.example", "\\\\evil.example", "javascript:alert(1)"})
    void nobodyIsSentElsewhereAfterwards(String elsewhere) throws Exception {
        String encoded = java.net.URLEncoder.encode(elsewhere, StandardCharsets.UTF_8);
        URI there = Visitor.location(visitor.get(link + "/sign-in?redirect_uri=" + encoded + "&next=" + encoded));
        Map<String, String> asked = CrookedProvider.form(there.getRawQuery());
        assertThat(asked).containsEntry("redirect_uri", rig.address() + "/sign-in/away");
        provider.token = provider.signed(provider.honest(asked.get("nonce")).build());

        HttpResponse<byte[]> back = answer("code=abc&state=" + asked.get("state") + "&redirect_uri=" + encoded
                + "&next=" + encoded + "&link=" + encoded);

        assertThat(Visitor.header(back, "Location")).isEqualTo(link);
    }

    @Test
    void aSessionIsNewAfterEachSignIn() throws Exception {
        signInAsAnn();
        String first = visitor.cookies().get("footbridge-session");
        signInAsAnn();
        String second = visitor.cookies().get("footbridge-session");

        assertThat(second).isNotEqualTo(first);
        Visitor thief = new Visitor(rig.address());
        thief.cookies().put("footbridge-session", first);
        assertThat(thief.get(link + "/file").statusCode()).isEqualTo(401);
    }

    @Test
    void aSessionThatSomebodyMadeUpIsNone() throws Exception {
        visitor.cookies().put("footbridge-session", "footbridge-session=" + "a".repeat(43));
        assertThat(visitor.get(link + "/file").statusCode()).isEqualTo(401);
        Map<String, String> asked = setOut();
        provider.token = provider.signed(provider.honest(asked.get("nonce")).build());
        answer("code=abc&state=" + asked.get("state"));
        assertThat(visitor.cookies().get("footbridge-session")).doesNotContain("a".repeat(43));
    }

    private void signInAsAnn() throws Exception {
        Map<String, String> asked = setOut();
        provider.token = provider.signed(provider.honest(asked.get("nonce")).build());
        assertThat(answer("code=abc&state=" + asked.get("state")).statusCode()).isEqualTo(SIGNED_IN);
    }

    @Test
    void whoSignsOutIsOut() throws Exception {
        signInAsAnn();
        String session = visitor.cookies().get("footbridge-session");

        assertThat(visitor.send("POST", "/sign-out").statusCode()).isEqualTo(200);

        visitor.cookies().put("footbridge-session", session);
        assertThat(visitor.get(link + "/file").statusCode()).isEqualTo(401);
    }

    @Test
    void aRestartSignsEverybodyOut() throws Exception {
        signInAsAnn();
        rig.restart();

        assertThat(visitor.get(link + "/file").statusCode()).isEqualTo(401);
        signInAsAnn();
        assertThat(visitor.get(link + "/file").statusCode()).isEqualTo(200);
    }

    @Test
    void aDiscoveryForAnotherIssuerIsNone() throws Exception {
        provider.issuerInDiscovery = "https://evil.example";

        assertThat(visitor.get(link + "/sign-in").statusCode()).isEqualTo(503);
    }

    @Test
    void aProviderThatIsDownIsAskedNowAndThen() throws Exception {
        provider.down = true;
        for (int i = 0; i < 5; i++) {
            assertThat(visitor.get(link + "/sign-in").statusCode()).isEqualTo(503);
        }
        assertThat(provider.paths).hasSize(1);

        provider.down = false;
        rig.clock.advance(Duration.ofSeconds(11));
        signInAsAnn();
    }

    @Test
    void aTokenEndpointThatPointsElsewhereIsNotFollowed() throws Exception {
        try (CrookedProvider evil = new CrookedProvider()) {
            Map<String, String> asked = setOut();
            evil.token = provider.signed(provider.honest(asked.get("nonce")).build());
            provider.redirectOfTokens = evil.issuer() + "/token";

            refused(answer("code=abc&state=" + asked.get("state")));

            assertThat(evil.paths).isEmpty();
        }
    }
}

package dev.footbridge.teams.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import dev.footbridge.testkit.fake.ManualClock;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** People sign in to a web app with the code flow. */
class SignInPageTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String APP = "6f0e9c1b-5d0c-4d53-9d7e-0d9d1d4f7a11";
    private static final String HOME = "http://127.0.0.1:9/sign-in/teams";
    /** The example of RFC 7636. */
    private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

    private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    private final ManualClock clock = ManualClock.at("2026-11-22T10:00:00Z");
    private TeamsEmulator emulator;

    @BeforeEach
    void start() {
        emulator = TeamsEmulator.builder().clock(clock).start();
        emulator.registerApp(AppRegistration.forSignIn(APP, "hidden", HOME));
    }

    @AfterEach
    void stop() {
        emulator.close();
    }

    @Test
    void whoIsHintedAtIsSignedInAndTheTokenSaysWhoItIs() throws Exception {
        var answer = redeem(code("ada.moreau@northwind.example", "openid profile"), Map.of());
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        var claims = SignedJWT.parse(answer.json().path("id_token").asText()).getJWTClaimsSet();
        assertThat(claims.getIssuer()).isEqualTo(issuer());
        assertThat(claims.getAudience()).containsExactly(APP);
        assertThat(claims.getStringClaim("tid")).isEqualTo(Seed.TENANT_ID);
        assertThat(claims.getStringClaim("oid")).isEqualTo(Seed.ADA);
        assertThat(claims.getStringClaim("nonce")).isEqualTo("n-1");
        assertThat(claims.getSubject()).isNotEqualTo(Seed.ADA);
        assertThat(claims.getClaims()).doesNotContainKey("email");
        var configuration = get(URI.create(issuer() + "/.well-known/openid-configuration"));
        assertThat(Api.MAPPER.readTree(configuration.body()).path("issuer").asText())
                .isEqualTo(issuer());
    }

    @Test
    void withoutProfileTheTokenDoesNotTellTheObjectId() throws Exception {
        var token = redeem(code("ada.moreau@northwind.example", "openid"), Map.of())
                .json()
                .path("id_token")
                .asText();
        assertThat(SignedJWT.parse(token).getJWTClaimsSet().getClaims()).doesNotContainKeys("oid", "name");
    }

    @Test
    void withoutAHintPeoplePickTheirAccount() throws Exception {
        var page = get(authorize(Map.of()));
        assertThat(page.statusCode()).isEqualTo(200);
        Matcher link = Pattern.compile("href=\"([^\"]+)\">Ben Okafor").matcher(page.body());
        assertThat(link.find()).isTrue();
        String there = authorize(Map.of()).toString().replaceFirst("\\?.*", "");
        var picked = get(URI.create(there + link.group(1).replace("&amp;", "&")));
        assertThat(picked.statusCode()).isEqualTo(302);
        assertThat(location(picked)).startsWith(HOME + "?code=").endsWith("&state=s-1");
        assertThat(get(authorize(Map.of("login_hint", "ben.okafor@northwind.example", "prompt", "select_account")))
                        .statusCode())
                .isEqualTo(200);
        assertThat(location(get(authorize(Map.of("prompt", "none")))))
                .isEqualTo(HOME + "?error=login_required&state=s-1");
    }

    @Test
    void aWrongApplicationOrAddressGetsNobodyBack() throws Exception {
        for (Map<String, String> wrong :
                List.of(Map.of("client_id", "nobody"), Map.of("redirect_uri", "https://evil.example/"))) {
            var asked = new HashMap<>(wrong);
            asked.put("login_hint", "ada.moreau@northwind.example");
            var answer = get(authorize(asked));
            assertThat(answer.statusCode()).as(wrong.toString()).isEqualTo(400);
            assertThat(answer.headers().firstValue("Location")).isEmpty();
        }
    }

    @Test
    void aCodeIsForOneApplicationOneAddressOneVerifierAndOneTime() throws Exception {
        assertRefused(redeem(hinted(), Map.of("code_verifier", "another")), 501481);
        assertRefused(redeem(hinted(), Map.of("redirect_uri", HOME + "/elsewhere")), 500112);
        assertRefused(redeem(hinted(), Map.of("client_id", Seed.APP_ID, "client_secret", Seed.APP_SECRET)), 700005);
        String used = hinted();
        assertThat(redeem(used, Map.of()).status()).isEqualTo(200);
        assertRefused(redeem(used, Map.of()), 54005);
        String old = hinted();
        clock.advance(Duration.ofMinutes(11));
        assertRefused(redeem(old, Map.of()), 70008);
    }

    private static void assertRefused(Api.Answer answer, int number) {
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("error").asText()).isEqualTo("invalid_grant");
        assertThat(answer.json().path("error_codes").get(0).asInt()).isEqualTo(number);
    }

    private String issuer() {
        return emulator.baseUrl() + "/" + Seed.TENANT_ID + "/v2.0";
    }

    private URI authorize(Map<String, String> special) {
        var fields = new HashMap<>(Map.of(
                "client_id", APP,
                "response_type", "code",
                "redirect_uri", HOME,
                "scope", "openid profile",
                "state", "s-1",
                "nonce", "n-1",
                "code_challenge", CHALLENGE,
                "code_challenge_method", "S256"));
        fields.putAll(special);
        return URI.create(emulator.baseUrl() + "/" + Seed.TENANT_ID + "/oauth2/v2.0/authorize?" + Api.form(fields));
    }

    private String hinted() throws Exception {
        return code("ada.moreau@northwind.example", "openid profile");
    }

    private String code(String hint, String scope) throws Exception {
        Matcher code = Pattern.compile("[?&]code=([^&]+)")
                .matcher(location(get(authorize(Map.of("login_hint", hint, "scope", scope)))));
        assertThat(code.find()).isTrue();
        return code.group(1);
    }

    private Api.Answer redeem(String code, Map<String, String> special) {
        var fields = new HashMap<>(Map.of(
                "grant_type", "authorization_code",
                "client_id", APP,
                "client_secret", "hidden",
                "code", code,
                "redirect_uri", HOME,
                "code_verifier", VERIFIER));
        fields.putAll(special);
        return Api.postForm(emulator.tokenUrl(), fields);
    }

    private static String location(HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").orElse("");
    }

    private static HttpResponse<String> get(URI address) throws Exception {
        return HTTP.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
    }
}

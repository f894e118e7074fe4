package dev.footbridge.http;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.ConnectorException.Effect;
import dev.footbridge.core.connector.ConnectorException.Kind;
import dev.footbridge.core.connector.CredentialStore;
import dev.footbridge.core.connector.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class OAuthTokensTest {

    @RegisterExtension
    static final WireMockExtension SERVER = WireMockExtension.newInstance()
            .options(wireMockConfig().dynamicPort().bindAddress("127.0.0.1"))
            .build();

    private final TestClock clock = new TestClock();
    private final MemoryStore store = new MemoryStore();

    @Test
    void clientCredentialsGoIntoTheForm() throws Exception {
        answer(okJson(token("a1", "\"expires_in\":3600,\"scope\":\"read write\"")));

        AccessToken token = clientCredentials().accessToken();

        assertThat(token.bearer()).isEqualTo("Bearer a1");
        assertThat(token.expiresAt()).isEqualTo(clock.instant().plusSeconds(3600));
        assertThat(token.scopes()).containsExactlyInAnyOrder("read", "write");
        SERVER.verify(postRequestedFor(urlPathEqualTo("/token"))
                .withFormParam("grant_type", equalTo("client_credentials"))
                .withFormParam("client_id", equalTo("app"))
                .withFormParam("client_secret", equalTo("s&cret"))
                .withFormParam("scope", equalTo(".default")));
    }

    @Test
    void clientCredentialsGoIntoTheHeaderIfAskedFor() throws Exception {
        answer(okJson(token("a1", "\"expires_in\":3600")));
        OAuthSettings settings = new OAuthSettings(
                url(),
                "app",
                Optional.of(Secret.of("s&cret")),
                OAuthSettings.ClientAuthentication.BASIC,
                new OAuthGrant.ClientCredentials(),
                Map.of());

        tokens(settings).accessToken();

        SERVER.verify(postRequestedFor(urlPathEqualTo("/token"))
                .withBasicAuth(new com.github.tomakehurst.wiremock.client.BasicCredentials("app", "s%26cret"))
                .withRequestBody(com.github.tomakehurst.wiremock.client.WireMock.notContaining("cret")));
    }

    @Test
    void fiftyThreadsShareOneRequest() throws Exception {
        answer(okJson(token("a1", "\"expires_in\":3600")).withFixedDelay(300));
        OAuthTokens tokens = clientCredentials();
        ExecutorService pool = Executors.newFixedThreadPool(50);
        try {
            CountDownLatch together = new CountDownLatch(50);
            Callable<AccessToken> ask = () -> {
                together.countDown();
                together.await();
                return tokens.accessToken();
            };
            List<Future<AccessToken>> asked = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                asked.add(pool.submit(ask));
            }
            for (Future<AccessToken> one : asked) {
                assertThat(one.get().bearer()).isEqualTo("Bearer a1");
            }
        } finally {
            pool.shutdownNow();
        }
        verifyRequests(1);
    }

    @Test
    void aTokenIsReplacedBeforeItExpires() throws Exception {
        answer(okJson(token("a1", "\"expires_in\":3600")));
        OAuthTokens tokens = clientCredentials();
        tokens.accessToken();
        answer(okJson(token("a2", "\"expires_in\":3600")));

        clock.advance(Duration.ofMinutes(54));
        assertThat(tokens.accessToken().bearer()).isEqualTo("Bearer a1");
        clock.advance(Duration.ofSeconds(61));
        assertThat(tokens.accessToken().bearer()).isEqualTo("Bearer a2");
        verifyRequests(2);
    }

    @Test
    void anOldTokenServesWhileTheEndpointIsDown() throws Exception {
        answer(okJson(token("a1", "\"expires_in\":3600")));
        OAuthTokens tokens = clientCredentials();
        tokens.accessToken();
        answer(aResponse().withStatus(503));

        clock.advance(Duration.ofMinutes(56));
        assertThat(tokens.accessToken().bearer()).isEqualTo("Bearer a1");
        assertThat(tokens.accessToken().bearer()).isEqualTo("Bearer a1");
        verifyRequests(2);
        clock.advance(Duration.ofMinutes(5));
        assertThat(failure(tokens).kind()).isEqualTo(Kind.UNAVAILABLE);
    }

    @Test
    void anOldTokenServesOtherThreadsWhileOneRefreshes() throws Exception {
        answer(okJson(token("a1", "\"expires_in\":3600")));
        CountDownLatch saving = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        OAuthTokens tokens = refreshToken(new MemoryStore() {
            @Override
            public void save(String name, Secret value) {
                saving.countDown();
                try {
                    goOn.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
        });
        tokens.accessToken();
        answer(okJson(token("a2", "\"expires_in\":3600,\"refresh_token\":\"r2\"")));
        clock.advance(Duration.ofMinutes(56));
        ExecutorService pool = Executors.newSingleThreadExecutor();
        try {
            Future<AccessToken> refreshing = pool.submit(tokens::accessToken);
            saving.await();

            assertThat(tokens.accessToken().bearer()).isEqualTo("Bearer a1");
            goOn.countDown();
            assertThat(refreshing.get().bearer()).isEqualTo("Bearer a2");
        } finally {
            pool.shutdownNow();
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 300", "-1, 300", "1000000000000, 2592000", "60, 60", "'\"60\"', 60", "null, 300", "{}, 300"})
    void oddLifetimesAreTamed(String expiresIn, long seconds) throws Exception {
        answer(okJson(token("a1", "\"expires_in\":" + expiresIn)));

        assertThat(clientCredentials().accessToken().expiresAt())
                .isEqualTo(clock.instant().plusSeconds(seconds));
    }

    @Test
    void aRotatedRefreshTokenIsSavedBeforeTheNewPairIsUsed() throws Exception {
        answer(okJson(token("a1", "\"expires_in\":3600,\"refresh_token\":\"r2\"")));
        store.broken = true;
        OAuthTokens tokens = refreshToken(store);

        ConnectorException failure = failure(tokens);
        assertThat(failure.code()).isEqualTo("credential_store");
        assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
        assertThat(failure.getMessage()).doesNotContain("r2");

        store.broken = false;
        assertThat(tokens.accessToken().bearer()).isEqualTo("Bearer a1");
        assertThat(store.saved).containsExactly("account.refresh=r2");
        verifyRequests(1);
    }

    @Test
    void theNewestRefreshTokenIsUsedNextAndAfterARestart() throws Exception {
        answer(okJson(token("a1", "\"expires_in\":3600,\"refresh_token\":\"r2\"")));
        OAuthTokens tokens = refreshToken(store);
        tokens.accessToken();
        clock.advance(Duration.ofHours(2));
        tokens.accessToken();
        refreshToken(store).accessToken();

        SERVER.verify(1, postRequestedFor(urlPathEqualTo("/token")).withFormParam("refresh_token", equalTo("r1")));
        SERVER.verify(2, postRequestedFor(urlPathEqualTo("/token")).withFormParam("refresh_token", equalTo("r2")));
    }

    @Test
    void aNewlyConfiguredRefreshTokenReplacesAStaleStoredOne() throws Exception {
        store.save("account.refresh", Secret.of("stale"));
        SERVER.stubFor(post("/token").withRequestBody(containing("stale")).willReturn(error(400, "invalid_grant")));
        SERVER.stubFor(post("/token")
                .withRequestBody(containing("refresh_token=r1"))
                .willReturn(okJson(token("a1", "\"expires_in\":3600,\"refresh_token\":\"r2\""))));

        assertThat(refreshToken(store).accessToken().bearer()).isEqualTo("Bearer a1");
        assertThat(store.load("account.refresh")).contains(Secret.of("r2"));
    }

    @ParameterizedTest
    @CsvSource({
        "400, invalid_grant, UNAUTHORIZED",
        "401, invalid_client, UNAUTHORIZED",
        "400, interaction_required, UNAUTHORIZED",
        "200, invalid_refresh_token, UNAUTHORIZED",
        "400, unauthorized_client, UNAUTHORIZED",
        "400, invalid_scope, FORBIDDEN",
        "400, invalid_request, REJECTED",
        "400, temporarily_unavailable, UNAVAILABLE",
    })
    void everyErrorCodeHasAKind(int status, String code, Kind kind) {
        answer(error(status, code));

        ConnectorException failure = failure(clientCredentials());

        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.code()).isEqualTo(code);
        assertThat(failure.effect()).isEqualTo(Effect.NOT_APPLIED);
    }

    @Test
    void whatTheEndpointWritesIntoItsErrorIsNotQuoted() {
        answer(aResponse().withStatus(400).withBody("{\"error\":\"no canary here\",\"error_description\":\"canary\"}"));

        ConnectorException failure = failure(clientCredentials());

        assertThat(failure.code()).isEqualTo("token_endpoint_400");
        assertThat(failure.getMessage()).doesNotContain("canary");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>", "", "[]", "{}", "{\"access_token\":null}", "{\"access_token\":{}}"})
    void anAnswerWithoutATokenIsAnOutage(String body) {
        answer(aResponse().withStatus(200).withBody(body));

        assertThat(failure(clientCredentials()).kind()).isEqualTo(Kind.UNAVAILABLE);
    }

    @Test
    void aThrottledEndpointIsLeftAloneForAsLongAsItAsks() throws Exception {
        answer(aResponse().withStatus(429).withHeader("Retry-After", "40"));
        OAuthTokens tokens = clientCredentials();

        assertThat(failure(tokens).retryAfter()).contains(Duration.ofSeconds(40));
        clock.advance(Duration.ofSeconds(39));
        ConnectorException held = failure(tokens);
        assertThat(held.kind()).isEqualTo(Kind.THROTTLED);
        assertThat(held.retryAfter()).contains(Duration.ofSeconds(1));
        verifyRequests(1);

        answer(okJson(token("a1", "\"expires_in\":3600")));
        clock.advance(Duration.ofSeconds(1));
        assertThat(tokens.accessToken().bearer()).isEqualTo("Bearer a1");
    }

    @Test
    void aLostAnswerHasNoEffectOnTheCallThatNeededTheToken() {
        answer(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));

        ConnectorException failure = failure(clientCredentials());

        assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
        assertThat(failure.effect()).isEqualTo(Effect.NOT_APPLIED);
        verifyRequests(1);
    }

    @Test
    void anOutageIsProbedEverMoreRarely() {
        answer(aResponse().withStatus(500));
        OAuthTokens tokens = clientCredentials();
        for (int second = 0; second < 121; second++) {
            failure(tokens);
            clock.advance(Duration.ofSeconds(1));
        }
        // At 0, 1, 3, 7, 15, 31, 61, 91.
        verifyRequests(8);
    }

    @Test
    void refusedCredentialsAreNotTriedInAStorm() {
        answer(error(400, "invalid_grant"));
        OAuthTokens tokens = refreshToken(store);
        for (int i = 0; i < 100; i++) {
            assertThat(failure(tokens).kind()).isEqualTo(Kind.UNAUTHORIZED);
        }
        verifyRequests(1);
    }

    @Test
    void aRejectedTokenIsReplacedButNotInAStorm() throws Exception {
        answer(okJson(token("a1", "\"expires_in\":3600")));
        OAuthTokens tokens = clientCredentials();
        AccessToken first = tokens.accessToken();
        clock.advance(Duration.ofSeconds(31));
        answer(okJson(token("a2", "\"expires_in\":3600")));

        tokens.invalidate(first);
        AccessToken second = tokens.accessToken();
        assertThat(second.bearer()).isEqualTo("Bearer a2");

        tokens.invalidate(first);
        assertThat(tokens.accessToken()).isEqualTo(second);

        tokens.invalidate(second);
        ConnectorException held = failure(tokens);
        assertThat(held.code()).isEqualTo("fresh_token_rejected");
        assertThat(held.kind()).isEqualTo(Kind.UNAUTHORIZED);
        verifyRequests(2);

        clock.advance(Duration.ofSeconds(30));
        tokens.accessToken();
        verifyRequests(3);
    }

    @Test
    void nothingShowsASecret() throws Exception {
        answer(okJson(token("canary1", "\"expires_in\":3600")));
        OAuthSettings settings = settings(new OAuthGrant.RefreshToken(Secret.of("canary2"), "x"));

        assertThat(tokens(settings).accessToken().toString()).doesNotContain("canary");
        assertThat(settings.toString())
                .doesNotContain("canary")
                .doesNotContain("cret=s")
                .doesNotContain("s&cret");
    }

    private static void answer(ResponseDefinitionBuilder answer) {
        SERVER.stubFor(post("/token").willReturn(answer));
    }

    private static ResponseDefinitionBuilder error(int status, String code) {
        return aResponse().withStatus(status).withBody("{\"ok\":false,\"error\":\"" + code + "\"}");
    }

    private static String token(String value, String more) {
        return "{\"access_token\":\"" + value + "\",\"token_type\":\"Bearer\"," + more + "}";
    }

    private static void verifyRequests(int count) {
        SERVER.verify(count, postRequestedFor(urlPathEqualTo("/token")));
    }

    private static ConnectorException failure(OAuthTokens tokens) {
        ConnectorException failure = catchThrowableOfType(ConnectorException.class, tokens::accessToken);
        assertThat(failure).isNotNull();
        return failure;
    }

    private OAuthTokens clientCredentials() {
        return tokens(settings(new OAuthGrant.ClientCredentials()));
    }

    private OAuthTokens refreshToken(CredentialStore store) {
        OAuthSettings settings = settings(new OAuthGrant.RefreshToken(Secret.of("r1"), "account.refresh"));
        return new OAuthTokens(settings, HttpClientFactory.create(HttpOptions.forEndpoints(url())), clock, store);
    }

    private OAuthTokens tokens(OAuthSettings settings) {
        return new OAuthTokens(settings, HttpClientFactory.create(HttpOptions.forEndpoints(url())), clock, store);
    }

    private static OAuthSettings settings(OAuthGrant grant) {
        return OAuthSettings.of(url(), "app", Optional.of(Secret.of("s&cret")), grant, Map.of("scope", ".default"));
    }

    private static URI url() {
        return URI.create(SERVER.baseUrl() + "/token");
    }

    private static class MemoryStore implements CredentialStore {

        private final Map<String, Secret> values = new java.util.concurrent.ConcurrentHashMap<>();
        private final List<String> saved = new ArrayList<>();
        private boolean broken;

        @Override
        public Optional<Secret> load(String name) {
            return Optional.ofNullable(values.get(name));
        }

        @Override
        public void save(String name, Secret value) {
            if (broken) {
                throw new IllegalStateException("disk full, value was " + value.reveal());
            }
            values.put(name, value);
            saved.add(name + "=" + value.reveal());
        }
    }
}

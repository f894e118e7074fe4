package dev.footbridge.http;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.ConnectorException.Effect;
import dev.footbridge.core.connector.ConnectorException.Kind;
import java.net.URI;
import java.util.concurrent.atomic.AtomicBoolean;
import okhttp3.Connection;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpClientFactoryTest {

    @RegisterExtension
    static final WireMockExtension ENDPOINT = WireMockExtension.newInstance()
            .options(wireMockConfig().dynamicPort().bindAddress("127.0.0.1"))
            .build();

    @RegisterExtension
    static final WireMockExtension ELSEWHERE = WireMockExtension.newInstance()
            .options(wireMockConfig().dynamicPort().bindAddress("127.0.0.1"))
            .build();

    private final OkHttpClient client =
            HttpClientFactory.create(HttpOptions.forEndpoints(URI.create(ENDPOINT.baseUrl() + "/api")));

    @ParameterizedTest
    @CsvSource({
        "200,", "401,", "408,", "408,0", "421,", "429,0", "500,", "502,", "503,", "503,0", "503,00", "503,1", "504,0"
    })
    void everyAnswerToAPostIsTheOnlyOne(int status, String retryAfter) throws Exception {
        var answer = aResponse().withStatus(status).withHeader("WWW-Authenticate", "Bearer");
        ENDPOINT.stubFor(
                any(anyUrl()).willReturn(retryAfter == null ? answer : answer.withHeader("Retry-After", retryAfter)));

        HttpAnswer result = new HttpSender(client).send(post(ENDPOINT.baseUrl() + "/api/chat"));

        assertThat(result.status()).isEqualTo(status);
        ENDPOINT.verify(1, anyRequestedFor(anyUrl()));
    }

    @Test
    void theEndOfABodyDoesNotWaitForAnAcknowledgement() throws Exception {
        ENDPOINT.stubFor(any(anyUrl()).willReturn(aResponse()));
        AtomicBoolean atOnce = new AtomicBoolean();
        OkHttpClient looking = client.newBuilder()
                .addNetworkInterceptor(chain -> {
                    Connection connection = chain.connection();
                    atOnce.set(connection != null && connection.socket().getTcpNoDelay());
                    return chain.proceed(chain.request());
                })
                .build();

        new HttpSender(looking).send(post(ENDPOINT.baseUrl() + "/api/chat"));

        assertThat(atOnce).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {300, 301, 302, 303, 307, 308})
    void aRedirectIsAnAnswerAndTheBearerStaysHere(int status) throws Exception {
        ENDPOINT.stubFor(any(anyUrl())
                .willReturn(aResponse().withStatus(status).withHeader("Location", ELSEWHERE.baseUrl() + "/x")));

        assertThat(new HttpSender(client)
                        .send(post(ENDPOINT.baseUrl() + "/api/chat"))
                        .status())
                .isEqualTo(status);
        ENDPOINT.verify(1, anyRequestedFor(anyUrl()));
        ELSEWHERE.verify(0, anyRequestedFor(anyUrl()));
    }

    @Test
    void anotherPortOfTheSameHostIsAnotherPlace() {
        ConnectorException failure = catchThrowableOfType(
                ConnectorException.class, () -> new HttpSender(client).send(post(ELSEWHERE.baseUrl() + "/api/chat")));

        assertThat(failure.kind()).isEqualTo(Kind.REJECTED);
        assertThat(failure.code()).isEqualTo("host_not_allowed");
        assertThat(failure.effect()).isEqualTo(Effect.NOT_APPLIED);
        ELSEWHERE.verify(0, anyRequestedFor(anyUrl()));
    }

    @Test
    void aCookieIsNotKept() throws Exception {
        ENDPOINT.stubFor(any(anyUrl()).willReturn(aResponse().withHeader("Set-Cookie", "session=1; Path=/")));
        HttpSender sender = new HttpSender(client);
        sender.send(post(ENDPOINT.baseUrl() + "/api/a"));
        sender.send(post(ENDPOINT.baseUrl() + "/api/b"));

        ENDPOINT.verify(2, anyRequestedFor(anyUrl()).withoutHeader("Cookie"));
    }

    @Test
    void aUserAgentIsAddedOnlyWhereThereIsNone() throws Exception {
        HttpSender sender = new HttpSender(client);
        sender.send(post(ENDPOINT.baseUrl() + "/api/a"));
        sender.send(post(ENDPOINT.baseUrl() + "/api/b")
                .newBuilder()
                .header("User-Agent", "vendor-sdk")
                .build());

        ENDPOINT.verify(1, anyRequestedFor(anyUrl()).withHeader("User-Agent", equalTo("Footbridge")));
        ENDPOINT.verify(1, anyRequestedFor(anyUrl()).withHeader("User-Agent", equalTo("vendor-sdk")));
    }

    @Test
    void closingStopsTheClientsThreads() {
        HttpClientFactory.close(client);

        assertThat(client.dispatcher().executorService().isShutdown()).isTrue();
        assertThat(client.connectionPool().connectionCount()).isZero();
    }

    private static Request post(String url) {
        return new Request.Builder()
                .url(url)
                .header("Authorization", "Bearer canary")
                .post(RequestBody.create("{}", null))
                .build();
    }
}

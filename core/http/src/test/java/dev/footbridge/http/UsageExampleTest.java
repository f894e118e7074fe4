package dev.footbridge.http;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import dev.footbridge.core.connector.CredentialStore;
import dev.footbridge.core.connector.Secret;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class UsageExampleTest {

    @RegisterExtension
    static final WireMockExtension SERVER = WireMockExtension.newInstance()
            .options(wireMockConfig().dynamicPort().bindAddress("127.0.0.1"))
            .build();

    private static final MediaType JSON = MediaType.get("application/json");

    private final Clock clock = new TestClock();

    @Test
    void theExampleOfTheReadmeWorks() throws Exception {
        SERVER.stubFor(post("/token").willReturn(okJson("{\"access_token\":\"a1\",\"expires_in\":3600}")));
        SERVER.stubFor(post("/messages")
                .withHeader("Authorization", equalTo("Bearer a1"))
                .willReturn(okJson("{\"id\":\"m1\"}")));
        URI api = URI.create(SERVER.baseUrl());
        assertThat(example(api, URI.create(SERVER.baseUrl() + "/token"), Secret.of("s")))
                .isEqualTo("m1");
    }

    private String example(URI api, URI tokenUrl, Secret secret) throws Exception {
        OkHttpClient client = HttpClientFactory.create(HttpOptions.forEndpoints(api, tokenUrl));
        OAuthTokens tokens = new OAuthTokens(
                OAuthSettings.of(tokenUrl, "app", Optional.of(secret), new OAuthGrant.ClientCredentials(), Map.of()),
                client,
                clock,
                CredentialStore.none());
        Request request = new Request.Builder()
                .url(api + "/messages")
                .header("Authorization", tokens.accessToken().bearer())
                .post(RequestBody.create(Json.bytes(Json.object().put("text", "hello")), JSON))
                .build();
        HttpAnswer answer = new HttpSender(client).send(request);
        if (!answer.isSuccess()) {
            throw HttpFailures.ofStatus(answer.status(), null, answer.headers().get("Retry-After"), clock.instant());
        }
        String id = Json.text(Json.answers().parse(answer.body()), "id").orElse("");
        return id;
    }

    @Test
    void theReadmeShowsThisExample() throws Exception {
        String readme = Files.readString(Path.of("README.md"));
        String shown = readme.substring(readme.indexOf("```java") + 7);
        shown = shown.substring(0, shown.indexOf("```"));
        String source = Files.readString(Path.of("src/test/java/dev/footbridge/http/UsageExampleTest.java"));

        assertThat(withoutSpace(source)).contains(withoutSpace(shown));
    }

    private static String withoutSpace(String text) {
        return text.replaceAll("\\s+", "");
    }
}

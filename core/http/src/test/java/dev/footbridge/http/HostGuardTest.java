package dev.footbridge.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostGuardTest {

    private static final HttpOptions OPTIONS = HttpOptions.builder()
            .endpoint(URI.create("https://api.example.com/v1"))
            .endpoint(URI.create("http://127.0.0.1:8080"))
            .contentHost("files.example.net")
            .build();

    /** The guard and behind it an answer, so that no test leaves this process. */
    private final OkHttpClient client = new OkHttpClient.Builder()
            .addInterceptor(new HostGuard(OPTIONS))
            .addInterceptor(chain -> new Response.Builder()
                    .request(chain.request())
                    .protocol(Protocol.HTTP_1_1)
                    .code(200)
                    .message("OK")
                    .body(ResponseBody.create("", null))
                    .build())
            .build();

    @ParameterizedTest
    @CsvSource({
        "https://api.example.com/v2/messages, true, true",
        "https://API.example.com:443/, true, true",
        "http://127.0.0.1:8080/x, true, true",
        "http://api.example.com/, false, false",
        "https://api.example.com:8443/, false, false",
        "https://127.0.0.1:8080/, false, false",
        "http://127.0.0.1:8081/, false, false",
        "https://evil.example.com/, false, false",
        "https://api.example.com.evil.org/, false, false",
        "https://api.example.com@evil.org/, false, false",
        "https://evil.org/#@api.example.com/, false, false",
        "https://files.example.net/upload, false, true",
        "https://eu.files.example.net/upload, false, true",
        "https://evilfiles.example.net/upload, false, false",
        "https://files.example.net.evil.org/, false, false",
        "https://files.example.net:8443/, false, false",
        "http://files.example.net/, false, false",
        "https://user:pass@files.example.net/, false, false",
        "https://169.254.169.254/latest/meta-data/, false, false",
        "https://[::1]/, false, false",
    })
    void decidesByOrigin(String url, boolean withCredentials, boolean without) {
        assertThat(passes(new Request.Builder()
                        .url(url)
                        .header("Authorization", "Bearer x")
                        .build()))
                .isEqualTo(withCredentials);
        assertThat(passes(new Request.Builder().url(url).build())).isEqualTo(without);
    }

    @ParameterizedTest
    @ValueSource(strings = {"authorization", "Cookie", "Proxy-Authorization"})
    void everyHeaderThatCarriesCredentialsCounts(String header) {
        assertThat(passes(new Request.Builder()
                        .url("https://files.example.net/upload")
                        .header(header, "x")
                        .build()))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ".example.com",
                "example.com/",
                "example.com:443",
                "127.0.0.1",
                "0.1",
                "[::1]",
                "*.x.org"
            })
    void aContentHostIsAHostName(String host) {
        assertThatThrownBy(() -> HttpOptions.builder().contentHost(host)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anEndpointIsAnHttpUrl() {
        assertThatThrownBy(() -> HttpOptions.forEndpoints(URI.create("ftp://example.com")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(HttpOptions::forEndpoints).isInstanceOf(IllegalArgumentException.class);
    }

    private boolean passes(Request request) {
        try (Response response = client.newCall(request).execute()) {
            return response.isSuccessful();
        } catch (HttpFailure e) {
            assertThat(e.reason()).isEqualTo(HttpFailure.Reason.HOST_NOT_ALLOWED);
            return false;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}

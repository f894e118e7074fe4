package dev.footbridge.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.ConnectorException.Effect;
import dev.footbridge.core.connector.ConnectorException.Kind;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpFailuresTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "302, REJECTED, NOT_APPLIED",
        "400, REJECTED, NOT_APPLIED",
        "401, UNAUTHORIZED, NOT_APPLIED",
        "403, FORBIDDEN, NOT_APPLIED",
        "404, NOT_FOUND, NOT_APPLIED",
        "405, REJECTED, NOT_APPLIED",
        "408, UNAVAILABLE, UNKNOWN",
        "409, REJECTED, UNKNOWN",
        "410, NOT_FOUND, NOT_APPLIED",
        "413, REJECTED, NOT_APPLIED",
        "421, UNAVAILABLE, NOT_APPLIED",
        "423, UNAVAILABLE, NOT_APPLIED",
        "429, THROTTLED, NOT_APPLIED",
        "500, UNAVAILABLE, UNKNOWN",
        "501, UNSUPPORTED, NOT_APPLIED",
        "502, UNAVAILABLE, UNKNOWN",
        "503, UNAVAILABLE, UNKNOWN",
        "504, UNAVAILABLE, UNKNOWN",
        "599, UNAVAILABLE, UNKNOWN",
        "200, UNAVAILABLE, UNKNOWN",
    })
    void everyStatusHasAKindAndAnEffect(int status, Kind kind, Effect effect) {
        ConnectorException failure = HttpFailures.ofStatus(status, null, null, NOW);

        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.effect()).isEqualTo(effect);
        assertThat(failure.code()).isEqualTo("http_" + status);
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 503})
    void theWaitIsKept(int status) {
        assertThat(HttpFailures.ofStatus(status, null, "12", NOW).retryAfter()).contains(Duration.ofSeconds(12));
        assertThat(HttpFailures.ofStatus(status, null, null, NOW).retryAfter()).isEmpty();
    }

    @Test
    void aWaitOnARefusalMeansNothing() {
        assertThat(HttpFailures.ofStatus(403, null, "12", NOW).retryAfter()).isEmpty();
    }

    @Test
    void thePlatformsCodeIsKeptIfItIsOne() {
        assertThat(HttpFailures.ofStatus(404, "channel_not_found", null, NOW).code())
                .isEqualTo("channel_not_found");
        assertThat(HttpFailures.ofStatus(400, "bad text: hello canary", null, NOW))
                .satisfies(failure -> {
                    assertThat(failure.code()).isEqualTo("http_400");
                    assertThat(failure.getMessage()).doesNotContain("canary");
                });
        assertThat(HttpFailures.ofStatus(400, "x".repeat(65), null, NOW).code()).isEqualTo("http_400");
    }

    @Test
    void aFailureIsFoundBelowWhatAVendorSdkWrapsAroundIt() throws Exception {
        HttpFailure failure = new HttpFailure(HttpFailure.Reason.CONNECT_FAILED, Effect.NOT_APPLIED, "h", null);

        ConnectorException found = HttpFailures.of(new RuntimeException(new IllegalStateException(failure)));

        assertThat(found.effect()).isEqualTo(Effect.NOT_APPLIED);
        assertThat(found.code()).isEqualTo("connect_failed");
    }

    @Test
    void aFailureThatIsNotOursIsUnknownAndNotQuoted() throws Exception {
        ConnectorException found = HttpFailures.of(new IOException("canary"));

        assertThat(found.kind()).isEqualTo(Kind.UNAVAILABLE);
        assertThat(found.effect()).isEqualTo(Effect.UNKNOWN);
        assertThat(found).hasNoCause();
        assertThat(found.getMessage()).contains("IOException").doesNotContain("canary");
    }

    @Test
    void aRingOfCausesEnds() throws Exception {
        Exception a = new Exception("a");
        Exception b = new Exception("b", a);
        a.initCause(b);

        assertThat(HttpFailures.of(a).code()).isEqualTo("call_failed");
    }
}

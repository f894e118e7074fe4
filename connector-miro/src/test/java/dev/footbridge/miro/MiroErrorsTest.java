package dev.footbridge.miro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.ConnectorException.Effect;
import dev.footbridge.core.connector.ConnectorException.Kind;
import dev.footbridge.core.connector.Draft;
import dev.footbridge.core.connector.Window;
import dev.footbridge.core.document.Document;
import dev.footbridge.miro.ScriptedMiro.Answer;
import dev.footbridge.testkit.fake.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MiroErrorsTest {

    private static final String POST = "POST " + ScriptedMiro.BOARD_PATH + "/sticky_notes";
    private static final String LIST = "GET " + ScriptedMiro.BOARD_PATH + "/items";
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    private final ScriptedMiro miro = new ScriptedMiro();
    private final MiroConnector connector = miro.connect(ManualClock.at(NOW));

    @AfterEach
    void close() {
        connector.close();
        miro.close();
    }

    static Stream<Map.Entry<String, Kind>> rows() {
        return MiroErrors.table().entrySet().stream();
    }

    private static int status(Kind kind) {
        return switch (kind) {
            case THROTTLED -> 429;
            case UNAUTHORIZED -> 401;
            case FORBIDDEN -> 403;
            case NOT_FOUND -> 404;
            case REJECTED, UNSUPPORTED -> 400;
            case UNAVAILABLE -> 503;
        };
    }

    /** Every row through the whole client. */
    @ParameterizedTest
    @MethodSource("rows")
    void mapsEveryCodeOfTheTable(Map.Entry<String, Kind> row) {
        miro.answer(POST, Answer.error(status(row.getValue()), row.getKey()));
        ConnectorException failure = failureOfPost();

        assertThat(failure.kind()).isEqualTo(row.getValue());
        assertThat(failure.code()).isEqualTo(row.getKey());
        assertThat(failure.effect()).isEqualTo(Effect.NOT_APPLIED);
        assertThat(failure.getMessage()).contains(row.getKey()).doesNotContain("canary");
    }

    @ParameterizedTest
    @CsvSource({
        "400, aCodeOfTomorrow, REJECTED, NOT_APPLIED",
        "401, aCodeOfTomorrow, UNAUTHORIZED, NOT_APPLIED",
        "403, aCodeOfTomorrow, FORBIDDEN, NOT_APPLIED",
        "404, aCodeOfTomorrow, NOT_FOUND, NOT_APPLIED",
        "409, aCodeOfTomorrow, REJECTED, UNKNOWN",
        "413, aCodeOfTomorrow, REJECTED, NOT_APPLIED",
        "429, aCodeOfTomorrow, THROTTLED, NOT_APPLIED",
        "500, internalError, UNAVAILABLE, UNKNOWN",
        "502, aCodeOfTomorrow, UNAVAILABLE, UNKNOWN",
        "503, notFound, UNAVAILABLE, UNKNOWN"
    })
    void goesByTheStatusWhereTheCodeIsUnknown(int status, String code, Kind kind, Effect effect) {
        miro.answer(POST, Answer.error(status, code));
        ConnectorException failure = failureOfPost();

        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.effect()).isEqualTo(effect);
        assertThat(failure.code()).isEqualTo(code);
    }

    @Test
    void aReadThatFailedHadNoEffect() {
        miro.answer(LIST, Answer.error(500, "internalError"));

        assertThat(failureOfRead().effect()).isEqualTo(Effect.NOT_APPLIED);
    }

    @Test
    void namesTheScopeThatMiroAsksFor() {
        miro.answer(
                POST,
                new Answer(
                        403,
                        "application/json",
                        "{\"status\":403,\"code\":\"insufficientPermissions\",\"message\":\"Required scopes: boards:write\"}",
                        Map.of()));
        ConnectorException failure = failureOfPost();

        assertThat(failure.kind()).isEqualTo(Kind.FORBIDDEN);
        assertThat(failure.missingScope()).contains("boards:write");
        assertThat(failure.getMessage()).contains("boards:write").contains("install it again");
    }

    @Test
    void waitsUntilTheCreditsAreBack() {
        String reset = Long.toString(NOW.plusSeconds(42).getEpochSecond());
        String far = Long.toString(NOW.plusSeconds(86_400).getEpochSecond());
        Map<String, String> known = Map.of("X-RateLimit-Reset", reset);
        Map<String, String> both = Map.of("X-RateLimit-Reset", reset, "Retry-After", "7");
        Map<String, String> odd = Map.of("X-RateLimit-Reset", "soon");
        Map<String, String> tooFar = Map.of("X-RateLimit-Reset", far);
        for (Map<String, String> headers : java.util.List.of(known, both, odd, tooFar)) {
            miro.answer(POST, new Answer(429, "application/json", "{\"code\":\"tooManyRequests\"}", headers));
        }

        assertThat(failureOfPost().retryAfter()).contains(Duration.ofSeconds(42));
        assertThat(failureOfPost().retryAfter()).contains(Duration.ofSeconds(7));
        assertThat(failureOfPost().retryAfter()).isEmpty();
        assertThat(failureOfPost().retryAfter()).contains(Duration.ofMinutes(2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>sign in, canary</html>", "{", "{\"a\":1,\"a\":2}"})
    void answersOfSomebodyElseAreNoAnswers(String body) {
        miro.answer(POST, new Answer(201, "text/html", body, Map.of()));
        miro.answer(LIST, Answer.json("{\"data\":[]}"));
        miro.answer(LIST, new Answer(200, "text/html", body, Map.of()));
        ConnectorException post = failureOfPost();
        ConnectorException read = failureOfRead();

        assertThat(post.kind()).isEqualTo(Kind.UNAVAILABLE);
        assertThat(post.effect()).isEqualTo(Effect.UNKNOWN);
        assertThat(post.getMessage()).contains("proxies").doesNotContain("canary");
        assertThat(read.kind()).isEqualTo(Kind.UNAVAILABLE);
        assertThat(read.effect()).isEqualTo(Effect.NOT_APPLIED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"id\":null}", "{\"id\":\"../..\"}", "[]", "7"})
    void aPostWithoutAnIdMayHaveHappened(String body) {
        miro.answer(POST, new Answer(201, "application/json", body, Map.of()));

        assertThat(failureOfPost().effect()).isEqualTo(Effect.UNKNOWN);
    }

    @Test
    void aCodeThatIsContentIsNotShown() {
        miro.answer(POST, Answer.error(400, "canary with spaces"));

        assertThat(failureOfPost().code()).isEqualTo("http_400");
    }

    private ConnectorException failureOfPost() {
        return catchThrowableOfType(
                ConnectorException.class,
                () -> connector.post(ScriptedMiro.CHANNEL, Draft.of(Document.text("canary"), "k-1")));
    }

    private ConnectorException failureOfRead() {
        return catchThrowableOfType(
                ConnectorException.class,
                () -> connector
                        .history()
                        .orElseThrow()
                        .messages(ScriptedMiro.CHANNEL, new Window(Instant.EPOCH, NOW), Optional.empty()));
    }
}

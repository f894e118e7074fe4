package dev.footbridge.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.footbridge.core.connector.Connector;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.ConnectorException.Effect;
import dev.footbridge.core.connector.ConnectorException.Kind;
import dev.footbridge.core.connector.Draft;
import dev.footbridge.core.document.Document;
import dev.footbridge.slack.ScriptedSlack.Answer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SlackErrorsTest {

    private static final List<String> MAYBE = List.of("internal_error", "fatal_error", "service_unavailable");

    private final ScriptedSlack slack = new ScriptedSlack();

    @AfterEach
    void close() {
        slack.close();
    }

    static Stream<Map.Entry<String, Kind>> rows() {
        return SlackErrors.table().entrySet().stream();
    }

    /** Every row through the whole client: status 200, {@code ok: false}. */
    @ParameterizedTest
    @MethodSource("rows")
    void mapsEveryCodeOfTheTable(Map.Entry<String, Kind> row) {
        slack.answer("chat.postMessage", Answer.error(row.getKey()));
        ConnectorException failure = failureOfPost();

        assertThat(failure.kind()).isEqualTo(row.getValue());
        assertThat(failure.code()).isEqualTo(row.getKey());
        assertThat(failure.effect()).isEqualTo(MAYBE.contains(row.getKey()) ? Effect.UNKNOWN : Effect.NOT_APPLIED);
        assertThat(failure.getMessage()).contains(row.getKey()).doesNotContain("canary");
    }

    @ParameterizedTest
    @CsvSource({
        "ratelimited, THROTTLED",
        "internal_error, UNAVAILABLE",
        "invalid_auth, UNAUTHORIZED",
        "token_revoked, UNAUTHORIZED",
        "missing_scope, FORBIDDEN",
        "not_in_channel, FORBIDDEN",
        "channel_not_found, NOT_FOUND",
        "message_not_found, NOT_FOUND",
        "is_archived, REJECTED",
        "msg_too_long, REJECTED",
        "block_mismatch, REJECTED",
        "method_deprecated, UNSUPPORTED",
        "a_code_of_tomorrow, REJECTED"
    })
    void givesCommonCodesTheirKind(String code, Kind kind) {
        slack.answer("chat.postMessage", Answer.error(code));

        assertThat(failureOfPost().kind()).isEqualTo(kind);
    }

    @Test
    void namesTheScopeThatSlackAsksFor() {
        slack.answer(
                "chat.postMessage",
                "{\"ok\":false,\"error\":\"missing_scope\",\"needed\":\"chat:write\",\"provided\":\"users:read\"}");
        ConnectorException failure = failureOfPost();

        assertThat(failure.missingScope()).contains("chat:write");
        assertThat(failure.getMessage()).contains("chat:write").contains("install it again");
    }

    @Test
    void waitsAsLongAsSlackAsks() {
        slack.answer("chat.postMessage", new Answer(429, "application/json", "", Map.of("Retry-After", "30")));
        slack.answer(
                "chat.postMessage",
                new Answer(
                        429,
                        "application/json",
                        "{\"ok\":false,\"error\":\"ratelimited\"}",
                        Map.of("Retry-After", "7")));
        ConnectorException bare = failureOfPost();
        ConnectorException told = failureOfPost();

        assertThat(bare.kind()).isEqualTo(Kind.THROTTLED);
        assertThat(bare.effect()).isEqualTo(Effect.NOT_APPLIED);
        assertThat(bare.retryAfter()).contains(Duration.ofSeconds(30));
        assertThat(told.retryAfter()).contains(Duration.ofSeconds(7));
        assertThat(told.code()).isEqualTo("ratelimited");
    }

    static Stream<Answer> answersOfSomebodyElse() {
        return Stream.of(
                new Answer(200, "text/html", "<html><body>Please sign in, canary</body></html>", Map.of()),
                new Answer(200, "application/json", "", Map.of()),
                new Answer(200, "application/json", "[]", Map.of()),
                new Answer(200, "application/json", "{\"status\":\"canary\"}", Map.of()),
                new Answer(200, "application/json", "{\"ok\":true", Map.of()),
                new Answer(200, "application/json", "{\"ok\":true}", Map.of()),
                new Answer(500, "text/plain", "canary", Map.of()),
                new Answer(502, "text/html", "<html>canary</html>", Map.of()),
                new Answer(503, "application/json", "{\"ok\":false,\"error\":\"service_unavailable\"}", Map.of()),
                new Answer(503, "application/json", "", Map.of("Retry-After", "0")),
                new Answer(504, "text/html", "", Map.of()));
    }

    /** A post may have happened, nothing of the body is shown, and it went out once. */
    @ParameterizedTest
    @MethodSource("answersOfSomebodyElse")
    void takesAnAnswerThatIsNoneForAnUnknownEffect(Answer answer) {
        slack.answer("chat.postMessage", answer);
        ConnectorException failure = failureOfPost();

        assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
        assertThat(failure.effect()).isEqualTo(Effect.UNKNOWN);
        assertThat(failure.toString()).doesNotContain("canary");
        assertThat(slack.calls()).hasSize(1);
    }

    @Test
    void neverFollowsARedirect() {
        slack.answer("chat.postMessage", new Answer(302, "text/html", "", Map.of("Location", "http://example.com/")));

        assertThat(failureOfPost().kind()).isEqualTo(Kind.REJECTED);
        assertThat(slack.calls()).hasSize(1);
    }

    @Test
    void leavesARefusedTokenAloneUntilItIsChecked() throws Exception {
        slack.answer("chat.postMessage", Answer.error("token_revoked"));
        slack.answer("auth.test", Answer.error("token_revoked"));
        slack.answer("auth.test", "{\"ok\":true,\"team_id\":\"T0SCRIPT\",\"user_id\":\"U0BOT\"}");
        slack.answer("chat.postMessage", "{\"ok\":true,\"ts\":\"1.2\"}");
        try (Connector connector = slack.connect()) {
            assertThat(failureOfPost(connector).code()).isEqualTo("token_revoked");
            assertThat(failureOfPost(connector).kind()).isEqualTo(Kind.UNAUTHORIZED);
            assertThat(slack.calls()).hasSize(1);

            assertThat(catchThrowableOfType(ConnectorException.class, connector::check)
                            .kind())
                    .isEqualTo(Kind.UNAUTHORIZED);
            connector.check();
            connector.post(ScriptedSlack.CHANNEL, draft());
            assertThat(slack.calls()).hasSize(4);
        }
    }

    @Test
    void tellsWhenTheTokenBelongsToAnotherWorkspace() throws Exception {
        slack.answer("auth.test", "{\"ok\":true,\"team_id\":\"T0OTHER\",\"user_id\":\"U0BOT\"}");
        try (Connector connector = slack.connect()) {
            ConnectorException failure = catchThrowableOfType(ConnectorException.class, connector::check);

            assertThat(failure.kind()).isEqualTo(Kind.UNAUTHORIZED);
            assertThat(failure.code()).isEqualTo("other_workspace");
        }
    }

    @Test
    void hidesOddCodes() {
        slack.answer("chat.postMessage", Answer.error("canary text with spaces"));

        assertThat(failureOfPost().code()).isEqualTo("unknown_error");
        assertThat(SlackErrors.of("m", "missing_scope", "<script>", Optional.empty(), java.time.Instant.EPOCH)
                        .missingScope())
                .isEmpty();
    }

    private ConnectorException failureOfPost() {
        try (Connector connector = slack.connect()) {
            return failureOfPost(connector);
        }
    }

    private static ConnectorException failureOfPost(Connector connector) {
        return catchThrowableOfType(ConnectorException.class, () -> connector.post(ScriptedSlack.CHANNEL, draft()));
    }

    private static Draft draft() {
        return Draft.of(Document.text("canary"), "k");
    }
}

package dev.footbridge.gchat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.footbridge.core.connector.Connector;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.ConnectorException.Effect;
import dev.footbridge.core.connector.ConnectorException.Kind;
import dev.footbridge.core.connector.Draft;
import dev.footbridge.core.document.Document;
import dev.footbridge.gchat.ScriptedGchat.Answer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class GchatErrorsTest {

    private final ScriptedGchat chat = new ScriptedGchat();

    @AfterEach
    void close() {
        chat.close();
    }

    static List<GchatErrors.Row> rows() {
        return GchatErrors.TABLE;
    }

    /** Every row through the whole client. */
    @ParameterizedTest
    @MethodSource("rows")
    void mapsEveryRowOfTheTable(GchatErrors.Row row) {
        String code = row.code().equals("*") ? "CODE_OF_TOMORROW" : row.code();
        for (int i = 0; i < 2; i++) {
            chat.answer("POST /messages", Answer.error(row.status(), code));
        }
        ConnectorException failure = failureOfPost();

        if (row.code().equals("ALREADY_EXISTS")) {
            // Our own id is taken: the message is there, and is asked for.
            assertThat(failure.code()).isEqualTo("no_name");
            return;
        }
        assertThat(failure.kind()).isEqualTo(row.kind());
        assertThat(failure.code()).isEqualTo(code);
        assertThat(failure.effect()).isEqualTo(row.effect());
        assertThat(failure.getMessage()).contains(row.advice()).doesNotContain("canary");
    }

    @ParameterizedTest
    @CsvSource({
        "400, INVALID_ARGUMENT, REJECTED",
        "401, UNAUTHENTICATED, UNAUTHORIZED",
        "403, PERMISSION_DENIED, FORBIDDEN",
        "404, NOT_FOUND, NOT_FOUND",
        "409, ABORTED, UNAVAILABLE",
        "429, RESOURCE_EXHAUSTED, THROTTLED",
        "500, INTERNAL, UNAVAILABLE",
        "501, UNIMPLEMENTED, UNSUPPORTED",
        "503, UNAVAILABLE, UNAVAILABLE",
        "504, DEADLINE_EXCEEDED, UNAVAILABLE",
        "418, TEAPOT, REJECTED"
    })
    void givesCommonAnswersTheirKind(int status, String code, Kind kind) {
        for (int i = 0; i < 2; i++) {
            chat.answer("POST /messages", Answer.error(status, code));
        }

        assertThat(failureOfPost().kind()).isEqualTo(kind);
    }

    @Test
    void namesTheLeastScopeWhenGoogleSaysThatOneIsMissing() {
        chat.answer(
                "POST /messages",
                new Answer(
                        403,
                        "application/json",
                        "{\"error\":{\"code\":403,\"status\":\"PERMISSION_DENIED\",\"details\":[{\"@type\":"
                                + "\"type.googleapis.com/google.rpc.ErrorInfo\",\"reason\":\"ACCESS_TOKEN_SCOPE_INSUFFICIENT\"}]}}",
                        Map.of()));

        assertThat(failureOfPost().missingScope()).contains("https://www.googleapis.com/auth/chat.messages.create");
    }

    @Test
    void doesNotBlameAScopeForAMissingMembership() {
        chat.answer("POST /messages", Answer.error(403, "PERMISSION_DENIED"));

        assertThat(failureOfPost().missingScope()).isEmpty();
    }

    @Test
    void waitsAsLongAsGoogleAsks() {
        chat.answer("POST /messages", new Answer(429, "application/json", "", Map.of("Retry-After", "30")));
        ConnectorException failure = failureOfPost();

        assertThat(failure.kind()).isEqualTo(Kind.THROTTLED);
        assertThat(failure.effect()).isEqualTo(Effect.NOT_APPLIED);
        assertThat(failure.retryAfter()).contains(Duration.ofSeconds(30));
    }

    static Stream<Answer> answersOfSomebodyElse() {
        return Stream.of(
                new Answer(200, "text/html", "<html><body>Please sign in, canary</body></html>", Map.of()),
                new Answer(200, "application/json", "", Map.of()),
                new Answer(200, "application/json", "[]", Map.of()),
                new Answer(200, "application/json", "{\"status\":\"canary\"}", Map.of()),
                new Answer(200, "application/json", "{\"name\":\"spaces/OTHER/messages/A.B\"}", Map.of()),
                new Answer(200, "application/json", "{\"name\":", Map.of()),
                new Answer(500, "text/plain", "canary", Map.of()),
                new Answer(502, "text/html", "<html>canary</html>", Map.of()),
                new Answer(503, "application/json", "", Map.of("Retry-After", "0")),
                new Answer(504, "text/html", "", Map.of()));
    }

    /** A post may have happened, nothing of the body is shown, and it went out once. */
    @ParameterizedTest
    @MethodSource("answersOfSomebodyElse")
    void takesAnAnswerThatIsNoneForAnUnknownEffect(Answer answer) {
        chat.answer("POST /messages", answer);
        ConnectorException failure = failureOfPost();

        assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
        assertThat(failure.effect()).isEqualTo(Effect.UNKNOWN);
        assertThat(failure.toString()).doesNotContain("canary");
        assertThat(chat.calls()).hasSize(1);
    }

    @Test
    void neverFollowsARedirect() {
        chat.answer("POST /messages", new Answer(302, "text/html", "", Map.of("Location", "http://example.com/")));

        assertThat(failureOfPost().kind()).isEqualTo(Kind.REJECTED);
        assertThat(chat.calls()).hasSize(1);
    }

    @Test
    void asksForAnotherTokenOnceWhenOneIsRefused() throws Exception {
        chat.answer("POST /token", "{\"access_token\":\"first\",\"expires_in\":3599}");
        chat.answer("POST /token", "{\"access_token\":\"second\",\"expires_in\":3599}");
        chat.answer("POST /messages", Answer.error(401, "UNAUTHENTICATED"));
        chat.answer("POST /messages", "{\"name\":\"spaces/AAAASCRIPT/messages/T1.T1\"}");
        try (Connector connector = chat.connect(GchatAuth.DELEGATED)) {
            assertThat(connector.post(ScriptedGchat.SPACE, draft())).isEqualTo(ScriptedGchat.ROOT);
        }
        assertThat(chat.calls().stream().map(ScriptedGchat.Call::authorization))
                .containsExactly("Bearer first", "Bearer second");
    }

    @Test
    void leavesARefusedKeyAloneForAWhile() {
        for (int i = 0; i < 3; i++) {
            chat.answer(
                    "POST /token",
                    new Answer(
                            400,
                            "application/json",
                            "{\"error\":\"invalid_grant\",\"error_description\":\"canary\"}",
                            Map.of()));
        }
        try (Connector connector = chat.connect(GchatAuth.DELEGATED)) {
            ConnectorException first = failureOfPost(connector);
            ConnectorException second = failureOfPost(connector);

            assertThat(first.kind()).isEqualTo(Kind.UNAUTHORIZED);
            assertThat(first.code()).isEqualTo("invalid_grant");
            assertThat(first.toString()).doesNotContain("canary");
            assertThat(second.kind()).isEqualTo(Kind.UNAUTHORIZED);
            assertThat(second.retryAfter()).isPresent();
        }
        assertThat(chat.all()).as("calls of the token endpoint").hasSize(1);
    }

    @Test
    void asksForEachScopeAloneWhenTheyAreNotAllowedTogether() throws Exception {
        Answer refused = new Answer(401, "application/json", "{\"error\":\"unauthorized_client\"}", Map.of());
        chat.answer("POST /token", refused);
        // Of all that could be asked for, only the second is allowed.
        chat.answer("POST /token", refused);
        chat.answer("POST /token", "{\"access_token\":\"one\",\"expires_in\":3599}");
        for (int i = 0; i < GchatScopes.all(GchatAuth.DELEGATED).size() - 2; i++) {
            chat.answer("POST /token", refused);
        }
        try (Connector connector = chat.connect(GchatAuth.DELEGATED)) {
            ConnectorException failure = failureOfPost(connector);

            assertThat(failure.kind()).isEqualTo(Kind.FORBIDDEN);
            assertThat(failure.missingScope()).contains("https://www.googleapis.com/auth/chat.messages.create");
            connector.directory().orElseThrow().channels(java.util.Optional.empty());
        }
        assertThat(chat.calls()).as("calls that the guard let pass").hasSize(1);
    }

    @Test
    void tellsATokenEndpointThatIsDownFromOneThatRefuses() {
        chat.answer("POST /token", new Answer(503, "text/html", "canary", Map.of("Retry-After", "9")));
        ConnectorException failure = failureOfPost();

        assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
        assertThat(failure.effect()).isEqualTo(Effect.NOT_APPLIED);
        assertThat(failure.retryAfter()).contains(Duration.ofSeconds(9));
    }

    private ConnectorException failureOfPost() {
        try (Connector connector = chat.connect(GchatAuth.DELEGATED)) {
            return failureOfPost(connector);
        }
    }

    private static ConnectorException failureOfPost(Connector connector) {
        return catchThrowableOfType(ConnectorException.class, () -> connector.post(ScriptedGchat.SPACE, draft()));
    }

    private static Draft draft() {
        return Draft.of(Document.text("canary"), "k");
    }
}

package dev.footbridge.webex;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.ConnectorException.Effect;
import dev.footbridge.core.connector.ConnectorException.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class WebexErrorsTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    static Stream<WebexErrors.Row> rows() {
        return WebexErrors.TABLE.stream();
    }

    @ParameterizedTest
    @CsvSource({
        "400, The edit limit has been reached, EDIT, REJECTED, NOT_APPLIED, edit_limit_reached",
        "400, The limit of 10 edits per message has been reached., EDIT, REJECTED, NOT_APPLIED, edit_limit_reached",
        "400, Maximum number of edits reached, EDIT, REJECTED, NOT_APPLIED, edit_limit_reached",
        "400, The maximum message length is 7439 bytes, EDIT, REJECTED, NOT_APPLIED, message_too_long",
        "400, This feature is currently unsupported, EDIT, REJECTED, NOT_APPLIED, edit_unsupported",
        "400, Editing files is not supported, EDIT, REJECTED, NOT_APPLIED, edit_unsupported",
        "400, Expect base64 ID or UUID., MESSAGE, NOT_FOUND, NOT_APPLIED, no_such_id",
        "400, Both text and file cannot be empty., POST, REJECTED, NOT_APPLIED, empty_message",
        "400, Message length limited to 7439 bytes, POST, REJECTED, NOT_APPLIED, message_too_long",
        "400, No more than 7439 bytes, POST, REJECTED, NOT_APPLIED, message_too_long",
        "400, The parent is a reply, POST, REJECTED, NOT_APPLIED, no_such_thread",
        "400, Something else, POST, REJECTED, NOT_APPLIED, bad_request",
        "401, , POST, UNAUTHORIZED, NOT_APPLIED, unauthorized",
        "402, , POST, FORBIDDEN, NOT_APPLIED, licence_missing",
        "403, the access token is missing required scopes, POST, FORBIDDEN, NOT_APPLIED, missing_scope",
        "403, a scope is missing, POST, FORBIDDEN, NOT_APPLIED, missing_scope",
        "403, Failed to get activity, MESSAGE, FORBIDDEN, NOT_APPLIED, forbidden",
        "404, Could not find a room with provided ID., POST, NOT_FOUND, NOT_APPLIED, not_found",
        "405, , POST, UNSUPPORTED, NOT_APPLIED, method_not_allowed",
        "408, , POST, UNAVAILABLE, UNKNOWN, timeout",
        "409, Person is already in the room., INVITE, REJECTED, NOT_APPLIED, already_member",
        "409, Conflict, INVITE, REJECTED, NOT_APPLIED, conflict",
        "410, The file is infected, MESSAGE, REJECTED, NOT_APPLIED, infected_file",
        "410, Malware was found, MESSAGE, REJECTED, NOT_APPLIED, infected_file",
        "410, , FILE, REJECTED, NOT_APPLIED, infected_file",
        "410, , FILE_HEAD, REJECTED, NOT_APPLIED, infected_file",
        "410, , MESSAGE, NOT_FOUND, NOT_APPLIED, gone",
        "413, , UPLOAD, REJECTED, NOT_APPLIED, file_too_large",
        "413, , POST, REJECTED, NOT_APPLIED, message_too_long",
        "415, , POST, REJECTED, NOT_APPLIED, media_type",
        "423, , MESSAGE, UNAVAILABLE, NOT_APPLIED, locked",
        "428, , MESSAGE, REJECTED, NOT_APPLIED, not_scannable",
        "429, , POST, THROTTLED, NOT_APPLIED, too_many_requests",
        "500, , POST, UNAVAILABLE, UNKNOWN, http_500",
        "501, , POST, UNSUPPORTED, NOT_APPLIED, not_implemented",
        "502, , POST, UNAVAILABLE, UNKNOWN, http_502",
        "503, , POST, UNAVAILABLE, UNKNOWN, http_503",
        "504, , POST, UNAVAILABLE, UNKNOWN, http_504",
        "418, , POST, REJECTED, NOT_APPLIED, http_418",
        "302, , POST, REJECTED, NOT_APPLIED, http_302",
        "520, , POST, UNAVAILABLE, UNKNOWN, http_520",
    })
    void everyAnswerHasAKindAndACode(
            int status, String sentence, WebexCall call, Kind kind, Effect effect, String code) {
        ConnectorException failure = failure(status, sentence == null ? "" : sentence, Optional.empty(), call);
        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.effect()).isEqualTo(effect);
        assertThat(failure.code()).isEqualTo(code);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void everyRowOfTheTableIsReached(WebexErrors.Row row) {
        WebexCall call = row.calls().stream().findFirst().orElse(WebexCall.POST);
        ConnectorException failure = failure(row.status(), String.join(" ", row.words()), Optional.empty(), call);
        assertThat(failure.kind()).isEqualTo(row.kind());
        assertThat(failure.code()).isEqualTo(row.code());
    }

    @Test
    void onlyWhatChangesSomethingLeavesItsEffectOpen() {
        assertThat(failure(503, "", Optional.empty(), WebexCall.LIST_MESSAGES).effect())
                .isEqualTo(Effect.NOT_APPLIED);
    }

    @Test
    void aMissingScopeIsNamedByTheCatalogue() {
        ConnectorException failure = failure(403, "missing required scopes", Optional.empty(), WebexCall.LIST_MESSAGES);
        assertThat(failure.missingScope()).contains("spark:messages_read");
    }

    @Test
    void theWaitIsTakenOverUpToAQuarterOfAnHour() {
        assertThat(failure(429, "", Optional.of("7"), WebexCall.POST).retryAfter())
                .contains(Duration.ofSeconds(7));
        assertThat(failure(429, "", Optional.of("3600"), WebexCall.POST).retryAfter())
                .contains(Duration.ofMinutes(15));
        assertThat(failure(423, "", Optional.of("5"), WebexCall.MESSAGE).retryAfter())
                .contains(Duration.ofSeconds(5));
        assertThat(failure(503, "", Optional.of("9"), WebexCall.POST).retryAfter())
                .contains(Duration.ofSeconds(9));
    }

    @Test
    void theSentenceIsNeverShown() {
        for (int status : List.of(400, 401, 403, 404, 409, 410, 429, 500)) {
            assertThat(failure(status, "canary", Optional.empty(), WebexCall.EDIT))
                    .hasMessageNotContaining("canary");
        }
    }

    private static ConnectorException failure(
            int status, String sentence, Optional<String> retryAfter, WebexCall call) {
        return WebexErrors.of(status, sentence, retryAfter, call, NOW);
    }
}

package dev.footbridge.teams;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.ConnectorException.Effect;
import dev.footbridge.core.connector.ConnectorException.Kind;
import dev.footbridge.core.scope.Grant;
import dev.footbridge.core.scope.GrantType;
import dev.footbridge.core.scope.Scope;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class TeamsErrorsTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    private final TeamsScopes scopes = new TeamsScopes(true);

    static Stream<TeamsErrors.Row> rows() {
        return TeamsErrors.TABLE.stream();
    }

    @ParameterizedTest
    @CsvSource({
        "400, MessageSizeTooBig, REJECTED, NOT_APPLIED",
        "400, InvalidAuthenticationToken, UNAUTHORIZED, NOT_APPLIED",
        "400, NotFound, NOT_FOUND, NOT_APPLIED",
        "400, ItemNotFound, NOT_FOUND, NOT_APPLIED",
        "400, NotSupported, UNSUPPORTED, NOT_APPLIED",
        "400, BadRequest, REJECTED, NOT_APPLIED",
        "401, InvalidAuthenticationToken, UNAUTHORIZED, NOT_APPLIED",
        "402, PaymentRequired, FORBIDDEN, NOT_APPLIED",
        "403, TooManyRequests, THROTTLED, NOT_APPLIED",
        "403, QuotaLimitReached, THROTTLED, NOT_APPLIED",
        "403, Forbidden, FORBIDDEN, NOT_APPLIED",
        "404, NotFound, NOT_FOUND, NOT_APPLIED",
        "405, Request_BadRequest, UNSUPPORTED, NOT_APPLIED",
        "408, RequestTimeout, UNAVAILABLE, UNKNOWN",
        "409, Conflict, REJECTED, NOT_APPLIED",
        "410, Gone, NOT_FOUND, NOT_APPLIED",
        "412, PreconditionFailed, UNAVAILABLE, NOT_APPLIED",
        "413, RequestEntityTooLarge, REJECTED, NOT_APPLIED",
        "415, UnsupportedMediaType, REJECTED, NOT_APPLIED",
        "422, UnprocessableEntity, REJECTED, NOT_APPLIED",
        "423, Locked, UNAVAILABLE, NOT_APPLIED",
        "429, TooManyRequests, THROTTLED, NOT_APPLIED",
        "500, InternalServerError, UNAVAILABLE, UNKNOWN",
        "501, NotImplemented, UNSUPPORTED, NOT_APPLIED",
        "502, BadGateway, UNAVAILABLE, UNKNOWN",
        "503, ServiceUnavailable, UNAVAILABLE, UNKNOWN",
        "504, GatewayTimeout, UNAVAILABLE, UNKNOWN",
        "507, InsufficientStorage, REJECTED, NOT_APPLIED",
        "509, BandwidthLimitExceeded, THROTTLED, NOT_APPLIED",
        "418, Teapot, REJECTED, NOT_APPLIED",
        "302, Moved, REJECTED, NOT_APPLIED",
        "520, Odd, UNAVAILABLE, UNKNOWN",
    })
    void every_answer_has_a_kind(int status, String code, Kind kind, Effect effect) {
        ConnectorException failure = failure(status, code, Optional.empty(), TeamsCall.POST_CHANNEL_MESSAGE);
        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.effect()).isEqualTo(effect);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void every_row_of_the_table_is_reached(TeamsErrors.Row row) {
        String code = row.code().equals("*") ? "SomethingElse" : row.code();
        assertThat(failure(row.status(), code, Optional.empty(), TeamsCall.EDIT_REPLY)
                        .kind())
                .isEqualTo(row.kind());
    }

    @Test
    void only_what_changes_something_leaves_its_effect_open() {
        assertThat(failure(503, "ServiceUnavailable", Optional.empty(), TeamsCall.LIST_REPLIES)
                        .effect())
                .isEqualTo(Effect.NOT_APPLIED);
    }

    @Test
    void the_wait_is_taken_over_when_the_platform_tells_one() {
        TeamsCall post = TeamsCall.POST_REPLY;
        assertThat(failure(429, "TooManyRequests", Optional.of("7"), post).retryAfter())
                .contains(Duration.ofSeconds(7));
        assertThat(failure(429, "TooManyRequests", Optional.empty(), post).retryAfter())
                .isEmpty();
        assertThat(failure(503, "ServiceUnavailable", Optional.of("3"), post).retryAfter())
                .contains(Duration.ofSeconds(3));
        assertThat(failure(429, "TooManyRequests", Optional.of("soon"), post).retryAfter())
                .isEmpty();
    }

    @Test
    void a_refusal_names_the_least_scope_while_nobody_knows_what_is_held() {
        assertThat(failure(403, "Forbidden", Optional.empty(), TeamsCall.EDIT_CHAT_MESSAGE)
                        .missingScope())
                .contains("Chat.ReadWrite");
    }

    @Test
    void a_refusal_in_spite_of_the_scope_is_about_membership() {
        scopes.granted(Grant.of(List.of(new Scope("ChannelMessage.Send", GrantType.DELEGATED))));
        ConnectorException failure = failure(403, "Forbidden", Optional.empty(), TeamsCall.POST_CHANNEL_MESSAGE);
        assertThat(failure.missingScope()).isEmpty();
        assertThat(failure).hasMessageContaining("member");
    }

    @Test
    void odd_codes_do_not_get_through() {
        ConnectorException failure =
                failure(400, "<script>canary</script>", Optional.empty(), TeamsCall.POST_CHANNEL_MESSAGE);
        assertThat(failure.code()).isEqualTo("http_400");
        assertThat(failure.getMessage()).doesNotContain("canary");
    }

    private ConnectorException failure(int status, String code, Optional<String> retryAfter, TeamsCall call) {
        return TeamsErrors.of(status, code, retryAfter, call, scopes, NOW);
    }
}

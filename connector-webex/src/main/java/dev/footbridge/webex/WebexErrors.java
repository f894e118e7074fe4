package dev.footbridge.webex;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.ConnectorException.Effect;
import dev.footbridge.core.connector.ConnectorException.Kind;
import dev.footbridge.core.scope.Scope;
import dev.footbridge.core.scope.ScopeCatalogue;
import dev.footbridge.http.HttpAnswer;
import dev.footbridge.http.HttpFailures;
import dev.footbridge.http.Json;
import dev.footbridge.http.MalformedJsonException;
import dev.footbridge.http.RetryAfter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the platform's answers mean. Webex has no error codes, only sentences: a row may look for words in them, and has a
 * code of ours. The sentence itself is never shown, as it may echo content. What is in no row follows the status alone.
 *
 * @see <a href="https://developer.webex.com/docs/basics">REST API Basics, API Errors</a>
 */
final class WebexErrors {

    /** No more edits: the platform takes ten per message. */
    static final String EDIT_LIMIT = "edit_limit_reached";

    /** Messages with files or cards cannot be edited. */
    static final String NOT_EDITABLE = "edit_unsupported";

    /** Not now: a file that is still scanned. */
    static final String LOCKED = "locked";

    static final String MISSING_SCOPE = "missing_scope";
    static final String ALREADY_MEMBER = "already_member";

    /**
     * One row.
     *
     * @param words they all stand in the answer's sentence, in lower case; empty for any answer
     * @param calls which calls the row is about; empty for any
     * @param effect unknown only matters where the call changes something
     */
    record Row(
            int status,
            List<String> words,
            Set<WebexCall> calls,
            Kind kind,
            Effect effect,
            String code,
            String advice) {}

    static final List<Row> TABLE = List.of(
            row(400, "length", Kind.REJECTED, "message_too_long", "a message has at most 7439 bytes"),
            row(400, "7439", Kind.REJECTED, "message_too_long", "a message has at most 7439 bytes"),
            edit(EDIT_LIMIT, "a message can be edited ten times", "limit", "edit"),
            edit(EDIT_LIMIT, "a message can be edited ten times", "maximum", "edit"),
            edit(NOT_EDITABLE, "messages with files or cards cannot be edited", "unsupported"),
            edit(NOT_EDITABLE, "messages with files or cards cannot be edited", "not", "supported"),
            row(400, "base64 id", Kind.NOT_FOUND, "no_such_id", "there is nothing with this id"),
            row(400, "cannot be empty", Kind.REJECTED, "empty_message", "a message has a text or a file"),
            row(400, "parent", Kind.REJECTED, "no_such_thread", "replies go to the first message of a thread"),
            row(400, "", Kind.REJECTED, "bad_request", "the request is not taken"),
            row(401, "", Kind.UNAUTHORIZED, "unauthorized", "the token is not accepted: give a new one"),
            row(402, "", Kind.FORBIDDEN, "licence_missing", "a licence is missing"),
            row(403, "required scopes", Kind.FORBIDDEN, MISSING_SCOPE, "the token lacks a scope"),
            row(403, "scope", Kind.FORBIDDEN, MISSING_SCOPE, "the token lacks a scope"),
            // An answer without a body: nothing says whether it is the scope or the membership.
            new Row(
                    403,
                    List.of(),
                    Set.of(WebexCall.FILE_HEAD, WebexCall.FILE),
                    Kind.FORBIDDEN,
                    Effect.NOT_APPLIED,
                    MISSING_SCOPE,
                    "the account is no member here, or the token lacks a scope"),
            row(403, "", Kind.FORBIDDEN, "forbidden", "the account is no member here, or may not do this"),
            row(404, "", Kind.NOT_FOUND, "not_found", "it does not exist or is not visible to the account"),
            row(405, "", Kind.UNSUPPORTED, "method_not_allowed", "the platform does not offer the call"),
            new Row(
                    408,
                    List.of(),
                    Set.of(),
                    Kind.UNAVAILABLE,
                    Effect.UNKNOWN,
                    "timeout",
                    "the platform gave up waiting"),
            row(409, "already", Kind.REJECTED, ALREADY_MEMBER, "the person is in the room already"),
            row(409, "", Kind.REJECTED, "conflict", "it is in conflict with what exists"),
            row(410, "infected", Kind.REJECTED, "infected_file", "the file carries malware and is kept back"),
            row(410, "malware", Kind.REJECTED, "infected_file", "the file carries malware and is kept back"),
            file(410, "infected_file", "the file carries malware and is kept back"),
            row(410, "", Kind.NOT_FOUND, "gone", "it is gone"),
            new Row(
                    413,
                    List.of(),
                    Set.of(WebexCall.UPLOAD),
                    Kind.REJECTED,
                    Effect.NOT_APPLIED,
                    "file_too_large",
                    "a file has at most 100 MB"),
            row(413, "", Kind.REJECTED, "message_too_long", "the request is too large"),
            row(415, "", Kind.REJECTED, "media_type", "the content type is not taken"),
            row(423, "", Kind.UNAVAILABLE, LOCKED, "it is locked for now: a file that is being scanned, say"),
            row(428, "", Kind.REJECTED, "not_scannable", "the file cannot be scanned: see unscannable-files"),
            row(429, "", Kind.THROTTLED, "too_many_requests", "too many calls"),
            new Row(500, List.of(), Set.of(), Kind.UNAVAILABLE, Effect.UNKNOWN, "http_500", "the platform failed"),
            row(501, "", Kind.UNSUPPORTED, "not_implemented", "the platform does not offer the call"),
            new Row(502, List.of(), Set.of(), Kind.UNAVAILABLE, Effect.UNKNOWN, "http_502", "a gateway failed"),
            new Row(
                    503,
                    List.of(),
                    Set.of(),
                    Kind.UNAVAILABLE,
                    Effect.UNKNOWN,
                    "http_503",
                    "the platform is overloaded"),
            new Row(
                    504,
                    List.of(),
                    Set.of(),
                    Kind.UNAVAILABLE,
                    Effect.UNKNOWN,
                    "http_504",
                    "a gateway gave up waiting"));

    private static final int MAX_SENTENCE = 2_000;
    private static final ScopeCatalogue SCOPES = WebexScopes.catalogue();

    private WebexErrors() {}

    private static Row edit(String code, String advice, String... words) {
        return new Row(400, List.of(words), Set.of(WebexCall.EDIT), Kind.REJECTED, Effect.NOT_APPLIED, code, advice);
    }

    private static Row file(int status, String code, String advice) {
        Set<WebexCall> calls = Set.of(WebexCall.FILE, WebexCall.FILE_HEAD);
        return new Row(status, List.of(), calls, Kind.REJECTED, Effect.NOT_APPLIED, code, advice);
    }

    private static Row row(int status, String word, Kind kind, String code, String advice) {
        List<String> words = word.isEmpty() ? List.of() : List.of(word);
        return new Row(status, words, Set.of(), kind, Effect.NOT_APPLIED, code, advice);
    }

    static ConnectorException of(HttpAnswer answer, WebexCall call, Instant now) {
        return of(
                answer.status(),
                sentence(answer.body()),
                Optional.ofNullable(answer.headers().get("Retry-After")),
                call,
                now);
    }

    static ConnectorException of(
            int status, String sentence, Optional<String> retryAfter, WebexCall call, Instant now) {
        String lower = sentence.toLowerCase(Locale.ROOT);
        Optional<Row> row =
                TABLE.stream().filter(r -> fits(r, status, lower, call)).findFirst();
        if (row.isEmpty()) {
            return HttpFailures.ofStatus(status, null, retryAfter.orElse(null), now);
        }
        String message =
                call.operation() + " was answered " + status + ": " + row.get().advice();
        ConnectorException failure = failure(row.get(), message, RetryAfter.parse(retryAfter.orElse(null), now), call);
        return row.get().effect() == Effect.UNKNOWN && call.changesSomething() ? failure.withUnknownEffect() : failure;
    }

    private static boolean fits(Row row, int status, String sentence, WebexCall call) {
        return row.status() == status
                && (row.calls().isEmpty() || row.calls().contains(call))
                && row.words().stream().allMatch(sentence::contains);
    }

    private static ConnectorException failure(Row row, String message, Optional<Duration> wait, WebexCall call) {
        if (row.kind() == Kind.THROTTLED) {
            return ConnectorException.throttled(row.code(), message, wait);
        }
        if (row.code().equals(MISSING_SCOPE)) {
            // The platform does not say which one; the catalogue does.
            String least = SCOPES.operation(call.operation()).least().stream()
                    .map(Scope::name)
                    .collect(Collectors.joining(" "));
            return ConnectorException.missingScope(row.code(), least, message + "; the least one for it is " + least);
        }
        ConnectorException failure = ConnectorException.of(row.kind(), row.code(), message);
        return wait.isPresent() && row.kind() == Kind.UNAVAILABLE ? failure.withRetryAfter(wait.get()) : failure;
    }

    /** What the answer says, to look for words in; a 429 comes as HTML or with nothing at all. */
    private static String sentence(byte[] body) {
        JsonNode tree = tree(body);
        StringBuilder said = new StringBuilder(Json.text(tree, "message").orElse(""));
        for (JsonNode error : Json.items(tree, "errors")) {
            Json.text(error, "description").ifPresent(text -> said.append(' ').append(text));
        }
        return said.substring(0, Math.min(said.length(), MAX_SENTENCE));
    }

    private static JsonNode tree(byte[] body) {
        try {
            return body.length == 0 ? MissingNode.getInstance() : Json.answers().parse(body);
        } catch (MalformedJsonException e) {
            return MissingNode.getInstance();
        }
    }
}

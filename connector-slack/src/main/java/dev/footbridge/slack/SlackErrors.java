package dev.footbridge.slack;

import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.ConnectorException.Effect;
import dev.footbridge.core.connector.ConnectorException.Kind;
import dev.footbridge.http.HttpFailures;
import dev.footbridge.http.RetryAfter;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What Slack's error codes mean. Slack answers most errors with status 200 and {@code ok: false}. A code that is not in
 * the table is a request that Slack will not take. Codes from the pages of the methods, 2026-05.
 */
final class SlackErrors {

    private static final Map<String, Kind> KINDS = kinds();

    /**
     * "It's possible some aspect of the operation succeeded before the error was raised", says Slack of these; see
     * <a href="https://docs.slack.dev/reference/methods/chat.postMessage#errors">errors</a>.
     */
    private static final Set<String> MAY_HAVE_HAPPENED = Set.of("internal_error", "fatal_error", "service_unavailable");

    private static final Pattern SCOPES = Pattern.compile("[a-z0-9:._, -]{1,200}");

    private SlackErrors() {}

    /** The table, for tests and documentation. */
    static Map<String, Kind> table() {
        return KINDS;
    }

    /** A refusal in Slack's own words. */
    static ConnectorException of(
            String method, String error, @Nullable String needed, Optional<String> retryAfter, Instant now) {
        String code = HttpFailures.safeCode(error, "unknown_error");
        if (code.equals("missing_scope")
                && needed != null
                && SCOPES.matcher(needed).matches()) {
            return ConnectorException.missingScope(
                    code, needed, method + " needs the scope " + needed + ": add it to the app and install it again");
        }
        Kind kind = KINDS.getOrDefault(code, Kind.REJECTED);
        String message = "Slack refused " + method + ": " + code + hint(kind);
        if (kind == Kind.THROTTLED) {
            return ConnectorException.throttled(code, message, RetryAfter.parse(retryAfter.orElse(null), now));
        }
        ConnectorException failure = ConnectorException.of(kind, code, message);
        return MAY_HAVE_HAPPENED.contains(code) ? failure.withUnknownEffect() : failure;
    }

    /** An answer that is none of Slack's: a sign-in page, an error page of a proxy, nothing. */
    static ConnectorException notFromSlack(String method, int status, String code) {
        return ConnectorException.unavailable(
                Effect.UNKNOWN,
                code,
                "The answer to " + method + " (status " + status + ") is not Slack's: look at proxies on the way",
                null);
    }

    private static String hint(Kind kind) {
        return switch (kind) {
            case UNAUTHORIZED -> "; the token is not accepted, install the app again and give the new one";
            case FORBIDDEN -> "; invite the app to the channel, or ask an administrator";
            case THROTTLED, UNAVAILABLE, NOT_FOUND, REJECTED, UNSUPPORTED -> "";
        };
    }

    private static Map<String, Kind> kinds() {
        Map<String, Kind> kinds = new TreeMap<>();
        put(kinds, Kind.THROTTLED, "ratelimited", "rate_limited", "message_limit_exceeded");
        put(kinds, Kind.UNAVAILABLE, "internal_error", "fatal_error", "service_unavailable", "request_timeout");
        put(kinds, Kind.UNAVAILABLE, "team_added_to_org", "external_channel_migrating", "fetch_members_failed");
        put(kinds, Kind.UNAVAILABLE, "streaming_state_conflict", "too_many_websockets");
        put(kinds, Kind.UNAUTHORIZED, "not_authed", "invalid_auth", "account_inactive", "token_revoked");
        put(kinds, Kind.UNAUTHORIZED, "token_expired", "org_login_required", "two_factor_setup_required");
        put(kinds, Kind.UNAUTHORIZED, "is_inactive", "not_allowed_token_type");
        put(kinds, Kind.FORBIDDEN, "missing_scope", "access_denied", "accesslimited", "no_permission", "no_access");
        put(kinds, Kind.FORBIDDEN, "ekm_access_denied", "enterprise_is_restricted", "team_access_not_granted");
        put(kinds, Kind.FORBIDDEN, "not_in_channel", "restricted_action", "restricted_action_read_only_channel");
        put(kinds, Kind.FORBIDDEN, "restricted_action_thread_only_channel", "restricted_action_thread_locked");
        put(kinds, Kind.FORBIDDEN, "restricted_action_non_threadable_channel", "channel_is_limited_access");
        put(kinds, Kind.FORBIDDEN, "posting_to_channel_denied", "thread_locked", "user_not_visible");
        put(kinds, Kind.FORBIDDEN, "cant_update_message", "cant_delete_message", "cant_broadcast_message");
        put(kinds, Kind.FORBIDDEN, "forbidden_team", "metadata_must_be_sent_from_app", "messages_tab_disabled");
        put(kinds, Kind.NOT_FOUND, "channel_not_found", "message_not_found", "thread_not_found", "user_not_found");
        put(kinds, Kind.NOT_FOUND, "bot_not_found", "bots_not_found", "team_not_found", "file_not_found");
        put(kinds, Kind.NOT_FOUND, "file_deleted", "bad_timestamp", "not_visible");
        put(kinds, Kind.FORBIDDEN, "file_uploads_disabled", "file_uploads_except_images_disabled");
        put(kinds, Kind.REJECTED, "file_upload_size_restricted", "file_type_not_allowed", "storage_limit_reached");
        put(kinds, Kind.REJECTED, "is_archived", "edit_window_closed", "block_mismatch", "msg_too_long", "no_text");
        put(kinds, Kind.REJECTED, "msg_blocks_too_long", "invalid_blocks", "invalid_blocks_format", "update_failed");
        put(kinds, Kind.REJECTED, "invalid_name", "too_many_emoji", "too_many_reactions", "not_reactable");
        put(kinds, Kind.REJECTED, "metadata_too_large", "invalid_metadata_format", "invalid_metadata_schema");
        put(kinds, Kind.REJECTED, "cannot_reply_to_message", "as_user_not_supported", "invalid_arguments");
        put(kinds, Kind.REJECTED, "invalid_arg_name", "invalid_array_arg", "invalid_charset", "invalid_form_data");
        put(kinds, Kind.REJECTED, "invalid_post_type", "missing_post_type", "invalid_cursor", "invalid_limit");
        put(kinds, Kind.REJECTED, "invalid_ts_latest", "invalid_ts_oldest", "invalid_types", "missing_argument");
        put(kinds, Kind.REJECTED, "no_item_specified", "already_reacted", "no_reaction", "insecure_request");
        put(kinds, Kind.UNSUPPORTED, "method_deprecated", "deprecated_endpoint", "unknown_method");
        put(kinds, Kind.UNSUPPORTED, "method_not_supported_for_channel_type");
        return Collections.unmodifiableMap(kinds);
    }

    private static void put(Map<String, Kind> kinds, Kind kind, String... codes) {
        for (String code : codes) {
            if (kinds.put(code, kind) != null) {
                throw new IllegalStateException("error code " + code + " comes twice");
            }
        }
    }
}

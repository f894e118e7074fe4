package dev.footbridge.gchat;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.api.client.http.HttpResponseException;
import com.google.auth.oauth2.GoogleCredentials;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.ConnectorException.Effect;
import dev.footbridge.core.connector.ConnectorException.Kind;
import dev.footbridge.core.connector.Secret;
import dev.footbridge.http.AccessToken;
import dev.footbridge.http.HttpFailures;
import dev.footbridge.http.Json;
import dev.footbridge.http.MalformedJsonException;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one access token fresh, made by Google's own library from the service account's key. When a token is refused
 * because an administrator did not allow all of the scopes, each is asked for alone: then the grant is known.
 */
final class GchatTokens {

    /** How long refused credentials are left alone: a dead key must not cause a storm of calls. */
    static final Duration HOLD = Duration.ofSeconds(30);

    private static final Duration AHEAD = Duration.ofMinutes(5);
    private static final Duration LEAST_LIFE = Duration.ofMinutes(1);
    private static final int MAX_CAUSES = 16;

    /** Codes of the token endpoint that say "not with these scopes". */
    private static final Set<String> ABOUT_SCOPES = Set.of("unauthorized_client", "access_denied", "invalid_scope");

    private record Failure(Instant until, Kind kind, String code) {}

    /** Told which scopes the token holds. */
    interface Granted {
        void scopes(List<String> names);
    }

    private final GoogleCredentials credentials;
    private final List<String> wanted;
    private final List<String> alternatives;
    private final Granted granted;
    private final Clock clock;

    private final ReentrantLock lock = new ReentrantLock();
    private volatile @Nullable AccessToken token;
    private volatile Instant refreshAt = Instant.MIN;
    private @Nullable Failure failure;

    /** @param alternatives the scopes to ask for one by one when those wanted are not allowed together */
    GchatTokens(
            GoogleCredentials credentials,
            List<String> wanted,
            List<String> alternatives,
            Granted granted,
            Clock clock) {
        this.credentials = credentials;
        this.wanted = List.copyOf(wanted);
        this.alternatives = List.copyOf(alternatives);
        this.granted = granted;
        this.clock = clock;
    }

    /** A token that serves now. May ask the token endpoint, or wait for another thread that does. */
    AccessToken accessToken() throws ConnectorException, InterruptedException {
        AccessToken known = token;
        if (known != null && clock.instant().isBefore(refreshAt)) {
            return known;
        }
        lock.lockInterruptibly();
        try {
            known = token;
            if (known != null && clock.instant().isBefore(refreshAt)) {
                return known;
            }
            return refreshed();
        } finally {
            lock.unlock();
        }
    }

    /** Says that Google refused this token although it has not expired; the next caller gets another one. */
    void invalidate(AccessToken refused) {
        if (refused.equals(token)) {
            refreshAt = Instant.MIN;
            token = null;
        }
    }

    private AccessToken refreshed() throws ConnectorException, InterruptedException {
        Instant now = clock.instant();
        Failure last = failure;
        if (last != null && now.isBefore(last.until())) {
            throw ConnectorException.of(last.kind(), last.code(), "No access token: refused a moment ago")
                    .withRetryAfter(Duration.between(now, last.until()));
        }
        try {
            AccessToken fresh = asked();
            Duration life = Duration.between(now, fresh.expiresAt());
            Duration ahead = life.dividedBy(5).compareTo(AHEAD) < 0 ? life.dividedBy(5) : AHEAD;
            Duration use = life.minus(ahead);
            refreshAt = now.plus(use.compareTo(LEAST_LIFE) < 0 ? LEAST_LIFE : use);
            token = fresh;
            failure = null;
            return fresh;
        } catch (ConnectorException e) {
            if (e.kind() == Kind.UNAUTHORIZED) {
                failure = new Failure(now.plus(HOLD), e.kind(), e.code());
            }
            throw e;
        }
    }

    private AccessToken asked() throws ConnectorException, InterruptedException {
        try {
            AccessToken all = ask(wanted);
            granted.scopes(wanted);
            return all;
        } catch (ConnectorException e) {
            if (alternatives.isEmpty() || !ABOUT_SCOPES.contains(e.code())) {
                throw e;
            }
            List<String> held = new ArrayList<>();
            for (String scope : alternatives) {
                if (isAllowed(scope)) {
                    held.add(scope);
                }
            }
            if (held.isEmpty()) {
                throw e;
            }
            AccessToken some = ask(held);
            granted.scopes(held);
            return some;
        }
    }

    private boolean isAllowed(String scope) throws ConnectorException, InterruptedException {
        try {
            ask(List.of(scope));
            return true;
        } catch (ConnectorException e) {
            if (ABOUT_SCOPES.contains(e.code())) {
                return false;
            }
            throw e;
        }
    }

    private AccessToken ask(List<String> scopes) throws ConnectorException, InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("interrupted before asking for a token");
        }
        try {
            com.google.auth.oauth2.AccessToken made =
                    credentials.createScoped(scopes).refreshAccessToken();
            Instant expires = made.getExpirationTime() == null
                    ? clock.instant()
                    : made.getExpirationTime().toInstant();
            return new AccessToken(Secret.of(made.getTokenValue()), expires, Set.copyOf(scopes));
        } catch (IOException e) {
            throw refusal(e);
        }
    }

    /** Never with the library's message or the library's exception: both quote the answer. */
    private ConnectorException refusal(IOException e) throws InterruptedException {
        Optional<HttpResponseException> answer = answer(e);
        if (answer.isEmpty()) {
            ConnectorException lost = HttpFailures.of(e);
            return ConnectorException.unavailable(
                    Effect.NOT_APPLIED, "token_endpoint_" + lost.code(), "No access token: " + lost.getMessage(), null);
        }
        int status = answer.get().getStatusCode();
        if (status == 429 || status >= 500) {
            String wait = answer.get().getHeaders() == null
                    ? null
                    : answer.get().getHeaders().getRetryAfter();
            ConnectorException told = HttpFailures.ofStatus(status, null, wait, clock.instant());
            ConnectorException unapplied = ConnectorException.of(
                    told.kind(), "token_endpoint_" + status, "No access token: " + told.getMessage());
            return told.retryAfter().map(unapplied::withRetryAfter).orElse(unapplied);
        }
        String code = HttpFailures.safeCode(code(answer.get().getContent()), "token_endpoint_" + status);
        return ConnectorException.of(
                Kind.UNAUTHORIZED,
                code,
                "No access token: the token endpoint answered " + status + " (" + code
                        + "); look at the key, at the subject, and at domain-wide delegation in the Admin console");
    }

    private static Optional<HttpResponseException> answer(Throwable failure) {
        @Nullable Throwable next = failure;
        for (int i = 0; next != null && i < MAX_CAUSES; i++) {
            if (next instanceof HttpResponseException answer) {
                return Optional.of(answer);
            }
            next = next.getCause();
        }
        return Optional.empty();
    }

    private static String code(@Nullable String content) {
        try {
            JsonNode body = Json.answers().parse(content == null ? "{}" : content);
            return Json.nonBlank(body, "error").orElse("");
        } catch (MalformedJsonException e) {
            // A gateway's HTML page, say: the status has to do.
            return "";
        }
    }
}

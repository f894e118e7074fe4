package dev.footbridge.http;

import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.ConnectorException.Kind;
import dev.footbridge.core.connector.CredentialStore;
import dev.footbridge.core.connector.Secret;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one access token fresh. However many threads ask, one request is under way; nobody waits while the old token
 * still serves. A refresh token that the server rotates is saved before the new pair is used. Safe for concurrent use;
 * constructing does no I/O.
 */
public final class OAuthTokens {

    /** How long before its end a token is replaced, or a fifth of its life if that is shorter. */
    public static final Duration REFRESH_AHEAD = Duration.ofMinutes(5);

    /** After an answer of the token endpoint it is not asked again for this long, or for a token's life if that is shorter. */
    public static final Duration REFRESH_HOLD = Duration.ofSeconds(30);

    private static final Duration FIRST_BACKOFF = Duration.ofSeconds(1);

    /** A token and what is known about it; replaced as a whole. */
    private record State(AccessToken token, Instant refreshAt, boolean rejected) {

        boolean isUsable(Instant now) {
            return !rejected && now.isBefore(token.expiresAt());
        }

        boolean isFresh(Instant now) {
            return isUsable(now) && now.isBefore(refreshAt);
        }
    }

    private record Failure(Kind kind, String code, String message) {}

    private final OAuthGrant grant;
    private final OAuthExchange exchange;
    private final Clock clock;
    private final CredentialStore store;
    private final AtomicReference<@Nullable State> state = new AtomicReference<>();

    private final ReentrantLock lock = new ReentrantLock();
    // All below: guarded by the lock.
    private @Nullable Secret refreshToken;
    private OAuthExchange.@Nullable Result unsaved;
    private @Nullable Failure lastFailure;
    private Instant notBefore = Instant.MIN;
    private Duration backoff = FIRST_BACKOFF;

    public OAuthTokens(OAuthSettings settings, OkHttpClient client, Clock clock, CredentialStore store) {
        this.grant = settings.grant();
        this.exchange = new OAuthExchange(settings, client, clock);
        this.clock = clock;
        this.store = store;
    }

    /**
     * A token that serves now. May ask the token endpoint, or wait for another thread that does.
     *
     * @throws ConnectorException {@code UNAUTHORIZED} if the credentials are not accepted; always without effect
     */
    public AccessToken accessToken() throws ConnectorException, InterruptedException {
        State now = state.get();
        if (now != null && now.isFresh(clock.instant())) {
            return now.token();
        }
        if (now == null || !now.isUsable(clock.instant())) {
            lock.lockInterruptibly();
        } else if (!lock.tryLock()) {
            return now.token();
        }
        try {
            return refreshed();
        } finally {
            lock.unlock();
        }
    }

    /** Says that a platform refused this token although it has not expired; the next caller gets another one. Does not block. */
    public void invalidate(AccessToken token) {
        state.updateAndGet(
                now -> now != null && now.token().equals(token) ? new State(now.token(), now.refreshAt(), true) : now);
    }

    private AccessToken refreshed() throws ConnectorException, InterruptedException {
        Instant now = clock.instant();
        State current = state.get();
        if (current != null && current.isFresh(now)) {
            return current.token();
        }
        OAuthExchange.Result left = unsaved;
        if (left != null) {
            return adopt(left);
        }
        if (now.isBefore(notBefore)) {
            return held(current, now);
        }
        try {
            OAuthExchange.Result result = ask();
            lastFailure = null;
            backoff = FIRST_BACKOFF;
            return adopt(result);
        } catch (ConnectorException e) {
            remember(e);
            if (current != null && current.isUsable(now)) {
                return current.token();
            }
            throw e;
        }
    }

    private OAuthExchange.Result ask() throws ConnectorException, InterruptedException {
        if (!(grant instanceof OAuthGrant.RefreshToken refresh)) {
            return exchange.ask(Optional.empty());
        }
        Secret newest = refreshToken;
        if (newest == null) {
            newest = store.load(refresh.storeName()).orElse(refresh.initial());
            refreshToken = newest;
        }
        try {
            return exchange.ask(Optional.of(newest));
        } catch (ConnectorException e) {
            // An operator who signed in anew put the new token into the configuration; the stored one is the stale one
            // then.
            if (e.kind() != Kind.UNAUTHORIZED || newest.equals(refresh.initial())) {
                throw e;
            }
            OAuthExchange.Result result = exchange.ask(Optional.of(refresh.initial()));
            refreshToken = refresh.initial();
            return result;
        }
    }

    /** Saves first: the server may have revoked the old refresh token the moment it made the new one. */
    private AccessToken adopt(OAuthExchange.Result result) throws ConnectorException {
        if (grant instanceof OAuthGrant.RefreshToken refresh
                && result.refreshToken().isPresent()) {
            Secret rotated = result.refreshToken().get();
            unsaved = result;
            try {
                store.save(refresh.storeName(), rotated);
            } catch (RuntimeException e) {
                String type = e.getClass().getSimpleName();
                throw ConnectorException.of(
                        Kind.UNAVAILABLE, "credential_store", "A rotated credential could not be saved: " + type);
            }
            refreshToken = rotated;
            unsaved = null;
        }
        Instant now = clock.instant();
        AccessToken token = result.token();
        Duration life = Duration.between(now, token.expiresAt());
        state.set(new State(token, token.expiresAt().minus(min(REFRESH_AHEAD, life.dividedBy(5))), false));
        notBefore = now.plus(min(REFRESH_HOLD, life));
        return token;
    }

    private AccessToken held(@Nullable State current, Instant now) throws ConnectorException {
        if (current != null && current.isUsable(now)) {
            return current.token();
        }
        Failure failure = lastFailure;
        ConnectorException held = failure == null
                ? ConnectorException.of(
                        Kind.UNAUTHORIZED,
                        "fresh_token_rejected",
                        "The platform refuses an access token it just issued")
                : ConnectorException.of(failure.kind(), failure.code(), failure.message());
        throw held.withRetryAfter(Duration.between(now, notBefore));
    }

    private void remember(ConnectorException e) {
        String message = e.getMessage();
        lastFailure = new Failure(e.kind(), e.code(), message == null ? "" : message);
        Duration hold = REFRESH_HOLD;
        if (e.kind() == Kind.UNAVAILABLE) {
            hold = backoff;
            backoff = min(backoff.multipliedBy(2), REFRESH_HOLD);
        }
        notBefore = clock.instant().plus(e.retryAfter().orElse(hold));
    }

    private static Duration min(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }
}

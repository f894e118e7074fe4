package dev.footbridge.relay.link;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.footbridge.core.id.UserId;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Who is signed in; in the heap only, so that a restart signs everybody out. Safe for concurrent use. */
final class Sessions {

    private static final int MAX_SESSIONS = 50_000;

    private final Tokens tokens;
    private final Cache<String, UserId> sessions;

    Sessions(Tokens tokens, Duration lifetime, Clock clock) {
        this.tokens = tokens;
        sessions = Caffeine.newBuilder()
                .maximumSize(MAX_SESSIONS)
                .expireAfterWrite(lifetime)
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .executor(Runnable::run)
                .build();
    }

    /** A new session; one that the same browser had before ends. */
    String start(UserId user, Optional<String> before) {
        before.ifPresent(this::end);
        String session = tokens.next();
        sessions.put(session, user);
        return session;
    }

    Optional<UserId> user(Optional<String> session) {
        return session.map(sessions::getIfPresent);
    }

    void end(String session) {
        sessions.invalidate(session);
    }
}

package dev.footbridge.relay.link;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.Nonce;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Sign-ins that were started and not ended; in the heap only. Each can be ended once. Safe for concurrent use. */
final class SignIns {

    /** How long somebody may take at the provider. */
    static final Duration PATIENCE = Duration.ofMinutes(10);

    private static final int MAX_STARTED = 20_000;

    /**
     * A sign-in under way.
     *
     * @param connector whose provider was asked
     * @param browser what the browser that started it keeps
     * @param link the secret of the link to go back to
     */
    record Started(String connector, String browser, String link, State state, Nonce nonce, CodeVerifier verifier) {}

    private final Tokens tokens;
    private final Cache<String, Started> started;

    SignIns(Tokens tokens, Clock clock) {
        this.tokens = tokens;
        started = Caffeine.newBuilder()
                .maximumSize(MAX_STARTED)
                .expireAfterWrite(PATIENCE)
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .executor(Runnable::run)
                .build();
    }

    Started start(String connector, String link, Optional<String> browser) {
        Started fresh = new Started(
                connector,
                browser.orElseGet(tokens::next),
                link,
                new State(tokens.next()),
                new Nonce(tokens.next()),
                new CodeVerifier(tokens.next()));
        started.put(fresh.state().getValue(), fresh);
        return fresh;
    }

    /** The sign-in that an answer belongs to, and never again; empty for an answer to another browser or connector. */
    Optional<Started> end(String state, String connector, Optional<String> browser) {
        Optional<Started> ended = Optional.ofNullable(started.asMap().remove(state));
        return ended.filter(one -> one.connector().equals(connector)
                && browser.filter(one.browser()::equals).isPresent());
    }
}

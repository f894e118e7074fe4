package dev.footbridge.testkit.emulator;

import java.net.URI;
import java.time.Duration;
import java.util.Map;

/**
 * One running platform emulator, as sandboxes and tests of several platforms see it: where it is, what is in it, and the hands
 * of the people who use its client. What is special to a platform is on its own class.
 */
public interface Emulator extends AutoCloseable {
    /** The platform in lower case. */
    String name();

    /** The server's address, without a slash at the end. */
    URI baseUrl();

    /**
     * What a client of this platform needs to be pointed here, JSON-able: base URLs, application id and secrets, a token per
     * persona, the ids of the seeded users and channels. Keys are stable per platform and listed in the emulator's README.
     */
    Map<String, Object> describe();

    /** What people do in the platform's client. */
    HumanClient people();

    Faults faults();

    RateLimits limits();

    RequestJournal journal();

    /** Waits until no event is queued, on its way or waiting for a repetition. */
    boolean awaitDeliveries(Duration timeout) throws InterruptedException;

    @Override
    void close();
}

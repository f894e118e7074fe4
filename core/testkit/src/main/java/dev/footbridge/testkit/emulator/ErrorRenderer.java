package dev.footbridge.testkit.emulator;

import java.util.Optional;

/** Writes the engine's own failures (faults, unknown paths, crashes) the way the vendor writes them. */
public interface ErrorRenderer {
    /**
     * @param retryAfter the header's value, which a fault may make absurd; absent: send no such header
     */
    Reply rateLimited(EmulatorRequest request, Optional<String> retryAfter);

    /** A server-side failure or the answer to an unknown path. */
    Reply failure(EmulatorRequest request, int status);
}

package dev.footbridge.miro.emulator;

import dev.footbridge.testkit.emulator.EmulatorRequest;
import dev.footbridge.testkit.emulator.ErrorRenderer;
import dev.footbridge.testkit.emulator.Reply;
import java.time.Clock;
import java.util.Optional;

/** The engine's own failures in the vendor's form. */
final class MiroErrors implements ErrorRenderer {
    private final Clock clock;

    MiroErrors(Clock clock) {
        this.clock = clock;
    }

    static MiroFault tooManyRequests() {
        return MiroFault.of(429, "tooManyRequests", "Request rate limit exceed");
    }

    /** The vendor documents no {@code Retry-After}; one that a fault asks for is sent beside the documented headers. */
    @Override
    public Reply rateLimited(EmulatorRequest request, Optional<String> retryAfter) {
        Reply reply = Credits.headers(
                tooManyRequests().reply(),
                Credits.PER_MINUTE,
                0,
                clock.instant().getEpochSecond()
                        + retryAfter.map(MiroErrors::seconds).orElse(60L));
        return retryAfter.map(after -> reply.withHeader("Retry-After", after)).orElse(reply);
    }

    private static long seconds(String text) {
        try {
            return Math.max(0, Long.parseLong(text.strip()));
        } catch (NumberFormatException odd) {
            return 60;
        }
    }

    @Override
    public Reply failure(EmulatorRequest request, int status) {
        return switch (status) {
            case 401 -> MiroFault.of(401, "tokenNotFound", "Token not found").reply();
            case 403 -> MiroFault.forbidden().reply();
            case 404 -> MiroFault.notFound("Resource").reply();
            default -> MiroFault.of(status, "internalError", "Internal error").reply();
        };
    }
}

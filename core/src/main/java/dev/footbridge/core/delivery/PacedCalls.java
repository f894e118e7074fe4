package dev.footbridge.core.delivery;

import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.Verb;
import dev.footbridge.core.id.ChannelId;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * Reads that count against the same limits as a delivery's own calls. Runs each call on the caller's thread, waits for the
 * rate limit, and tries again what is throttled or not available. Safe for concurrent use.
 */
public final class PacedCalls {
    private final Engine engine;

    PacedCalls(Engine engine) {
        this.engine = engine;
    }

    /**
     * Makes a call that may be made twice. Blocks at most about {@link DeliveryOptions#readPatience} beside the call
     * itself.
     *
     * @param channel where it counts
     * @throws ConnectorException as the call threw it; THROTTLED with the time to wait when patience would not suffice,
     *     and UNAUTHORIZED without a call while the workspace's credentials are refused
     */
    public <T> T call(Verb verb, ChannelId channel, PlatformCall<T> call)
            throws ConnectorException, InterruptedException {
        Workspace workspace = engine.workspace(channel.workspace());
        long start = engine.nanos();
        for (int failures = 1; ; failures++) {
            Pacer.Permit permit = await(workspace, verb, channel, start);
            engine.observer().attempted(channel, verb);
            try {
                return counted(permit, call);
            } catch (ConnectorException e) {
                engine.observer().failed(channel, verb, e);
                pause(waitAfter(workspace, verb, channel, e, failures), start, e);
            }
        }
    }

    private static <T> T counted(Pacer.Permit permit, PlatformCall<T> call)
            throws ConnectorException, InterruptedException {
        try {
            return call.run();
        } finally {
            permit.returned();
        }
    }

    private Pacer.Permit await(Workspace workspace, Verb verb, ChannelId channel, long start)
            throws ConnectorException, InterruptedException {
        if (workspace.isPaused()) {
            throw ConnectorException.of(
                    ConnectorException.Kind.UNAUTHORIZED, "paused", "the credentials were refused; not called");
        }
        Pacer.Permit permit = workspace.pacer().permit(verb, channel);
        for (long wait = permit.acquire(); wait > 0; wait = permit.acquire()) {
            Duration due = Duration.ofNanos(wait);
            pause(
                    due,
                    start,
                    ConnectorException.throttled("paced", "the rate limit is used up", java.util.Optional.of(due)));
        }
        return permit;
    }

    private Duration waitAfter(Workspace workspace, Verb verb, ChannelId channel, ConnectorException e, int failures)
            throws ConnectorException {
        Duration wait = engine.backoff().after(failures, e.retryAfter());
        return switch (e.kind()) {
            case THROTTLED -> {
                workspace.pacer().throttled(verb, channel, wait.toNanos());
                yield wait;
            }
            case UNAVAILABLE -> wait;
            case UNAUTHORIZED -> {
                engine.pause(channel.workspace());
                throw e;
            }
            case FORBIDDEN, NOT_FOUND, REJECTED, UNSUPPORTED -> throw e;
        };
    }

    private void pause(Duration wait, long start, ConnectorException otherwise)
            throws ConnectorException, InterruptedException {
        long patience = engine.options().readPatience().toNanos() - (engine.nanos() - start);
        if (engine.isClosed() || wait.toNanos() > patience) {
            throw otherwise;
        }
        CompletableFuture<Void> alarm = new CompletableFuture<>();
        engine.schedule(() -> alarm.complete(null), wait);
        try {
            alarm.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("an alarm does not fail", e);
        }
    }
}

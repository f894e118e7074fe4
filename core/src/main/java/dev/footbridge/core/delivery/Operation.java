package dev.footbridge.core.delivery;

import dev.footbridge.core.connector.Connector;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.Verb;
import dev.footbridge.core.id.ChannelId;
import dev.footbridge.core.id.MessageId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One submitted operation on its way. Used by one thread at a time, that of its lane. */
final class Operation {
    private static final Logger LOG = LoggerFactory.getLogger(LaneDelivery.class);
    private static final CompletableFuture<Void> WRITTEN = CompletableFuture.completedFuture(null);

    private final Engine engine;
    private final Outbound outbound;
    private final Workspace workspace;
    private final long submitted;

    /** Time without valid credentials, which does not count; begins with what was before the submission. */
    private long excused;

    private final CompletableFuture<Outcome> future = new CompletableFuture<>();
    private final List<MessageId> posted = new ArrayList<>();
    private final List<CompletableFuture<Void>> writes = new ArrayList<>();
    private @Nullable List<Action> actions;
    private @Nullable ActionTask task;
    private int index;
    private int failures;

    Operation(Engine engine, Outbound outbound) {
        this.engine = engine;
        this.outbound = outbound;
        this.workspace = engine.workspace(outbound.channel().workspace());
        this.submitted = engine.nanos();
        this.excused = -workspace.pausedFor(submitted);
    }

    static Outcome closed() {
        return new Outcome.Expired("closed");
    }

    CompletableFuture<Outcome> future() {
        return future;
    }

    ChannelId channel() {
        return outbound.channel();
    }

    Connector connector() {
        return workspace.connector();
    }

    Workspace workspace() {
        return workspace;
    }

    void complete(Outcome outcome) {
        engine.observer().finished(channel(), outcome, Duration.ofNanos(engine.nanos() - submitted));
        future.complete(outcome);
    }

    void fail(Throwable journalFailure) {
        future.completeExceptionally(journalFailure);
    }

    /** All writes to the journal that nobody waited for yet. */
    CompletableFuture<Void> writes() {
        return writes.isEmpty() ? WRITTEN : CompletableFuture.allOf(writes.toArray(CompletableFuture<?>[]::new));
    }

    void addWrite(CompletableFuture<Void> write) {
        if (!write.isDone() || write.isCompletedExceptionally()) {
            writes.add(write);
        }
    }

    void addPosted(MessageId id) {
        posted.add(id);
        failures = 0;
    }

    Step step() {
        if (engine.isClosed() && !isComplete()) {
            if (task != null) {
                task.abandon();
            }
            return new Step.Done(closed());
        }
        try {
            return actions == null ? resolve() : act(actions);
        } catch (RuntimeException e) {
            LOG.warn(
                    "operation {} failed on a defect: {}",
                    outbound.key(),
                    e.getClass().getName());
            return new Step.Done(new Outcome.Refused(broken(e), posted));
        }
    }

    private boolean isComplete() {
        return actions != null && task == null && index == actions.size();
    }

    private Step act(List<Action> all) {
        if (task == null) {
            if (index == all.size()) {
                return new Step.Done(new Outcome.Delivered(posted));
            }
            task = task(all.get(index));
        }
        Step step = task.step();
        if (step instanceof Step.Next) {
            task = null;
            index++;
            failures = 0;
        }
        return step;
    }

    private Step resolve() {
        try {
            actions = List.copyOf(outbound.resolve());
            failures = 0;
            return Step.AGAIN;
        } catch (ConnectorException e) {
            return unresolved(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return unresolved(interrupted(e));
        }
    }

    /** The failure may be that of another workspace, which was read: only this lane waits. */
    private Step unresolved(ConnectorException e) {
        failures++;
        return switch (e.kind()) {
            case THROTTLED -> after(engine.backoff().after(failures, e.retryAfter()), DeliveryObserver.Wait.THROTTLED);
            case UNAVAILABLE -> after(engine.backoff().after(failures, e.retryAfter()), DeliveryObserver.Wait.BACKOFF);
            case UNAUTHORIZED -> new Step.After(engine.options().probeInterval(), DeliveryObserver.Wait.UNAUTHORIZED);
            case FORBIDDEN, NOT_FOUND, REJECTED, UNSUPPORTED -> new Step.Done(new Outcome.Refused(e, posted));
        };
    }

    private ActionTask task(Action action) {
        if (action instanceof Action.Post post) {
            return new PostTask(engine, this, post);
        }
        return new RepeatableTask(engine, this, action);
    }

    /** What to do about a call that certainly had no effect, or that may be made twice. */
    Step failed(Verb verb, ConnectorException e) {
        failures++;
        engine.observer().failed(channel(), verb, e);
        return switch (e.kind()) {
            case THROTTLED -> after(throttled(verb, e), DeliveryObserver.Wait.THROTTLED);
            case UNAVAILABLE -> after(engine.backoff().after(failures, e.retryAfter()), DeliveryObserver.Wait.BACKOFF);
            case UNAUTHORIZED -> {
                engine.pause(channel().workspace());
                yield Step.AUTHORITY;
            }
            case FORBIDDEN, NOT_FOUND, REJECTED, UNSUPPORTED -> new Step.Done(new Outcome.Refused(e, posted));
        };
    }

    private Duration throttled(Verb verb, ConnectorException e) {
        Duration wait = engine.backoff().after(failures, e.retryAfter());
        workspace.pacer().throttled(verb, channel(), wait.toNanos());
        return wait;
    }

    Step backoff() {
        failures++;
        return after(engine.backoff().after(failures), DeliveryObserver.Wait.BACKOFF);
    }

    private Step after(Duration wait, DeliveryObserver.Wait why) {
        return isExpired(wait) ? expired() : new Step.After(wait, why);
    }

    static Step expired() {
        return new Step.Done(new Outcome.Expired("not done in time"));
    }

    /** Whether its time will be over after this wait. */
    boolean isExpired(Duration wait) {
        long now = engine.nanos();
        long counted = now - submitted - excused - workspace.pausedFor(now);
        return counted + wait.toNanos() > engine.options().expiry().toNanos();
    }

    /** Interrupts come when the process ends; whether the call got through nobody knows. */
    static ConnectorException interrupted(InterruptedException e) {
        return ConnectorException.unavailable(
                ConnectorException.Effect.UNKNOWN, "interrupted", "the call was interrupted", e);
    }

    /** A connector with a defect: trying again would not help. The cause stays out, its message may hold content. */
    static ConnectorException broken(Throwable e) {
        return ConnectorException.of(
                        ConnectorException.Kind.REJECTED,
                        "defect",
                        "a defect: " + e.getClass().getName())
                .withUnknownEffect();
    }
}

package dev.footbridge.core.delivery;

import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.Verb;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What all calls of an action have in common: they wait for credentials and for the rate limit. */
abstract class PacedTask implements ActionTask {
    private static final Logger LOG = LoggerFactory.getLogger(LaneDelivery.class);

    final Engine engine;
    final Operation operation;
    private Pacer.@Nullable Permit permit;
    private Pacer.@Nullable Permit underWay;

    PacedTask(Engine engine, Operation operation) {
        this.engine = engine;
        this.operation = operation;
    }

    /** Null when the call may go out now; it then counts against the limits. */
    final @Nullable Step hold(Verb verb) {
        if (operation.workspace().isPaused()) {
            return Step.AUTHORITY;
        }
        if (permit == null) {
            permit = operation.workspace().pacer().permit(verb, operation.channel());
        }
        long wait = permit.acquire();
        if (wait > 0) {
            return new Step.After(Duration.ofNanos(wait), DeliveryObserver.Wait.PACING);
        }
        underWay = permit;
        permit = null;
        engine.observer().attempted(operation.channel(), verb);
        return null;
    }

    /** Makes the call; whatever goes wrong comes out as one kind of exception. */
    final <T> T call(PlatformCall<T> call) throws ConnectorException {
        try {
            return call.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Operation.interrupted(e);
        } catch (RuntimeException | StackOverflowError e) {
            LOG.warn(
                    "a connector of {} failed: {}",
                    operation.channel(),
                    e.getClass().getName());
            throw Operation.broken(e);
        } finally {
            if (underWay != null) {
                underWay.returned();
                underWay = null;
            }
        }
    }
}

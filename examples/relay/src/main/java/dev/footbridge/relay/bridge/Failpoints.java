package dev.footbridge.relay.bridge;

import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.LoggerFactory;

/** Named steps at which crash tests kill the process. */
@FunctionalInterface
public interface Failpoints {

    /** The system property that names the step, optionally with a colon and how often it must be reached first. */
    String PROPERTY = "relay.holdAt";

    /** Called at a step; returns, or nothing behind the step happens any more. */
    void reached(String step);

    /** Holds nobody. */
    static Failpoints none() {
        return step -> {};
    }

    /**
     * Holds every thread that reaches a step, for good, and says so in the log: the moment for {@code kill -9}.
     *
     * @param setting {@code step} or {@code step:count}; empty for never
     */
    static Failpoints holdAt(String setting) {
        if (setting.isEmpty()) {
            return none();
        }
        int colon = setting.indexOf(':');
        String name = colon < 0 ? setting : setting.substring(0, colon);
        AtomicInteger left = new AtomicInteger(colon < 0 ? 1 : Integer.parseInt(setting.substring(colon + 1)));
        return step -> {
            if (step.equals(name) && left.decrementAndGet() <= 0) {
                LoggerFactory.getLogger(Failpoints.class).warn("held at {}", step);
                new Semaphore(0).acquireUninterruptibly();
            }
        };
    }
}

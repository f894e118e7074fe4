package dev.footbridge.relay.bridge;

import java.util.concurrent.atomic.AtomicInteger;

/** Named steps at which a crash test may end the process. */
@FunctionalInterface
public interface Failpoints {

    /** The system property that names the step, optionally with a colon and how often it must be reached first. */
    String PROPERTY = "relay.crashAt";

    /** Called at a step; returns, or the process is gone. */
    void reached(String step);

    /** Never crashes. */
    static Failpoints none() {
        return step -> {};
    }

    /**
     * Halts without any clean-up, as a power cut would, when a step is reached.
     *
     * @param setting {@code step} or {@code step:count}; empty for never
     */
    static Failpoints haltAt(String setting) {
        if (setting.isEmpty()) {
            return none();
        }
        int colon = setting.indexOf(':');
        String name = colon < 0 ? setting : setting.substring(0, colon);
        AtomicInteger left = new AtomicInteger(colon < 0 ? 1 : Integer.parseInt(setting.substring(colon + 1)));
        return step -> {
            if (step.equals(name) && left.decrementAndGet() == 0) {
                Runtime.getRuntime().halt(137);
            }
        };
    }
}

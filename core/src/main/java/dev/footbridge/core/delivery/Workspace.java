package dev.footbridge.core.delivery;

import dev.footbridge.core.connector.Connector;

/** One connector with what its lanes share. */
final class Workspace {
    private final Connector connector;
    private final Pacer pacer;
    private volatile boolean paused;
    private long pausedAt;
    private long pausedBefore;

    Workspace(Connector connector, SteadyTime time) {
        this.connector = connector;
        this.pacer = new Pacer(connector.pacing(), time);
    }

    Connector connector() {
        return connector;
    }

    Pacer pacer() {
        return pacer;
    }

    /** Whether the credentials were refused and nothing may be called. */
    boolean isPaused() {
        return paused;
    }

    /** False when it is paused already. */
    synchronized boolean pause(long now) {
        if (paused) {
            return false;
        }
        paused = true;
        pausedAt = now;
        return true;
    }

    /** False when it is not paused. */
    synchronized boolean resume(long now) {
        if (!paused) {
            return false;
        }
        paused = false;
        pausedBefore += now - pausedAt;
        return true;
    }

    /** Nanoseconds of all pauses up to now. */
    synchronized long pausedFor(long now) {
        return paused ? pausedBefore + now - pausedAt : pausedBefore;
    }
}

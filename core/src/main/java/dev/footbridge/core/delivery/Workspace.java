package dev.footbridge.core.delivery;

import dev.footbridge.core.connector.Connector;

/** One connector with what its lanes share. */
final class Workspace {
    private final Connector connector;
    private final Pacer pacer;
    private volatile boolean paused;

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
    synchronized boolean pause() {
        boolean changed = !paused;
        paused = true;
        return changed;
    }

    /** False when it is not paused. */
    synchronized boolean resume() {
        boolean changed = paused;
        paused = false;
        return changed;
    }
}

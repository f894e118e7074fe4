package dev.footbridge.relay.link;

import dev.footbridge.core.id.Platform;

/** Is told what happens to links, for metrics. Called concurrently: return at once. */
public interface LinkObserver {

    /** A link was given out to people of a platform. */
    default void issued(Platform target) {}

    /** Somebody who may have the file got it, or a part of it. */
    default void opened(Platform target) {}

    /** A request got no file; the reason is a fixed word. */
    default void denied(String reason) {}

    /** A file that was being sent ended early; the reason is a fixed word. */
    default void cut(String reason) {}

    /** Bytes of files that were sent. */
    default void sent(long bytes) {}

    /** Hears nothing. */
    static LinkObserver none() {
        return new LinkObserver() {};
    }
}

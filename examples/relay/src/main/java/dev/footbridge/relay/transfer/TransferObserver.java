package dev.footbridge.relay.transfer;

import dev.footbridge.core.id.ChannelId;
import java.time.Duration;

/** Is told how files move, for metrics. Called concurrently and often: return at once. */
public interface TransferObserver {

    /** A stream was opened. */
    default void streaming(ChannelId target) {}

    /** Bytes were read from a source. */
    default void streamed(ChannelId target, int bytes) {}

    /** A file was read into the spool before its target was told of it. */
    default void spooled(ChannelId target, long bytes) {}

    /** A stream ended; {@code failure} is a code, empty when it was whole. */
    default void streamEnded(ChannelId target, Duration time, String failure) {}
}

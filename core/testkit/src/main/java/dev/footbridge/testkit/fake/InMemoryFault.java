package dev.footbridge.testkit.fake;

import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.Verb;
import dev.footbridge.core.id.ChannelId;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/**
 * One thing that goes wrong in an {@link InMemoryWorkspace}, immutable; give it to {@link InMemoryWorkspace#add}.
 *
 * @param verb which calls; empty for all
 * @param channel in which channel; empty for all
 * @param times how many calls it strikes; {@link Integer#MAX_VALUE} for always
 * @param performed whether the call does its work before it fails
 * @param failure what the caller gets; empty when the call is only held
 * @param heldUntil the call waits for this before anything else
 */
public record InMemoryFault(
        Optional<Verb> verb,
        Optional<ChannelId> channel,
        int times,
        boolean performed,
        Optional<ConnectorException> failure,
        Optional<CountDownLatch> heldUntil) {

    /** The next call fails with this and has no effect. */
    public static InMemoryFault failing(ConnectorException failure) {
        return new InMemoryFault(Optional.empty(), Optional.empty(), 1, false, Optional.of(failure), Optional.empty());
    }

    /** The next call is answered with "too many". */
    public static InMemoryFault throttled(Duration retryAfter) {
        return failing(ConnectorException.throttled("throttled", "too many calls", Optional.of(retryAfter)));
    }

    /** The next call cannot get through: certainly without effect. */
    public static InMemoryFault unavailable() {
        return failing(ConnectorException.unavailable(
                ConnectorException.Effect.NOT_APPLIED, "unreachable", "cannot connect", null));
    }

    /** The next call is lost on the way there; the caller cannot tell that it had no effect. */
    public static InMemoryFault lostRequest() {
        return failing(ConnectorException.unavailable(
                ConnectorException.Effect.UNKNOWN, "connection_reset", "the connection broke", null));
    }

    /** The next call does its work, and its answer is lost. */
    public static InMemoryFault lostAnswer() {
        InMemoryFault lost = lostRequest();
        return new InMemoryFault(lost.verb, lost.channel, 1, true, lost.failure, lost.heldUntil);
    }

    /** The next call waits, then goes on as usual. */
    public static InMemoryFault held(CountDownLatch until) {
        return new InMemoryFault(Optional.empty(), Optional.empty(), 1, false, Optional.empty(), Optional.of(until));
    }

    /** The same for one kind of call only. */
    public InMemoryFault on(Verb only) {
        return new InMemoryFault(Optional.of(only), channel, times, performed, failure, heldUntil);
    }

    /** The same for one channel only. */
    public InMemoryFault in(ChannelId only) {
        return new InMemoryFault(verb, Optional.of(only), times, performed, failure, heldUntil);
    }

    /** The same for several calls. */
    public InMemoryFault times(int count) {
        return new InMemoryFault(verb, channel, count, performed, failure, heldUntil);
    }
}

package dev.footbridge.core.delivery;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** What a lane does after a piece of work. */
sealed interface Step {
    Step AGAIN = new Again();
    Step NEXT = new Next();
    Step AUTHORITY = new Authority();

    /** Goes on at once. */
    record Again() implements Step {}

    /** The action is done; on with the next one of the operation. */
    record Next() implements Step {}

    /** Leaves the thread and comes back after this time. */
    record After(Duration delay, DeliveryObserver.Wait why) implements Step {}

    /** Leaves the thread and comes back when the journal wrote. */
    record When(CompletableFuture<Void> written) implements Step {}

    /** Leaves the thread until the workspace's credentials are accepted again. */
    record Authority() implements Step {}

    /** The operation is over. */
    record Done(Outcome outcome) implements Step {}
}

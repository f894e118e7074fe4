package dev.footbridge.relay.bridge;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Lets an engine die at a step, without a process of its own: from then on whatever it does next stops for good, and what
 * its ledger holds on the disk is what a restart finds.
 */
final class Crash implements Failpoints {

    private static final class Died extends Error {
        private static final long serialVersionUID = 1L;
    }

    private final String step;
    private final AtomicInteger left;
    private final CountDownLatch dead = new CountDownLatch(1);
    private final CountDownLatch buried = new CountDownLatch(1);

    Crash(String step, int count) {
        this.step = step;
        left = new AtomicInteger(count);
    }

    @Override
    public void reached(String reached) {
        if (reached.equals(step) && left.decrementAndGet() == 0) {
            dead.countDown();
        }
        stopWhenDead();
    }

    void stopWhenDead() {
        if (dead.getCount() > 0) {
            return;
        }
        boolean interrupted = false;
        while (buried.getCount() > 0) {
            try {
                buried.await();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        Thread.currentThread().setUncaughtExceptionHandler((thread, error) -> {});
        throw new Died();
    }

    boolean awaitDeath() throws InterruptedException {
        return dead.await(20, TimeUnit.SECONDS);
    }

    /** Ends the threads that stand still. */
    void bury() {
        buried.countDown();
    }
}

package dev.footbridge.core.delivery;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads a delivery makes when it is given none. */
final class LaneThreads {
    private static final int FIRST_WITH_VIRTUAL_THREADS = 21;

    private LaneThreads() {}

    /** Virtual threads where the runtime has them, else a pool that shrinks to nothing when idle. */
    static ExecutorService calls(int max) {
        return Runtime.version().feature() >= FIRST_WITH_VIRTUAL_THREADS ? virtual(max) : pool(max);
    }

    private static ExecutorService virtual(int max) {
        try {
            MethodHandle factory = MethodHandles.publicLookup()
                    .findStatic(
                            Executors.class,
                            "newVirtualThreadPerTaskExecutor",
                            MethodType.methodType(ExecutorService.class));
            return (ExecutorService) factory.invoke();
        } catch (Throwable e) {
            return pool(max);
        }
    }

    private static ExecutorService pool(int max) {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                max, max, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), daemons("footbridge-lane-"));
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    static ScheduledExecutorService timer() {
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, daemons("footbridge-timer-"));
        timer.setRemoveOnCancelPolicy(true);
        return timer;
    }

    private static ThreadFactory daemons(String prefix) {
        AtomicInteger number = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, prefix + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}

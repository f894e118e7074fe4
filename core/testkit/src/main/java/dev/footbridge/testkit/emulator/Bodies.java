package dev.footbridge.testkit.emulator;

import io.javalin.http.Context;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes answers, a buffer at a time, as they are or badly. */
final class Bodies {
    private static final Logger LOG = LoggerFactory.getLogger(Bodies.class);
    private static final int BUFFER = 64 * 1024;
    private static final int TICKS_PER_SECOND = 20;

    private final CountDownLatch closing;

    /** @param closing waiting ends when this opens */
    Bodies(CountDownLatch closing) {
        this.closing = closing;
    }

    void write(Context ctx, Reply reply) {
        ctx.status(reply.status());
        reply.headers().forEach(ctx::header);
        if (reply.file().isPresent()) {
            send(ctx, reply, reply.file().get().length(), length(reply), Pace.NONE);
        } else if (reply.body().length > 0) {
            ctx.result(reply.body());
        }
    }

    /** Announces all, sends half and closes. */
    void truncate(Context ctx, Reply reply) {
        head(ctx, reply);
        send(ctx, reply, Math.max(2, length(reply)), length(reply) / 2, Pace.NONE);
        drop(ctx);
    }

    /** Announces all and sends so much, then breaks off. */
    void breakAt(Context ctx, Reply reply, long bytes) {
        head(ctx, reply);
        send(ctx, reply, Math.max(1, length(reply)), Math.min(bytes, length(reply)), Pace.NONE);
        drop(ctx);
    }

    /** Announces all and sends so much, then nothing. */
    void stallAt(Context ctx, Reply reply, long bytes) {
        head(ctx, reply);
        send(ctx, reply, Math.max(1, length(reply)), Math.min(bytes, length(reply)), Pace.NONE);
        pause(Long.MAX_VALUE);
    }

    void slowly(Context ctx, Reply reply, long bytesPerSecond) {
        head(ctx, reply);
        send(ctx, reply, length(reply), length(reply), new Pace(Math.max(1, bytesPerSecond)));
    }

    /** Sends so much as if it were all. */
    void shortenTo(Context ctx, Reply reply, long bytes) {
        head(ctx, reply);
        send(ctx, reply, -1, Math.min(bytes, length(reply)), Pace.NONE);
    }

    private static void head(Context ctx, Reply reply) {
        ctx.res().setStatus(reply.status());
        reply.headers().forEach(ctx.res()::setHeader);
    }

    private static long length(Reply reply) {
        return reply.file().map(Reply.Stretch::length).orElse((long) reply.body().length);
    }

    /** @param announced the length that the head tells; negative for none */
    private void send(Context ctx, Reply reply, long announced, long length, Pace pace) {
        if (announced >= 0) {
            ctx.res().setContentLengthLong(announced);
        }
        if (ctx.method() == io.javalin.http.HandlerType.HEAD) {
            return;
        }
        try (InputStream in = open(reply)) {
            OutputStream out = ctx.res().getOutputStream();
            byte[] buffer = new byte[pace.buffer()];
            long started = System.nanoTime();
            long left = length;
            int read = 0;
            while (left > 0 && read >= 0) {
                out.write(buffer, 0, read);
                read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
                left -= Math.max(read, 0);
                if (pace.isSlow()) {
                    ctx.res().flushBuffer();
                    // By what is due since the start: a pause that lasted too long is made up for.
                    pause(pace.nanos(length - left) - (System.nanoTime() - started));
                }
            }
            out.write(buffer, 0, Math.max(read, 0));
            ctx.res().flushBuffer();
        } catch (IOException e) {
            LOG.debug("the other side is gone", e);
        }
    }

    private static InputStream open(Reply reply) throws IOException {
        Optional<Reply.Stretch> file = reply.file();
        if (file.isEmpty()) {
            return new ByteArrayInputStream(reply.body());
        }
        InputStream in = file.get().content().open();
        in.skipNBytes(file.get().from());
        return in;
    }

    private static void drop(Context ctx) {
        try {
            Connections.close(ctx);
        } catch (IOException e) {
            LOG.debug("connection was already gone", e);
        }
    }

    private void pause(long nanos) {
        try {
            // Waits for the server to close, so that closing never waits for a slow answer.
            if (closing.await(nanos, TimeUnit.NANOSECONDS)) {
                LOG.debug("closed during an answer");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** How fast to send; 0 for as fast as it goes. */
    private record Pace(long bytesPerSecond) {
        private static final Pace NONE = new Pace(0);

        boolean isSlow() {
            return bytesPerSecond > 0;
        }

        int buffer() {
            return isSlow() ? (int) Math.max(1, Math.min(BUFFER, bytesPerSecond / TICKS_PER_SECOND)) : BUFFER;
        }

        /** How long so many bytes take. */
        long nanos(long bytes) {
            return (long) (bytes * 1e9 / bytesPerSecond);
        }
    }
}

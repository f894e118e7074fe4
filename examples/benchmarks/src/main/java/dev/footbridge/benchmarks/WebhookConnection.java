package dev.footbridge.benchmarks;

import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** One keep-alive connection that requests made elsewhere are written to, one after the other. For one thread. */
final class WebhookConnection implements AutoCloseable {

    /** Servers close what is idle for longer than this sooner or later; then a new connection is opened beforehand. */
    private static final long FRESH_NANOS = 5_000_000_000L;

    private final URI target;
    private @Nullable Socket socket;
    private @Nullable HttpInput in;
    private long used;

    WebhookConnection(URI target) {
        this.target = target;
    }

    /** Sends a request and waits for the answer's status; 0 when none came. */
    int send(byte[] request) throws IOException {
        try {
            HttpInput answers = connected();
            Socket open = socket;
            if (open == null) {
                return 0;
            }
            open.getOutputStream().write(request);
            HttpInput.Message answer = answers.next().orElseThrow(EOFException::new);
            used = System.nanoTime();
            if (answer.header("connection").filter("close"::equalsIgnoreCase).isPresent()) {
                close();
            }
            String line = answer.firstLine();
            int code = line.indexOf(' ') + 1;
            return Integer.parseInt(line.substring(code, code + 3));
        } catch (IOException e) {
            close();
            return 0;
        }
    }

    private HttpInput connected() throws IOException {
        if (socket != null && System.nanoTime() - used > FRESH_NANOS) {
            close();
        }
        HttpInput known = in;
        if (socket != null && known != null) {
            return known;
        }
        Socket fresh = new Socket(target.getHost(), target.getPort());
        fresh.setTcpNoDelay(true);
        fresh.setSoTimeout(30_000);
        socket = fresh;
        HttpInput answers = new HttpInput(fresh.getInputStream());
        in = answers;
        return answers;
    }

    @Override
    public void close() throws IOException {
        Socket old = socket;
        socket = null;
        in = null;
        if (old != null) {
            old.close();
        }
    }
}

package dev.footbridge.slack;

import dev.footbridge.core.connector.ConnectorException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import org.jspecify.annotations.Nullable;

/** A web socket as a queue of frames. A slow reader slows the connection down, not the heap. */
final class SlackSocketConnection implements AutoCloseable {

    private static final int MOST_WAITING = 256;
    private static final int NORMAL_CLOSURE = 1000;
    private static final Duration FOREVER = Duration.ofDays(1);

    /** What came in: a text, or the end of the connection. */
    private record Frame(String text, @Nullable ConnectorException end) {}

    private final BlockingQueue<Frame> frames = new ArrayBlockingQueue<>(MOST_WAITING);
    private final WebSocket socket;

    private SlackSocketConnection(OkHttpClient client, HttpUrl address) {
        this.socket = client.newWebSocket(new Request.Builder().url(address).build(), new Listener());
    }

    static SlackSocketConnection open(OkHttpClient client, HttpUrl address) {
        return new SlackSocketConnection(client, address);
    }

    /** Waits for a frame, however long; takes more that wait already. */
    List<String> next(int most) throws ConnectorException, InterruptedException {
        return next(most, FOREVER);
    }

    List<String> next(int most, Duration atMost) throws ConnectorException, InterruptedException {
        Frame first = frames.poll(atMost.toMillis(), TimeUnit.MILLISECONDS);
        if (first == null) {
            throw SlackSocket.lost("socket_silent", null);
        }
        if (first.end() != null) {
            throw first.end();
        }
        List<String> texts = new ArrayList<>();
        texts.add(first.text());
        while (texts.size() < most) {
            Frame more = frames.peek();
            if (more == null || more.end() != null) {
                return texts;
            }
            frames.remove();
            texts.add(more.text());
        }
        return texts;
    }

    void send(String text) {
        // False when the connection is going down: then the reader learns of it as well.
        socket.send(text);
    }

    @Override
    public void close() {
        socket.close(NORMAL_CLOSURE, null);
        socket.cancel();
        frames.clear();
    }

    private final class Listener extends WebSocketListener {

        @Override
        public void onMessage(WebSocket webSocket, String text) {
            put(new Frame(text, null));
        }

        @Override
        public void onClosing(WebSocket webSocket, int code, String reason) {
            webSocket.close(NORMAL_CLOSURE, null);
            put(new Frame("", SlackSocket.lost("socket_closed", null)));
        }

        @Override
        public void onFailure(WebSocket webSocket, Throwable t, @Nullable Response response) {
            String code = response == null ? "socket_failed" : "socket_http_" + response.code();
            put(new Frame("", SlackSocket.lost(code, null)));
        }

        private void put(Frame frame) {
            try {
                frames.put(frame);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}

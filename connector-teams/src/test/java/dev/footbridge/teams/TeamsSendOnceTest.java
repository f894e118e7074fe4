package dev.footbridge.teams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.ConnectorException.Effect;
import dev.footbridge.core.connector.ConnectorException.Kind;
import dev.footbridge.core.connector.Draft;
import dev.footbridge.core.document.Document;
import dev.footbridge.core.id.ChannelId;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A bare socket that reads whole requests and then breaks the connection: what a crashing gateway does. */
class TeamsSendOnceTest {

    private static final String TOKEN = "{\"access_token\":\"opaque\",\"token_type\":\"Bearer\",\"expires_in\":3600}";

    @Test
    @Timeout(30)
    void a_connection_reset_after_the_request_was_read_makes_exactly_one_post() throws Exception {
        AtomicInteger posts = new AtomicInteger();
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread acceptor = new Thread(() -> accept(server, posts));
            acceptor.setDaemon(true);
            acceptor.start();
            String base = "http://127.0.0.1:" + server.getLocalPort();
            try (TeamsConnector connector = TeamsFixture.connector(
                    Map.of(TeamsSettings.GRAPH_URL, base + "/v1.0", TeamsSettings.LOGIN_URL, base))) {
                ChannelId channel = new ChannelId(connector.workspace(), "team/channel");
                ConnectorException failure = catchThrowableOfType(
                        ConnectorException.class,
                        () -> connector.post(channel, Draft.of(Document.text("once"), "key-1")));
                assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
                assertThat(failure.effect()).isEqualTo(Effect.UNKNOWN);
            }
        }
        assertThat(posts).hasValue(1);
    }

    private static void accept(ServerSocket server, AtomicInteger posts) {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                String request = read(socket.getInputStream());
                if (request.startsWith("POST /" + TeamsFixture.TENANT + "/oauth2/v2.0/token")) {
                    socket.getOutputStream()
                            .write(
                                    ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: "
                                                    + TOKEN.length() + "\r\n\r\n" + TOKEN)
                                            .getBytes(StandardCharsets.US_ASCII));
                } else {
                    posts.incrementAndGet();
                    // Closing with linger 0 sends a reset instead of an orderly end.
                    socket.setSoLinger(true, 0);
                }
            } catch (IOException closed) {
                return;
            }
        }
    }

    private static String read(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                return head.toString();
            }
            head.append((char) next);
        }
        int length = head.toString()
                .lines()
                .filter(line -> line.toLowerCase(java.util.Locale.ROOT).startsWith("content-length:"))
                .mapToInt(line ->
                        Integer.parseInt(line.substring(line.indexOf(':') + 1).strip()))
                .findFirst()
                .orElse(0);
        in.readNBytes(length);
        return head.toString();
    }
}

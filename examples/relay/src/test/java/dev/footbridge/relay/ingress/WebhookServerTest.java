package dev.footbridge.relay.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.core.connector.InboundSink;
import dev.footbridge.core.connector.WebhookReply;
import dev.footbridge.core.connector.WebhookRequest;
import dev.footbridge.core.message.InboundEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WebhookServerTest {

    private final List<WebhookRequest> received = new CopyOnWriteArrayList<>();
    private final List<String> rejected = new CopyOnWriteArrayList<>();
    private volatile WebhookReply reply = WebhookReply.json(200, "{\"ok\":true}");
    private WebhookServer server;

    @BeforeEach
    void start() {
        InboundSink sink = new InboundSink() {
            @Override
            public void accept(List<InboundEvent> events) {}

            @Override
            public void rejected(String reason) {
                rejected.add(reason);
            }
        };
        server = WebhookServer.start(
                "127.0.0.1",
                0,
                Map.of(
                        "acme",
                        new WebhookServer.Hook(
                                (request, into) -> {
                                    received.add(request);
                                    return reply;
                                },
                                sink),
                        "broken",
                        new WebhookServer.Hook(
                                (request, into) -> {
                                    throw new IllegalStateException("a defect");
                                },
                                sink)));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void handsOverRawBytesPathQueryAndHeaders() throws IOException {
        byte[] odd = {0, 1, (byte) 0xff, '\r', '\n', '{'};

        String answer = send(
                "POST", "/hooks/acme/life/cycle?a=b%20c&d=1&d=2", "X-Sig: one\r\nx-sig: two\r\nX-Time: 5\r\n", odd);

        assertThat(answer).startsWith("HTTP/1.1 200").contains("nosniff").endsWith("{\"ok\":true}");
        WebhookRequest request = received.get(0);
        assertThat(request.body()).isEqualTo(odd);
        assertThat(request.path()).isEqualTo("/life/cycle");
        assertThat(request.queryParameter("a")).contains("b c");
        assertThat(request.queryParameter("d")).isEmpty();
        assertThat(request.header("x-time")).contains("5");
        assertThat(request.header("X-Sig")).as("a header that comes twice").isEmpty();
    }

    @Test
    void tellsNothingOfItselfAndOfStrangers() throws IOException {
        assertThat(send("POST", "/hooks/nobody", "", new byte[0])).startsWith("HTTP/1.1 404");
        assertThat(send("POST", "/", "", new byte[0]))
                .startsWith("HTTP/1.1 404")
                .doesNotContainIgnoringCase("jetty");
        assertThat(received).isEmpty();
    }

    @Test
    void takesAMebibyteAndNotOneByteMore() throws IOException {
        assertThat(send("POST", "/hooks/acme", "", new byte[WebhookServer.MAX_BODY_BYTES]))
                .startsWith("HTTP/1.1 200");
        assertThat(send("POST", "/hooks/acme", "", new byte[WebhookServer.MAX_BODY_BYTES + 1]))
                .startsWith("HTTP/1.1 413");
        assertThat(received).hasSize(1);
        assertThat(rejected).containsExactly("too_large");
    }

    @Test
    void stopsReadingABodyWithoutEnd() throws IOException {
        try (Socket socket = new Socket("127.0.0.1", server.port())) {
            socket.setSoTimeout(20_000);
            OutputStream out = socket.getOutputStream();
            out.write(ascii("POST /hooks/acme HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"));
            byte[] chunk = new byte[65_536];
            for (int i = 0; i < 17; i++) {
                out.write(ascii("10000\r\n"));
                out.write(chunk);
                out.write(ascii("\r\n"));
            }
            out.flush();
            assertThat(new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
                    .isEqualTo("HTTP/1.1 413");
        }
        assertThat(received).isEmpty();
    }

    @Test
    void refusesCompressedBodies() throws IOException {
        assertThat(send("POST", "/hooks/acme", "Content-Encoding: gzip\r\n", new byte[10]))
                .startsWith("HTTP/1.1 415");
        assertThat(rejected).containsExactly("content_encoding");
    }

    @Test
    void refusesHeadersWithoutMeasure() throws IOException {
        assertThat(send("POST", "/hooks/acme", "X-Long: " + "x".repeat(20_000) + "\r\n", new byte[0]))
                .startsWith("HTTP/1.1 431");
        assertThat(received).isEmpty();
    }

    @Test
    void asksForTheEventAgainWhenAConnectorBreaks() throws IOException {
        assertThat(send("POST", "/hooks/broken", "", new byte[0]))
                .startsWith("HTTP/1.1 503")
                .doesNotContain("defect");
    }

    @Test
    void passesTheConnectorsAnswerOn() throws IOException {
        Map<String, String> headers = new HashMap<>(Collections.singletonMap("X-No-Retry", "1"));
        reply = new WebhookReply(401, "text/plain; charset=utf-8", "", headers);

        assertThat(send("GET", "/hooks/acme?validationToken=t", "", new byte[0]))
                .startsWith("HTTP/1.1 401")
                .contains("X-No-Retry: 1");
    }

    private String send(String method, String target, String headers, byte[] body) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", server.port())) {
            socket.setSoTimeout(20_000);
            OutputStream out = socket.getOutputStream();
            out.write(ascii(method + " " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + headers
                    + "Content-Length: " + body.length + "\r\n\r\n"));
            try {
                out.write(body);
                out.flush();
            } catch (IOException e) {
                // The server may have answered and closed before it read everything.
            }
            return readAll(socket.getInputStream());
        }
    }

    private static String readAll(InputStream in) {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        try {
            in.transferTo(answer);
        } catch (IOException e) {
            // A reset after the answer: what came before it counts.
        }
        return answer.toString(StandardCharsets.UTF_8);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}

package dev.footbridge.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class WebSocketTest {

    @Test
    void aSocketOpensAndReadsThroughTheGuardedClient() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread greeter = new Thread(() -> greet(server));
            greeter.setDaemon(true);
            greeter.start();
            URI url = URI.create("http://127.0.0.1:" + server.getLocalPort());

            assertThat(firstMessage(HttpClientFactory.create(HttpOptions.forEndpoints(url)), server.getLocalPort())
                            .get())
                    .isEqualTo("hi");
        }
    }

    @Test
    void aSocketToAnotherPlaceIsRefused() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            OkHttpClient client = HttpClientFactory.create(HttpOptions.forEndpoints(URI.create("http://127.0.0.1:1")));

            assertThatThrownBy(() -> firstMessage(client, server.getLocalPort()).get())
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(HttpFailure.class)
                    .hasMessageContaining("host_not_allowed");
        }
    }

    private static CompletableFuture<String> firstMessage(OkHttpClient client, int port) {
        CompletableFuture<String> message = new CompletableFuture<>();
        Request request =
                new Request.Builder().url("ws://127.0.0.1:" + port + "/link").build();
        client.newWebSocket(request, new WebSocketListener() {
            @Override
            public void onMessage(WebSocket socket, String text) {
                message.complete(text);
                socket.cancel();
            }

            @Override
            public void onFailure(WebSocket socket, Throwable failure, Response response) {
                message.completeExceptionally(failure);
            }
        });
        return message;
    }

    /** Shakes hands (RFC 6455, section 4.2.2) and sends one text frame. */
    private static void greet(ServerSocket server) {
        try (Socket socket = server.accept()) {
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
            String key = "";
            for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
                if (line.startsWith("Sec-WebSocket-Key: ")) {
                    key = line.substring("Sec-WebSocket-Key: ".length());
                }
            }
            byte[] digest = MessageDigest.getInstance("SHA-1")
                    .digest((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes(StandardCharsets.ISO_8859_1));
            RawServer.write(
                    socket.getOutputStream(),
                    "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: "
                            + Base64.getEncoder().encodeToString(digest) + "\r\n\r\n\u0081\u0002hi");
            in.read();
        } catch (IOException | GeneralSecurityException e) {
            // The client left.
        }
    }
}

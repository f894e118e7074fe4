package dev.footbridge.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HttpInputTest {

    private static HttpInput of(String text, int atOnce) {
        return new HttpInput(new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII)) {
            @Override
            public synchronized int read(byte[] target, int offset, int length) {
                return super.read(target, offset, Math.min(length, atOnce));
            }
        });
    }

    @Test
    void messagesFollowEachOtherHoweverTheBytesArrive() throws IOException {
        String first = "POST /a HTTP/1.1\r\nHost: x\r\ncontent-length: 5\r\n\r\nhello";
        String second = "POST /b HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2;x=y\r\nde\r\n0\r\n\r\n";
        for (int atOnce : new int[] {1, 2, 3, 7, 1000}) {
            HttpInput in = of(first + second + first, atOnce);

            assertThat(in.next()).map(message -> new String(message.body())).contains("hello");
            assertThat(in.next()).map(message -> new String(message.body())).contains("abcde");
            assertThat(in.next()).map(HttpInput.Message::firstLine).contains("POST /a HTTP/1.1");
            assertThat(in.next()).isEqualTo(Optional.empty());
        }
    }

    @Test
    void bodyMayBeLargerThanTheBuffer() throws IOException {
        String body = "x".repeat(100_000);
        InputStream bytes = new ByteArrayInputStream(
                ("POST / HTTP/1.1\r\nContent-Length: 100000\r\n\r\n" + body).getBytes(StandardCharsets.US_ASCII));

        assertThat(new HttpInput(bytes).next())
                .map(message -> message.body().length)
                .contains(100_000);
    }

    @Test
    void bodyGoesToItsSinkAndTheNextMessageFollows() throws IOException {
        String body = "x".repeat(300_000);
        String text = "PUT /file HTTP/1.1\r\nContent-Length: 300000\r\n\r\n" + body
                + "POST /b HTTP/1.1\r\nContent-Length: 5\r\n\r\nhello";
        for (int atOnce : new int[] {7, 1_000, 1_000_000}) {
            HttpInput in = of(text, atOnce);
            StringBuilder taken = new StringBuilder();
            HttpInput.Sinks sinks = message -> message.firstLine().startsWith("PUT")
                    ? Optional.of((bytes, offset, length) -> taken.append(new String(bytes, offset, length)))
                    : Optional.empty();

            assertThat(in.next(sinks)).map(message -> message.body().length).contains(0);
            assertThat(taken).hasToString(body);
            assertThat(in.next(sinks))
                    .map(message -> new String(message.body()))
                    .contains("hello");
        }
    }
}

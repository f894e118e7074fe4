package dev.footbridge.benchmarks;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * Reads the HTTP/1.1 messages of one connection, one after the other. Serves loopback peers of a benchmark only: it costs
 * a few microseconds, so that the figures are those of what is measured.
 */
final class HttpInput {

    private static final int MAX_MESSAGE = 4 << 20;
    private static final int STREAMED = 128 * 1024;
    private static final byte[] NONE = {};

    private final InputStream in;
    private byte[] buffer = new byte[16_384];
    private int start;
    private int end;

    HttpInput(InputStream in) {
        this.in = in;
    }

    /** A message; its body is in memory whole, or went to a sink. */
    record Message(String head, byte[] body) {

        /** The request line or the status line. */
        String firstLine() {
            return head.substring(0, head.indexOf('\r'));
        }

        /** The first header of a name. */
        Optional<String> header(String name) {
            return HttpInput.header(head, name);
        }
    }

    /** Takes a body piece by piece; a piece is there during the call only. */
    interface Sink {
        void take(byte[] bytes, int offset, int length) throws IOException;
    }

    /** Where the body of a message goes that is not to be in memory whole; the message is given without it. */
    interface Sinks {
        Optional<Sink> sink(Message message) throws IOException;
    }

    /** The next message; empty when the peer has closed the connection between two of them. */
    Optional<Message> next() throws IOException {
        return next(message -> Optional.empty());
    }

    /** The next message; where it has a sink, its body is there when this returns, and the message has none. */
    Optional<Message> next(Sinks sinks) throws IOException {
        int length = headLength();
        if (length < 0) {
            return Optional.empty();
        }
        String head = new String(buffer, start, length, StandardCharsets.ISO_8859_1);
        start += length;
        Optional<String> size = header(head, "content-length");
        if (size.isPresent()) {
            Message message = new Message(head, NONE);
            Optional<Sink> sink = sinks.sink(message);
            if (sink.isPresent()) {
                pass(Long.parseLong(size.get()), sink.get());
                return Optional.of(message);
            }
            return Optional.of(new Message(head, take(Integer.parseInt(size.get()))));
        }
        boolean chunked = header(head, "transfer-encoding").isPresent();
        return Optional.of(new Message(head, chunked ? chunks() : NONE));
    }

    private void pass(long length, Sink sink) throws IOException {
        long left = length;
        while (left > 0) {
            if (start == end) {
                buffer = buffer.length < STREAMED ? new byte[STREAMED] : buffer;
                if (!fill()) {
                    throw new EOFException("the connection ended within a body");
                }
            }
            int piece = (int) Math.min(left, end - start);
            sink.take(buffer, start, piece);
            start += piece;
            left -= piece;
        }
    }

    private static Optional<String> header(String head, String name) {
        int line = head.indexOf("\r\n") + 2;
        while (line < head.length()) {
            int lineEnd = head.indexOf("\r\n", line);
            int colon = line + name.length();
            if (head.regionMatches(true, line, name, 0, name.length()) && head.charAt(colon) == ':') {
                return Optional.of(head.substring(colon + 1, lineEnd).strip());
            }
            line = lineEnd + 2;
        }
        return Optional.empty();
    }

    /** Up to and with the empty line. */
    private int headLength() throws IOException {
        int looked = start;
        while (true) {
            for (int i = looked; i + 3 < end; i++) {
                if (buffer[i] == '\r' && buffer[i + 1] == '\n' && buffer[i + 2] == '\r' && buffer[i + 3] == '\n') {
                    return i + 4 - start;
                }
            }
            int seen = end - start;
            if (!fill()) {
                if (seen == 0) {
                    return -1;
                }
                throw new EOFException("the connection ended within a head");
            }
            looked = start + Math.max(0, seen - 3);
        }
    }

    private byte[] take(int length) throws IOException {
        while (end - start < length) {
            if (!fill()) {
                throw new EOFException("the connection ended within a body");
            }
        }
        byte[] taken = Arrays.copyOfRange(buffer, start, start + length);
        start += length;
        return taken;
    }

    private byte[] chunks() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        while (true) {
            String size = line();
            int extension = size.indexOf(';');
            int length = Integer.parseInt((extension < 0 ? size : size.substring(0, extension)).strip(), 16);
            if (length == 0) {
                while (!line().isEmpty()) {
                    continue;
                }
                return body.toByteArray();
            }
            body.writeBytes(take(length));
            take(2);
        }
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        while (true) {
            char next = (char) take(1)[0];
            if (next == '\n') {
                return line.substring(0, Math.max(0, line.length() - 1));
            }
            line.append(next);
        }
    }

    /** Makes room and reads once; false at the end of the stream. */
    private boolean fill() throws IOException {
        if (start == end) {
            start = 0;
            end = 0;
        } else if (end == buffer.length) {
            if (start == 0 && buffer.length >= MAX_MESSAGE) {
                throw new IOException("a message is larger than " + MAX_MESSAGE + " bytes");
            }
            byte[] larger = start == 0 ? new byte[buffer.length * 2] : buffer;
            System.arraycopy(buffer, start, larger, 0, end - start);
            buffer = larger;
            end -= start;
            start = 0;
        }
        int read = in.read(buffer, end, buffer.length - end);
        end += Math.max(0, read);
        return read >= 0;
    }
}

package dev.footbridge.teams;

import dev.footbridge.core.connector.BrokenSourceException;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.ConnectorException.Effect;
import dev.footbridge.core.connector.Download;
import dev.footbridge.core.connector.Upload;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.BufferedSink;

/**
 * A message with pictures: its JSON, with the pictures in Base64 where marks stand for them, a buffer at a time. A
 * picture of another length than it declared breaks the request off before its end.
 */
final class TeamsPictures extends RequestBody {

    private static final MediaType JSON = MediaType.get("application/json");

    /** A multiple of three, so that what is encoded by pieces fits together. */
    private static final int BUFFER = 48 * 1024;

    private final List<byte[]> between;
    private final List<Upload> pictures;
    private final long length;

    private TeamsPictures(List<byte[]> between, List<Upload> pictures) {
        this.between = between;
        this.pictures = pictures;
        long encoded = pictures.stream()
                .mapToLong(picture -> (picture.size().orElseThrow() + 2) / 3 * 4)
                .sum();
        this.length = encoded + between.stream().mapToLong(part -> part.length).sum();
    }

    /** What stands for a picture in the JSON to be. */
    static byte[] mark(int number) {
        return ("footbridge picture " + number).getBytes(StandardCharsets.US_ASCII);
    }

    /** The JSON with the pictures in the place of their marks. */
    static TeamsPictures in(byte[] json, List<Upload> pictures) {
        String rest = new String(json, StandardCharsets.UTF_8);
        List<byte[]> between = new ArrayList<>();
        for (int i = 0; i < pictures.size(); i++) {
            String mark = '"' + Base64.getEncoder().encodeToString(mark(i)) + '"';
            int at = rest.indexOf(mark);
            if (at < 0) {
                throw new IllegalStateException("the JSON has no place for a picture");
            }
            between.add((rest.substring(0, at) + '"').getBytes(StandardCharsets.UTF_8));
            rest = rest.substring(at + mark.length() - 1);
        }
        between.add(rest.getBytes(StandardCharsets.UTF_8));
        return new TeamsPictures(between, pictures);
    }

    @Override
    public MediaType contentType() {
        return JSON;
    }

    @Override
    public long contentLength() {
        return length;
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
        for (int i = 0; i < pictures.size(); i++) {
            sink.write(between.get(i));
            write(pictures.get(i), sink);
        }
        sink.write(between.get(pictures.size()));
    }

    private static void write(Upload picture, BufferedSink sink) throws IOException {
        try (Download source = picture.source().open()) {
            OutputStream out = sink.outputStream();
            long left = picture.size().orElseThrow();
            byte[] buffer = new byte[BUFFER];
            while (left > 0) {
                int read = read(source.bytes(), buffer);
                left -= read;
                if (read == 0 || left < 0) {
                    throw wrongLength();
                }
                byte[] whole = read == buffer.length ? buffer : java.util.Arrays.copyOf(buffer, read);
                out.write(Base64.getEncoder().encode(whole));
            }
            if (read(source.bytes(), buffer) > 0) {
                throw wrongLength();
            }
        } catch (ConnectorException e) {
            throw new BrokenSourceException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while a picture was opened");
        }
    }

    private static int read(InputStream bytes, byte[] buffer) throws IOException {
        try {
            return bytes.readNBytes(buffer, 0, buffer.length);
        } catch (BrokenSourceException e) {
            throw e;
        } catch (IOException e) {
            throw broken("source_broken", "The source broke while it was read");
        }
    }

    private static BrokenSourceException wrongLength() {
        return broken("source_length", "The source gives another number of bytes than it declared");
    }

    private static BrokenSourceException broken(String code, String message) {
        return new BrokenSourceException(ConnectorException.unavailable(Effect.NOT_APPLIED, code, message, null));
    }
}

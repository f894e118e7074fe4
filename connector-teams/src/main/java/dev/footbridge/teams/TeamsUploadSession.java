package dev.footbridge.teams;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footbridge.core.connector.BulkInputStream;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.ConnectorException.Effect;
import dev.footbridge.core.connector.ConnectorException.Kind;
import dev.footbridge.core.connector.Download;
import dev.footbridge.core.connector.Upload;
import dev.footbridge.http.FileTransfer;
import dev.footbridge.http.HttpAnswer;
import dev.footbridge.http.HttpFailures;
import dev.footbridge.http.Json;
import dev.footbridge.http.MalformedJsonException;
import dev.footbridge.http.UploadBody;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.Optional;
import java.util.OptionalLong;
import okhttp3.HttpUrl;
import okhttp3.Request;
import okhttp3.RequestBody;

/**
 * Sends one file to an upload session: ranges in order, each a multiple of 320 KiB, without a token, because the address
 * is the permission. A range whose answer is lost is asked about, and the upload goes on where the platform is. Used
 * once, by one thread.
 *
 * @see <a href="https://learn.microsoft.com/graph/api/driveitem-createuploadsession">createUploadSession</a>
 */
final class TeamsUploadSession {

    /** 10 MiB, which is 32 times 320 KiB. */
    static final long RANGE = 32L * 320 * 1024;

    /** How often one upload is taken up again before it is left to the caller. */
    private static final int MAX_RESUMES = 3;

    private final FileTransfer transfer;
    private final HttpUrl address;
    private final Upload file;
    private final long total;
    private final Clock clock;
    private Tracked source;
    private Download opened;
    private int resumes;

    private TeamsUploadSession(FileTransfer transfer, HttpUrl address, Upload file, Clock clock)
            throws ConnectorException, InterruptedException {
        this.transfer = transfer;
        this.address = address;
        this.file = file;
        this.total = file.size().orElseThrow();
        this.clock = clock;
        this.opened = file.source().open();
        this.source = new Tracked(opened.bytes());
    }

    /** Sends the file; what the platform says of it. Whatever goes wrong, the session is cancelled. */
    static JsonNode send(FileTransfer transfer, HttpUrl address, Upload file, Clock clock)
            throws ConnectorException, InterruptedException {
        TeamsUploadSession upload = new TeamsUploadSession(transfer, address, file, clock);
        try {
            return upload.run();
        } catch (ConnectorException e) {
            upload.cancel();
            throw e.withoutEffect();
        } finally {
            close(upload.opened);
        }
    }

    private JsonNode run() throws ConnectorException, InterruptedException {
        while (true) {
            try {
                HttpAnswer answer = transfer.send(next());
                if (answer.status() == 200 || answer.status() == 201) {
                    return json(answer);
                }
                if (answer.status() == 202 && expected(answer) == source.at) {
                    continue;
                }
                if (answer.status() != 202 && answer.status() != 416 && answer.status() < 500) {
                    throw failure(answer);
                }
            } catch (ConnectorException e) {
                if (source.failed || e.code().startsWith("source_") || !isResumable(e)) {
                    throw e;
                }
            }
            resume();
        }
    }

    private static boolean isResumable(ConnectorException e) {
        return e.kind() == Kind.UNAVAILABLE;
    }

    private Request next() {
        long from = source.at;
        long left = total - from;
        long length = Math.min(left, RANGE);
        Download rest = new Download(source, "application/octet-stream", OptionalLong.empty());
        // The last range also sees to it that nothing comes behind it.
        RequestBody body =
                length < left ? UploadBody.piece(rest, length) : UploadBody.of(rest, OptionalLong.of(length));
        return new Request.Builder()
                .url(address)
                .header("Content-Range", "bytes " + from + "-" + (from + length - 1) + "/" + total)
                .put(body)
                .build();
    }

    /** Asks how far the platform is and goes on there. */
    private void resume() throws ConnectorException, InterruptedException {
        if (++resumes > MAX_RESUMES) {
            throw lost("The upload broke off too often");
        }
        HttpAnswer answer = transfer.send(new Request.Builder().url(address).build());
        if (!answer.isSuccess()) {
            throw failure(answer);
        }
        long from = expected(answer);
        if (from != source.at) {
            close(opened);
            opened = file.source().open();
            source = new Tracked(opened.bytes());
            skip(from);
        }
    }

    private void skip(long bytes) throws ConnectorException, InterruptedException {
        try {
            source.skipNBytes(bytes);
        } catch (EOFException e) {
            throw ConnectorException.unavailable(
                    Effect.NOT_APPLIED, "source_shorter", "The source is shorter than it was before", null);
        } catch (IOException e) {
            throw HttpFailures.of(e);
        }
    }

    private long expected(HttpAnswer answer) throws ConnectorException {
        JsonNode ranges = json(answer).path("nextExpectedRanges");
        String first = ranges.path(0).asText("");
        int dash = first.indexOf('-');
        String from = dash < 0 ? first : first.substring(0, dash);
        if (!from.matches("\\d{1,15}") || Long.parseLong(from) > total) {
            throw lost("The upload's state is not understood");
        }
        return Long.parseLong(from);
    }

    private static JsonNode json(HttpAnswer answer) throws ConnectorException {
        try {
            return Json.answers().parse(answer.body());
        } catch (MalformedJsonException e) {
            throw lost("The upload was answered " + answer.status() + " without JSON");
        }
    }

    private ConnectorException failure(HttpAnswer answer) {
        Optional<String> wait = Optional.ofNullable(answer.headers().get("Retry-After"));
        ConnectorException failure = HttpFailures.ofStatus(answer.status(), null, wait.orElse(null), clock.instant());
        // A new attempt gets a new session: one that is gone or refused is no reason to give up.
        boolean gone = answer.status() == 404 || answer.status() == 410 || answer.status() == 401;
        return gone ? lost("The upload session is gone") : failure;
    }

    private static ConnectorException lost(String message) {
        return ConnectorException.unavailable(Effect.NOT_APPLIED, "upload_lost", message, null);
    }

    private void cancel() throws InterruptedException {
        try {
            transfer.send(new Request.Builder().url(address).delete().build());
        } catch (ConnectorException e) {
            // The session ends by itself; nobody sees what is in it.
        }
    }

    private static void close(Download download) {
        try {
            download.close();
        } catch (IOException e) {
            // What became of the upload is known by now.
        }
    }

    /** Knows how far it was read, and whether it was the source that failed. */
    private static final class Tracked extends BulkInputStream {
        private final InputStream in;
        private long at;
        private boolean failed;

        private Tracked(InputStream in) {
            this.in = in;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            try {
                int read = in.read(buffer, offset, length);
                at += Math.max(read, 0);
                return read;
            } catch (IOException e) {
                failed = true;
                throw e;
            }
        }
    }
}

package dev.footbridge.http;

import dev.footbridge.core.connector.BrokenSourceException;
import dev.footbridge.core.connector.BulkInputStream;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.ConnectorException.Effect;
import dev.footbridge.core.connector.ConnectorException.Kind;
import dev.footbridge.core.connector.Download;
import dev.footbridge.core.connector.Upload;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.Predicate;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.ResponseBody;

/**
 * Sends and reads files of any size with a connector's client. There is no limit on the time of a whole call, only on
 * silence; answers to an upload are bounded as always. Redirects of a download are followed, at most
 * {@value #MAX_REDIRECTS}, each checked like a first request, credentials left behind. Safe for concurrent use; does not
 * close the client.
 */
public final class FileTransfer {

    /** Most redirects of one download. */
    public static final int MAX_REDIRECTS = 5;

    private static final int PARTIAL_CONTENT = 206;
    private static final int RANGE_NOT_SATISFIABLE = 416;

    private final OkHttpClient client;
    private final HttpSender sender;

    public FileTransfer(OkHttpClient client) {
        this.client = client.newBuilder().callTimeout(Duration.ZERO).build();
        this.sender = new HttpSender(this.client);
    }

    /** Sends a request, usually with an {@link UploadBody}, and reads the whole answer, whatever its status. */
    public HttpAnswer send(Request request) throws ConnectorException, InterruptedException {
        FirstTimeout first = FirstTimeout.begin();
        try {
            return sender.send(request);
        } finally {
            first.close();
        }
    }

    /**
     * Opens a file's source and sends it, once; reads the whole answer, whatever its status.
     *
     * @param request makes the request around the file's bytes
     */
    public HttpAnswer upload(Upload file, Function<RequestBody, Request> request)
            throws ConnectorException, InterruptedException {
        Download source = file.source().open();
        try {
            OptionalLong length = file.size().isPresent() ? file.size() : source.length();
            Download declared = new Download(source.bytes(), file.mediaType(), length);
            return send(request.apply(UploadBody.of(declared, length)));
        } finally {
            close(source);
        }
    }

    private static void close(Download source) {
        try {
            source.close();
        } catch (IOException ignored) {
            // What became of the file is known by now.
        }
    }

    /**
     * Opens what a GET answers. The caller closes the response and looks at its status: 3xx only when the redirect has no
     * address. The body throws {@link HttpFailure} when it stalls or breaks off.
     */
    public Response get(Request request) throws ConnectorException, InterruptedException {
        Request next = request.newBuilder()
                .tag(ResponseLimit.class, ResponseLimit.NONE)
                .build();
        try {
            for (int redirects = 0; ; redirects++) {
                Response response = client.newCall(next).execute();
                String location = response.isRedirect() ? response.header("Location") : null;
                if (location == null) {
                    return response;
                }
                response.close();
                HttpUrl target = next.url().resolve(location);
                if (target == null || redirects == MAX_REDIRECTS) {
                    throw ConnectorException.of(
                            Kind.REJECTED, "bad_redirect", "The file's address leads nowhere, or in a circle");
                }
                next = next.newBuilder()
                        .url(target)
                        .removeHeader("Authorization")
                        .removeHeader("Cookie")
                        .build();
            }
        } catch (IOException e) {
            throw HttpFailures.of(e);
        }
    }

    /**
     * Opens a file. Asks for the bytes from {@code from} on, and skips what comes before them where the other side does
     * not know ranges.
     *
     * @param failure what a status other than success means on this platform; is not given the body
     */
    public Download open(Request request, long from, StatusFailure failure)
            throws ConnectorException, InterruptedException {
        return open(request, from, failure, response -> true);
    }

    /**
     * The same, where a success may be a page that asks for a sign-in.
     *
     * @param isFile looks at the head of a success; what is no file is {@code UNAVAILABLE} as {@code not_a_file}
     */
    public Download open(Request request, long from, StatusFailure failure, Predicate<Response> isFile)
            throws ConnectorException, InterruptedException {
        Request.Builder ranged = request.newBuilder().header("Accept-Encoding", "identity");
        if (from > 0) {
            ranged.header("Range", "bytes=" + from + "-");
        }
        Response response = get(ranged.build());
        try {
            if (response.isSuccessful() && !isFile.test(response)) {
                throw ConnectorException.unavailable(
                        Effect.NOT_APPLIED, "not_a_file", "What was answered is a page and not the file", null);
            }
            return opened(response, from, failure);
        } catch (ConnectorException | InterruptedException | RuntimeException e) {
            response.close();
            throw e;
        }
    }

    private static Download opened(Response response, long from, StatusFailure failure)
            throws ConnectorException, InterruptedException {
        ResponseBody body = response.body();
        if (response.code() == RANGE_NOT_SATISFIABLE && from > 0) {
            response.close();
            return new Download(InputStream.nullInputStream(), "application/octet-stream", OptionalLong.empty());
        }
        if (!response.isSuccessful() || body == null) {
            throw failure.of(response);
        }
        boolean partial = response.code() == PARTIAL_CONTENT;
        long sent = body.contentLength();
        OptionalLong length = sent < 0 ? OptionalLong.empty() : OptionalLong.of(partial ? from + sent : sent);
        MediaType type = body.contentType();
        InputStream bytes = new SourceStream(body.byteStream());
        try {
            if (!partial) {
                bytes.skipNBytes(Math.min(from, sent < 0 ? from : sent));
            }
        } catch (EOFException e) {
            bytes = InputStream.nullInputStream();
        } catch (IOException e) {
            throw HttpFailures.of(e);
        }
        return new Download(bytes, type == null ? "application/octet-stream" : type.toString(), length);
    }

    /** Makes a failure of a status. */
    @FunctionalInterface
    public interface StatusFailure {
        ConnectorException of(Response response) throws ConnectorException, InterruptedException;
    }

    /** Every failure of the source says that it is one. A source that is ahead fills the buffer, a slow one does not have to. */
    private static final class SourceStream extends BulkInputStream {

        /** What OkHttp gives at a time. */
        private static final int SEGMENT = 8 * 1024;

        private final InputStream in;

        private SourceStream(InputStream in) {
            this.in = in;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = 0;
            int more;
            try {
                do {
                    more = in.read(buffer, offset + read, length - read);
                    read += Math.max(more, 0);
                } while (more >= SEGMENT && read < length);
            } catch (IOException e) {
                throw broken(e);
            }
            return read > 0 ? read : more;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }

        private static IOException broken(IOException e) {
            try {
                return new BrokenSourceException(HttpFailures.of(e));
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return new InterruptedIOException("interrupted while a file was read");
            }
        }
    }
}

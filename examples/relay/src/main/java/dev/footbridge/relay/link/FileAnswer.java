package dev.footbridge.relay.link;

import dev.footbridge.core.connector.BrokenSourceException;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.Download;
import dev.footbridge.core.id.FileId;
import dev.footbridge.core.id.UserId;
import dev.footbridge.relay.transfer.FileInspection;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import jakarta.servlet.http.HttpServletResponse;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.http.ByteRange;

/** Sends a file from its source to a browser, through one buffer. */
final class FileAnswer {

    private static final int BUFFER = 65_536;

    /** How long a file is sent before it is asked again whether the person may have it. */
    static final Duration RECHECK = LinkAccess.MESSAGE_AGE;

    private final LinkAccess access;
    private final FileInspection inspection;
    private final Streams streams;
    private final LinkObserver observer;
    private final Clock clock;

    FileAnswer(LinkAccess access, FileInspection inspection, Streams streams, LinkObserver observer, Clock clock) {
        this.access = access;
        this.inspection = inspection;
        this.streams = streams;
        this.observer = observer;
        this.clock = clock;
    }

    /** Answers with the file, a range of it, or its headers. */
    void send(Context context, SharedFile file, UserId user) throws DeniedException, InterruptedException, IOException {
        try {
            open(context, file, user);
        } catch (ConnectorException e) {
            throw LinkAccess.denied(e, file.link());
        } catch (BrokenSourceException e) {
            throw LinkAccess.denied(e.reason(), file.link());
        }
    }

    private void open(Context context, SharedFile file, UserId user)
            throws ConnectorException, DeniedException, InterruptedException, IOException {
        Runnable abort = () -> abort(context);
        try (Streams.Stream stream = streams.begin(user, abort);
                Download download = opened(file)) {
            byte[] first = download.bytes().readNBytes(ImageType.BYTES);
            Optional<ImageType> image = ImageType.of(first, download.mediaType());
            Optional<Span> span = span(context, download, first.length);
            if (span.isEmpty()) {
                context.status(416);
                context.header(
                        "Content-Range",
                        ByteRange.toNonSatisfiableHeaderValue(download.length().orElse(0)));
                return;
            }
            describe(context, file, image, span.get());
            observer.opened(file.link().target().id().workspace().platform());
            if (context.method() == HandlerType.HEAD) {
                return;
            }
            Source source = new Source(file, user, stream, abort, context.res());
            if (span.get().from() == 0) {
                source.copy(first, download.bytes(), span.get().length());
            } else {
                source.copyFrom(file.attachment().id(), span.get());
            }
        }
    }

    private Download opened(SharedFile file) throws ConnectorException, InterruptedException {
        return inspection.open(
                () -> file.downloads().open(file.attachment().id()),
                file.attachment(),
                file.link().rules());
    }

    /**
     * What is asked for of a file.
     *
     * @param length in bytes, negative when nobody knows
     * @param total of the file, for a part of it; else negative
     */
    private record Span(long from, long length, long total) {
        boolean isPart() {
            return total >= 0;
        }
    }

    /** Empty when it cannot be. There are no validators, so {@code If-Range} never matches: then the whole is sent. */
    private Optional<Span> span(Context context, Download download, int read) {
        String header = context.header("Range");
        if (download.length().isEmpty()) {
            return Optional.of(new Span(0, read < ImageType.BYTES ? read : -1, -1));
        }
        long length = download.length().getAsLong();
        Span whole = new Span(0, length, -1);
        boolean inParts = header != null && header.startsWith("bytes=") && context.header("If-Range") == null;
        if (!inParts || inspection.scans()) {
            return Optional.of(whole);
        }
        List<ByteRange> ranges = ByteRange.parse(List.of(header), length);
        if (ranges.isEmpty()) {
            return Optional.empty();
        }
        ByteRange one = ranges.get(0);
        return Optional.of(ranges.size() > 1 ? whole : new Span(one.first(), one.getLength(), length));
    }

    private void describe(Context context, SharedFile file, Optional<ImageType> image, Span span) {
        String name = file.attachment().name();
        context.contentType(image.map(ImageType::mediaType).orElse("application/octet-stream"));
        context.header(
                "Content-Disposition", image.isPresent() ? Disposition.inline(name) : Disposition.attachment(name));
        context.header("Accept-Ranges", span.length() < 0 || inspection.scans() ? "none" : "bytes");
        context.status(span.isPart() ? 206 : 200);
        if (span.isPart()) {
            long last = span.from() + span.length() - 1;
            context.header("Content-Range", "bytes " + span.from() + "-" + last + "/" + span.total());
        }
        if (span.length() >= 0) {
            context.res().setContentLengthLong(span.length());
        }
    }

    /** The reader must not take a part for the whole: the connection breaks instead of ending. */
    private static void abort(Context context) {
        ServletContextRequest.getServletContextRequest(context.req())
                .getConnectionMetaData()
                .getConnection()
                .getEndPoint()
                .close();
    }

    /** One file on its way. */
    private final class Source {
        private final SharedFile file;
        private final UserId user;
        private final Streams.Stream stream;
        private final Runnable abort;
        private final HttpServletResponse response;
        private final OutputStream out;
        private final byte[] buffer = new byte[BUFFER];
        private Instant checked = clock.instant();

        Source(SharedFile file, UserId user, Streams.Stream stream, Runnable abort, HttpServletResponse response)
                throws IOException {
            this.file = file;
            this.user = user;
            this.stream = stream;
            this.abort = abort;
            this.response = response;
            out = response.getOutputStream();
        }

        void copyFrom(FileId id, Span span)
                throws ConnectorException, DeniedException, InterruptedException, IOException {
            try (Download rest = file.downloads().open(id, span.from())) {
                copy(new byte[0], rest.bytes(), span.length());
            }
        }

        void copy(byte[] first, InputStream rest, long length)
                throws DeniedException, InterruptedException, IOException {
            try {
                long left = length < 0 ? Long.MAX_VALUE : length;
                int head = (int) Math.min(first.length, left);
                write(first, head);
                left -= head;
                int read = 0;
                while (left > 0 && read >= 0) {
                    read = rest.read(buffer, 0, (int) Math.min(buffer.length, left));
                    if (read > 0) {
                        recheck();
                        write(buffer, read);
                        left -= read;
                    }
                }
                if (left > 0 && length >= 0) {
                    throw new EOFException("the source ended early");
                }
                out.flush();
            } catch (DeniedException e) {
                cut("revoked");
                throw e;
            } catch (IOException e) {
                cut("broken");
                throw e;
            }
        }

        /** As long as nothing left, there is an answer that says why. */
        private void cut(String reason) {
            observer.cut(reason);
            if (response.isCommitted()) {
                abort.run();
            }
        }

        /** Somebody who reads for long may lose the right meanwhile. */
        private void recheck() throws DeniedException, InterruptedException {
            Instant now = clock.instant();
            if (!now.isBefore(checked.plus(RECHECK))) {
                access.open(access.find(file.link().secret()), Optional.of(user));
                checked = now;
            }
        }

        private void write(byte[] bytes, int length) throws IOException {
            stream.waiting();
            out.write(bytes, 0, length);
            stream.took(length);
        }
    }
}

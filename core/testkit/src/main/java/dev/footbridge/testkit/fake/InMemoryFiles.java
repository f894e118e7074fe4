package dev.footbridge.testkit.fake;

import dev.footbridge.core.connector.BrokenSourceException;
import dev.footbridge.core.connector.BulkInputStream;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.ConnectorException.Effect;
import dev.footbridge.core.connector.ConnectorException.Kind;
import dev.footbridge.core.connector.Download;
import dev.footbridge.core.connector.Downloads;
import dev.footbridge.core.connector.FileLimits;
import dev.footbridge.core.connector.Upload;
import dev.footbridge.core.connector.Verb;
import dev.footbridge.core.id.FileId;
import dev.footbridge.core.id.WorkspaceId;
import dev.footbridge.core.message.Attachment;
import dev.footbridge.testkit.emulator.ClientFile;
import dev.footbridge.testkit.emulator.FileContent;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** The files of a workspace. */
final class InMemoryFiles implements Downloads {

    static final FileLimits LIMITS = new FileLimits(2L << 30, 3, false, Set.of("exe"));

    private final WorkspaceId workspace;
    private final InMemoryCalls calls;
    private final Map<FileId, ClientFile> files = new LinkedHashMap<>();
    private FileLimits limits = LIMITS;
    private boolean tellsLength = true;
    private long breakAfter;
    private int breaksLeft;

    InMemoryFiles(WorkspaceId workspace, InMemoryCalls calls) {
        this.workspace = workspace;
        this.calls = calls;
    }

    synchronized FileLimits limits() {
        return limits;
    }

    synchronized void limits(FileLimits other) {
        limits = other;
    }

    synchronized void tellsLength(boolean tells) {
        tellsLength = tells;
    }

    synchronized void breakOff(long after, int times) {
        breakAfter = after;
        breaksLeft = times;
    }

    synchronized List<Attachment> add(List<ClientFile> added) {
        List<Attachment> attachments = new ArrayList<>();
        for (ClientFile file : added) {
            FileId id = new FileId(workspace, "f" + (files.size() + 1));
            files.put(id, file);
            OptionalLong size = tellsLength ? OptionalLong.of(file.content().size()) : OptionalLong.empty();
            attachments.add(new Attachment(id, file.name(), file.mediaType(), size));
        }
        return attachments;
    }

    synchronized Optional<ClientFile> find(FileId id) {
        return Optional.ofNullable(files.get(id));
    }

    /** Reads what a connector uploads. */
    List<ClientFile> receive(List<Upload> uploads) throws ConnectorException, InterruptedException {
        List<ClientFile> received = new ArrayList<>();
        for (Upload upload : uploads) {
            check(upload);
            try (Download download = upload.source().open()) {
                FileContent content = FileContent.received(download.bytes());
                if (upload.size().isPresent() && upload.size().getAsLong() != content.size()) {
                    throw ConnectorException.unavailable(
                            Effect.NOT_APPLIED, "source_length", "the source gave another length than declared", null);
                }
                received.add(new ClientFile(upload.name(), upload.mediaType(), content));
            } catch (BrokenSourceException e) {
                throw e.reason();
            } catch (IOException e) {
                throw ConnectorException.unavailable(Effect.NOT_APPLIED, "source_broken", "the source broke", e);
            }
        }
        return received;
    }

    private void check(Upload upload) throws ConnectorException {
        FileLimits now = limits();
        if (now.lengthFirst() && upload.size().isEmpty()) {
            throw ConnectorException.of(Kind.REJECTED, "length_required", "the length must be told first");
        }
        if (!now.fits(upload.size())) {
            throw ConnectorException.of(Kind.REJECTED, "file_too_large", "the file is too large");
        }
        if (now.refuses(upload.name())) {
            throw ConnectorException.of(Kind.REJECTED, "file_type", "files of this type are refused");
        }
    }

    @Override
    public Download open(FileId id, long from) throws ConnectorException, InterruptedException {
        return calls.call(Verb.DOWNLOAD, Optional.empty(), () -> opened(id, from));
    }

    private synchronized Download opened(FileId id, long from) throws ConnectorException {
        ClientFile file =
                find(id).orElseThrow(() -> ConnectorException.of(Kind.NOT_FOUND, "file_not_found", "the file is gone"));
        InputStream bytes = file.content().open();
        try {
            bytes.skipNBytes(Math.min(from, file.content().size()));
        } catch (IOException e) {
            throw new IllegalStateException("bytes in memory cannot fail", e);
        }
        if (breaksLeft > 0) {
            breaksLeft--;
            bytes = new Breaking(bytes, breakAfter);
        }
        OptionalLong length = tellsLength ? OptionalLong.of(file.content().size()) : OptionalLong.empty();
        return new Download(bytes, file.mediaType(), length);
    }

    /** A stream that breaks off. */
    private static final class Breaking extends BulkInputStream {
        private final InputStream in;
        private long left;

        private Breaking(InputStream in, long after) {
            this.in = in;
            this.left = after;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            if (left == 0) {
                throw new BrokenSourceException(ConnectorException.unavailable(
                        Effect.NOT_APPLIED, "connection_lost", "the connection broke", null));
            }
            int read = in.read(buffer, offset, (int) Math.min(length, left));
            left -= Math.max(read, 0);
            return read;
        }
    }
}

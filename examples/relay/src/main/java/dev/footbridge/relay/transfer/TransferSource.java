package dev.footbridge.relay.transfer;

import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.ConnectorException.Kind;
import dev.footbridge.core.connector.Download;
import dev.footbridge.core.connector.FileSource;
import dev.footbridge.core.id.ChannelId;
import dev.footbridge.core.message.Attachment;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;

/** The bytes of a file at its source: counted, and held to the length that was told. */
final class TransferSource implements FileSource {

    /** Longest time that a source may fail before its file is given up: other files wait behind it. */
    static final Duration PATIENCE = Duration.ofMinutes(15);

    /** The length is another one than what the message told; the next attempt knows it. */
    static final String OTHER_LENGTH = "source_other_length";

    private final FileSource source;
    private final Attachment file;
    private final OptionalLong declared;
    private final long maxBytes;
    private final ChannelId from;
    private final ChannelId to;
    private final FileWork work;
    private final Transfers transfers;

    /** @param declared what the target is told, if anything */
    TransferSource(
            FileSource source,
            Attachment file,
            OptionalLong declared,
            long maxBytes,
            ChannelId from,
            ChannelId to,
            FileWork work,
            Transfers transfers) {
        this.source = source;
        this.file = file;
        this.declared = declared;
        this.maxBytes = maxBytes;
        this.from = from;
        this.to = to;
        this.work = work;
        this.transfers = transfers;
    }

    @Override
    public Download open() throws ConnectorException, InterruptedException {
        Download download;
        try {
            download = source.open();
        } catch (ConnectorException e) {
            throw failing(SourceFailures.of(e));
        }
        // Refusals of ours are no failures of the source.
        return opened(download);
    }

    private Download opened(Download download) throws ConnectorException {
        long real = download.length().orElse(declared.orElse(-1));
        if (declared.isPresent() && declared.getAsLong() != real) {
            closeQuietly(download);
            work.length(file.id(), real);
            throw ConnectorException.of(Kind.REJECTED, OTHER_LENGTH, "the file is not as long as its message says");
        }
        if (real > maxBytes) {
            closeQuietly(download);
            throw ConnectorException.of(Kind.REJECTED, FilePolicy.TOO_LARGE, "the file is larger than allowed");
        }
        Transfer transfer = transfers.begin(from, to, real, () -> closeQuietly(download));
        transfers.reached("file-open");
        CheckedStream bytes = new CheckedStream(
                download.bytes(), real, maxBytes, transfer, this::failing, () -> work.read(file.id()));
        return new Download(bytes, file.mediaType(), real < 0 ? OptionalLong.empty() : OptionalLong.of(real));
    }

    /** A source that fails for long fails for good. */
    private ConnectorException failing(ConnectorException e) {
        Instant now = transfers.now();
        boolean passes = e.kind() == Kind.UNAVAILABLE;
        return passes && !now.isBefore(work.failing(file.id(), now).plus(PATIENCE)) ? SourceFailures.forGood(e) : e;
    }

    static void closeQuietly(Download download) {
        try {
            download.close();
        } catch (IOException e) {
            // Nobody wants the rest of it.
        }
    }
}

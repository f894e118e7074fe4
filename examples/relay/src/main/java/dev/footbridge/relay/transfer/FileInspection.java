package dev.footbridge.relay.transfer;

import dev.footbridge.core.connector.BrokenSourceException;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.ConnectorException.Kind;
import dev.footbridge.core.connector.Download;
import dev.footbridge.core.connector.FileSource;
import dev.footbridge.core.message.Attachment;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.Optional;
import java.util.Set;

/**
 * Looks at what a file really is before its first byte passes, where a bridge asks for types, and shows it to a scanner on
 * its way, where there is one. Nothing is stored or decoded. Safe for concurrent use.
 */
public final class FileInspection {

    /** The scanner found something. */
    public static final String INFECTED = "infected";

    /** The scanner does not take such a file: too large for it, for one. */
    public static final String NOT_SCANNED = "not_scanned";

    private static final Set<String> REFUSALS = Set.of(FilePolicy.TYPE, INFECTED, NOT_SCANNED);

    private final Optional<FileScanner> scanner;

    public FileInspection(Optional<FileScanner> scanner) {
        this.scanner = scanner;
    }

    /** Whether a failure means that the operator does not let the file pass: neither as a copy nor by a link. */
    public static boolean isRefusal(String code) {
        return REFUSALS.contains(code);
    }

    /** Whether files are scanned; then only whole ones can pass. */
    public boolean scans() {
        return scanner.isPresent();
    }

    /**
     * Opens a file for somebody to whom these rules apply. Blocks until as many bytes are there as tell its type.
     *
     * @throws ConnectorException {@code REJECTED} when it may not pass; reading the bytes fails in the same way when that
     *     turns out later, always before the last of them
     */
    public Download open(FileSource source, Attachment file, FileRules rules)
            throws ConnectorException, InterruptedException {
        if (scanner.isEmpty()) {
            return typed(source.open(), file, rules);
        }
        // First of all: what nobody can scan now is not even read.
        FileScanner.Scan scan = scanner.get().begin();
        Download download = null;
        try {
            download = typed(source.open(), file, rules);
            return through(download, new ScannedStream(download.bytes(), scan));
        } finally {
            if (download == null) {
                scan.close();
            }
        }
    }

    private static Download typed(Download download, Attachment file, FileRules rules) throws ConnectorException {
        if (!rules.asksForTypes()) {
            return download;
        }
        byte[] head;
        try {
            head = download.bytes().readNBytes(SniffedType.BYTES);
        } catch (BrokenSourceException e) {
            TransferSource.closeQuietly(download);
            throw e.reason();
        } catch (IOException e) {
            TransferSource.closeQuietly(download);
            throw SourceFailures.of(e);
        }
        if (!rules.takes(file)
                || !SniffedType.words(head, file).map(rules::takes).orElse(true)) {
            TransferSource.closeQuietly(download);
            throw ConnectorException.of(Kind.REJECTED, FilePolicy.TYPE, "files of this type do not cross");
        }
        PushbackInputStream whole = new PushbackInputStream(download.bytes(), Math.max(1, head.length));
        try {
            whole.unread(head);
        } catch (IOException e) {
            throw new IllegalStateException("there is room for it", e);
        }
        return through(download, whole);
    }

    private static Download through(Download download, InputStream bytes) {
        return new Download(bytes, download.mediaType(), download.length());
    }
}

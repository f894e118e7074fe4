package dev.footbridge.relay.transfer;

import dev.footbridge.core.connector.BrokenSourceException;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.ConnectorException.Kind;
import dev.footbridge.core.connector.Download;
import dev.footbridge.core.connector.FileLimits;
import dev.footbridge.core.connector.FileSource;
import dev.footbridge.core.connector.Upload;
import dev.footbridge.core.id.ChannelId;
import dev.footbridge.core.message.Attachment;
import java.io.IOException;
import java.util.OptionalLong;

/**
 * Makes uploads of the files of messages: streams, or two-part transfers where the target must know the length first and
 * the source does not tell.
 */
public final class FileSources {

    /** There was no room for a two-part transfer. */
    public static final String SPOOL_FULL = "spool_full";

    private final Transfers transfers;
    private final Spool spool;
    private final FileInspection inspection;

    public FileSources(Transfers transfers, Spool spool, FileInspection inspection) {
        this.transfers = transfers;
        this.spool = spool;
        this.inspection = inspection;
    }

    /** Whether a refusal means that the same file may be tried again as it is now known. */
    public static boolean isLearned(ConnectorException reason) {
        return reason.code().equals(TransferSource.OTHER_LENGTH);
    }

    /**
     * The file for a target. Reads the whole file first where that cannot be helped.
     *
     * @param source opens it at its source
     * @param rules what the operator allows
     */
    public Upload upload(
            Attachment file,
            FileSource source,
            ChannelId from,
            ChannelId to,
            FileLimits limits,
            FileRules rules,
            FileWork work)
            throws ConnectorException, InterruptedException {
        long most = Math.min(rules.maxBytes(), limits.maxBytes());
        OptionalLong size = work.length(file.id());
        if (size.isEmpty()) {
            size = file.size();
        }
        if (!limits.lengthFirst() || size.isPresent()) {
            return new Upload(
                    file.name(), file.mediaType(), size, stream(file, source, size, rules, most, from, to, work));
        }
        SpoolFile spooled = work.spooled(file.id()).orElse(null);
        if (spooled == null) {
            FileSource first = stream(file, source, OptionalLong.empty(), rules, most, from, to, work);
            try (Download download = first.open()) {
                if (download.length().isPresent()) {
                    OptionalLong told = download.length();
                    work.length(file.id(), told.getAsLong());
                    return new Upload(
                            file.name(),
                            file.mediaType(),
                            told,
                            stream(file, source, told, rules, most, from, to, work));
                }
                spooled = spool.take(download.bytes());
                work.spooled(file.id(), spooled);
                transfers.spooled(to, spooled.length());
            } catch (BrokenSourceException e) {
                throw e.reason();
            } catch (SpoolException e) {
                throw ConnectorException.of(Kind.REJECTED, SPOOL_FULL, "the spool has no room for the file");
            } catch (IOException e) {
                throw SourceFailures.of(e);
            }
        }
        SpoolFile whole = spooled;
        OptionalLong length = OptionalLong.of(whole.length());
        return new Upload(
                file.name(), file.mediaType(), length, () -> new Download(whole.open(), file.mediaType(), length));
    }

    private FileSource stream(
            Attachment file,
            FileSource source,
            OptionalLong declared,
            FileRules rules,
            long most,
            ChannelId from,
            ChannelId to,
            FileWork work) {
        FileSource checked = new TransferSource(source, file, declared, most, from, to, work, transfers);
        return () -> inspection.open(checked, file, rules);
    }
}

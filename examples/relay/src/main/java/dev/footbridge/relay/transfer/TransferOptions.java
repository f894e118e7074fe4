package dev.footbridge.relay.transfer;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How files move.
 *
 * @param streams most streams at once
 * @param perUser most streams at once of one person's files
 * @param stall longest time without a byte
 * @param spool folder for files whose target must know their length first; absent means that they do not cross
 * @param spoolBytes most bytes of it
 * @param table how files cross
 * @param links to files that are not copied
 */
public record TransferOptions(
        int streams,
        int perUser,
        Duration stall,
        Optional<Path> spool,
        long spoolBytes,
        FileTable table,
        FileLinks links) {

    /** The defaults: 64 streams, 4 a person, 2 minutes, no spool, the relay's own table, no links. */
    public static TransferOptions defaults() {
        return new TransferOptions(
                64, 4, Duration.ofMinutes(2), Optional.empty(), 0, FileTable.standard(), FileLinks.none());
    }

    public TransferOptions withStreams(int most, int mostOfOnePerson) {
        return new TransferOptions(most, mostOfOnePerson, stall, spool, spoolBytes, table, links);
    }

    public TransferOptions withStall(Duration value) {
        return new TransferOptions(streams, perUser, value, spool, spoolBytes, table, links);
    }

    public TransferOptions withSpool(Path folder, long bytes) {
        return new TransferOptions(streams, perUser, stall, Optional.of(folder), bytes, table, links);
    }

    public TransferOptions withTable(FileTable value) {
        return new TransferOptions(streams, perUser, stall, spool, spoolBytes, value, links);
    }

    public TransferOptions withLinks(FileLinks value) {
        return new TransferOptions(streams, perUser, stall, spool, spoolBytes, table, value);
    }
}

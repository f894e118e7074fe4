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
 * @param scanner is shown every file before its last bytes pass
 */
public record TransferOptions(
        int streams,
        int perUser,
        Duration stall,
        Optional<Path> spool,
        long spoolBytes,
        FileTable table,
        FileLinks links,
        Optional<FileScanner> scanner) {

    /** The defaults: 64 streams, 4 a person, 2 minutes, no spool, the relay's own table, no links, no scanner. */
    public static TransferOptions defaults() {
        return new TransferOptions(
                64,
                4,
                Duration.ofMinutes(2),
                Optional.empty(),
                0,
                FileTable.standard(),
                FileLinks.none(),
                Optional.empty());
    }

    public TransferOptions withStreams(int most, int mostOfOnePerson) {
        return new TransferOptions(most, mostOfOnePerson, stall, spool, spoolBytes, table, links, scanner);
    }

    public TransferOptions withStall(Duration value) {
        return new TransferOptions(streams, perUser, value, spool, spoolBytes, table, links, scanner);
    }

    public TransferOptions withSpool(Path folder, long bytes) {
        return new TransferOptions(streams, perUser, stall, Optional.of(folder), bytes, table, links, scanner);
    }

    public TransferOptions withTable(FileTable value) {
        return new TransferOptions(streams, perUser, stall, spool, spoolBytes, value, links, scanner);
    }

    public TransferOptions withLinks(FileLinks value) {
        return new TransferOptions(streams, perUser, stall, spool, spoolBytes, table, value, scanner);
    }

    public TransferOptions withScanner(FileScanner value) {
        return new TransferOptions(streams, perUser, stall, spool, spoolBytes, table, links, Optional.of(value));
    }
}

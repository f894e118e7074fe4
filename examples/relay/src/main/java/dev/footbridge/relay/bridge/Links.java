package dev.footbridge.relay.bridge;

import dev.footbridge.relay.ledger.CopyRow;
import dev.footbridge.relay.ledger.GroupRow;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;

/** A group with everything it is on the channels. */
record Links(GroupRow group, List<CopyRow> copies) {

    Links {
        copies = List.copyOf(copies);
    }

    /** Live copies on a channel by part, files behind the text; the original counts as part 0 where it was written. */
    List<CopyRow> on(long channel) {
        return live(channel, part -> part >= CopyRow.ORIGINAL);
    }

    /** Live copies of the text, by part; the original counts as part 0 where it was written. */
    List<CopyRow> text(long channel) {
        return live(channel, part -> part >= CopyRow.ORIGINAL && !PartNumber.isFile(part));
    }

    /** Live messages with files, and about files. */
    List<CopyRow> files(long channel) {
        return live(channel, PartNumber::isFile);
    }

    /** All messages with files that the relay ever posted on a channel for it, and about files. */
    List<CopyRow> everyFile(long channel) {
        return copies.stream()
                .filter(copy -> copy.channel() == channel && PartNumber.isFile(copy.part()))
                .toList();
    }

    /** All that the relay posted on a channel for it and that is still there. */
    List<CopyRow> posted(long channel) {
        return live(channel, part -> part != CopyRow.ORIGINAL);
    }

    /** The live replies that tell an edited text, the newest generation only, by part. */
    List<CopyRow> correction(long channel) {
        List<CopyRow> all = live(channel, PartNumber::isCorrection);
        int newest = all.stream()
                .mapToInt(copy -> PartNumber.generation(copy.part()))
                .max()
                .orElse(0);
        return all.stream()
                .filter(copy -> PartNumber.generation(copy.part()) == newest)
                .sorted(Comparator.comparingInt(CopyRow::part).reversed())
                .toList();
    }

    /** The generation that no reply has yet, removed ones included. */
    int nextCorrection(long channel) {
        return copies.stream()
                .filter(copy -> copy.channel() == channel && PartNumber.isCorrection(copy.part()))
                .mapToInt(copy -> PartNumber.generation(copy.part()) + 1)
                .max()
                .orElse(0);
    }

    /** The live reply of this number. */
    Optional<CopyRow> notice(long channel, int number) {
        return live(channel, part -> part == number).stream().findFirst();
    }

    private List<CopyRow> live(long channel, IntPredicate parts) {
        return copies.stream()
                .filter(copy -> copy.channel() == channel && !copy.gone() && parts.test(copy.part()))
                .sorted(Comparator.comparingInt(CopyRow::part))
                .toList();
    }
}

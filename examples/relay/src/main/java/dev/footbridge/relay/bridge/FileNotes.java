package dev.footbridge.relay.bridge;

import dev.footbridge.core.connector.FileName;
import dev.footbridge.core.document.Block;
import dev.footbridge.core.document.Document;
import dev.footbridge.core.document.Element;
import dev.footbridge.core.document.Inline;
import dev.footbridge.core.document.Link;
import dev.footbridge.core.document.Loss;
import dev.footbridge.core.document.Paragraph;
import dev.footbridge.core.document.Text;
import dev.footbridge.relay.transfer.FileChoice;
import dev.footbridge.relay.transfer.FileInspection;
import dev.footbridge.relay.transfer.FileLinks;
import dev.footbridge.relay.transfer.FilePolicy;
import dev.footbridge.relay.transfer.FileSources;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** What people read about files that do not cross as they are: a link, or why not. */
final class FileNotes {

    /** Most files that are named; the others are counted. */
    private static final int MAX_NAMES = 10;

    private static final String CLIP = "\uD83D\uDCCE ";
    private static final Map<String, String> WORDS = Map.of(
            FilePolicy.OFF, "files are switched off",
            FilePolicy.TYPE, "files of this type are not carried over",
            FilePolicy.NO_GUESTS, "files of guests are not carried over",
            FilePolicy.UNREADABLE, "files cannot be read there",
            FilePolicy.TOO_LARGE, "it is too large",
            FilePolicy.NO_FILES, "files cannot be posted here",
            FilePolicy.TARGET_TYPE, "files of this type are refused here",
            FileSources.SPOOL_FULL, "there was no room for it on the way",
            FileInspection.INFECTED, "a virus scanner refused it",
            FileInspection.NOT_SCANNED, "a virus scanner could not check it");
    private static final String OTHER_WORDS = "it could not be copied";
    private static final String[] UNITS = {"bytes", "kB", "MB", "GB", "TB"};
    private static final int STEP = 1_000;

    private final FileLinks links;

    FileNotes(FileLinks links) {
        this.links = links;
    }

    /**
     * What is said about files, one paragraph each.
     *
     * @param files those that do not cross as they are
     * @param losses takes one per file
     */
    List<Block> about(
            List<Filing.Filed> files, long group, BridgedChannel target, String sourceName, List<Loss> losses) {
        List<Block> lines = new ArrayList<>();
        int left = 0;
        for (Filing.Filed filed : files) {
            Optional<URI> link = filed.choice().way() == FileChoice.Way.LINK
                    ? links.link(group, filed.file().id(), target.id())
                    : Optional.empty();
            losses.add(link.isPresent() ? Loss.degraded(Element.ATTACHMENT) : Loss.dropped(Element.ATTACHMENT));
            if (lines.size() < MAX_NAMES || link.isPresent()) {
                lines.add(link.isPresent() ? linked(filed, link.get()) : stays(filed, sourceName));
            } else {
                left++;
            }
        }
        if (left > 0) {
            lines.add(Paragraph.of(Text.of(CLIP + left + " more stay on " + sourceName)));
        }
        return lines;
    }

    /** A body with these lines below it. */
    static Document below(Document body, List<Block> lines) {
        List<Block> blocks = new ArrayList<>(body.blocks());
        blocks.addAll(lines);
        return lines.isEmpty() ? body : new Document(blocks);
    }

    private static Block linked(Filing.Filed filed, URI link) {
        Inline name = Link.orText(name(filed), link.toString(), Set.of());
        return Paragraph.of(Text.of(CLIP), name, Text.of(size(filed.file().size())));
    }

    private static Block stays(Filing.Filed filed, String sourceName) {
        return Paragraph.of(Text.of(CLIP + name(filed) + size(filed.file().size()) + " stays on " + sourceName + ": "
                + WORDS.getOrDefault(filed.choice().reason(), OTHER_WORDS)));
    }

    private static String name(Filing.Filed filed) {
        return FileName.clean(filed.file().name());
    }

    private static String size(OptionalLong bytes) {
        if (bytes.isEmpty()) {
            return "";
        }
        long shown = bytes.getAsLong();
        int unit = 0;
        while (shown >= STEP && unit < UNITS.length - 1) {
            shown = (shown + STEP / 2) / STEP;
            unit++;
        }
        return " (" + shown + " " + UNITS[unit] + ")";
    }
}

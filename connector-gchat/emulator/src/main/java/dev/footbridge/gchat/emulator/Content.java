package dev.footbridge.gchat.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/**
 * What a message says.
 *
 * @param signs whether {@code text} keeps the signs it was written with, as text in Chat's own syntax does
 * @param cards each as it came in {@code cardsV2}
 * @param widgets each as it came in {@code accessoryWidgets}
 * @param quote the resource name and version of the message this one quotes
 */
record Content(
        List<Line> lines,
        boolean signs,
        List<JsonNode> cards,
        List<JsonNode> widgets,
        String fallbackText,
        List<StoredFile> files,
        Optional<JsonNode> quote) {
    Content {
        lines = List.copyOf(lines);
        cards = List.copyOf(cards);
        widgets = List.copyOf(widgets);
        files = List.copyOf(files);
    }

    static Content typed(List<Line> lines) {
        return new Content(lines, false, List.of(), List.of(), "", List.of(), Optional.empty());
    }

    boolean empty() {
        return blank() && cards.isEmpty() && files.isEmpty();
    }

    boolean blank() {
        return lines.stream()
                .allMatch(
                        line -> line.runs().stream().allMatch(run -> run.text().isBlank()));
    }
}

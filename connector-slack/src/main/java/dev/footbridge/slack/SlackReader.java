package dev.footbridge.slack;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footbridge.core.document.Block;
import dev.footbridge.core.document.Document;
import dev.footbridge.core.document.DocumentReader;
import dev.footbridge.core.document.Heading;
import dev.footbridge.core.document.Inline;
import dev.footbridge.core.document.Link;
import dev.footbridge.core.document.Paragraph;
import dev.footbridge.core.document.Rule;
import dev.footbridge.core.document.Table;
import dev.footbridge.core.document.Text;
import dev.footbridge.http.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Reads the body of a message: its blocks where it has any that can be read, otherwise its text, and what integrations
 * put into attachments. Previews that Slack itself hangs on (unfurls) are left out.
 */
final class SlackReader implements DocumentReader<JsonNode> {

    private static final int SECTION_HEADING = 2;

    private final SlackRichText richText;
    private final SlackMrkdwn mrkdwn;

    SlackReader(SlackIds ids) {
        this.richText = new SlackRichText(ids);
        this.mrkdwn = new SlackMrkdwn(ids);
    }

    @Override
    public Document read(JsonNode message) {
        List<Block> blocks = new ArrayList<>();
        for (JsonNode block : message.path("blocks")) {
            readBlock(block, blocks);
        }
        if (blocks.isEmpty()) {
            blocks.addAll(mrkdwn.read(Json.text(message, "text").orElse("")));
        }
        for (JsonNode attachment : message.path("attachments")) {
            readAttachment(attachment, blocks);
        }
        return new Document(blocks);
    }

    private void readBlock(JsonNode block, List<Block> out) {
        switch (type(block)) {
            case "rich_text" -> out.addAll(richText.read(block));
            case "section" -> {
                out.addAll(textObject(block.path("text")));
                block.path("fields").forEach(field -> out.addAll(textObject(field)));
            }
            case "context" -> block.path("elements").forEach(element -> readContext(element, out));
            case "header" ->
                Json.nonBlank(block, "text", "text")
                        .ifPresent(text -> out.add(new Heading(SECTION_HEADING, List.of(Text.of(text)))));
            case "markdown" -> Json.nonBlank(block, "text").ifPresent(text -> out.add(Paragraph.of(Text.of(text))));
            case "divider" -> out.add(new Rule());
            case "image", "video" -> image(block, out);
            case "table" -> out.add(table(block));
            default -> {
                // Buttons, inputs and the like: nothing that another platform could show.
            }
        }
    }

    private void readContext(JsonNode element, List<Block> out) {
        if (type(element).equals("image")) {
            image(element, out);
        } else {
            out.addAll(textObject(element));
        }
    }

    private List<Block> textObject(JsonNode object) {
        String text = Json.text(object, "text").orElse("");
        return type(object).equals("mrkdwn") ? mrkdwn.read(text) : List.of(Paragraph.of(Text.of(text)));
    }

    private static void image(JsonNode block, List<Block> out) {
        String url = Json.text(block, "image_url")
                .or(() -> Json.text(block, "title_url"))
                .orElse("");
        String label = Json.nonBlank(block, "title", "text")
                .or(() -> Json.nonBlank(block, "alt_text"))
                .orElse("");
        if (!url.isEmpty() || !label.isEmpty()) {
            out.add(Paragraph.of(Link.orText(label, url, Set.of())));
        }
    }

    private Table table(JsonNode block) {
        List<Table.Row> rows = new ArrayList<>();
        for (JsonNode row : block.path("rows")) {
            List<Table.Cell> cells = new ArrayList<>();
            row.forEach(cell -> cells.add(new Table.Cell(cell(cell))));
            rows.add(new Table.Row(cells));
        }
        return new Table(false, rows);
    }

    private List<Inline> cell(JsonNode cell) {
        if (type(cell).equals("rich_text")) {
            return richText.inlines(cell);
        }
        return List.of(Text.of(Json.text(cell, "text").orElse("")));
    }

    private void readAttachment(JsonNode attachment, List<Block> out) {
        boolean unfurl = attachment.has("from_url")
                || attachment.has("original_url")
                || Json.flag(attachment, "is_msg_unfurl")
                || Json.flag(attachment, "is_app_unfurl");
        if (unfurl) {
            return;
        }
        List<Block> read = new ArrayList<>();
        out.addAll(mrkdwn.read(Json.text(attachment, "pretext").orElse("")));
        Json.nonBlank(attachment, "title")
                .map(title ->
                        Link.orText(title, Json.text(attachment, "title_link").orElse(""), Set.of()))
                .ifPresent(title -> read.add(Paragraph.of(title)));
        read.addAll(mrkdwn.read(Json.text(attachment, "text").orElse("")));
        attachment.path("blocks").forEach(block -> readBlock(block, read));
        if (read.isEmpty()) {
            Json.nonBlank(attachment, "fallback").ifPresent(text -> read.addAll(mrkdwn.read(text)));
        }
        out.addAll(read);
    }

    private static String type(JsonNode node) {
        return node.path("type").asText("");
    }
}

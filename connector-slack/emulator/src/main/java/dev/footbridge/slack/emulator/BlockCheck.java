package dev.footbridge.slack.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/**
 * Refuses blocks as the vendor does: number, types, lengths, the elements of rich text. See
 * <a href="https://docs.slack.dev/reference/block-kit/blocks/">Blocks</a>.
 */
final class BlockCheck {
    private static final int MAX_BLOCKS = 50;
    private static final int MAX_SECTION_TEXT = 3_000;
    private static final int MAX_HEADER_TEXT = 150;
    /** Not documented; seen by many callers. */
    private static final int MAX_TOTAL_TEXT = 13_200;

    private static final Set<String> TYPES = Set.of(
            "section",
            "header",
            "divider",
            "context",
            "image",
            "actions",
            "rich_text",
            "markdown",
            "table",
            "video",
            "file",
            "input",
            "context_actions");
    private static final Set<String> RICH_BLOCKS =
            Set.of("rich_text_section", "rich_text_list", "rich_text_quote", "rich_text_preformatted");
    private static final Set<String> RICH_INLINES =
            Set.of("text", "user", "usergroup", "team", "channel", "emoji", "link", "broadcast", "date", "color");

    private BlockCheck() {}

    /** Checks and returns a copy in which every block has an id. */
    static ArrayNode check(JsonNode blocks, Workspace workspace) throws SlackError {
        if (!(blocks instanceof ArrayNode array)) {
            throw new SlackError("invalid_blocks_format");
        }
        if (array.size() > MAX_BLOCKS) {
            throw SlackError.explained("invalid_blocks", "no more than 50 items allowed [json-pointer:/blocks]");
        }
        ArrayNode checked = array.deepCopy();
        int total = 0;
        for (int i = 0; i < checked.size(); i++) {
            String at = "/blocks/" + i;
            if (!(checked.get(i) instanceof ObjectNode block)) {
                throw invalid("must be an object", at);
            }
            block(block, at);
            total += textLength(block);
            if (!block.has("block_id")) {
                block.put("block_id", workspace.nextId("b"));
            }
        }
        if (total > MAX_TOTAL_TEXT) {
            throw new SlackError("msg_blocks_too_long");
        }
        return checked;
    }

    private static SlackError invalid(String what, String at) {
        return SlackError.explained("invalid_blocks", what + " [json-pointer:" + at + "]");
    }

    private static void block(ObjectNode block, String at) throws SlackError {
        String type = Nodes.text(block, "type");
        if (!TYPES.contains(type)) {
            throw invalid("unsupported type: " + type, at + "/type");
        }
        switch (type) {
            case "section" -> section(block, at);
            case "header" -> text(block.path("text"), MAX_HEADER_TEXT, at + "/text");
            case "rich_text" -> richText(block, at);
            case "context" -> nonEmpty(block.path("elements"), at + "/elements");
            case "markdown" -> nonEmptyText(block, "text", at);
            default -> {
                // The remaining types carry nothing a bridge sends; their inner rules are not checked.
            }
        }
    }

    private static void section(ObjectNode block, String at) throws SlackError {
        if (block.has("text")) {
            text(block.path("text"), MAX_SECTION_TEXT, at + "/text");
        } else {
            nonEmpty(block.path("fields"), at + "/fields");
        }
    }

    private static void text(JsonNode text, int most, String at) throws SlackError {
        String type = Nodes.text(text, "type");
        if (!type.equals("mrkdwn") && !type.equals("plain_text")) {
            throw invalid("unsupported type: " + type, at + "/type");
        }
        String value = Nodes.text(text, "text");
        if (value.isEmpty()) {
            throw invalid("must be more than 0 characters", at + "/text");
        }
        if (value.length() > most) {
            throw invalid("must be less than " + (most + 1) + " characters", at + "/text");
        }
    }

    private static void nonEmpty(JsonNode array, String at) throws SlackError {
        if (!array.isArray() || array.isEmpty()) {
            throw invalid("must provide at least one item", at);
        }
    }

    private static void nonEmptyText(JsonNode owner, String field, String at) throws SlackError {
        if (!owner.path(field).isTextual() || Nodes.text(owner, field).isEmpty()) {
            throw invalid("must be more than 0 characters", at + "/" + field);
        }
    }

    private static void richText(ObjectNode block, String at) throws SlackError {
        JsonNode elements = block.path("elements");
        if (!elements.isArray()) {
            throw invalid("missing required field: elements", at);
        }
        for (int i = 0; i < elements.size(); i++) {
            String here = at + "/elements/" + i;
            JsonNode element = elements.get(i);
            String type = Nodes.text(element, "type");
            if (!RICH_BLOCKS.contains(type)) {
                throw invalid("unsupported type: " + type, here + "/type");
            }
            if (type.equals("rich_text_list")) {
                list(element, here);
            } else {
                inlines(element, here);
            }
        }
    }

    private static void list(JsonNode list, String at) throws SlackError {
        String style = Nodes.text(list, "style");
        if (!style.equals("bullet") && !style.equals("ordered")) {
            throw invalid("must be a valid enum value", at + "/style");
        }
        for (JsonNode item : list.path("elements")) {
            if (!Nodes.text(item, "type").equals("rich_text_section")) {
                throw invalid("unsupported type: " + Nodes.text(item, "type"), at + "/elements");
            }
            inlines(item, at + "/elements");
        }
    }

    private static void inlines(JsonNode section, String at) throws SlackError {
        if (!section.path("elements").isArray()) {
            throw invalid("missing required field: elements", at);
        }
        for (JsonNode inline : section.path("elements")) {
            String type = Nodes.text(inline, "type");
            if (!RICH_INLINES.contains(type)) {
                throw invalid("unsupported type: " + type, at + "/elements");
            }
            switch (type) {
                case "text" -> nonEmptyText(inline, "text", at);
                case "user" -> nonEmptyText(inline, "user_id", at);
                case "channel" -> nonEmptyText(inline, "channel_id", at);
                case "emoji" -> nonEmptyText(inline, "name", at);
                case "link" -> nonEmptyText(inline, "url", at);
                case "broadcast" -> nonEmptyText(inline, "range", at);
                default -> {
                    // Types that a bridge never sends.
                }
            }
        }
    }

    private static int textLength(JsonNode node) {
        if (node.isObject() || node.isArray()) {
            int total = 0;
            for (JsonNode child : node) {
                total += child.isTextual() ? 0 : textLength(child);
            }
            return total
                    + (node.path("text").isTextual() ? Nodes.text(node, "text").length() : 0);
        }
        return 0;
    }
}

package dev.footbridge.slack;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footbridge.core.document.Block;
import dev.footbridge.core.document.ChannelRef;
import dev.footbridge.core.document.CodeBlock;
import dev.footbridge.core.document.Inline;
import dev.footbridge.core.document.Link;
import dev.footbridge.core.document.Mark;
import dev.footbridge.core.document.Mention;
import dev.footbridge.core.document.Mention.Audience;
import dev.footbridge.core.document.Paragraph;
import dev.footbridge.core.document.Quote;
import dev.footbridge.core.document.Text;
import dev.footbridge.http.Json;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads {@code rich_text} blocks, what people's clients write. Lists come flat, each with its indent; a quote that
 * holds a list or code comes as neighbours with a border. See
 * <a href="https://docs.slack.dev/reference/block-kit/blocks/rich-text-block">rich text block</a>.
 */
final class SlackRichText {

    private static final int MAX_INDENT = 8;

    private final SlackIds ids;

    SlackRichText(SlackIds ids) {
        this.ids = ids;
    }

    List<Block> read(JsonNode richText) {
        Elements elements = new Elements();
        for (JsonNode element : richText.path("elements")) {
            elements.add(element);
        }
        return elements.finish();
    }

    /** All runs of a block in one row, for table cells. */
    List<Inline> inlines(JsonNode richText) {
        List<Inline> out = new ArrayList<>();
        for (JsonNode element : richText.path("elements")) {
            out.addAll(section(element));
        }
        return out;
    }

    /** Puts the flat sequence back together. */
    private final class Elements {

        private final List<Block> out = new ArrayList<>();
        private final List<Block> quoted = new ArrayList<>();
        private final SlackListBuilder list = new SlackListBuilder();
        private boolean listIsQuoted;
        private boolean lastIsQuote;

        void add(JsonNode element) {
            String type = element.path("type").asText("");
            boolean bordered = element.path("border").asInt(0) == 1;
            switch (type) {
                case "rich_text_list" -> {
                    addList(element, bordered);
                    lastIsQuote = false;
                }
                case "rich_text_quote" -> {
                    if (lastIsQuote) {
                        endQuote();
                    }
                    put(new Paragraph(section(element)), true);
                    lastIsQuote = true;
                }
                case "rich_text_preformatted" -> {
                    put(new CodeBlock(Json.text(element, "language").orElse(""), code(element)), bordered);
                    lastIsQuote = false;
                }
                default -> {
                    // rich_text_section, and whatever comes later: its text must not be lost.
                    put(new Paragraph(section(element)), false);
                    lastIsQuote = false;
                }
            }
        }

        private void addList(JsonNode element, boolean bordered) {
            if (bordered != listIsQuoted) {
                endList();
            }
            if (!bordered) {
                endQuote();
            }
            listIsQuoted = bordered;
            List<List<Inline>> items = new ArrayList<>();
            element.path("elements").forEach(item -> items.add(section(item)));
            boolean ordered = element.path("style").asText("").equals("ordered");
            int indent = Math.max(0, Math.min(MAX_INDENT, element.path("indent").asInt(0)));
            list.add(ordered, indent, Math.max(0, element.path("offset").asInt(0)), items);
        }

        private void put(Block block, boolean inQuote) {
            endList();
            if (!inQuote) {
                endQuote();
            }
            (inQuote ? quoted : out).add(block);
        }

        private void endList() {
            (listIsQuoted ? quoted : out).addAll(list.finish());
        }

        private void endQuote() {
            if (!quoted.isEmpty()) {
                out.add(new Quote(quoted));
                quoted.clear();
            }
        }

        List<Block> finish() {
            endList();
            endQuote();
            return out;
        }
    }

    private List<Inline> section(JsonNode section) {
        List<Inline> out = new ArrayList<>();
        for (JsonNode element : section.path("elements")) {
            inline(element).ifPresent(out::add);
        }
        return out;
    }

    private static String code(JsonNode preformatted) {
        StringBuilder out = new StringBuilder();
        for (JsonNode element : preformatted.path("elements")) {
            out.append(Json.text(element, "text")
                    .or(() -> Json.text(element, "url"))
                    .orElse(""));
        }
        return out.toString();
    }

    private Optional<Inline> inline(JsonNode element) {
        Set<Mark> marks = marks(element.path("style"));
        return switch (element.path("type").asText("")) {
            case "link" -> {
                String url = Json.text(element, "url").orElse("");
                yield Optional.of(Link.orText(Json.text(element, "text").orElse(""), url, marks));
            }
            case "emoji" -> emoji(element, marks);
            case "user" -> ids.user(Json.text(element, "user_id")).<Inline>map(user -> Mention.user(user, ""));
            case "usergroup" ->
                Json.nonBlank(element, "usergroup_id").map(id -> new Mention(new Mention.GroupTarget(id), ""));
            case "channel" -> ids.channel(Json.text(element, "channel_id")).map(channel -> new ChannelRef(channel, ""));
            case "broadcast" ->
                Optional.of(broadcast(Json.text(element, "range").orElse("")));
            case "color" -> Json.text(element, "value").map(value -> new Text(value, marks));
            case "date" -> Json.text(element, "fallback").map(value -> new Text(value, marks));
            default -> Json.text(element, "text").map(text -> new Text(text, marks));
        };
    }

    private static Optional<Inline> emoji(JsonNode element, Set<Mark> marks) {
        Optional<String> name = Json.nonBlank(element, "name");
        int tone = element.path("skin_tone").asInt(0);
        Optional<String> sequence = name.map(value -> tone > 0 ? value + "::skin-tone-" + tone : value)
                .flatMap(SlackEmoji::sequence)
                .or(() -> Json.nonBlank(element, "unicode").flatMap(SlackEmoji::fromHex));
        if (sequence.isPresent()) {
            return sequence.map(value -> new Text(value, marks));
        }
        return name.flatMap(value -> SlackEmoji.inline(value, marks));
    }

    static Mention broadcast(String range) {
        return switch (range) {
            case "here" -> Mention.broadcast(Audience.ACTIVE, range);
            case "everyone" -> Mention.broadcast(Audience.EVERYONE, range);
            default -> Mention.broadcast(Audience.CHANNEL, "channel");
        };
    }

    private static Set<Mark> marks(JsonNode style) {
        if (!style.isObject() || style.isEmpty()) {
            return Set.of();
        }
        Set<Mark> marks = EnumSet.noneOf(Mark.class);
        for (Mark mark : Mark.values()) {
            if (Json.flag(style, styleName(mark))) {
                marks.add(mark);
            }
        }
        return marks;
    }

    static String styleName(Mark mark) {
        return switch (mark) {
            case BOLD -> "bold";
            case ITALIC -> "italic";
            case UNDERLINE -> "underline";
            case STRIKE -> "strike";
            case CODE -> "code";
        };
    }
}

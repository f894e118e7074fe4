package dev.footbridge.gchat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footbridge.core.document.Block;
import dev.footbridge.core.document.Document;
import dev.footbridge.core.document.DocumentReader;
import dev.footbridge.core.document.Inline;
import dev.footbridge.core.document.Mention;
import dev.footbridge.core.document.Paragraph;
import dev.footbridge.core.document.Text;
import dev.footbridge.http.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jsoup.Jsoup;

/**
 * Reads the body of a message: its {@code formattedText} where it has one, otherwise its {@code text} with annotations,
 * and what apps put into cards. The card that tells the author of our own messages is not part of the body.
 */
final class GchatReader implements DocumentReader<JsonNode> {

    /** In which syntax {@code formattedText} comes. */
    enum Syntax {
        /** Google Chat's own signs. */
        CHAT,
        MARKDOWN
    }

    private static final int MOST_ANNOTATIONS = 1_000;
    private static final int MOST_WIDGETS = 100;
    private static final int MOST_CARD_TEXT = 32_000;

    private final GchatIds ids;
    private final Syntax syntax;

    GchatReader(GchatIds ids, Syntax syntax) {
        this.ids = ids;
        this.syntax = syntax;
    }

    @Override
    public Document read(JsonNode message) {
        GchatTold told = GchatTold.of(labels(message));
        List<Block> blocks = new ArrayList<>();
        Optional<String> formatted = Json.nonBlank(message, "formattedText");
        if (formatted.isPresent() && syntax == Syntax.MARKDOWN) {
            blocks.addAll(new GchatMarkdown(ids, told).read(formatted.get()));
        } else if (formatted.isPresent()) {
            blocks.addAll(new GchatChatMarkup(ids, told).read(formatted.get()));
        } else {
            blocks.add(new Paragraph(plain(message, told)));
        }
        for (JsonNode card : message.path("cardsV2")) {
            if (Json.text(card, "cardId").filter(GchatCards.AUTHOR::equals).isEmpty()) {
                readCard(card.path("card"), blocks);
            }
        }
        return new Document(blocks);
    }

    /** The names that annotations tell, by id. */
    private static Map<String, String> labels(JsonNode message) {
        Map<String, String> labels = new HashMap<>();
        for (JsonNode annotation : annotations(message)) {
            JsonNode user = annotation.path("userMention").path("user");
            Optional<String> id = Json.text(user, "name").filter(name -> name.startsWith("users/"));
            String name = Json.text(user, "displayName").orElseGet(() -> shown(message, annotation));
            id.ifPresent(found -> labels.put(found.substring("users/".length()), name));
        }
        return labels;
    }

    /** What stands in the text where an annotation points, without the leading sign. */
    private static String shown(JsonNode message, JsonNode annotation) {
        String text = Json.text(message, "text").orElse("");
        int[] span = span(annotation, text);
        return span.length == 2 && text.startsWith("@", span[0]) ? text.substring(span[0] + 1, span[1]) : "";
    }

    private static List<JsonNode> annotations(JsonNode message) {
        List<JsonNode> all = Json.items(message, "annotations");
        return all.subList(0, Math.min(MOST_ANNOTATIONS, all.size()));
    }

    /** Start and end; empty when it does not fit. Some recorded bodies write these numbers with a fraction. */
    private static int[] span(JsonNode annotation, String text) {
        OptionalLong start = Json.number(annotation, "startIndex");
        OptionalLong length = Json.number(annotation, "length");
        long from = start.orElse(0);
        long to = from + length.orElse(0);
        boolean fits = from >= 0 && to > from && to <= text.length();
        return fits ? new int[] {(int) from, (int) to} : new int[0];
    }

    /** Plain text in which annotations point at mentions. */
    private List<Inline> plain(JsonNode message, GchatTold told) {
        String text = Json.text(message, "text").orElse("");
        List<Inline> out = new ArrayList<>();
        int done = 0;
        for (JsonNode annotation : annotations(message)) {
            int[] span = span(annotation, text);
            Optional<Inline> mention = Json.text(annotation, "userMention", "user", "name")
                    .filter(name -> name.startsWith("users/"))
                    .flatMap(name -> GchatMentions.read(ids, name.substring("users/".length()), told));
            if (span.length == 2 && span[0] >= done && mention.isPresent()) {
                out.add(Text.of(text.substring(done, span[0])));
                out.add(mention.get());
                done = span[1];
            }
        }
        out.add(Text.of(text.substring(done)));
        return out;
    }

    /** The words of a card; buttons, inputs and the like are nothing that another platform could show. */
    private static void readCard(JsonNode card, List<Block> out) {
        StringBuilder words = new StringBuilder();
        Json.nonBlank(card, "header", "title").ifPresent(title -> line(words, title));
        Json.nonBlank(card, "header", "subtitle").ifPresent(subtitle -> line(words, subtitle));
        int widgets = 0;
        for (JsonNode section : card.path("sections")) {
            Json.nonBlank(section, "header").ifPresent(header -> html(words, header));
            for (JsonNode widget : section.path("widgets")) {
                if (++widgets > MOST_WIDGETS || words.length() > MOST_CARD_TEXT) {
                    break;
                }
                Json.nonBlank(widget, "textParagraph", "text").ifPresent(text -> html(words, text));
                Json.nonBlank(widget, "decoratedText", "topLabel").ifPresent(text -> line(words, text));
                Json.nonBlank(widget, "decoratedText", "text").ifPresent(text -> html(words, text));
            }
        }
        out.add(Paragraph.of(Text.of(words.toString())));
    }

    private static void html(StringBuilder words, String html) {
        line(words, Jsoup.parseBodyFragment(html).wholeText());
    }

    private static void line(StringBuilder words, String line) {
        words.append(words.isEmpty() ? "" : "\n").append(line);
    }

    /** A body without the mention of the app that it begins with: people must call an app to be heard by it. */
    static Document withoutCall(Document body, GchatIds ids, String app) {
        if (body.blocks().isEmpty() || !(body.blocks().get(0) instanceof Paragraph first)) {
            return body;
        }
        List<Inline> inlines = new ArrayList<>(first.inlines());
        boolean called = inlines.get(0) instanceof Mention mention
                && GchatMentions.real(ids, mention)
                        .filter(user -> user.value().equals(app))
                        .isPresent();
        if (!called) {
            return body;
        }
        inlines.remove(0);
        if (!inlines.isEmpty() && inlines.get(0) instanceof Text text) {
            inlines.set(0, new Text(text.value().stripLeading(), text.marks()));
        }
        List<Block> blocks = new ArrayList<>(body.blocks());
        blocks.set(0, new Paragraph(inlines));
        return new Document(blocks);
    }
}

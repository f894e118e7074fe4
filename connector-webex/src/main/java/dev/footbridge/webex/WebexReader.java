package dev.footbridge.webex;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footbridge.core.document.Document;
import dev.footbridge.core.document.DocumentReader;
import dev.footbridge.http.Json;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Entities;

/** Reads a message's body: from its HTML, which Webex makes of any markdown, else from the markdown, else from the text. */
final class WebexReader implements DocumentReader<JsonNode> {

    /** More than the platform takes; what is longer is read as far. */
    private static final int MAX_SOURCE = 256 * 1024;

    /** Below it, jsoup closes elements early; no editor of the platform nests nearly as deep. */
    private static final int MAX_DEPTH = 128;

    /** How deep blocks of markdown nest. */
    private static final int MAX_BLOCKS = 64;

    private static final Parser MARKDOWN = Parser.builder()
            .maxOpenBlockParsers(MAX_BLOCKS)
            .maxInlineNesting(MAX_DEPTH)
            .build();
    private static final HtmlRenderer HTML = HtmlRenderer.builder().build();
    private static final Pattern MENTION =
            Pattern.compile("<@(personId|personEmail|all):?([^|<>\\s]{0,254})(?:\\|([^<>]{0,254}))?>");

    private final WebexIds ids;

    WebexReader(WebexIds ids) {
        this.ids = ids;
    }

    @Override
    public Document read(JsonNode message) {
        Optional<String> html = Json.nonBlank(message, "html");
        if (html.isPresent()) {
            return html(html.get());
        }
        Optional<String> markdown = Json.nonBlank(message, "markdown");
        if (markdown.isPresent()) {
            return markdown(markdown.get());
        }
        return Document.text(cut(Json.text(message, "text").orElse("")));
    }

    Document html(String html) {
        Element body = org.jsoup.parser.Parser.htmlParser()
                .setMaxDepth(MAX_DEPTH)
                .parseInput(cut(html), "")
                .body();
        return new Document(WebexHtml.blocks(body, ids));
    }

    /** As the platform does it: mentions become elements, the rest is CommonMark. */
    Document markdown(String markdown) {
        return html(toHtml(markdown));
    }

    static String toHtml(String markdown) {
        return HTML.render(MARKDOWN.parse(withMentions(cut(markdown))));
    }

    private static String withMentions(String markdown) {
        return MENTION.matcher(markdown).replaceAll(found -> Matcher.quoteReplacement(mention(found)));
    }

    private static String mention(MatchResult found) {
        String target = found.group(2);
        String label = Entities.escape(Optional.ofNullable(found.group(3)).orElse(""));
        return switch (found.group(1)) {
            case "all" ->
                "<spark-mention data-object-type=\"groupMention\" data-group-type=\"all\">All</spark-mention>";
            case "personId" ->
                "<spark-mention data-object-type=\"person\" data-object-id=\"" + Entities.escape(target) + "\">" + label
                        + "</spark-mention>";
            default -> "<span>" + (label.isEmpty() ? Entities.escape(target) : label) + "</span>";
        };
    }

    private static String cut(String text) {
        return text.length() <= MAX_SOURCE ? text : text.substring(0, MAX_SOURCE);
    }
}

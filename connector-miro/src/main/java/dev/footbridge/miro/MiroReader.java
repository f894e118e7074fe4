package dev.footbridge.miro;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footbridge.core.document.Block;
import dev.footbridge.core.document.Document;
import dev.footbridge.core.document.DocumentReader;
import dev.footbridge.core.document.Link;
import dev.footbridge.core.document.Mark;
import dev.footbridge.core.document.Paragraph;
import dev.footbridge.core.document.Text;
import dev.footbridge.http.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;

/**
 * Reads what an item says: the content of notes, texts and shapes, title and description of cards, the title of files and
 * embeds. All of them are HTML, of which nothing but text, marks, links and lists gets through.
 */
final class MiroReader implements DocumentReader<JsonNode> {

    /** Far more than an item holds; what is longer is read as far. */
    private static final int MAX_HTML = 64 * 1024;

    /** Below it, jsoup closes elements early. */
    private static final int MAX_DEPTH = 64;

    @Override
    public Document read(JsonNode item) {
        return read(item, false);
    }

    /** @param ownCard whether it is a card of ours, whose title is the author and not content */
    Document read(JsonNode item, boolean ownCard) {
        JsonNode data = item.path("data");
        List<Block> blocks = new ArrayList<>();
        switch (Json.text(item, "type").orElse("")) {
            case "card", "app_card" -> {
                if (!ownCard) {
                    heading(data, blocks);
                }
                blocks.addAll(html(Json.text(data, "description").orElse("")));
            }
            case "embed", "preview" -> link(data, blocks);
            case "image", "document" ->
                blocks.addAll(html(Json.text(data, "title").orElse("")));
            default -> blocks.addAll(html(Json.text(data, "content").orElse("")));
        }
        return new Document(blocks);
    }

    private static void heading(JsonNode data, List<Block> out) {
        String title = plain(Json.text(data, "title").orElse(""));
        if (!title.isBlank()) {
            boolean alone = Json.nonBlank(data, "description").isEmpty();
            out.add(Paragraph.of(alone ? Text.of(title) : Text.of(title, Mark.BOLD)));
        }
    }

    private static void link(JsonNode data, List<Block> out) {
        Optional<String> url = Json.nonBlank(data, "url");
        String title = Json.nonBlank(data, "title").map(MiroReader::plain).orElse("");
        url.ifPresent(address -> out.add(Paragraph.of(Link.orText(title, address, Set.of()))));
    }

    static List<Block> html(String html) {
        return MiroHtml.blocks(parse(html));
    }

    /** HTML as text on one line. */
    static String plain(String html) {
        return html.indexOf('<') < 0 && html.indexOf('&') < 0
                ? html
                : parse(html).text();
    }

    private static Element parse(String html) {
        String cut = html.length() <= MAX_HTML ? html : html.substring(0, MAX_HTML);
        return Parser.htmlParser().setMaxDepth(MAX_DEPTH).parseInput(cut, "").body();
    }
}

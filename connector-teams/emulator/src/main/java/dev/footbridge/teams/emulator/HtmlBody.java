package dev.footbridge.teams.emulator;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;
import org.jsoup.safety.Cleaner;
import org.jsoup.safety.Safelist;

/**
 * The HTML dialect of message bodies: what Teams keeps of a body that a client posts, and what the body refers to.
 *
 * <p>Scripts, event handlers, unknown tags and unknown link protocols are dropped, the text of unknown tags stays.
 */
final class HtmlBody {
    private static final Safelist DIALECT = Safelist.none()
            .addTags(
                    "a",
                    "at",
                    "attachment",
                    "b",
                    "blockquote",
                    "br",
                    "caption",
                    "code",
                    "codeblock",
                    "col",
                    "colgroup",
                    "customemoji",
                    "del",
                    "div",
                    "em",
                    "emoji",
                    "h1",
                    "h2",
                    "h3",
                    "h4",
                    "h5",
                    "h6",
                    "hr",
                    "i",
                    "img",
                    "li",
                    "ol",
                    "p",
                    "pre",
                    "s",
                    "span",
                    "strike",
                    "strong",
                    "sub",
                    "sup",
                    "table",
                    "tbody",
                    "td",
                    "tfoot",
                    "th",
                    "thead",
                    "tr",
                    "u",
                    "ul")
            .addAttributes(":all", "style", "itemprop", "itemtype", "itemscope", "itemid", "dir")
            .addAttributes("a", "href", "title", "rel", "target")
            .addProtocols("a", "href", "http", "https", "mailto", "tel", "msteams")
            .addAttributes("at", "id")
            .addAttributes("attachment", "id")
            .addAttributes("codeblock", "class")
            .addAttributes("code", "class")
            .addAttributes("customemoji", "id", "alt", "source")
            .addAttributes("emoji", "id", "alt", "title")
            .addAttributes("img", "src", "alt", "height", "width")
            .addAttributes("ol", "start")
            .addAttributes("span", "class", "title", "type")
            .addAttributes("table", "border", "cellspacing", "cellpadding")
            .addAttributes("td", "colspan", "rowspan")
            .addAttributes("th", "colspan", "rowspan");

    private final Document document;

    private HtmlBody(Document document) {
        this.document = document;
    }

    static HtmlBody parse(String html) {
        var clean = new Cleaner(DIALECT).clean(Jsoup.parseBodyFragment(html));
        clean.outputSettings(new Document.OutputSettings().prettyPrint(false));
        var body = new HtmlBody(clean);
        body.dropLayoutWhitespace();
        return body;
    }

    /** Nothing to parse: by far the most common body, and the whole cost of a post otherwise. */
    static boolean isBare(String html) {
        return html.indexOf('<') < 0 && html.indexOf('&') < 0;
    }

    /** The {@code <at>} elements: text by id. */
    Map<String, String> mentions() {
        var found = new LinkedHashMap<String, String>();
        document.select("at").forEach(at -> found.put(at.attr("id"), at.text()));
        return found;
    }

    Set<String> attachmentIds() {
        var found = new HashSet<String>();
        document.select("attachment").forEach(a -> found.add(a.attr("id")));
        return found;
    }

    /** Rewrites the address of every picture, such as {@code ../hostedContents/1/$value}. */
    void rewriteImages(UnaryOperator<String> rewrite) {
        document.select("img").forEach(img -> img.attr("src", rewrite.apply(img.attr("src"))));
        document.select("customemoji").forEach(e -> e.attr("source", rewrite.apply(e.attr("source"))));
    }

    String html() {
        return document.body().html();
    }

    /** Teams joins the lines of a pretty-printed body: white space with a line break between two tags goes. */
    private void dropLayoutWhitespace() {
        for (Element element : document.body().getAllElements()) {
            if (element.closest("pre, code, codeblock") != null) {
                continue;
            }
            for (TextNode text : element.textNodes()) {
                if (text.isBlank() && text.getWholeText().indexOf('\n') >= 0) {
                    text.remove();
                }
            }
        }
    }
}

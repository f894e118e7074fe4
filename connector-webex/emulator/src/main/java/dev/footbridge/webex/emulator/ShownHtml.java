package dev.footbridge.webex.emulator;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Entities;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.safety.Cleaner;
import org.jsoup.safety.Safelist;

/** A message as a page may show it: a small safe subset of HTML, and plain text. */
record ShownHtml(String html, String text) {
    /** Stands for the end of a block until all are known: nested blocks that end together end one line. */
    private static final String BLOCK_END = "\u0001";

    private static final Safelist SHOWN = Safelist.none()
            .addTags("b", "i", "s", "u", "code", "pre", "blockquote", "ul", "ol", "li", "a", "br", "p")
            .addAttributes("a", "href")
            .addProtocols("a", "href", "http", "https", "mailto");

    static ShownHtml of(Content content) {
        if (content.html().isEmpty()) {
            String text = content.text();
            return new ShownHtml(Entities.escape(text).replace("\n", "<br>"), text);
        }
        Document document = Jsoup.parseBodyFragment(content.html().orElseThrow());
        document.select("spark-mention").forEach(mention -> {
            mention.prependText("@");
            mention.tagName("b");
        });
        rename(document, "strong, h1, h2, h3, h4, h5, h6", "b");
        rename(document, "em", "i");
        document.select("hr").forEach(rule -> rule.replaceWith(new TextNode("―――")));
        document.select("pre > code").unwrap();
        Document clean = new Cleaner(SHOWN).clean(document);
        clean.outputSettings(new Document.OutputSettings().prettyPrint(false));
        return new ShownHtml(clean.body().html().strip(), text(clean.body()));
    }

    private static void rename(Document document, String selector, String tag) {
        document.select(selector).forEach(element -> element.tagName(tag));
    }

    /** The words of a piece of HTML, with a line for every block and every line break. */
    static String text(String html) {
        return text(Jsoup.parseBodyFragment(html).body());
    }

    private static String text(Element body) {
        Element copy = body.clone();
        // A line end in HTML is a space, and none after a break or a block; only those end lines.
        copy.forEachNode(node -> {
            if (node instanceof TextNode words && !inCode(words)) {
                String line = words.getWholeText().replaceAll("\\s*\n\\s*", " ");
                words.text(startsLine(words) ? line.stripLeading() : line);
            }
        });
        copy.select("br").forEach(br -> br.replaceWith(new TextNode("\n")));
        copy.select("p, li, pre, blockquote, h1, h2, h3, h4, h5, h6").forEach(block -> block.appendText(BLOCK_END));
        return copy.wholeText().replaceAll("\n?" + BLOCK_END + "+", "\n").strip();
    }

    private static boolean startsLine(TextNode words) {
        Node before = words.previousSibling();
        Element parent = words.parent();
        return before == null
                ? parent != null && parent.isBlock()
                : before instanceof Element element && (element.isBlock() || element.nameIs("br"));
    }

    private static boolean inCode(TextNode words) {
        Element parent = words.parent();
        return parent != null && parent.closest("pre") != null;
    }
}

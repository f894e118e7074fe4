package dev.footbridge.webex.emulator;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Entities;
import org.jsoup.nodes.TextNode;
import org.jsoup.safety.Cleaner;
import org.jsoup.safety.Safelist;

/** A message as a page may show it: a small safe subset of HTML, and plain text. */
record ShownHtml(String html, String text) {
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
        copy.select("br").forEach(br -> br.replaceWith(new TextNode("\n")));
        copy.select("p, li, pre, blockquote, h1, h2, h3, h4, h5, h6").forEach(block -> block.appendText("\n"));
        return copy.wholeText().replaceAll("\n{2,}", "\n").strip();
    }
}

package dev.footbridge.teams.emulator;

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

    static ShownHtml of(MessageContent content) {
        if (!content.html()) {
            return new ShownHtml(Entities.escape(content.text()).replace("\n", "<br>"), content.text());
        }
        var document = Jsoup.parseBodyFragment(content.text());
        document.select("at").forEach(at -> {
            at.prependText("@");
            at.tagName("b");
        });
        rename(document, "strong", "b");
        rename(document, "em", "i");
        rename(document, "del, strike", "s");
        rename(document, "div", "p");
        document.select("codeblock").forEach(c -> {
            c.select("code").unwrap();
            c.tagName("pre");
        });
        document.select("emoji, customemoji, img").forEach(e -> e.replaceWith(new TextNode(e.attr("alt"))));
        document.select("attachment").remove();
        var clean = new Cleaner(SHOWN).clean(document);
        clean.outputSettings(new Document.OutputSettings().prettyPrint(false));
        return new ShownHtml(clean.body().html(), text(clean.body()));
    }

    private static void rename(Document document, String selector, String tag) {
        document.select(selector).forEach(element -> element.tagName(tag));
    }

    /** Text with a line break for every block and every br. */
    private static String text(Element body) {
        body.select("br").forEach(br -> br.replaceWith(new TextNode("\n")));
        body.select("p, li, pre, blockquote").forEach(block -> block.appendText("\n"));
        return body.wholeText().strip();
    }
}

package dev.footbridge.miro.emulator;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;
import org.jsoup.safety.Cleaner;
import org.jsoup.safety.Safelist;

/** The HTML-ish content of items: what is kept of it, and what the client shows. */
record Html(String html, String text) {
    private static final Safelist KEPT = Safelist.none()
            .addTags("p", "br", "a", "b", "strong", "i", "em", "u", "s", "span", "ul", "ol", "li", "code")
            .addAttributes("a", "href")
            .addAttributes("span", "style")
            .addProtocols("a", "href", "http", "https", "mailto");
    private static final Safelist SHOWN = Safelist.none()
            .addTags("b", "i", "s", "u", "code", "pre", "blockquote", "ul", "ol", "li", "a", "br", "p")
            .addAttributes("a", "href")
            .addProtocols("a", "href", "http", "https", "mailto");
    private static final Document.OutputSettings AS_IS = new Document.OutputSettings().prettyPrint(false);

    /** What is stored: the tags that the client can show. Text without any markup stays as it is. */
    static String clean(String content) {
        if (content.indexOf('<') < 0 && content.indexOf('&') < 0) {
            return content;
        }
        return Jsoup.clean(content, "", KEPT, AS_IS);
    }

    /** What the client shows of stored content. */
    static Html shown(String content) {
        Document document = Jsoup.parseBodyFragment(content);
        rename(document, "strong", "b");
        rename(document, "em", "i");
        Document clean = new Cleaner(SHOWN).clean(document);
        clean.outputSettings(new Document.OutputSettings().prettyPrint(false));
        String html = clean.body().html();
        return new Html(html, text(clean.body()));
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

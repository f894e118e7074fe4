package dev.footbridge.gchat.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Entities;
import org.jsoup.parser.Parser;
import org.jsoup.safety.Safelist;

/** How Chat's client shows a message: safe HTML of a few tags. */
final class ClientHtml {
    private static final Document.OutputSettings COMPACT =
            new Document.OutputSettings().prettyPrint(false).escapeMode(Entities.EscapeMode.xhtml);
    private static final Safelist CARD_TAGS = Safelist.none()
            .addTags("b", "i", "u", "s", "a", "br", "code", "pre", "ul", "ol", "li")
            .addAttributes("a", "href")
            .addProtocols("a", "href", "http", "https", "mailto");

    private ClientHtml() {}

    static String of(Content content) {
        StringBuilder html = new StringBuilder(lines(content.lines()));
        for (JsonNode card : content.cards()) {
            card(card.path("card"), html);
        }
        return html.toString();
    }

    private static String lines(List<Line> lines) {
        StringBuilder html = new StringBuilder();
        Line.Kind before = Line.Kind.TEXT;
        boolean first = true;
        for (Line line : lines) {
            if (line.kind() != before) {
                html.append(close(before)).append(open(line.kind()));
            } else if (!first && line.kind() != Line.Kind.BULLET && line.kind() != Line.Kind.NUMBER) {
                html.append(line.kind() == Line.Kind.CODE ? "\n" : "<br>");
            }
            first = false;
            before = line.kind();
            html.append(line.item() ? "<li>" : "");
            line.runs().forEach(run -> html.append(run(run)));
            html.append(line.item() ? "</li>" : "");
        }
        return html.append(close(before)).toString();
    }

    private static String open(Line.Kind kind) {
        return switch (kind) {
            case TEXT -> "";
            case QUOTE -> "<blockquote>";
            case CODE -> "<pre>";
            case BULLET -> "<ul>";
            case NUMBER -> "<ol>";
        };
    }

    private static String close(Line.Kind kind) {
        return switch (kind) {
            case TEXT -> "";
            case QUOTE -> "</blockquote>";
            case CODE -> "</pre>";
            case BULLET -> "</ul>";
            case NUMBER -> "</ol>";
        };
    }

    private static String run(Run run) {
        String shown = escape(run.text());
        if (run.kind() == Run.Kind.USER) {
            shown = "<b>" + shown + "</b>";
        } else if (run.kind() == Run.Kind.LINK && safe(run.target())) {
            shown = "<a href=\"" + escape(run.target()) + "\" rel=\"noopener noreferrer\">" + shown + "</a>";
        }
        shown = run.marks().contains(Run.Mark.CODE) ? "<code>" + shown + "</code>" : shown;
        shown = run.marks().contains(Run.Mark.STRIKE) ? "<s>" + shown + "</s>" : shown;
        shown = run.marks().contains(Run.Mark.ITALIC) ? "<i>" + shown + "</i>" : shown;
        return run.marks().contains(Run.Mark.BOLD) ? "<b>" + shown + "</b>" : shown;
    }

    private static boolean safe(String url) {
        return url.startsWith("https://") || url.startsWith("http://") || url.startsWith("mailto:");
    }

    private static void card(JsonNode card, StringBuilder html) {
        JsonNode header = card.path("header");
        for (String member : List.of("title", "subtitle")) {
            if (header.has(member)) {
                html.append("<p><b>").append(escape(Json.text(header, member))).append("</b></p>");
            }
        }
        for (JsonNode section : card.path("sections")) {
            paragraph(section.path("header"), html);
            for (JsonNode widget : section.path("widgets")) {
                paragraph(widget.path("textParagraph").path("text"), html);
                JsonNode decorated = widget.path("decoratedText");
                paragraph(decorated.path("topLabel"), html);
                paragraph(decorated.path("text"), html);
                paragraph(decorated.path("bottomLabel"), html);
                for (JsonNode button : widget.path("buttonList").path("buttons")) {
                    paragraph(button.path("text"), html);
                }
            }
        }
    }

    /** Card text is a subset of HTML. */
    private static void paragraph(JsonNode text, StringBuilder html) {
        if (text.isTextual() && !text.asText().isEmpty()) {
            html.append("<p>")
                    .append(Jsoup.clean(text.asText(), "", CARD_TAGS, COMPACT))
                    .append("</p>");
        }
    }

    /** The words a person reads. */
    static String text(Content content) {
        StringBuilder html = new StringBuilder();
        content.cards().forEach(card -> card(card.path("card"), html));
        String cards =
                html.toString().replaceAll("<br ?/?>|</p>|</li>|<[uo]l>", "\n").replaceAll("<[^>]*>", "");
        StringBuilder text = new StringBuilder();
        text.append(
                PlainText.of(content.lines(), false, "", id -> Json.object()).text());
        if (!cards.isEmpty()) {
            text.append(text.isEmpty() ? "" : "\n")
                    .append(Parser.unescapeEntities(cards, false).strip());
        }
        return text.toString();
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}

package dev.footbridge.slack.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How Slack's client shows a message: safe HTML of a few tags. Reads the blocks if there are any, else the text. */
final class ClientView {
    private static final Pattern BOLD = mark("\\*");
    private static final Pattern ITALIC = mark("_");
    private static final Pattern STRIKE = mark("~");
    private static final Pattern CODE = Pattern.compile("`([^`\\n]+)`");
    private static final Pattern COLON_NAME = Pattern.compile(":([a-z0-9_+'-]+(?:::skin-tone-[2-6])?):");
    private static final Pattern TAG = Pattern.compile("<[^>]*>");

    private final Workspace workspace;
    private final Emojis emojis;

    ClientView(Workspace workspace, Emojis emojis) {
        this.workspace = workspace;
        this.emojis = emojis;
    }

    private static Pattern mark(String sign) {
        return Pattern.compile("(?<![\\p{L}\\p{N}])" + sign + "(\\S|\\S[^\\n]*?\\S)" + sign + "(?![\\p{L}\\p{N}])");
    }

    String html(SlackMessage message) {
        StringBuilder html = new StringBuilder();
        for (JsonNode block : message.blocks()) {
            block(block, html);
        }
        return html.length() > 0 ? html.toString() : mrkdwn(message.text());
    }

    /** The text a person reads in such HTML. */
    static String plain(String html) {
        String lines = html.replace("<br>", "\n")
                .replace("</p>", "\n")
                .replace("</li>", "\n")
                .replace("</blockquote>", "\n");
        return Mrkdwn.unescape(TAG.matcher(lines).replaceAll(""))
                .replace("&quot;", "\"")
                .strip();
    }

    private void block(JsonNode block, StringBuilder html) {
        switch (Nodes.text(block, "type")) {
            case "rich_text" -> block.path("elements").forEach(element -> rich(element, html));
            case "section" -> {
                text(block.path("text"), html);
                block.path("fields").forEach(field -> text(field, html));
            }
            case "header" ->
                html.append("<p><b>")
                        .append(escape(Nodes.text(block.path("text"), "text")))
                        .append("</b></p>");
            case "context" -> block.path("elements").forEach(element -> text(element, html));
            case "markdown" ->
                html.append("<p>").append(escape(Nodes.text(block, "text"))).append("</p>");
            default -> {
                // Blocks without words.
            }
        }
    }

    private void text(JsonNode text, StringBuilder html) {
        String value = Nodes.text(text, "text");
        if (!value.isEmpty()) {
            html.append("<p>");
            html.append(Nodes.text(text, "type").equals("mrkdwn") ? mrkdwn(value) : escape(value));
            html.append("</p>");
        }
    }

    private void rich(JsonNode element, StringBuilder html) {
        switch (Nodes.text(element, "type")) {
            case "rich_text_quote" -> wrapped("blockquote", element, html);
            case "rich_text_preformatted" -> wrapped("pre", element, html);
            case "rich_text_list" -> {
                String tag = Nodes.text(element, "style").equals("ordered") ? "ol" : "ul";
                html.append('<').append(tag).append('>');
                element.path("elements").forEach(item -> wrapped("li", item, html));
                html.append("</").append(tag).append('>');
            }
            default -> element.path("elements").forEach(inline -> html.append(inline(inline)));
        }
    }

    private void wrapped(String tag, JsonNode element, StringBuilder html) {
        html.append('<').append(tag).append('>');
        element.path("elements").forEach(inline -> html.append(inline(inline)));
        html.append("</").append(tag).append('>');
    }

    private String inline(JsonNode inline) {
        String shown = switch (Nodes.text(inline, "type")) {
            case "text" -> escape(Nodes.text(inline, "text")).replace("\n", "<br>");
            case "user" -> "<b>@" + escape(userName(Nodes.text(inline, "user_id"))) + "</b>";
            case "channel" -> "<b>#" + escape(channelName(Nodes.text(inline, "channel_id"))) + "</b>";
            case "emoji" -> escape(emojis.show(Nodes.text(inline, "name")));
            case "link" -> link(Nodes.text(inline, "url"), Nodes.text(inline, "text"));
            case "broadcast" -> "<b>@" + escape(Nodes.text(inline, "range")) + "</b>";
            default -> "";
        };
        JsonNode style = inline.path("style");
        shown = style.path("code").asBoolean() ? "<code>" + shown + "</code>" : shown;
        shown = style.path("strike").asBoolean() ? "<s>" + shown + "</s>" : shown;
        shown = style.path("italic").asBoolean() ? "<i>" + shown + "</i>" : shown;
        return style.path("bold").asBoolean() ? "<b>" + shown + "</b>" : shown;
    }

    private String mrkdwn(String text) {
        StringBuilder html = new StringBuilder();
        // Text inside blocks is stored as sent: only after this do all angle brackets belong to references.
        String[] parts = Mrkdwn.normalise(text).split("```", -1);
        for (int i = 0; i < parts.length; i++) {
            boolean code = i % 2 == 1 && i < parts.length - 1;
            html.append(code ? "<pre>" + quotes(parts[i]) + "</pre>" : lines(parts[i]));
        }
        return html.toString();
    }

    private String lines(String text) {
        StringBuilder html = new StringBuilder();
        boolean first = true;
        for (String line : text.split("\n", -1)) {
            boolean quoted = line.startsWith("&gt;");
            if (!first && !quoted) {
                html.append("<br>");
            }
            first = false;
            String shown = words(quoted ? line.substring(4).stripLeading() : line);
            html.append(quoted ? "<blockquote>" + shown + "</blockquote>" : shown);
        }
        return html.toString();
    }

    /** Marks apply between references only, so that an address never gets tags inside. */
    private String words(String line) {
        StringBuilder html = new StringBuilder();
        Matcher reference = Mrkdwn.REFERENCE.matcher(line);
        int done = 0;
        while (reference.find()) {
            html.append(marks(line.substring(done, reference.start())));
            String label = reference.group(2) == null ? "" : reference.group(2);
            html.append(reference(reference.group(1), label));
            done = reference.end();
        }
        return html.append(marks(line.substring(done))).toString();
    }

    private String reference(String target, String label) {
        return switch (target.charAt(0)) {
            case '@' -> "<b>@" + escape(userName(target.substring(1))) + "</b>";
            case '#' -> "<b>#" + escape(channelName(target.substring(1))) + "</b>";
            case '!' -> "<b>@" + quotes(target.substring(1)) + "</b>";
            default -> link(Mrkdwn.unescape(target), Mrkdwn.unescape(label));
        };
    }

    private String marks(String line) {
        String shown = CODE.matcher(line).replaceAll("<code>$1</code>");
        shown = BOLD.matcher(shown).replaceAll("<b>$1</b>");
        shown = ITALIC.matcher(shown).replaceAll("<i>$1</i>");
        shown = STRIKE.matcher(shown).replaceAll("<s>$1</s>");
        return COLON_NAME
                .matcher(shown)
                .replaceAll(match -> Matcher.quoteReplacement(
                        emojis.known(match.group(1)) ? emojis.show(match.group(1)) : match.group()));
    }

    private static String link(String url, String label) {
        String shown = escape(label.isEmpty() ? url : label);
        boolean safe = url.startsWith("https://") || url.startsWith("http://") || url.startsWith("mailto:");
        return safe ? "<a href=\"" + escape(url) + "\" rel=\"noopener noreferrer\">" + shown + "</a>" : shown;
    }

    private String userName(String id) {
        return workspace.user(id).map(SlackUser::name).orElse(id);
    }

    private String channelName(String id) {
        return workspace.channel(id).map(SlackChannel::name).orElse(id);
    }

    private static String escape(String text) {
        return quotes(Mrkdwn.escape(text));
    }

    private static String quotes(String text) {
        return text.replace("\"", "&quot;");
    }

    /** Who stands above the message. */
    String authorName(SlackMessage message, String chosenName) {
        if (!chosenName.isEmpty()) {
            return chosenName;
        }
        return workspace.user(message.user()).map(SlackUser::name).orElse(workspace.app.name());
    }

    Optional<String> avatar(JsonNode body) {
        String icon = Nodes.text(body.path("icons"), "image_48");
        return icon.isEmpty() ? Optional.empty() : Optional.of(icon);
    }
}

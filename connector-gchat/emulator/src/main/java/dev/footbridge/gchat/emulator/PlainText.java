package dev.footbridge.gchat.emulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Function;

/** The words of a message, as {@code text} and {@code argumentText} carry them, and where people are mentioned in them. */
final class PlainText {
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder argument = new StringBuilder();
    private final ArrayNode annotations = Json.array();

    private PlainText() {}

    /**
     * @param signs whether the signs of bold, italic, struck and monospace stay, as they do in text written with them
     * @param appId the user id of the app, whose mentions are no argument
     * @param shown how a mentioned user is written
     */
    static PlainText of(List<Line> lines, boolean signs, String appId, Function<String, ObjectNode> shown) {
        PlainText result = new PlainText();
        boolean first = true;
        boolean code = false;
        for (Line line : lines) {
            if (!first) {
                result.append("\n");
            }
            boolean fence = signs && line.kind() == Line.Kind.CODE;
            if (fence != code) {
                result.append(fence ? "```\n" : "```\n");
            }
            first = false;
            code = fence;
            result.append(line.kind() == Line.Kind.NUMBER ? line.number() + ". " : "");
            line.runs().forEach(run -> result.run(run, signs, appId, shown));
        }
        result.append(code ? "\n```" : "");
        return result;
    }

    String text() {
        return text.toString();
    }

    String argument() {
        return argument.toString();
    }

    ArrayNode annotations() {
        return annotations;
    }

    private void append(String words) {
        text.append(words);
        argument.append(words);
    }

    private void run(Run run, boolean signs, String appId, Function<String, ObjectNode> shown) {
        if (signs) {
            append(MarkupWriter.chatSigns(run.marks(), false));
        }
        int start = text.length();
        text.append(run.text());
        if (!run.target().equals(appId)) {
            argument.append(run.text());
        }
        if (run.kind() == Run.Kind.USER) {
            ObjectNode annotation = annotations.addObject().put("type", "USER_MENTION");
            annotation.put("startIndex", start).put("length", run.text().length());
            ObjectNode mention = annotation.putObject("userMention");
            mention.set("user", shown.apply(run.target()));
            mention.put("type", "MENTION");
        }
        if (signs) {
            append(MarkupWriter.chatSigns(run.marks(), true));
        }
    }
}

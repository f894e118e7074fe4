package dev.footbridge.gchat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.footbridge.http.Json;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Messages as Google tells them: formatted text, with an annotation for each person who is mentioned. */
final class GchatFormatted {

    private static final Pattern MENTION = Pattern.compile("(?<!\\\\)<(users/[^>\\s]+)>");

    private GchatFormatted() {}

    static ObjectNode message(String formattedText) {
        ObjectNode message = Json.object().put("formattedText", formattedText);
        ArrayNode annotations = message.putArray("annotations");
        Matcher mention = MENTION.matcher(formattedText);
        while (mention.find()) {
            annotations.addObject().putObject("userMention").putObject("user").put("name", mention.group(1));
        }
        return message;
    }
}

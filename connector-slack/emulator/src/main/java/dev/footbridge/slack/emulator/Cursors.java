package dev.footbridge.slack.emulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Paging by opaque cursors. */
final class Cursors {
    private static final String OFFSET_PREFIX = "offset:";

    private Cursors() {}

    static String encode(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    static String decode(String cursor) throws SlackError {
        try {
            return new String(Base64.getDecoder().decode(cursor), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new SlackError("invalid_cursor");
        }
    }

    /** One page of a list, in its order, under the given name. */
    static <T> ObjectNode page(
            List<T> all, String name, Arguments arguments, Function<T, com.fasterxml.jackson.databind.JsonNode> json)
            throws SlackError {
        int limit = arguments.number("limit", 100, 1, 1_000, "invalid_limit");
        int start = offset(arguments);
        int end = Math.min(all.size(), start + limit);
        ObjectNode answer = Nodes.object();
        ArrayNode items = answer.putArray(name);
        all.subList(Math.min(start, end), end).forEach(one -> items.add(json.apply(one)));
        String next = end < all.size() ? encode(OFFSET_PREFIX + end) : "";
        answer.putObject("response_metadata").put("next_cursor", next);
        return answer;
    }

    private static int offset(Arguments arguments) throws SlackError {
        Optional<String> cursor = arguments.text("cursor");
        if (cursor.isEmpty()) {
            return 0;
        }
        String plain = decode(cursor.get());
        try {
            if (plain.startsWith(OFFSET_PREFIX)) {
                return Integer.parseUnsignedInt(plain.substring(OFFSET_PREFIX.length()));
            }
        } catch (NumberFormatException e) {
            throw new SlackError("invalid_cursor");
        }
        throw new SlackError("invalid_cursor");
    }
}

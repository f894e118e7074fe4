package dev.footbridge.gchat.emulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.footbridge.testkit.emulator.Reply;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;

/** Cuts lists into pages. A token is an offset; lists that grow at their end stay in step with it. */
final class Pages {
    private Pages() {}

    /** An answer with one page, without the list when it is empty. */
    static <T> Reply reply(Call call, String member, List<T> all, int size, Function<T, ObjectNode> write) {
        return Reply.json(page(call, member, all, size, write));
    }

    static <T> ObjectNode page(Call call, String member, List<T> all, int size, Function<T, ObjectNode> write) {
        int from = call.option("pageToken", "page_token").map(Pages::offset).orElse(0);
        ObjectNode body = Json.object();
        ArrayNode page = Json.array();
        int end = Math.min(all.size(), from + size);
        for (int i = from; i < end; i++) {
            page.add(write.apply(all.get(i)));
        }
        if (!page.isEmpty()) {
            body.set(member, page);
        }
        if (end < all.size()) {
            body.put("nextPageToken", token(Integer.toString(end)));
        }
        return body;
    }

    static String token(String state) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(("at:" + state).getBytes(StandardCharsets.UTF_8));
    }

    /** What {@link #token} was given. */
    static String read(String token) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
            if (text.startsWith("at:")) {
                return text.substring(3);
            }
        } catch (IllegalArgumentException e) {
            // Answered below.
        }
        throw invalid();
    }

    private static int offset(String token) {
        try {
            return Math.max(0, Integer.parseInt(read(token)));
        } catch (NumberFormatException e) {
            throw invalid();
        }
    }

    static ChatFault invalid() {
        return ChatFault.invalid("Invalid page token.");
    }
}

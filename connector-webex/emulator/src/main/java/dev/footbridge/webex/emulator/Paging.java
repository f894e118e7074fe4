package dev.footbridge.webex.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.footbridge.testkit.emulator.Reply;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToIntBiFunction;

/**
 * Pages with a {@code Link} header. A cursor names the last item of the page before, so that what is added or removed meanwhile
 * shifts nothing. With empty pages switched on, a page without items goes before each page with items, which Webex may do.
 */
final class Paging {
    private static final String EMPTY_DONE = "e:";
    private static final String PLAIN = "p:";

    private volatile boolean emptyPages;

    void emptyPages(boolean on) {
        emptyPages = on;
    }

    /**
     * @param all in the order of the list
     * @param key what stays the same for an item
     */
    <T> Reply page(Call call, List<T> all, int max, Function<T, String> key, Function<T, ObjectNode> json) {
        return page(call, all, max, key, json, (items, after) -> start(items, key, after));
    }

    /** @param startAfter where the item after the one with this key stands, also if that one is gone */
    <T> Reply page(
            Call call,
            List<T> all,
            int max,
            Function<T, String> key,
            Function<T, ObjectNode> json,
            ToIntBiFunction<List<T>, String> startAfter) {
        String cursor = call.query("cursor").map(Paging::decode).orElse(PLAIN);
        String after = cursor.substring(2);
        if (emptyPages && !all.isEmpty() && cursor.startsWith(PLAIN)) {
            return linked(call, Reply.json(Json.items(List.of())), EMPTY_DONE + after);
        }
        int start = after.isEmpty() ? 0 : startAfter.applyAsInt(all, after);
        List<T> page = all.subList(start, Math.min(all.size(), start + max));
        List<ObjectNode> items = new ArrayList<>();
        page.forEach(item -> items.add(json.apply(item)));
        Reply reply = Reply.json(Json.items(items));
        return start + max < all.size() ? linked(call, reply, PLAIN + key.apply(page.get(page.size() - 1))) : reply;
    }

    private static <T> int start(List<T> all, Function<T, String> key, String after) {
        for (int i = 0; i < all.size(); i++) {
            if (key.apply(all.get(i)).equals(after)) {
                return i + 1;
            }
        }
        throw WebexFault.badRequest("The cursor is no longer valid.");
    }

    private static Reply linked(Call call, Reply reply, String cursor) {
        StringBuilder url = new StringBuilder(call.baseUrl())
                .append(call.request().path().substring("/v1".length()))
                .append('?');
        for (Map.Entry<String, List<String>> parameter :
                call.request().queryParameters().entrySet()) {
            if (!parameter.getKey().equals("cursor")) {
                parameter
                        .getValue()
                        .forEach(value -> url.append(encode(parameter.getKey()))
                                .append('=')
                                .append(encode(value))
                                .append('&'));
            }
        }
        String encoded =
                Base64.getUrlEncoder().withoutPadding().encodeToString(cursor.getBytes(StandardCharsets.UTF_8));
        return reply.withHeader("Link", "<" + url + "cursor=" + encoded + ">; rel=\"next\"");
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String decode(String cursor) {
        try {
            String plain = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            if (plain.startsWith(PLAIN) || plain.startsWith(EMPTY_DONE)) {
                return plain;
            }
        } catch (IllegalArgumentException notBase64) {
            throw WebexFault.badRequest("The cursor is not valid.");
        }
        throw WebexFault.badRequest("The cursor is not valid.");
    }
}

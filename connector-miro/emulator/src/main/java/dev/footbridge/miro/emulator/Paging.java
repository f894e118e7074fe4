package dev.footbridge.miro.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.function.Function;

/** The vendor's two ways of paging: by cursor and by offset. */
final class Paging {
    private Paging() {}

    /** A page of what has growing ids; the cursor names the last one shown, so that nothing is shown twice or left out. */
    static <T> ObjectNode byCursor(Call call, NavigableMap<Long, T> rows, Function<T, JsonNode> show) {
        int limit = call.number("limit", 10, 50, 10);
        long after = call.query("cursor").map(Paging::read).orElse(Long.MIN_VALUE);
        ArrayNode data = Nodes.array();
        long last = after;
        for (var row : rows.tailMap(after, false).entrySet()) {
            if (data.size() == limit) {
                break;
            }
            data.add(show.apply(row.getValue()));
            last = row.getKey();
        }
        ObjectNode page = Nodes.object();
        page.set("data", data);
        page.put("total", rows.size()).put("size", data.size()).put("limit", limit);
        boolean more = !rows.isEmpty() && rows.lastKey() > last;
        ObjectNode links = Nodes.object().put("self", link(call, "cursor", call.query("cursor")));
        if (more) {
            String cursor = write(last);
            page.put("cursor", cursor);
            links.put("next", link(call, "cursor", Optional.of(cursor)));
        }
        page.set("links", links);
        return page;
    }

    /** A page of the Enterprise lists, whose cursor is the id of the last one shown. */
    static <T> ObjectNode byLastId(
            Call call, List<T> rows, int most, Function<T, String> id, Function<T, JsonNode> show) {
        int limit = call.number("limit", 1, most, most);
        int from = call.query("cursor").map(cursor -> after(rows, cursor, id)).orElse(0);
        ArrayNode data = Nodes.array();
        int until = Math.min(rows.size(), from + limit);
        rows.subList(from, until).stream().map(show).forEach(data::add);
        ObjectNode page = Nodes.object().put("limit", limit).put("size", data.size());
        page.set("data", data);
        if (until < rows.size()) {
            page.put("cursor", id.apply(rows.get(until - 1)));
        }
        return page.put("type", "cursor-list");
    }

    private static <T> int after(List<T> rows, String cursor, Function<T, String> id) {
        for (int i = 0; i < rows.size(); i++) {
            if (id.apply(rows.get(i)).equals(cursor)) {
                return i + 1;
            }
        }
        throw MiroFault.invalid("cursor", "not a cursor");
    }

    /** A page by offset, limit 1 to 50. */
    static <T> ObjectNode byOffset(Call call, List<T> rows, Function<T, JsonNode> show) {
        int limit = call.number("limit", 1, 50, 20);
        int offset = call.number("offset", 0, Integer.MAX_VALUE, 0);
        ArrayNode data = Nodes.array();
        rows.stream().skip(offset).limit(limit).map(show).forEach(data::add);
        ObjectNode page = Nodes.object();
        page.set("data", data);
        page.put("total", rows.size())
                .put("size", data.size())
                .put("offset", offset)
                .put("limit", limit);
        ObjectNode links = Nodes.object().put("self", link(call, "offset", Optional.of("" + offset)));
        if ((long) offset + data.size() < rows.size()) {
            links.put("next", link(call, "offset", Optional.of("" + (offset + data.size()))));
        }
        page.set("links", links);
        return page.put("type", "list");
    }

    private static String link(Call call, String name, Optional<String> value) {
        List<String> query = new ArrayList<>();
        call.request().queryParameters().forEach((key, values) -> {
            if (!key.equals(name)) {
                query.add(key + "=" + URLEncoder.encode(values.get(0), StandardCharsets.UTF_8));
            }
        });
        query.add(name + "="
                + value.map(text -> URLEncoder.encode(text, StandardCharsets.UTF_8))
                        .orElse(""));
        return call.base() + call.request().path() + "?" + String.join("&", query);
    }

    private static String write(long id) {
        return Base64.getEncoder().encodeToString((id + "~").getBytes(StandardCharsets.UTF_8));
    }

    private static long read(String cursor) {
        try {
            String text = new String(Base64.getDecoder().decode(cursor), StandardCharsets.UTF_8);
            return Long.parseLong(text.substring(0, text.length() - 1));
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw MiroFault.invalid("cursor", "not a cursor");
        }
    }
}

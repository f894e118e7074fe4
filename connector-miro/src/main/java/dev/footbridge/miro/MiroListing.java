package dev.footbridge.miro;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.http.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Lists what is in a frame, by cursor. Miro can neither sort nor leave out what is old. See
 * <a href="https://developers.miro.com/reference/get-items-within-frame">items within a frame</a>.
 */
final class MiroListing {

    static final String OPERATION = "get-items";

    /** Pages of one listing: ten thousand items, more than a board takes well. */
    private static final int MOST_PAGES = 200;

    private final MiroApi api;
    private final int pageSize;

    /** Items of a frame; {@code complete} unless there were too many of them. */
    record Listing(List<JsonNode> items, int pages, boolean complete) {}

    /** Asked before each call that costs. */
    interface Toll {
        void pay(MiroLevel level) throws InterruptedException;
    }

    MiroListing(MiroApi api, int pageSize) {
        this.api = api;
        this.pageSize = pageSize;
    }

    /** One page; its cursor is in {@link #next}. */
    JsonNode page(MiroIds.Place place, Optional<String> type, Optional<String> cursor)
            throws ConnectorException, InterruptedException {
        Map<String, String> query = new HashMap<>();
        query.put("parent_item_id", place.frame());
        query.put("limit", Integer.toString(pageSize));
        type.ifPresent(word -> query.put("type", word));
        cursor.ifPresent(value -> query.put("cursor", value));
        return api.get(OPERATION, Map.of("board_id", place.board()), query);
    }

    /** One page of the frames on a board. */
    JsonNode frames(String board, Optional<String> cursor) throws ConnectorException, InterruptedException {
        Map<String, String> query = new HashMap<>();
        query.put("type", "frame");
        query.put("limit", Integer.toString(pageSize));
        cursor.ifPresent(value -> query.put("cursor", value));
        return api.get(OPERATION, Map.of("board_id", board), query);
    }

    static Optional<String> next(JsonNode page) {
        return Json.nonBlank(page, "cursor")
                .filter(cursor -> !Json.items(page, "data").isEmpty());
    }

    /** All pages, at most {@code mostPages} of them. */
    Listing all(MiroIds.Place place, int mostPages, Toll toll) throws ConnectorException, InterruptedException {
        List<JsonNode> items = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        int pages = 0;
        do {
            toll.pay(api.callOf(OPERATION).level());
            JsonNode page = page(place, Optional.empty(), cursor);
            items.addAll(Json.items(page, "data"));
            Optional<String> next = next(page);
            pages++;
            if (next.isPresent() && next.equals(cursor)) {
                return new Listing(items, pages, false);
            }
            cursor = next;
        } while (cursor.isPresent() && pages < mostPages);
        return new Listing(items, pages, cursor.isEmpty());
    }

    Listing all(MiroIds.Place place, Toll toll) throws ConnectorException, InterruptedException {
        return all(place, MOST_PAGES, toll);
    }

    /** The frame itself. */
    JsonNode frame(MiroIds.Place place) throws ConnectorException, InterruptedException {
        return api.get("get-frame-item", Map.of("board_id", place.board(), "item_id", place.frame()), Map.of());
    }

    /** A single item, whatever it is. */
    JsonNode item(MiroIds.Place place, String item) throws ConnectorException, InterruptedException {
        return api.get("get-specific-item", Map.of("board_id", place.board(), "item_id", item), Map.of());
    }
}

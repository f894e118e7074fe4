package dev.footbridge.miro;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footbridge.core.connector.BoundedMap;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.id.ChannelId;
import dev.footbridge.http.Json;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where the next item of a frame goes: the first cell of a grid that nothing lies in, else the one with the least in it.
 * It knows the frame by two reads before the first post, by every listing of the poller after that, and by its own
 * posts; a post itself needs no other call. Safe for concurrent use.
 */
final class MiroPlacement {

    /** A cell holds a note of 199 x 228 as well as a card of 320 x 94, Miro's own sizes. */
    static final double CELL_WIDTH = 340;

    static final double CELL_HEIGHT = 250;

    private static final int MOST_FRAMES = 10_000;
    private static final int MOST_CELLS = 10_000;

    /** Pages read to see what lies in a frame before the first post. */
    private static final int FIRST_LOOK = 4;

    /** How often a full frame is looked at for having grown. */
    private static final Duration GROWTH_CHECK = Duration.ofMinutes(1);

    /** Listings after which an own item that is not in them is taken for gone. */
    private static final int PATIENCE = 2;

    private final MiroListing listing;
    private final Clock clock;
    private final Map<ChannelId, Grid> grids = new BoundedMap<>(MOST_FRAMES);

    /** The middle of a cell, as seen from the frame's upper left corner. */
    record Spot(int cell, double x, double y) {}

    MiroPlacement(MiroListing listing, Clock clock) {
        this.listing = listing;
        this.clock = clock;
    }

    /** A place for one more item. Reads the frame when it is not known yet, or full. */
    Spot next(ChannelId channel, MiroIds.Place place) throws ConnectorException, InterruptedException {
        boolean known;
        boolean mayHaveGrown;
        synchronized (this) {
            Grid grid = grids.get(channel);
            known = grid != null;
            mayHaveGrown = grid != null && grid.isFull() && !clock.instant().isBefore(grid.seenAt.plus(GROWTH_CHECK));
        }
        if (!known || mayHaveGrown) {
            look(channel, place);
        }
        synchronized (this) {
            Grid grid = grids.get(channel);
            return grid == null ? new Spot(0, CELL_WIDTH / 2, CELL_HEIGHT / 2) : grid.take();
        }
    }

    private void look(ChannelId channel, MiroIds.Place place) throws ConnectorException, InterruptedException {
        JsonNode frame = listing.frame(place);
        List<JsonNode> items = listing.all(place, FIRST_LOOK, level -> {}).items();
        synchronized (this) {
            Grid old = grids.get(channel);
            Grid grid = new Grid(number(frame, "width"), number(frame, "height"), clock.instant());
            if (old != null) {
                grid.own.putAll(old.own);
            }
            grid.learn(items);
            grids.put(channel, grid);
        }
    }

    /** What a listing showed. */
    synchronized void learn(ChannelId channel, List<JsonNode> items) {
        Grid grid = grids.get(channel);
        if (grid != null) {
            grid.learn(items);
        }
    }

    /** The item that was put there. */
    synchronized void placed(ChannelId channel, Spot spot, String item) {
        Grid grid = grids.get(channel);
        if (grid != null) {
            grid.own.put(item, new Placed(spot.cell(), 0));
        }
    }

    private static double number(JsonNode frame, String member) {
        double value = Json.at(frame, "geometry", member).asDouble(0);
        return value > 0 && value < 1e6 ? value : 0;
    }

    private record Placed(int cell, int unseen) {}

    /** The cells of one frame and how many items lie in each. */
    private static final class Grid {

        private final double cellWidth;
        private final double cellHeight;
        private final int columns;
        private final int[] items;
        private final Instant seenAt;
        /** Own items that no listing showed yet. */
        private final Map<String, Placed> own = new HashMap<>();

        Grid(double width, double height, Instant seenAt) {
            this.columns = (int) Math.max(1, Math.min(100, Math.floor(width / CELL_WIDTH)));
            int rows = (int) Math.max(1, Math.min(MOST_CELLS / columns, Math.floor(height / CELL_HEIGHT)));
            this.cellWidth = width > 0 ? width / columns : CELL_WIDTH;
            this.cellHeight = height > 0 ? height / rows : CELL_HEIGHT;
            this.items = new int[columns * rows];
            this.seenAt = seenAt;
        }

        void learn(List<JsonNode> listed) {
            java.util.Arrays.fill(items, 0);
            Set<String> seen = new HashSet<>();
            for (JsonNode item : listed) {
                Json.text(item, "id").ifPresent(seen::add);
                items[cell(Json.at(item, "position"))]++;
            }
            Map<String, Placed> waiting = new HashMap<>();
            own.forEach((id, placed) -> {
                if (!seen.contains(id) && placed.unseen() < PATIENCE) {
                    waiting.put(id, new Placed(placed.cell(), placed.unseen() + 1));
                    items[Math.min(placed.cell(), items.length - 1)]++;
                }
            });
            own.clear();
            own.putAll(waiting);
        }

        private int cell(JsonNode position) {
            int column = index(position.path("x").asDouble(0), cellWidth, columns);
            int row = index(position.path("y").asDouble(0), cellHeight, items.length / columns);
            return row * columns + column;
        }

        private static int index(double at, double size, int count) {
            return (int) Math.max(0, Math.min(count - 1, Math.floor(at / size)));
        }

        boolean isFull() {
            return items[emptiest()] > 0;
        }

        private int emptiest() {
            int best = 0;
            for (int i = 1; i < items.length; i++) {
                if (items[i] < items[best]) {
                    best = i;
                }
            }
            return best;
        }

        Spot take() {
            int cell = emptiest();
            items[cell]++;
            return new Spot(cell, (cell % columns + 0.5) * cellWidth, (cell / columns + 0.5) * cellHeight);
        }
    }
}

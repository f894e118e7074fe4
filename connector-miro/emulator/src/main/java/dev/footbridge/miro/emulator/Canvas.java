package dev.footbridge.miro.emulator;

import dev.footbridge.testkit.emulator.ClientChange;
import java.time.Instant;
import java.util.Optional;

/** Every change of what is on a board, whoever makes it. Call it with the world locked. */
final class Canvas {
    private final World world;
    private final ClientFeed feed;
    private final ContentLog log;
    private final boolean boardMoves;

    /** @param boardMoves whether a change of an item changes the board's {@code modifiedAt}, too */
    Canvas(World world, ClientFeed feed, ContentLog log, boolean boardMoves) {
        this.world = world;
        this.feed = feed;
        this.log = log;
        this.boardMoves = boardMoves;
    }

    /** Puts a new item on a board, as its content says. */
    Item create(Board board, ItemKind kind, ItemContent content, String author) {
        return create(board, kind, content, author, Optional.empty());
    }

    /** Puts a new item on a board with a line from it to another one. */
    Item create(Board board, ItemKind kind, ItemContent content, String author, Optional<Long> lineTo) {
        if (board.items.size() >= Board.MAX_ITEMS) {
            throw MiroFault.of(400, "boardLimitExceeded", "The board holds too many items");
        }
        Item item = new Item(world.nextId(), kind, world.now(), author, content.data(), content.style());
        content.place(item);
        board.items.put(item.id, item);
        lineTo.ifPresent(other -> connect(board, item.id, other, author));
        touch(board, item.createdAt, author);
        log.item("create", board, item, item.createdAt, author);
        feed.publish(ClientChange.Kind.POSTED, board, item);
        return item;
    }

    void change(Board board, Item item, ItemContent content, String author) {
        boolean said = !item.data.equals(content.data());
        item.data.removeAll().setAll(content.data());
        item.style.removeAll().setAll(content.style());
        content.place(item);
        item.modifiedAt = world.now();
        item.modifiedBy = author;
        item.edited |= said;
        touch(board, item.modifiedAt, author);
        log.item("update", board, item, item.modifiedAt, author);
        feed.publish(ClientChange.Kind.EDITED, board, item);
    }

    /** Removes an item; a frame leaves what is in it on the board. */
    void delete(Board board, Item item, String author) {
        board.items.remove(item.id);
        if (item.kind == ItemKind.FRAME) {
            board.items.values().stream()
                    .filter(child -> child.parent.filter(id -> id == item.id).isPresent())
                    .forEach(child -> {
                        child.parent = Optional.empty();
                        child.x += item.x - item.width / 2;
                        child.y += item.y - item.height / 2;
                    });
        }
        Instant at = world.now();
        touch(board, at, author);
        log.item("delete", board, item, at, author);
        feed.publish(ClientChange.Kind.DELETED, board, item);
    }

    Line connect(Board board, long start, long end, String author) {
        if (board.lines.size() >= Board.MAX_ITEMS) {
            throw MiroFault.of(400, "boardLimitExceeded", "The board holds too many items");
        }
        Line line = new Line(world.nextId(), world.now(), author, start, end);
        board.lines.put(line.id, line);
        touch(board, line.createdAt, author);
        return line;
    }

    /** Something else on the board changed. */
    void touched(Board board, String author) {
        touch(board, world.now(), author);
    }

    private void touch(Board board, Instant at, String author) {
        if (boardMoves) {
            board.modifiedAt = at;
            board.modifiedBy = author;
        }
    }
}

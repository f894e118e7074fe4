package dev.footbridge.miro.emulator;

/** Finds boards and what is on them for a caller, or refuses. A board that the caller may not see is not found. */
final class BoardAccess {
    private final World world;

    BoardAccess(World world) {
        this.world = world;
    }

    /** What guards the boards. */
    Object lock() {
        return world;
    }

    Board board(Call call, Role least) {
        Board board = world.boards.get(call.path("board_id"));
        if (board == null) {
            throw MiroFault.notFound("Board");
        }
        Role role = board.roleOf(call.user().id()).orElseThrow(() -> MiroFault.notFound("Board"));
        if (!role.atLeast(least)) {
            throw MiroFault.forbidden();
        }
        return board;
    }

    static Item item(Call call, Board board) {
        return board.item(call.path("item_id")).orElseThrow(() -> MiroFault.notFound("Item"));
    }

    static Item item(Call call, Board board, ItemKind kind) {
        Item item = item(call, board);
        if (item.kind != kind) {
            throw MiroFault.notFound("Item");
        }
        return item;
    }
}

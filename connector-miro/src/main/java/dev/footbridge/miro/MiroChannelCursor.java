package dev.footbridge.miro;

import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.ConnectorException.Kind;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * How far a list of all frames has come.
 *
 * @param offset of the page of boards that is next or under way
 * @param boards of that page whose frames are still to be listed
 * @param items cursor within the first of them
 */
record MiroChannelCursor(int offset, List<String> boards, Optional<String> items) {

    private static final int PARTS = 3;

    MiroChannelCursor {
        boards = List.copyOf(boards);
    }

    static MiroChannelCursor read(Optional<String> cursor) throws ConnectorException {
        if (cursor.isEmpty()) {
            return new MiroChannelCursor(0, List.of(), Optional.empty());
        }
        String[] parts = cursor.get().split("\\|", PARTS);
        if (parts.length != PARTS || !parts[0].matches("\\d{1,8}")) {
            throw ConnectorException.of(Kind.REJECTED, "odd_cursor", "This is no cursor of a list of channels");
        }
        List<String> boards =
                Arrays.stream(parts[1].split(",")).filter(MiroIds::isId).toList();
        Optional<String> items = Optional.of(parts[2]).filter(value -> !value.isEmpty());
        return new MiroChannelCursor(Integer.parseInt(parts[0]), boards, items);
    }

    String write() {
        return offset + "|" + String.join(",", boards) + "|" + items.orElse("");
    }

    MiroChannelCursor withBoards(List<String> page) {
        return new MiroChannelCursor(offset, page, Optional.empty());
    }

    /** What follows once a page of the first board's frames was read: an empty page of boards is the end. */
    MiroChannelCursor after(Optional<String> nextItems, int pageSize) {
        if (nextItems.isPresent()) {
            return new MiroChannelCursor(offset, boards, nextItems);
        }
        List<String> rest = boards.subList(1, boards.size());
        int next = rest.isEmpty() ? offset + pageSize : offset;
        return new MiroChannelCursor(next, rest, Optional.empty());
    }
}

package dev.footbridge.miro.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** One thing on a board. Read and change it with the world locked. */
final class Item {
    final long id;
    final ItemKind kind;
    final Instant createdAt;
    final String createdBy;
    final ObjectNode data;
    final ObjectNode style;
    final Set<String> tags = new LinkedHashSet<>();
    double x;
    double y;
    double width;
    double height;
    double rotation;
    Optional<Long> parent = Optional.empty();
    Instant modifiedAt;
    String modifiedBy;
    boolean edited;

    Item(long id, ItemKind kind, Instant at, String author, ObjectNode data, ObjectNode style) {
        this.id = id;
        this.kind = kind;
        this.createdAt = at;
        this.createdBy = author;
        this.modifiedAt = at;
        this.modifiedBy = author;
        this.data = data;
        this.style = style;
        this.width = kind.width();
        this.height = kind.height();
    }

    String idText() {
        return Long.toString(id);
    }
}

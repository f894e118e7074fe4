package dev.footbridge.miro.emulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/** A line between two items, which the vendor calls a connector. An end whose item is gone dangles. */
final class Line {
    final long id;
    final Instant createdAt;
    final String createdBy;
    long start;
    long end;
    String shape = "curved";
    ObjectNode style = Nodes.object();
    ArrayNode captions = Nodes.array();
    Instant modifiedAt;
    String modifiedBy;

    Line(long id, Instant at, String author, long start, long end) {
        this.id = id;
        this.createdAt = at;
        this.createdBy = author;
        this.modifiedAt = at;
        this.modifiedBy = author;
        this.start = start;
        this.end = end;
    }
}

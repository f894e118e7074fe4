package dev.footbridge.miro.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The kinds of items, with the segment of their paths, the word in their operation ids and their usual size. */
enum ItemKind {
    STICKY_NOTE("sticky_notes", "sticky-note-item", 199, 228),
    TEXT("texts", "text-item", 320, 60),
    CARD("cards", "card-item", 320, 60),
    APP_CARD("app_cards", "app-card-item", 320, 60),
    FRAME("frames", "frame-item", 1600, 900),
    SHAPE("shapes", "shape-item", 200, 200),
    IMAGE("images", "image-item", 320, 240),
    DOCUMENT("documents", "document-item", 320, 420),
    EMBED("embeds", "embed-item", 560, 315);

    private final String segment;
    private final String operation;
    private final double width;
    private final double height;

    ItemKind(String segment, String operation, double width, double height) {
        this.segment = segment;
        this.operation = operation;
        this.width = width;
        this.height = height;
    }

    /** As in the type of items. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    String segment() {
        return segment;
    }

    String operation() {
        return operation;
    }

    double width() {
        return width;
    }

    double height() {
        return height;
    }

    boolean isFile() {
        return this == IMAGE || this == DOCUMENT;
    }

    /** Whether people read it as something somebody said. */
    boolean isMessage() {
        return this != FRAME && this != EMBED;
    }

    static Optional<ItemKind> of(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst();
    }

    ObjectNode usualData() {
        ObjectNode data = Nodes.object();
        return switch (this) {
            case STICKY_NOTE -> data.put("content", "").put("shape", "square");
            case TEXT -> data.put("content", "");
            case CARD -> data.put("title", "").put("description", "");
            case APP_CARD -> {
                data.put("title", "sample app card item").put("description", "");
                data.put("owned", true).put("status", "disconnected").putArray("fields");
                yield data;
            }
            case FRAME ->
                data.put("title", "Sample frame title").put("format", "custom").put("type", "freeform");
            case SHAPE -> data.put("content", "").put("shape", "rectangle");
            case IMAGE, DOCUMENT -> data.put("title", "");
            case EMBED -> data.put("contentType", "video").put("mode", "inline");
        };
    }

    ObjectNode usualStyle() {
        ObjectNode style = Nodes.object();
        return switch (this) {
            case STICKY_NOTE ->
                style.put("fillColor", "light_yellow")
                        .put("textAlign", "center")
                        .put("textAlignVertical", "middle");
            case TEXT ->
                style.put("color", "#1a1a1a")
                        .put("fillColor", "#ffffff")
                        .put("fillOpacity", "0.0")
                        .put("fontFamily", "open_sans")
                        .put("fontSize", "14")
                        .put("textAlign", "left");
            case CARD -> style.put("cardTheme", "#2d9bf0");
            case APP_CARD -> style.put("fillColor", "#2d9bf0");
            case FRAME -> style.put("fillColor", "#ffffffff");
            case SHAPE ->
                style.put("borderColor", "#1a1a1a")
                        .put("borderStyle", "normal")
                        .put("color", "#1a1a1a")
                        .put("fillColor", "#ffffff")
                        .put("fontFamily", "arial")
                        .put("fontSize", "14")
                        .put("textAlign", "center")
                        .put("textAlignVertical", "middle");
            case IMAGE, DOCUMENT, EMBED -> style;
        };
    }
}

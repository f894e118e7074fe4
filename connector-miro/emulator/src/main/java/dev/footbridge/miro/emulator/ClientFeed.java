package dev.footbridge.miro.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footbridge.testkit.emulator.ClientChange;
import dev.footbridge.testkit.emulator.ClientMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jsoup.nodes.Entities;

/** What people who look at a board see, and tells those who watch. Only what lies in a frame is a message. */
final class ClientFeed {
    private final World world;
    private final List<Consumer<ClientChange>> listeners = new CopyOnWriteArrayList<>();

    ClientFeed(World world) {
        this.world = world;
    }

    void add(Consumer<ClientChange> listener) {
        listeners.add(listener);
    }

    void remove(Consumer<ClientChange> listener) {
        listeners.remove(listener);
    }

    /** Costs nothing while nobody watches. */
    void publish(ClientChange.Kind kind, Board board, Item item) {
        if (listeners.isEmpty() || !item.kind.isMessage() || item.parent.isEmpty()) {
            return;
        }
        ClientChange change = new ClientChange(kind, show(board, item, kind == ClientChange.Kind.DELETED));
        listeners.forEach(listener -> listener.accept(change));
    }

    static String channelId(Board board, long frame) {
        return board.id + "/" + frame;
    }

    ClientMessage show(Board board, Item item, boolean deleted) {
        Optional<MiroUser> author = world.user(item.createdBy);
        Html shown = deleted ? new Html("", "") : Html.shown(html(item));
        return new ClientMessage(
                item.idText(),
                channelId(board, item.parent.orElse(0L)),
                Threads.rootOf(board, item).map(id -> Long.toString(id)),
                item.createdBy,
                author.map(MiroUser::name).orElse("Former user"),
                Optional.empty(),
                author.filter(MiroUser::app).isPresent(),
                item.createdAt,
                item.edited,
                deleted,
                shown.text(),
                shown.html(),
                Map.of());
    }

    private static String html(Item item) {
        return switch (item.kind) {
            case STICKY_NOTE, TEXT, SHAPE -> Nodes.text(item.data, "content");
            case CARD, APP_CARD -> card(item);
            case IMAGE, DOCUMENT, FRAME, EMBED -> Entities.escape(Nodes.text(item.data, "title"));
        };
    }

    private static String card(Item item) {
        List<String> lines = new ArrayList<>();
        lines.add("<p><b>" + Nodes.text(item.data, "title") + "</b></p>");
        lines.add("<p>" + Nodes.text(item.data, "description") + "</p>");
        for (JsonNode field : item.data.path("fields")) {
            if (!Threads.namesRoot(field)) {
                lines.add("<p>" + Entities.escape(Nodes.text(field, "value")) + "</p>");
            }
        }
        return String.join("", lines);
    }
}

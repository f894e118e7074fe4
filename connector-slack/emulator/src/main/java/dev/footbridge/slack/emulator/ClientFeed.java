package dev.footbridge.slack.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.footbridge.testkit.emulator.ClientChange;
import dev.footbridge.testkit.emulator.ClientMessage;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Tells those who watch the client what they would see. */
final class ClientFeed {
    private final Workspace workspace;
    private final ClientView view;
    private final Emojis emojis;
    private final List<Consumer<ClientChange>> listeners = new CopyOnWriteArrayList<>();

    ClientFeed(Workspace workspace, Emojis emojis) {
        this.workspace = workspace;
        this.view = new ClientView(workspace, emojis);
        this.emojis = emojis;
    }

    void add(Consumer<ClientChange> listener) {
        listeners.add(listener);
    }

    void remove(Consumer<ClientChange> listener) {
        listeners.remove(listener);
    }

    /** Costs nothing while nobody watches. */
    void publish(ClientChange.Kind kind, SlackChannel channel, SlackMessage message) {
        if (!listeners.isEmpty()) {
            ClientChange change = new ClientChange(kind, show(channel, message));
            listeners.forEach(listener -> listener.accept(change));
        }
    }

    void removed(SlackChannel channel, String ts) {
        if (!listeners.isEmpty()) {
            ClientChange change = new ClientChange(ClientChange.Kind.DELETED, gone(channel, ts));
            listeners.forEach(listener -> listener.accept(change));
        }
    }

    ClientMessage show(SlackChannel channel, SlackMessage message) {
        if (message.tombstone()) {
            return gone(channel, message.ts());
        }
        ObjectNode body = message.plain();
        String html = view.html(message);
        boolean chosenName = body.has("username");
        return new ClientMessage(
                message.ts(),
                channel.id,
                message.reply() ? Optional.of(message.threadTs()) : Optional.empty(),
                message.author(),
                view.authorName(message, Nodes.text(body, "username")),
                chosenName ? view.avatar(body) : Optional.empty(),
                !message.botId().isEmpty(),
                instant(message.ts()),
                body.has("edited"),
                false,
                ClientView.plain(html),
                html,
                reactions(message));
    }

    private ClientMessage gone(SlackChannel channel, String ts) {
        return new ClientMessage(
                ts,
                channel.id,
                Optional.empty(),
                "",
                "",
                Optional.empty(),
                false,
                instant(ts),
                false,
                true,
                "",
                "",
                Map.of());
    }

    private Map<String, List<String>> reactions(SlackMessage message) {
        Map<String, List<String>> shown = new LinkedHashMap<>();
        message.reactions().forEach((name, users) -> shown.put(emojis.show(name), List.copyOf(users)));
        return shown;
    }

    static Instant instant(String ts) {
        BigDecimal seconds = new BigDecimal(ts);
        return Instant.ofEpochSecond(
                seconds.longValue(),
                seconds.remainder(BigDecimal.ONE).movePointRight(9).longValue());
    }
}

package dev.footbridge.webex.emulator;

import dev.footbridge.testkit.emulator.ClientChange;
import dev.footbridge.testkit.emulator.ClientMessage;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Tells those who watch the client what they would see. */
final class ClientFeed {
    private final List<Consumer<ClientChange>> listeners = new CopyOnWriteArrayList<>();

    void add(Consumer<ClientChange> listener) {
        listeners.add(listener);
    }

    void remove(Consumer<ClientChange> listener) {
        listeners.remove(listener);
    }

    /** Costs nothing while nobody watches. */
    void publish(ClientChange.Kind kind, Message message) {
        if (!listeners.isEmpty()) {
            ClientChange change = new ClientChange(kind, show(message));
            listeners.forEach(listener -> listener.accept(change));
        }
    }

    static ClientMessage show(Message message) {
        ShownHtml shown = message.deleted() ? new ShownHtml("", "") : ShownHtml.of(message.content());
        return new ClientMessage(
                message.id(),
                message.room().id(),
                message.parent().map(Message::id),
                message.author().id(),
                message.author().displayName(),
                Optional.empty(),
                message.author().bot(),
                message.created(),
                message.updated().isPresent(),
                message.deleted(),
                shown.text(),
                shown.html(),
                Map.of());
    }
}

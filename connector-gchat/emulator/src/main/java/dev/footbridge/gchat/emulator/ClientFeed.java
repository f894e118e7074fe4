package dev.footbridge.gchat.emulator;

import dev.footbridge.testkit.emulator.ClientChange;
import dev.footbridge.testkit.emulator.ClientMessage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Tells those who watch the client what they would see. */
final class ClientFeed implements Changes.Listener {
    private final List<Consumer<ClientChange>> listeners = new CopyOnWriteArrayList<>();
    private final Domain domain;

    ClientFeed(Domain domain) {
        this.domain = domain;
    }

    void add(Consumer<ClientChange> listener) {
        listeners.add(listener);
    }

    void remove(Consumer<ClientChange> listener) {
        listeners.remove(listener);
    }

    /** Costs nothing while nobody watches. */
    @Override
    public void changed(String eventId, List<Change> together) {
        if (listeners.isEmpty()) {
            return;
        }
        for (Change change : together) {
            kind(change.kind()).ifPresent(kind -> {
                ClientChange seen = new ClientChange(kind, show(change.message().orElseThrow()));
                listeners.forEach(listener -> listener.accept(seen));
            });
        }
    }

    private static Optional<ClientChange.Kind> kind(Change.Kind kind) {
        return switch (kind) {
            case MESSAGE_CREATED -> Optional.of(ClientChange.Kind.POSTED);
            case MESSAGE_UPDATED -> Optional.of(ClientChange.Kind.EDITED);
            case MESSAGE_DELETED -> Optional.of(ClientChange.Kind.DELETED);
            case REACTION_CREATED, REACTION_DELETED -> Optional.of(ClientChange.Kind.REACTIONS);
            case MEMBERSHIP_CREATED, MEMBERSHIP_UPDATED, MEMBERSHIP_DELETED, SPACE_UPDATED -> Optional.empty();
        };
    }

    ClientMessage show(ChatMessage message) {
        boolean gone = message.isDeleted();
        ChatUser author = message.sender();
        // The first message of a thread carries the thread's id twice.
        String root = message.origin().threadId() + '.' + message.origin().threadId();
        return new ClientMessage(
                message.id(),
                message.space().id(),
                message.origin().reply() ? Optional.of(root) : Optional.empty(),
                author.id(),
                author.displayName(),
                Optional.empty(),
                author.bot(),
                message.origin().created(),
                message.updated().isPresent(),
                gone,
                gone ? "" : ClientHtml.text(message.content()),
                gone ? "" : ClientHtml.of(message.content()),
                gone ? Map.of() : reactions(message));
    }

    private Map<String, List<String>> reactions(ChatMessage message) {
        Map<String, List<String>> shown = new LinkedHashMap<>();
        for (ChatMessage.Reaction reaction : message.reactions().values()) {
            shown.computeIfAbsent(shown(reaction.emoji()), key -> new ArrayList<>())
                    .add(reaction.user().id());
        }
        return shown;
    }

    private String shown(ChatMessage.Emoji emoji) {
        if (!emoji.unicode().isEmpty()) {
            return emoji.unicode();
        }
        return domain.customEmoji().entrySet().stream()
                .filter(entry -> entry.getValue().equals(emoji.customId()))
                .map(entry -> ':' + entry.getKey() + ':')
                .findFirst()
                .orElse(":" + emoji.customId() + ":");
    }
}

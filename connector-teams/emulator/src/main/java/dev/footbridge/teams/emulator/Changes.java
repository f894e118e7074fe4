package dev.footbridge.teams.emulator;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Tells everyone who wants to know about changes of messages, in the order of the changes. */
final class Changes implements Conversation.Observer {
    private final List<Conversation.Observer> observers = new CopyOnWriteArrayList<>();

    void add(Conversation.Observer observer) {
        observers.add(observer);
    }

    void remove(Conversation.Observer observer) {
        observers.remove(observer);
    }

    @Override
    public void changed(ChangeKind kind, ChatMessage message) {
        for (var observer : observers) {
            observer.changed(kind, message);
        }
    }
}

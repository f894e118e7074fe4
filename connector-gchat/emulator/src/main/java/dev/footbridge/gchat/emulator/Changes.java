package dev.footbridge.gchat.emulator;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Tells everyone who wants to know about changes, in order. Guarded by the domain's lock. */
final class Changes {
    /** Hears of changes; several at once are of one kind and one space. */
    interface Listener {
        /** @param eventId the same for everyone who hears of it */
        void changed(String eventId, List<Change> together);
    }

    private record Batch(Change.Kind kind, ChatSpace space) {}

    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private final Ids ids;
    private Optional<List<Change>> collecting = Optional.empty();

    Changes(Ids ids) {
        this.ids = ids;
    }

    void add(Listener listener) {
        listeners.add(listener);
    }

    void publish(Change change) {
        if (collecting.isPresent()) {
            collecting.get().add(change);
        } else {
            tell(List.of(change));
        }
    }

    /** Puts changes of one kind and one space that happen meanwhile into one event. */
    void together(Runnable deeds) {
        List<Change> all = new ArrayList<>();
        collecting = Optional.of(all);
        try {
            deeds.run();
        } finally {
            collecting = Optional.empty();
        }
        Map<Batch, List<Change>> batches = new LinkedHashMap<>();
        for (Change change : all) {
            batches.computeIfAbsent(new Batch(change.kind(), change.space()), key -> new ArrayList<>())
                    .add(change);
        }
        batches.values().forEach(this::tell);
    }

    private void tell(List<Change> together) {
        String eventId = ids.letters(24);
        listeners.forEach(listener -> listener.changed(eventId, together));
    }
}

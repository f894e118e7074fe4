package dev.footbridge.testkit.fake;

import dev.footbridge.core.connector.InboundRefusedException;
import dev.footbridge.core.connector.InboundSink;
import dev.footbridge.core.id.UserId;
import dev.footbridge.core.id.WorkspaceId;
import dev.footbridge.core.message.InboundEvent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** Everything that happened in a workspace, in order, and those who are told at once. */
final class InMemoryEvents {

    private final WorkspaceId workspace;
    private final List<InboundEvent> log = new ArrayList<>();
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private volatile int copies = 1;

    InMemoryEvents(WorkspaceId workspace) {
        this.workspace = workspace;
    }

    synchronized void append(Function<String, InboundEvent> make) {
        log.add(make.apply(workspace.value() + "-E" + (log.size() + 1)));
        notifyAll();
    }

    synchronized int size() {
        return log.size();
    }

    synchronized List<InboundEvent> all() {
        return List.copyOf(log);
    }

    synchronized Optional<InboundEvent> find(String eventId) {
        return log.stream().filter(event -> event.eventId().equals(eventId)).findFirst();
    }

    private synchronized Optional<InboundEvent> at(int index) {
        return index < log.size() ? Optional.of(log.get(index)) : Optional.empty();
    }

    synchronized InboundEvent await(int index) throws InterruptedException {
        while (index >= log.size()) {
            wait();
        }
        return log.get(index);
    }

    int copies() {
        return copies;
    }

    void copies(int count) {
        copies = count;
    }

    Listener listen(UserId self, InboundSink sink) {
        Listener listener = new Listener(self, sink, size());
        listeners.add(listener);
        return listener;
    }

    /** Tells the listeners what they have not taken yet; never called under a lock. */
    void pump() {
        listeners.forEach(Listener::drain);
    }

    /**
     * Drained by one thread at a time; a second one that comes meanwhile, also the sink itself when it causes an event,
     * leaves its work to the first and goes on.
     */
    final class Listener implements InMemoryConnector.Listening {
        private final UserId self;
        private final InboundSink sink;
        private final AtomicInteger pending = new AtomicInteger();
        private int next;

        private Listener(UserId self, InboundSink sink, int next) {
            this.self = self;
            this.sink = sink;
            this.next = next;
        }

        private void drain() {
            if (pending.getAndIncrement() != 0) {
                return;
            }
            int seen = 1;
            boolean returned = false;
            try {
                do {
                    deliver();
                    seen = pending.addAndGet(-seen);
                } while (seen != 0);
                returned = true;
            } finally {
                if (!returned) {
                    pending.set(0); // A sink that threw is asked again next time.
                }
            }
        }

        private void deliver() {
            for (Optional<InboundEvent> event = at(next); event.isPresent(); event = at(next)) {
                InboundEvent told = event.get().accept(new InMemoryView(self));
                try {
                    for (int i = 0; i < copies; i++) {
                        sink.accept(Collections.singletonList(told));
                    }
                } catch (InboundRefusedException refused) {
                    return; // Told again when the next thing happens, or when somebody asks for it.
                }
                next++;
            }
        }

        @Override
        public void close() {
            listeners.remove(this);
        }
    }
}

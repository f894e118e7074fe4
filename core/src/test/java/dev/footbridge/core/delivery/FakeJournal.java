package dev.footbridge.core.delivery;

import dev.footbridge.core.id.ChannelId;
import dev.footbridge.core.id.MessageId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A journal that commits a while after it is told, and forgets what was not committed when the process dies. */
final class FakeJournal implements DeliveryJournal {
    private final VirtualTime time;
    private final Duration commitTime;
    final List<String> log = new ArrayList<>();
    final Map<String, Action.Attempt> intents = new LinkedHashMap<>();
    final Map<String, MessageId> records = new HashMap<>();
    private final Set<MessageId> known = new HashSet<>();
    Optional<RuntimeException> failure = Optional.empty();

    FakeJournal(VirtualTime time, Duration commitTime) {
        this.time = time;
        this.commitTime = commitTime;
    }

    /** The process died: only what was committed is there. */
    void crash() {
        known.clear();
        known.addAll(records.values());
    }

    @Override
    public CompletableFuture<Void> intent(ChannelId channel, String key, Action.Attempt attempt) {
        return commit("intent " + key, () -> intents.put(key, attempt));
    }

    @Override
    public CompletableFuture<Void> recorded(ChannelId channel, String key, MessageId id) {
        known.add(id);
        return commit("recorded " + key, () -> {
            intents.remove(key);
            records.put(key, id);
        });
    }

    @Override
    public CompletableFuture<Void> voided(ChannelId channel, String key) {
        return commit("voided " + key, () -> intents.remove(key));
    }

    @Override
    public boolean isRecorded(MessageId id) {
        return known.contains(id);
    }

    private CompletableFuture<Void> commit(String what, Runnable change) {
        log.add(what);
        if (failure.isPresent()) {
            return CompletableFuture.failedFuture(failure.get());
        }
        CompletableFuture<Void> done = new CompletableFuture<>();
        if (commitTime.isZero()) {
            change.run();
            done.complete(null);
        } else {
            time.schedule(
                    () -> {
                        change.run();
                        done.complete(null);
                    },
                    commitTime.toNanos(),
                    TimeUnit.NANOSECONDS);
        }
        return done;
    }
}

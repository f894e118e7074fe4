package dev.footbridge.relay.bridge;

import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.History;
import dev.footbridge.core.connector.Page;
import dev.footbridge.core.connector.Window;
import dev.footbridge.core.id.MessageId;
import dev.footbridge.core.message.Message;
import dev.footbridge.relay.ledger.GroupRow;
import dev.footbridge.relay.ledger.Ledger;
import dev.footbridge.relay.ledger.LedgerException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** Compares one channel's history with the ledger and brings in what is missing, in order. */
final class GapRepair {

    /** Platforms' clocks and ours differ, and histories lag a little. */
    private static final Duration OVERLAP = Duration.ofMinutes(2);

    /** How long after its last reply a thread is still looked into. */
    private static final Duration THREAD_LIFE = Duration.ofDays(1);

    private static final int MAX_PAGES = 1_000;

    private final Ledger ledger;
    private final Decider decider;
    private final Tally tally;
    private final Clock clock;

    GapRepair(Ledger ledger, Decider decider, Tally tally, Clock clock) {
        this.ledger = ledger;
        this.decider = decider;
        this.tally = tally;
        this.clock = clock;
    }

    /**
     * Compares everything since the last comparison.
     *
     * @param maxThreads each thread costs a call of its own: the most that are looked into, newest first
     * @param mainDone the messages outside threads are in: live ones may follow, threads have an order of their own
     */
    EngineStatus.Repair run(BridgedChannel channel, History history, int maxThreads, Runnable mainDone)
            throws ConnectorException, LedgerException, ExecutionException, InterruptedException {
        Instant to = clock.instant();
        long repairedTo = ledger.read(tx -> tx.channels().repairedTo(channel.number()));
        long from = Math.max(channel.bridgedAt(), repairedTo - OVERLAP.toMillis());
        Window window = new Window(min(Instant.ofEpochMilli(from), to), to);
        List<Message> messages = all(cursor -> history.messages(channel.id(), window, cursor));
        int missing = apply(channel, messages);
        List<GroupRow> written = ledger.read(tx -> tx.links().written(channel.number(), from, to.toEpochMilli()));
        removeVanished(channel, history, written, group -> group.root().isEmpty(), messages);
        mainDone.run();
        List<Message> replies = new ArrayList<>();
        Set<String> threads = new HashSet<>();
        for (MessageId root : threads(channel, messages, from, maxThreads)) {
            replies.addAll(replies(history, root, window));
            threads.add(root.value());
        }
        missing += apply(channel, replies);
        removeVanished(channel, history, written, group -> isIn(threads, channel, group), replies);
        ledger.write(tx -> {
                    tx.channels().repaired(channel.number(), to.toEpochMilli());
                    return 0;
                })
                .get();
        int seen = messages.size() + replies.size();
        return new EngineStatus.Repair(seen, seen - missing, missing);
    }

    private static Instant min(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }

    private interface Call {
        Page<Message> page(Optional<String> cursor) throws ConnectorException, InterruptedException;
    }

    private static List<Message> all(Call call) throws ConnectorException, InterruptedException {
        List<Message> messages = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        int pages = 0;
        do {
            Page<Message> page = call.page(cursor);
            messages.addAll(page.items());
            cursor = page.next();
        } while (cursor.isPresent() && ++pages < MAX_PAGES);
        return messages;
    }

    /** The newest messages may have got replies, and so may threads that were active lately. */
    private List<MessageId> threads(BridgedChannel channel, List<Message> messages, long from, int most)
            throws LedgerException {
        Set<MessageId> threads = new LinkedHashSet<>();
        ledger.read(tx -> tx.links().activeThreads(channel.number(), from - THREAD_LIFE.toMillis(), most / 2))
                .forEach(group -> threads.add(channel.message(group.message())));
        messages.stream()
                .sorted(Comparator.comparing(Message::createdAt).reversed())
                .limit(most - (long) threads.size())
                .forEach(message -> threads.add(message.id()));
        return List.copyOf(threads);
    }

    /** A thread that is gone has no replies. */
    private static List<Message> replies(History history, MessageId root, Window window)
            throws ConnectorException, InterruptedException {
        try {
            return all(cursor -> history.replies(root, window, cursor));
        } catch (ConnectorException e) {
            if (e.kind() == ConnectorException.Kind.NOT_FOUND) {
                return List.of();
            }
            throw e;
        }
    }

    /** Returns how many could not be brought in. */
    private int apply(BridgedChannel channel, List<Message> messages) throws InterruptedException {
        Instant now = clock.instant();
        List<CompletableFuture<Integer>> decisions = new ArrayList<>();
        List<Message> ordered = new ArrayList<>(messages);
        ordered.sort(Comparator.comparing(Message::createdAt));
        for (Message message : ordered) {
            Fate fate = Fate.uncounted(tally, channel.connectorName(), now);
            decisions.add(ledger.write(tx -> {
                decider.stands(tx, channel, message, fate, now);
                return 0;
            }));
        }
        int missing = 0;
        for (CompletableFuture<Integer> decision : decisions) {
            try {
                decision.get();
            } catch (ExecutionException e) {
                missing++;
            }
        }
        return missing;
    }

    /** A reply whose thread was not looked into is not missed. */
    private boolean isIn(Set<String> threads, BridgedChannel channel, GroupRow reply) throws LedgerException {
        return reply.root().isPresent()
                && ledger.read(tx -> tx.links().copies(reply.root().getAsLong())).stream()
                        .anyMatch(copy -> copy.channel() == channel.number() && threads.contains(copy.message()));
    }

    private interface Question {
        boolean concerns(GroupRow group) throws LedgerException;
    }

    private void removeVanished(
            BridgedChannel channel, History history, List<GroupRow> written, Question question, List<Message> listed)
            throws ConnectorException, LedgerException, ExecutionException, InterruptedException {
        Set<MessageId> there = new HashSet<>();
        listed.forEach(message -> there.add(message.id()));
        for (GroupRow group : written) {
            MessageId id = channel.message(group.message());
            if (question.concerns(group) && there.add(id) && history.message(id).isEmpty()) {
                Instant now = clock.instant();
                Fate fate = Fate.uncounted(tally, channel.connectorName(), now);
                ledger.write(tx -> {
                            decider.removed(tx, channel, id, fate, now);
                            return 0;
                        })
                        .get();
            }
        }
    }
}

package dev.footbridge.relay.bridge;

import dev.footbridge.core.connector.InboundRefusedException;
import dev.footbridge.core.connector.InboundSink;
import dev.footbridge.core.document.Element;
import dev.footbridge.core.document.Emoji;
import dev.footbridge.core.document.Loss;
import dev.footbridge.core.id.ChannelId;
import dev.footbridge.core.message.InboundEvent;
import dev.footbridge.core.message.InboundVisitor;
import dev.footbridge.core.message.Message;
import dev.footbridge.relay.ledger.Ledger;
import dev.footbridge.relay.ledger.LedgerTx;
import dev.footbridge.relay.ledger.ParkedRow;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;

/** Where one connector's events come in: whatever was accepted survives a crash. */
final class Intake implements InboundSink {

    private static final int MAX_EVENT_ID = 256;
    private static final String CUSTOM_EMOJI = "custom_emoji";

    private final String connector;
    private final Routes routes;
    private final Ledger ledger;
    private final Decider decider;
    private final Tally tally;
    private final Gaps gaps;
    private final Moves moves;
    private final Parking parking;
    private final EngineObserver observer;
    private final Clock clock;
    private final Failpoints failpoints;

    /** Is told that a channel's history must be compared. */
    interface Gaps {
        void doubtful(LedgerTx tx, BridgedChannel channel, Optional<Instant> since) throws SQLException;
    }

    /** Is told that a channel has a new id. */
    interface Moves {
        void moved(LedgerTx tx, BridgedChannel channel, ChannelId to) throws SQLException;
    }

    private record Accepted(InboundEvent event, BridgedChannel channel, Fate fate) {}

    Intake(
            String connector,
            Routes routes,
            Ledger ledger,
            Decider decider,
            Tally tally,
            Gaps gaps,
            Moves moves,
            Parking parking,
            EngineObserver observer,
            Clock clock,
            Failpoints failpoints) {
        this.connector = connector;
        this.routes = routes;
        this.ledger = ledger;
        this.decider = decider;
        this.tally = tally;
        this.gaps = gaps;
        this.moves = moves;
        this.parking = parking;
        this.observer = observer;
        this.clock = clock;
        this.failpoints = failpoints;
    }

    @Override
    public void accept(List<InboundEvent> events) throws InboundRefusedException {
        failpoints.reached("received");
        Instant now = clock.instant();
        List<Accepted> ours = new ArrayList<>(events.size());
        List<String> others = new ArrayList<>();
        for (InboundEvent event : events) {
            Optional<BridgedChannel> channel = routes.find(event.channel())
                    .filter(known -> known.connectorName().equals(connector));
            Optional<String> needless =
                    channel.isEmpty() ? Optional.of("not_bridged") : event.accept(new Needless(channel.get()));
            if (needless.isPresent()) {
                others.add(needless.get());
                lost(event, needless.get());
            } else {
                ours.add(new Accepted(event, channel.get(), Fate.live(tally, connector, now)));
            }
        }
        if (!ours.isEmpty()) {
            store(ours, now, events.size());
        } else {
            tally.received(connector, events.size());
        }
        others.forEach(reason -> tally.ignored(connector, reason));
    }

    /** A custom emoji that no other platform has is lost on every way that reactions go. */
    private void lost(InboundEvent event, String reason) {
        if (reason.equals(CUSTOM_EMOJI) && event instanceof InboundEvent.Reacted) {
            routes.find(event.channel())
                    .ifPresent(source -> routes.reactions(source)
                            .forEach(target -> observer.lost(
                                    source.platform(), target.id(), Loss.dropped(Element.CUSTOM_REACTION))));
        }
    }

    private void store(List<Accepted> ours, Instant now, int received) throws InboundRefusedException {
        try {
            ledger.write(tx -> {
                        tx.afterCommit(() -> {
                            failpoints.reached("committed");
                            tally.received(connector, received);
                        });
                        for (Accepted accepted : ours) {
                            decide(tx, accepted, now);
                        }
                        return 0;
                    })
                    .get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InboundRefusedException("interrupted while storing", e);
        } catch (ExecutionException e) {
            throw new InboundRefusedException("events could not be stored", e.getCause());
        }
    }

    private void decide(LedgerTx tx, Accepted accepted, Instant now) throws SQLException {
        BridgedChannel channel = accepted.channel();
        Fate fate = accepted.fate();
        String id = accepted.event().eventId();
        String shortened = id.length() <= MAX_EVENT_ID ? id : ledger.key().name("event", id);
        if (!tx.events().firstSeen(channel.workspace(), shortened, now.toEpochMilli())) {
            tx.afterCommit(fate::duplicate);
            return;
        }
        Step step = accepted.event().accept(new Deciding(channel, fate, now));
        step.run(tx);
    }

    @Override
    public void ignored(String reason) {
        tally.received(connector, 1);
        tally.ignored(connector, reason);
    }

    @Override
    public void rejected(String reason) {
        observer.rejected(connector, reason);
    }

    private interface Step {
        void run(LedgerTx tx) throws SQLException;
    }

    /** Events that need no memory, and why. */
    private record Needless(BridgedChannel channel) implements InboundVisitor<Optional<String>> {

        private static Optional<String> own(Message message) {
            return message.own() ? Optional.of("own") : Optional.empty();
        }

        @Override
        public Optional<String> posted(InboundEvent.Posted event) {
            return own(event.message());
        }

        @Override
        public Optional<String> edited(InboundEvent.Edited event) {
            return own(event.message());
        }

        @Override
        public Optional<String> touched(InboundEvent.Touched event) {
            return Optional.empty();
        }

        @Override
        public Optional<String> removed(InboundEvent.Removed event) {
            return Optional.empty();
        }

        @Override
        public Optional<String> reacted(InboundEvent.Reacted event) {
            return event.own() ? Optional.of("own") : custom(event.emoji());
        }

        @Override
        public Optional<String> unreacted(InboundEvent.Unreacted event) {
            return event.own() ? Optional.of("own") : custom(event.emoji());
        }

        private Optional<String> custom(Emoji emoji) {
            return channel.canonical(emoji).isPresent() ? Optional.empty() : Optional.of(CUSTOM_EMOJI);
        }

        @Override
        public Optional<String> memberJoined(InboundEvent.MemberJoined event) {
            return Optional.of("member");
        }

        @Override
        public Optional<String> memberLeft(InboundEvent.MemberLeft event) {
            return Optional.of("member");
        }

        @Override
        public Optional<String> channelChanged(InboundEvent.ChannelChanged event) {
            return event.movedTo().isPresent() ? Optional.empty() : Optional.of("channel");
        }

        @Override
        public Optional<String> gap(InboundEvent.Gap event) {
            return Optional.empty();
        }
    }

    private final class Deciding implements InboundVisitor<Step> {
        private final BridgedChannel channel;
        private final Fate fate;
        private final Instant now;

        private Deciding(BridgedChannel channel, Fate fate, Instant now) {
            this.channel = channel;
            this.fate = fate;
            this.now = now;
        }

        @Override
        public Step posted(InboundEvent.Posted event) {
            return tx -> decider.posted(tx, channel, event.message(), fate, now);
        }

        @Override
        public Step edited(InboundEvent.Edited event) {
            return tx -> decider.edited(tx, channel, event.message(), fate, now);
        }

        @Override
        public Step touched(InboundEvent.Touched event) {
            return tx -> {
                if (event.snapshot().isPresent()) {
                    decider.touched(tx, channel, event.snapshot().get(), fate, now);
                } else {
                    parking.toRead(tx, channel, event.message(), ParkedRow.Kind.TOUCHED, fate, now);
                }
            };
        }

        @Override
        public Step removed(InboundEvent.Removed event) {
            return tx -> decider.removed(tx, channel, event.message(), fate, now);
        }

        private String canonical(Emoji emoji) {
            return channel.canonical(emoji).orElseThrow();
        }

        @Override
        public Step reacted(InboundEvent.Reacted event) {
            return tx -> decider.reactions()
                    .reacted(tx, channel, event.message(), event.user(), canonical(event.emoji()), true, fate, now);
        }

        @Override
        public Step unreacted(InboundEvent.Unreacted event) {
            return tx -> decider.reactions()
                    .reacted(tx, channel, event.message(), event.user(), canonical(event.emoji()), false, fate, now);
        }

        @Override
        public Step memberJoined(InboundEvent.MemberJoined event) {
            return tx -> fate.ignored("member");
        }

        @Override
        public Step memberLeft(InboundEvent.MemberLeft event) {
            return tx -> fate.ignored("member");
        }

        @Override
        public Step channelChanged(InboundEvent.ChannelChanged event) {
            return tx -> {
                moves.moved(tx, channel, event.movedTo().orElseThrow());
                tx.afterCommit(() -> fate.ignored("moved"));
            };
        }

        @Override
        public Step gap(InboundEvent.Gap event) {
            return tx -> {
                gaps.doubtful(tx, channel, event.since());
                tx.afterCommit(() -> fate.ignored("gap"));
            };
        }
    }
}

package dev.footbridge.core.delivery;

import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.Verb;
import dev.footbridge.core.id.ChannelId;
import dev.footbridge.core.id.WorkspaceId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

/** A delivery in virtual time over a scripted platform. */
final class DeliveryFixture {
    static final ChannelId GENERAL = FakePlatform.channel("general");
    static final ChannelId RANDOM = FakePlatform.channel("random");

    final VirtualTime time = new VirtualTime();
    final FakePlatform platform = new FakePlatform(time.clock());
    final FakeJournal journal;
    final List<DeliveryObserver.Ambiguity> ambiguities = new ArrayList<>();
    final List<String> events = new ArrayList<>();
    final LaneDelivery delivery;

    DeliveryFixture() {
        this(Duration.ZERO, options -> options);
    }

    DeliveryFixture(Duration commitTime, UnaryOperator<DeliveryOptions.Builder> options) {
        journal = new FakeJournal(time, commitTime);
        delivery = LaneDelivery.builder(platform)
                .journal(journal)
                .clock(time.clock())
                .random(new Random(1))
                .executor(time)
                .timer(time)
                .observer(new Recorder())
                .options(builder -> options.apply(builder.closeWait(Duration.ZERO)))
                .build();
    }

    CompletableFuture<Outcome> post(ChannelId channel, String key) {
        return delivery.submit(Posts.post(channel, key, "text of " + key));
    }

    /** Runs until nothing waits, at most a day. */
    void finish() {
        for (int i = 0; i < 24 * 60 && !time.isIdle(); i++) {
            time.advance(Duration.ofMinutes(1));
        }
    }

    private final class Recorder implements DeliveryObserver {
        @Override
        public void failed(ChannelId channel, Verb verb, ConnectorException reason) {
            events.add("failed " + verb + " " + reason.kind());
        }

        @Override
        public void waiting(ChannelId channel, Wait why, Duration atLeast) {
            events.add("waiting " + why);
        }

        @Override
        public void ambiguous(ChannelId channel, Ambiguity how) {
            ambiguities.add(how);
        }

        @Override
        public void paused(WorkspaceId workspace) {
            events.add("paused");
        }

        @Override
        public void resumed(WorkspaceId workspace) {
            events.add("resumed");
        }

        @Override
        public void broken(ChannelId channel) {
            events.add("broken");
        }
    }
}

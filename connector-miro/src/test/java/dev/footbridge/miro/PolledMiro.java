package dev.footbridge.miro;

import dev.footbridge.core.connector.ConnectorConfig;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.CredentialStore;
import dev.footbridge.core.connector.InboundRefusedException;
import dev.footbridge.core.connector.InboundSink;
import dev.footbridge.core.id.ChannelId;
import dev.footbridge.core.id.MessageId;
import dev.footbridge.core.message.InboundEvent;
import dev.footbridge.miro.emulator.MiroEmulator;
import dev.footbridge.miro.emulator.MiroEmulatorBuilder;
import dev.footbridge.testkit.fake.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;

/**
 * An emulator and a poller on one clock. The poller runs on the caller's thread: its pauses move the clock, and once the
 * time is up the pause ends it with an interrupt, as a host would.
 */
final class PolledMiro implements AutoCloseable {

    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

    final ManualClock clock = ManualClock.at(START);
    final MiroEmulator miro;
    final String board;
    final ChannelId channel;
    final MiroConnector connector;
    final Sink sink = new Sink();
    private final MiroIds ids;
    private final ConnectorConfig config;
    private Instant until = START;

    /** Keeps what it is given, unless it is told not to. */
    static final class Sink implements InboundSink {

        final List<InboundEvent> events = new ArrayList<>();
        final List<String> ignored = new ArrayList<>();
        int refusing;

        @Override
        public void accept(List<InboundEvent> found) throws InboundRefusedException {
            if (refusing > 0) {
                refusing--;
                throw new InboundRefusedException("a test said no", null);
            }
            events.addAll(found);
        }

        @Override
        public void ignored(String reason) {
            ignored.add(reason);
        }

        /** What was told since the last time. */
        List<InboundEvent> taken() {
            List<InboundEvent> taken = List.copyOf(events);
            events.clear();
            return taken;
        }
    }

    PolledMiro(Map<String, String> more) {
        this(more, builder -> builder);
    }

    PolledMiro(Map<String, String> more, UnaryOperator<MiroEmulatorBuilder> emulator) {
        miro = emulator.apply(MiroEmulator.builder().clock(clock).random(new Random(7)))
                .start();
        ids = new MiroIds(miro.teamId());
        board = miro.openBoard("Polled", "ada", "grace");
        channel = new ChannelId(ids.workspace(), miro.openFrame(board, "polled"));
        Map<String, String> settings = new HashMap<>(Map.of(
                "team-id", miro.teamId(),
                "access-token", miro.accessToken(miro.relayHandle()),
                "api-url", miro.baseUrl().toString()));
        settings.putAll(more);
        config =
                ConnectorConfig.of(new MiroConnectorProvider(), settings, clock, new Random(3), CredentialStore.none());
        connector = connect();
    }

    /** Another one, as after a restart. */
    MiroConnector connect() {
        return new MiroConnector(MiroSettings.of(config), clock, CredentialStore.none(), this::pause);
    }

    private void pause(Duration time) throws InterruptedException {
        if (!clock.instant().plus(time).isBefore(until)) {
            clock.set(until);
            throw new InterruptedException("the time of the test is up");
        }
        clock.advance(time);
    }

    /** Polls for this long. */
    void poll(Duration time) throws ConnectorException {
        until = clock.instant().plus(time);
        try {
            connector.stream().orElseThrow().run(sink);
        } catch (InterruptedException expected) {
            // By the pause, which left no mark on the thread.
        }
    }

    String user(String handle) {
        return miro.userId(handle);
    }

    MessageId post(String text) {
        return new MessageId(channel, miro.people().post(user("ada"), channel.value(), text));
    }

    /** Another board with one frame, watched from now on. */
    ChannelId watchAnother(int number) {
        String other = miro.openBoard("Board " + number, "ada");
        ChannelId frame = new ChannelId(ids.workspace(), miro.openFrame(other, "frame " + number));
        connector.features(frame);
        return frame;
    }

    MiroPolling.Statistics statistics() {
        return MiroPolling.of(connector).orElseThrow();
    }

    long requests(String regex) {
        return miro.journal().counts().entrySet().stream()
                .filter(entry -> entry.getKey().matches(regex))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    @Override
    public void close() {
        connector.close();
        miro.close();
    }
}

package dev.footbridge.relay.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.footbridge.core.connector.Connector;
import dev.footbridge.core.connector.ForwardingConnector;
import dev.footbridge.core.connector.StreamIngress;
import dev.footbridge.core.connector.Subscriptions;
import dev.footbridge.core.id.ChannelId;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which connectors are asked to subscribe, and to which address. */
class SubscriptionsTest {

    private static final URI PUBLIC = URI.create("https://relay.example/one");

    @TempDir
    Path directory;

    private record Asked(Set<ChannelId> channels, URI address) {}

    /** A connector whose platform wants to be asked for events. */
    private static final class Asking extends ForwardingConnector {

        private final Connector delegate;
        private final boolean streams;
        private final List<Asked> asked = new CopyOnWriteArrayList<>();

        Asking(Connector delegate, boolean streams) {
            this.delegate = delegate;
            this.streams = streams;
        }

        @Override
        protected Connector delegate() {
            return delegate;
        }

        @Override
        public Optional<StreamIngress> stream() {
            return streams ? Optional.of(sink -> new CountDownLatch(1).await()) : Optional.empty();
        }

        @Override
        public Optional<Subscriptions> subscriptions() {
            return Optional.of((channels, address) -> {
                asked.add(new Asked(Set.copyOf(channels), address));
                return Instant.parse("2100-01-01T00:00:00Z");
            });
        }
    }

    @Test
    void eventsThatComeByAStreamNeedNoPublicAddress() throws Exception {
        try (Rig rig = rig()) {
            Asking one = new Asking(rig.connector("one"), true);
            Asking two = new Asking(rig.connector("two"), false);
            rig.connectors(Map.of("one", one, "two", two)).start();

            await().untilAsserted(() -> assertThat(one.asked).hasSize(1));
            assertThat(one.asked.get(0).channels()).containsExactly(rig.channel("one"));
            assertThat(one.asked.get(0).address().getHost()).endsWith(".invalid");
            rig.settle();
            assertThat(two.asked).as("events that nobody could receive").isEmpty();
        }
    }

    @Test
    void whoeverHasAPublicAddressIsToldIt() throws Exception {
        try (Rig rig = rig()) {
            Asking one = new Asking(rig.connector("one"), true);
            Asking two = new Asking(rig.connector("two"), false);
            rig.options(rig.options().webhookAddresses(Map.of("one", PUBLIC, "two", PUBLIC)))
                    .connectors(Map.of("one", one, "two", two))
                    .start();

            await().untilAsserted(() -> assertThat(one.asked).hasSize(1));
            await().untilAsserted(() -> assertThat(two.asked).hasSize(1));
            assertThat(one.asked.get(0).address()).isEqualTo(PUBLIC);
            assertThat(two.asked.get(0).address()).isEqualTo(PUBLIC);
        }
    }

    private Rig rig() {
        return new Rig(directory.resolve("data"), Clock.systemUTC(), "one", "two");
    }
}

package dev.footbridge.relay.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.relay.ledger.ChannelRow;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The engine's channels as others see them. */
class BridgeEndTest {

    @TempDir
    Path directory;

    @Test
    void channelsAreKnownByNumberAndInTheirDirection() throws Exception {
        Rig rig = new Rig(directory, Clock.systemUTC(), "one", "two", "three");
        BridgeSpec oneWay = new BridgeSpec(
                "one-way",
                java.util.List.of(
                        new EndpointSpec("one", rig.channel("one"), Direction.RECEIVE),
                        new EndpointSpec("two", rig.channel("two"), Direction.SEND)),
                BridgePolicy.everything());
        try (rig) {
            rig.bridges(oneWay).start();
            long one = number(rig, "one");
            long two = number(rig, "two");
            long three = number(rig, "three");

            assertThat(rig.engine.end(one).orElseThrow().id()).isEqualTo(rig.channel("one"));
            assertThat(rig.engine.end(one).orElseThrow().history()).isPresent();
            assertThat(rig.engine.end(three)).isEmpty();
            assertThat(rig.engine.files(one, two)).isPresent();
            assertThat(rig.engine.files(two, one)).isEmpty();
            assertThat(rig.engine.files(one, three)).isEmpty();
            assertThat(rig.engine.files(one, one)).isEmpty();
        }
    }

    private static long number(Rig rig, String name) {
        ChannelRow row =
                rig.ledger.write(tx -> tx.channels().intern(rig.channel(name))).join();
        return row.id();
    }
}

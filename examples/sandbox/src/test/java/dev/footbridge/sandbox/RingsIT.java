package dev.footbridge.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.footbridge.testkit.emulator.ClientMessage;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bridges that close a ring: a message goes around and stops, with one copy on each of the other platforms. */
class RingsIT {

    private static final int SCREEN = 500;

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 5})
    void aRingMakesOneCopyOnEachOtherPlatform(int size) throws Exception {
        List<SandboxPlatform> all = Sandbox.startAll(Clock.systemUTC(), false);
        all.subList(size, all.size()).forEach(SandboxPlatform::close);
        try (Sandbox sandbox = Sandbox.start(all.subList(0, size), Layout::ring)) {
            for (SandboxPlatform from : sandbox.platforms()) {
                String words = "Round the ring from " + from.title();
                String speaker = Pages.members(from).get(0).id();
                from.emulator().people().post(speaker, from.channel(), words);
                from.emulator().people().post(speaker, from.channel(), "And a reply from " + from.title());
            }
            for (SandboxPlatform from : sandbox.platforms()) {
                for (String words : List.of("Round the ring from ", "And a reply from ")) {
                    await(words + from.title())
                            .atMost(Duration.ofSeconds(60))
                            .until(() ->
                                    sandbox.platforms().stream().allMatch(on -> shown(on, words + from.title()) > 0));
                }
            }
            await("nothing is under way").atMost(Duration.ofSeconds(60)).until(() -> {
                var status = sandbox.relay().status();
                return status.pending() + status.parked() == 0;
            });
            for (SandboxPlatform from : sandbox.platforms()) {
                long copies = sandbox.platforms().stream()
                        .mapToLong(on -> shown(on, "Round the ring from " + from.title()))
                        .sum();
                assertThat(copies - 1)
                        .as("copies of what was written on " + from.title())
                        .isEqualTo(size - 1);
            }
            assertThat(sandbox.relay().status().dead()).as("given up").isEmpty();
        }
    }

    private static long shown(SandboxPlatform on, String words) {
        return on.emulator().people().messages(on.channel(), SCREEN).stream()
                .map(ClientMessage::text)
                .filter(text -> text.contains(words))
                .count();
    }
}

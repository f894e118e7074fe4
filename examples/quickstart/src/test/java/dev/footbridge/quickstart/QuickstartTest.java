package dev.footbridge.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.footbridge.slack.emulator.SlackEmulator;
import dev.footbridge.testkit.emulator.ClientMessage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class QuickstartTest {

    @Test
    void saysHelloAndAnswersWhoeverWritesInAThread() throws Exception {
        try (SlackEmulator slack = SlackEmulator.builder().start()) {
            String channel = slack.channelId("general");
            Map<String, String> settings = Map.of(
                    "team-id", slack.teamId(),
                    "token", slack.botToken(),
                    "app-token", slack.appToken(),
                    "api-url", slack.baseUrl() + "/api");
            Thread program = new Thread(() -> run(channel, settings), "quickstart");
            program.start();
            try {
                await().atMost(Duration.ofSeconds(20)).until(() -> slack.openSockets() == 1);
                String question = slack.people().post(slack.userId("ada"), channel, "Is anybody there?");
                await().atMost(Duration.ofSeconds(20))
                        .until(() -> messages(slack, channel).size() == 3);

                List<ClientMessage> shown = messages(slack, channel);
                assertThat(shown)
                        .extracting(ClientMessage::text)
                        .containsExactly("Hello from Footbridge", "Is anybody there?", "You wrote: Is anybody there?");
                assertThat(shown.get(2).threadId()).contains(question);
                assertThat(shown.get(2).bot()).isTrue();
            } finally {
                program.interrupt();
                program.join(Duration.ofSeconds(20).toMillis());
            }
            assertThat(program.isAlive()).as("ends when interrupted").isFalse();
        }
    }

    private static List<ClientMessage> messages(SlackEmulator slack, String channel) {
        return slack.people().messages(channel, 10);
    }

    private static void run(String channel, Map<String, String> settings) {
        try {
            QuickstartMain.run("slack", channel, settings);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}

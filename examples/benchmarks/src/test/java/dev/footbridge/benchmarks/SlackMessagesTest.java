package dev.footbridge.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SlackMessagesTest {

    private final SlackMessages messages =
            new SlackMessages(2, Clock.fixed(Instant.ofEpochSecond(1_700_000_000), ZoneOffset.UTC));

    private List<String> walk(String oldest, String latest, boolean inclusive, int limit) throws Exception {
        List<String> found = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = new ObjectMapper().readTree(messages.history(0, oldest, latest, inclusive, cursor, limit));
            page.path("messages")
                    .forEach(message -> found.add(message.path("ts").asText()));
            cursor = page.path("response_metadata").path("next_cursor").asText();
            assertThat(page.path("has_more").asBoolean()).isEqualTo(!cursor.isEmpty());
        } while (!cursor.isEmpty());
        return found;
    }

    @Test
    void historyIsWalkedNewestFirstWithBothEndsWhateverThePageSize() throws Exception {
        for (int number = 0; number < 20; number++) {
            messages.write(number);
        }
        for (int limit : new int[] {1, 2, 3, 4, 100}) {
            assertThat(walk("1700000000.000004", "1700000000.000010", true, limit))
                    .containsExactly(
                            "1700000000.000010", "1700000000.000008", "1700000000.000006", "1700000000.000004");
            assertThat(walk("1700000000.000004", "1700000000.000010", false, limit))
                    .containsExactly("1700000000.000008", "1700000000.000006");
            assertThat(walk("", "", false, limit)).hasSize(10);
        }
    }

    @Test
    void messageWithoutThreadIsFoundAsItsOwn() throws Exception {
        String ts = messages.write(6);

        JsonNode found = new ObjectMapper().readTree(messages.thread(0, ts)).path("messages");
        assertThat(found).hasSize(1);
        assertThat(found.path(0).path("text").asText()).contains(Runs.marker(6));
        assertThat(messages.thread(1, ts)).contains("thread_not_found");
    }
}

package dev.footbridge.miro.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.testkit.emulator.Fault;
import dev.footbridge.testkit.fake.ManualClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CreditsTest {
    private final ManualClock clock = ManualClock.at(Instant.parse("2026-11-22T10:00:20Z"));
    private MiroEmulator miro;
    private Api relay;
    private String board;

    @BeforeEach
    void start() {
        miro = MiroEmulator.builder().clock(clock).rateLimits(true).start();
        relay = Api.as(miro, "relay");
        board = "/v2/boards/" + miro.boardId("Roadmap");
    }

    @AfterEach
    void stop() {
        miro.close();
    }

    private static long remaining(Api.Answer answer) {
        return Long.parseLong(answer.headers().get("x-ratelimit-remaining"));
    }

    @Test
    void everyLevelHasItsPrice() {
        assertThat(remaining(relay.get(board))).isEqualTo(100_000 - 50);
        assertThat(remaining(relay.get(board + "/items"))).isEqualTo(99_950 - 100);
        Api.Answer note = relay.post(board + "/sticky_notes", "{}");
        assertThat(remaining(note)).isEqualTo(99_850 - 100);
        assertThat(remaining(relay.delete(board + "/items/" + note.id()))).isEqualTo(99_750 - 500);
        String three = "[" + "{\"type\":\"sticky_note\"},".repeat(2) + "{\"type\":\"sticky_note\"}]";
        assertThat(remaining(relay.post(board + "/items/bulk", three)))
                .as("every item of a bulk costs")
                .isEqualTo(99_250 - 300);
        assertThat(remaining(Api.as(miro, "ada").get(board))).as("per user").isEqualTo(99_950);
    }

    @Test
    void whenTheyAreUsedUpTheMinuteHasToEnd() {
        miro.limits().scale(0.01);
        Api.Answer answer = relay.get(board);
        assertThat(answer.headers()).containsEntry("x-ratelimit-limit", "1000");
        for (int i = 0; i < 19; i++) {
            answer = relay.get(board);
            assertThat(answer.status()).isEqualTo(200);
        }
        assertThat(remaining(answer)).isZero();
        Api.Answer refused = relay.get(board);
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.code()).isEqualTo("tooManyRequests");
        assertThat(refused.json().path("type").asText()).isEqualTo("error");
        assertThat(refused.headers())
                .containsEntry(
                        "x-ratelimit-reset",
                        Long.toString(Instant.parse("2026-11-22T10:01:00Z").getEpochSecond()))
                .doesNotContainKey("retry-after");
        clock.advance(Duration.ofSeconds(39));
        assertThat(relay.get(board).status()).isEqualTo(429);
        assertThat(miro.limits().refusals()).containsEntry("credits", 2L);
        clock.advance(Duration.ofSeconds(1));
        assertThat(relay.get(board).status()).isEqualTo(200);
        miro.limits().enabled(false);
        for (int i = 0; i < 30; i++) {
            assertThat(relay.get(board).status()).isEqualTo(200);
        }
    }

    @Test
    void faultsHaveTheVendorsForm() {
        miro.faults().add(Fault.rateLimit("7").on("GET " + board).times(1));
        Api.Answer refused = relay.get(board);
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.code()).isEqualTo("tooManyRequests");
        assertThat(refused.headers())
                .containsEntry("retry-after", "7")
                .containsEntry(
                        "x-ratelimit-reset", Long.toString(clock.instant().getEpochSecond() + 7));
        miro.faults().add(Fault.status(500).on("GET " + board).times(1));
        assertThat(relay.get(board).code()).isEqualTo("internalError");
        assertThat(relay.get("/v2/nothing").code()).isEqualTo("notFound");
    }
}

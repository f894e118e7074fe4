package dev.footbridge.gchat.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.testkit.emulator.Fault;
import dev.footbridge.testkit.fake.ManualClock;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LimitsTest {
    private final ManualClock clock = ManualClock.at("2026-05-01T12:00:00Z");
    private GchatEmulator emulator;
    private Rest app;
    private Rest relay;

    @BeforeEach
    void start() {
        emulator = GchatEmulator.builder().clock(clock).rateLimits(true).start();
        app = new Rest(emulator, emulator.admin().appToken("chat.bot"));
        relay = new Rest(emulator, emulator.admin().userToken("relay", "chat.messages"));
    }

    @AfterEach
    void stop() {
        emulator.close();
    }

    private String messages(String space) {
        return "/v1/spaces/" + emulator.spaceId(space) + "/messages";
    }

    @Test
    void oneWriteASecondAndSpaceIsSharedByAll() throws Exception {
        assertThat(app.post(messages("general"), "{'text': '1'}").status()).isEqualTo(200);
        Rest.Answer refused = relay.post(messages("general"), "{'text': '2'}");

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.error()).isEqualTo("RESOURCE_EXHAUSTED");
        assertThat(refused.json().at("/error/code").asInt()).isEqualTo(429);
        assertThat(refused.text("/error/details/0/reason")).isEqualTo("RATE_LIMIT_EXCEEDED");
        assertThat(refused.response().headers().firstValue("Retry-After")).isEmpty();
        assertThat(app.post(messages("random"), "{'text': '1'}").status()).isEqualTo(200);
        clock.advance(Duration.ofSeconds(1));
        assertThat(relay.post(messages("general"), "{'text': '2'}").status()).isEqualTo(200);
        assertThat(emulator.limits().refusals()).containsEntry("space-write", 1L);
    }

    @Test
    void readsAndReactionsHaveBudgetsOfTheirOwn() throws Exception {
        String id = emulator.people().post("ada", emulator.spaceId("general"), "hello");
        for (String emoji : new String[] {"👍", "👎", "😀", "😁", "😂"}) {
            assertThat(relay.post(
                                    messages("general") + "/" + id + "/reactions",
                                    "{'emoji': {'unicode': '" + emoji + "'}}")
                            .status())
                    .isEqualTo(200);
        }
        assertThat(relay.post(messages("general") + "/" + id + "/reactions", "{'emoji': {'unicode': '🤣'}}")
                        .status())
                .isEqualTo(429);
        for (int i = 0; i < 15; i++) {
            assertThat(relay.get(messages("general")).status()).isEqualTo(200);
        }
        assertThat(relay.get(messages("general")).status()).isEqualTo(429);
        clock.advance(Duration.ofSeconds(1));
        assertThat(relay.get(messages("general")).status()).isEqualTo(200);
    }

    @Test
    void faultsSpeakTheVendorsLanguage() throws Exception {
        emulator.faults().add(Fault.rateLimit("7").on("POST /v1/spaces/*").times(1));
        Rest.Answer limited = app.post(messages("general"), "{'text': 'x'}");
        assertThat(limited.error()).isEqualTo("RESOURCE_EXHAUSTED");
        assertThat(limited.response().headers().firstValue("Retry-After")).contains("7");
        emulator.faults()
                .add(Fault.status(500).performedFirst().on("POST /v1/spaces/*").times(1));
        assertThat(app.post(messages("general"), "{'text': 'done'}").error()).isEqualTo("INTERNAL");
        assertThat(emulator.people().messages("general", 10)).extracting("text").containsExactly("done");
        emulator.faults().add(Fault.status(503).times(1));
        assertThat(app.get(messages("general")).error()).isEqualTo("UNAVAILABLE");
    }
}

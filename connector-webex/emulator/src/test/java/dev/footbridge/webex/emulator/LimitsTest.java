package dev.footbridge.webex.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.testkit.emulator.Fault;
import dev.footbridge.testkit.fake.ManualClock;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LimitsTest {
    private final ManualClock clock = ManualClock.at("2026-01-05T10:00:00Z");

    @Test
    void eachOperationNeedsOneOfItsScopesAndNoOther() {
        try (WebexEmulator webex = WebexEmulator.builder().start()) {
            String room = webex.roomId("General");
            String token = webex.issueToken("ada", Set.of());
            Api ada = new Api(webex, token);
            assertThat(ada.get("/rooms").status()).isEqualTo(403);
            assertThat(ada.get("/rooms").get("message")).contains("scopes");
            webex.changeScopes(token, Set.of("spark:rooms_read"));
            assertThat(ada.get("/rooms").status()).isEqualTo(200);
            assertThat(ada.get("/messages?roomId=" + room).status()).isEqualTo(403);
            assertThat(ada.post("/messages", Api.body("roomId", room, "text", "x"))
                            .status())
                    .isEqualTo(403);
            webex.changeScopes(token, Set.of("spark:messages_write"));
            assertThat(ada.post("/messages", Api.body("roomId", room, "text", "x"))
                            .status())
                    .isEqualTo(200);
            webex.changeScopes(token, Set.of("spark:all"));
            assertThat(ada.get("/messages?roomId=" + room).status()).isEqualTo(200);
            assertThat(ada.post("/applications/" + webex.serviceAppId() + "/token", Api.body())
                            .status())
                    .isEqualTo(403);
        }
    }

    @Test
    void threeHundredCallsAMinuteAndPersonAreEnough() {
        try (WebexEmulator webex =
                WebexEmulator.builder().clock(clock).rateLimits(true).start()) {
            Api relay = new Api(webex, webex.relayToken());
            for (int i = 0; i < 300; i++) {
                assertThat(relay.get("/rooms?max=1").status()).isEqualTo(200);
            }
            Api.Answer refused = relay.get("/rooms?max=1");
            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.header("Retry-After")).isEqualTo("1");
            assertThat(refused.header("Content-Type")).startsWith("text/html");
            assertThat(refused.text()).isEmpty();
            assertThat(relay.get("/people/me").status()).isEqualTo(200);
            assertThat(new Api(webex, webex.userToken("ada")).get("/rooms").status())
                    .isEqualTo(200);
            clock.advance(Duration.ofSeconds(1));
            assertThat(relay.get("/rooms?max=1").status()).isEqualTo(200);
            webex.limits().enabled(false);
            for (int i = 0; i < 20; i++) {
                assertThat(relay.get("/rooms?max=1").status()).isEqualTo(200);
            }
        }
    }

    @Test
    void faultsAnswerInTheVendorsForm() {
        try (WebexEmulator webex = WebexEmulator.builder().start()) {
            Api relay = new Api(webex, webex.relayToken());
            webex.faults().add(Fault.rateLimit("3600").on("POST /v1/messages").times(1));
            Api.Answer limited = relay.post("/messages", Api.body());
            assertThat(limited.status()).isEqualTo(429);
            assertThat(limited.header("Retry-After")).isEqualTo("3600");
            assertThat(limited.header("Content-Type")).startsWith("text/html");
            webex.faults().add(Fault.status(502).on("GET /v1/rooms").times(1));
            Api.Answer failed = relay.get("/rooms");
            assertThat(failed.status()).isEqualTo(502);
            assertThat(failed.get("trackingId")).isEqualTo(failed.header("trackingid"));
            assertThat(relay.get("/no/such/thing").status()).isEqualTo(404);
            assertThat(relay.get("/no/such/thing").get("message")).isNotEmpty();
        }
    }
}

package dev.footbridge.teams.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.testkit.emulator.Fault;
import dev.footbridge.testkit.fake.ManualClock;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ThrottlingTest {
    private final ManualClock clock = ManualClock.at("2026-11-22T10:00:00Z");
    private TeamsEmulator emulator;
    private Api ada;
    private Api ben;

    @BeforeEach
    void start() {
        emulator = TeamsEmulator.builder().clock(clock).throttling(true).start();
        ada = Api.as(emulator, Seed.ADA);
        ben = Api.as(emulator, Seed.BEN);
    }

    @AfterEach
    void stop() {
        emulator.close();
    }

    @Test
    void channelTakesOneMessagePerSecondWhoeverPosts() {
        ada.postText(Api.GENERAL, "first");
        var refused = ben.post(Api.GENERAL, Api.body("text", "too soon"));
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.errorCode()).isEqualTo("TooManyRequests");
        assertThat(refused.headers()).containsEntry("retry-after", "1");
        clock.advance(Duration.ofSeconds(1));
        ben.postText(Api.GENERAL, "now");
    }

    @Test
    void userPostsOncePerSecondWherever() {
        ada.postText(Api.GENERAL, "first");
        assertThat(ada.post(Api.PROJECT, Api.body("text", "elsewhere")).status())
                .isEqualTo(429);
        ben.postText(Api.PROJECT, "somebody else");
    }

    @Test
    void chatAndChannelLimitsAreSeparate() {
        ada.postText(Api.GENERAL, "channel");
        ada.postText(Api.GROUP, "chat");
    }

    @Test
    void scaleMultipliesEveryLimit() {
        var statuses = new int[55];
        var posters = java.util.List.of(Seed.ADA, Seed.BEN, Seed.CARLA, Seed.DEV, Seed.GUEST, Seed.RELAY);
        emulator.limits().scale(5);
        // Five times the limits: 250 for the app, 5 per channel and user.
        for (int i = 0; i < 55; i++) {
            var poster = Api.as(emulator, posters.get(i % posters.size()));
            statuses[i] = poster.post(i % 2 == 0 ? Api.GENERAL : Api.PROJECT, Api.body("text", "x"))
                    .status();
        }
        assertThat(java.util.Arrays.stream(statuses).filter(s -> s == 201).count())
                .isEqualTo(10);
    }

    @Test
    void membershipChangesAreLimitedPerMinute() {
        var members = "/teams/" + Seed.TEAM + "/members";
        for (int i = 0; i < 4; i++) {
            assertThat(ada.delete(members + "/unknown").status()).isEqualTo(404);
        }
        assertThat(ada.delete(members + "/unknown").status()).isEqualTo(429);
        clock.advance(Duration.ofSeconds(15));
        assertThat(ada.delete(members + "/unknown").status()).isEqualTo(404);
    }

    @Test
    void retryAfterCanBeLeftOut() {
        emulator.throttleWithRetryAfter(false);
        ada.postText(Api.GENERAL, "first");
        var refused = ada.post(Api.GENERAL, Api.body("text", "x"));
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.headers()).doesNotContainKey("retry-after");
    }

    @Test
    void limitsAreSwitchedOffTogether() {
        emulator.limits().enabled(false);
        for (int i = 0; i < 10; i++) {
            ada.postText(Api.GENERAL, "flood");
        }
        assertThat(emulator.messageCount(Seed.GENERAL)).isEqualTo(10);
    }

    @Test
    void faultsSpeakGraphsLanguage() {
        emulator.faults()
                .add(Fault.status(503)
                        .withRetryAfter(java.util.Optional.of("7"))
                        .times(1));
        var failed = ada.get("/me");
        assertThat(failed.status()).isEqualTo(503);
        assertThat(failed.errorCode()).isEqualTo("ServiceUnavailable");
        assertThat(failed.headers()).containsEntry("retry-after", "7");
        emulator.faults().add(Fault.rateLimitWithoutRetryAfter().times(1));
        assertThat(ada.get("/me").errorCode()).isEqualTo("TooManyRequests");
        assertThat(ada.get("/me").status()).isEqualTo(200);
    }
}

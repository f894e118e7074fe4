package dev.footbridge.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.RateLimit;
import dev.footbridge.core.connector.Secret;
import dev.footbridge.core.connector.Verb;
import dev.footbridge.core.delivery.FakePlatform.Answer;
import dev.footbridge.core.id.ChannelId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/**
 * Thousands of lives full of faults, lost answers, late effects and kills. The oracle knows nothing of the delivery: it
 * compares what was submitted with what the platform shows at the end.
 */
class RandomFaultsTest {
    private static final int SCHEDULES = 2_000;

    @Test
    void losesNothingDoublesNothingAndKeepsTheOrder() {
        long seed = new Random().nextLong();
        for (int round = 0; round < SCHEDULES; round++) {
            new Schedule(seed + round).run();
        }
    }

    /** One run of operations through several lives. */
    private static final class Schedule {
        private final long seed;
        private final Random random;
        private final VirtualTime time = new VirtualTime();
        private final FakePlatform platform = new FakePlatform(time.clock());
        private final FakeJournal journal;
        private final Map<ChannelId, Map<String, String>> submitted = new LinkedHashMap<>();
        private final double trouble;
        private final Instant calm = time.now().plus(Duration.ofMinutes(20));

        Schedule(long seed) {
            this.seed = seed;
            this.random = new Random(seed);
            this.journal = new FakeJournal(time, Duration.ofMillis(random.nextInt(5)));
            this.trouble = random.nextDouble() * 0.6;
            platform.keepsKeys = random.nextBoolean();
            platform.lag = Duration.ofMillis(random.nextInt(4_000));
            platform.otherwise =
                    verb -> time.now().isBefore(calm) && random.nextDouble() < trouble ? fault(verb) : Answer.OK;
            if (random.nextBoolean()) {
                platform.limits = channel -> List.of(
                        new RateLimit("workspace", 4, Duration.ofSeconds(2), 2),
                        new RateLimit(channel.value(), 1, Duration.ofSeconds(1), 1));
            }
            for (int lane = 0; lane < 3; lane++) {
                Map<String, String> posts = new LinkedHashMap<>();
                for (int i = random.nextInt(6); i >= 0; i--) {
                    // Few different texts, so that the mark of one post also fits others.
                    posts.put("k" + lane + "-" + posts.size(), "text " + random.nextInt(2));
                }
                submitted.put(FakePlatform.channel("c" + lane), posts);
            }
        }

        private Answer fault(Verb verb) {
            boolean post = verb == Verb.POST;
            return switch (random.nextInt(post ? 7 : 3)) {
                case 0 -> Answer.throttled(Duration.ofMillis(random.nextInt(30_000) - 5_000L));
                case 1 -> Answer.down();
                case 2 -> post ? Answer.lost() : Answer.fails(ConnectorException.Kind.UNAVAILABLE);
                case 3 -> Answer.lostButDone(Duration.ZERO);
                case 4 -> Answer.lostButDone(Duration.ofMillis(random.nextInt(20_000)));
                case 5 -> Answer.lost();
                default -> Answer.fails(ConnectorException.Kind.UNAUTHORIZED);
            };
        }

        void run() {
            for (int kills = random.nextInt(4); kills > 0; kills--) {
                live();
                time.advance(Duration.ofMillis(random.nextInt(90_000)));
                time.discard();
                journal.crash();
                time.advance(Duration.ofMillis(random.nextInt(10_000)));
            }
            List<CompletableFuture<Outcome>> outcomes = live();
            time.advance(Duration.ofHours(12));

            assertThat(outcomes)
                    .as("seed %s", seed)
                    .allMatch(outcome -> outcome.getNow(null) instanceof Outcome.Delivered);
            submitted.forEach((channel, posts) -> {
                assertThat(platform.texts(channel)).as("seed %s", seed).isEqualTo(new ArrayList<>(posts.values()));
                assertThat(platform.keys(channel)).as("seed %s", seed).isEqualTo(new ArrayList<>(posts.keySet()));
                posts.keySet()
                        .forEach(key -> assertThat(journal.records.get(key))
                                .as("seed %s", seed)
                                .isEqualTo(platform.idOf(key)));
            });
        }

        private List<CompletableFuture<Outcome>> live() {
            LaneDelivery delivery = LaneDelivery.builder(platform)
                    .journal(journal)
                    .clock(time.clock())
                    .random(random)
                    .executor(time)
                    .timer(time)
                    .options(options -> options.markKey(Secret.of("the same in every life")))
                    .build();
            List<CompletableFuture<Outcome>> outcomes = new ArrayList<>();
            submitted.forEach((channel, posts) -> posts.forEach((key, text) -> {
                if (!journal.records.containsKey(key)) {
                    Action.Attempt earlier = journal.intents.get(key);
                    outcomes.add(delivery.submit(
                            earlier == null
                                    ? Posts.post(channel, key, text)
                                    : Posts.again(channel, key, text, earlier)));
                }
            }));
            return outcomes;
        }
    }
}

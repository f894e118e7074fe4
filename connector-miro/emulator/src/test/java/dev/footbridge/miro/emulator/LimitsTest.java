package dev.footbridge.miro.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What clients can do to the emulator has bounds, and odd requests are answered. */
class LimitsTest {
    private static final long SEED = 20261122;

    private MiroEmulator miro;
    private Api relay;
    private String board;

    @BeforeEach
    void start() {
        miro = MiroEmulator.builder().start();
        relay = Api.as(miro, "relay");
        board = "/v2/boards/" + miro.boardId("Roadmap");
    }

    @AfterEach
    void stop() {
        miro.close();
    }

    @Test
    void cardsTagsAndLinesHaveTheirMost() {
        String field = "{'value': 'x'}";
        String fields = "{'data': {'fields': [" + (field + ",").repeat(19) + field + "]}}";
        assertThat(relay.post(board + "/app_cards", Api.json(fields)).status()).isEqualTo(201);
        assertThat(relay.post(board + "/app_cards", Api.json(fields.replace("]}", "," + field + "]}")))
                        .status())
                .isEqualTo(400);
        String item = relay.create(board + "/sticky_notes", "{}");
        for (int i = 0; i <= 8; i++) {
            String tag = relay.create(board + "/tags", Api.json("{'title': 'tag " + i + "'}"));
            assertThat(relay.post(board + "/items/" + item + "?tag_id=" + tag, "")
                            .status())
                    .isEqualTo(i < 8 ? 204 : 400);
        }
        assertThat(relay.post(board + "/tags", Api.json("{'title': '" + "x".repeat(121) + "'}"))
                        .status())
                .isEqualTo(400);
        assertThat(relay.post(board + "/tags", Api.json("{'title': 'tag 1'}")).status())
                .isEqualTo(409);
        String other = relay.create(board + "/sticky_notes", "{}");
        String line = "{'startItem': {'id': '" + item + "'}, 'endItem': {'id': '" + other + "'}, 'captions': [%s]}";
        String caption = "{'content': 'c'}";
        assertThat(relay.post(board + "/connectors", Api.json(line.formatted((caption + ",").repeat(20) + caption)))
                        .status())
                .isEqualTo(400);
        assertThat(relay.post(
                                board + "/connectors",
                                Api.json(line.formatted(caption.replace("'c'", "'" + "c".repeat(201) + "'"))))
                        .status())
                .isEqualTo(400);
        assertThat(relay.post(board + "/connectors", Api.json(line.formatted("").replace(other, item)))
                        .status())
                .as("from an item to itself")
                .isEqualTo(400);
    }

    @Test
    void allFilesTogetherHaveTheirMost() {
        byte[] file = new byte[Files.MAX_BYTES];
        int status = 201;
        int taken = 0;
        for (; status == 201 && taken < 100; taken++) {
            status = relay.upload("POST", board + "/documents", "{}", "a.pdf", "application/pdf", file)
                    .status();
        }
        assertThat(status).isEqualTo(400);
        assertThat((taken - 1L) * Files.MAX_BYTES).isLessThanOrEqualTo(Files.MAX_TOTAL_BYTES);
        assertThat((long) taken * Files.MAX_BYTES).isGreaterThan(Files.MAX_TOTAL_BYTES);
        assertThat(relay.get(board + "/items?type=document")
                        .json()
                        .path("total")
                        .asInt())
                .isEqualTo(taken - 1);
    }

    @Test
    @Timeout(120)
    void nonsenseIsAnswered() {
        Random random = new Random(SEED);
        String[] bits = {"{", "}", "[", "]", "\"data\"", ":", ",", "\"content\"", "null", "1e999", "<p>", "\"", "'", " "
        };
        for (int round = 0; round < 300; round++) {
            StringBuilder body = new StringBuilder();
            for (int i = random.nextInt(12); i >= 0; i--) {
                body.append(bits[random.nextInt(bits.length)]);
            }
            for (String path : new String[] {"/sticky_notes", "/items/bulk", "/members", "/images", "/connectors"}) {
                assertThat(relay.post(board + path, body.toString()).status())
                        .as("seed %s: %s %s", SEED, path, body)
                        .isLessThan(500);
            }
        }
        String deep = "{\"data\":".repeat(5_000);
        assertThat(relay.post(board + "/sticky_notes", deep).status()).isEqualTo(400);
        String nested = "<ul><li>".repeat(700);
        assertThat(relay.post(board + "/texts", Api.json("{'data': {'content': '" + nested + "'}}"))
                        .status())
                .isEqualTo(201);
        assertThat(relay.get(board + "/items/99999999999999999999999").status()).isEqualTo(404);
        assertThat(relay.get(board + "/items?parent_item_id=x").status()).isEqualTo(404);
    }

    @Test
    @Timeout(120)
    void brokenUploadsAreAnswered() {
        Random random = new Random(SEED);
        String whole = "--b\r\nContent-Disposition: form-data; name=\"resource\"; filename=\"a\"\r\n\r\nx\r\n--b--\r\n";
        for (int round = 0; round < 200; round++) {
            int from = random.nextInt(whole.length());
            int to = from + random.nextInt(whole.length() - from);
            String broken = whole.substring(0, from) + whole.substring(to);
            int status = relay.raw("POST", board + "/documents", "multipart/form-data; boundary=b", broken)
                    .status();
            assertThat(status).as("seed %s: %s", SEED, broken).isIn(201, 400);
        }
        assertThat(relay.raw("POST", board + "/documents", "multipart/form-data", whole)
                        .status())
                .isEqualTo(400);
        assertThat(relay.raw("POST", board + "/documents", "multipart/form-data; boundary=b", whole)
                        .status())
                .isEqualTo(201);
    }

    @Test
    @Timeout(120)
    void manyAtOnceLoseNothing() throws Exception {
        int clients = 8;
        ExecutorService pool = Executors.newFixedThreadPool(clients);
        CountDownLatch done = new CountDownLatch(clients);
        for (int i = 0; i < clients; i++) {
            pool.execute(() -> {
                for (int n = 0; n < 25; n++) {
                    relay.create(board + "/sticky_notes", "{}");
                    miro.people().post("ada", miro.channelId("general"), "x");
                }
                done.countDown();
            });
        }
        assertThat(done.await(100, TimeUnit.SECONDS)).isTrue();
        pool.shutdown();
        assertThat(relay.get(board + "/items?type=sticky_note")
                        .json()
                        .path("total")
                        .asInt())
                .isEqualTo(clients * 50);
    }
}

package dev.footbridge.webex.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.testkit.emulator.Fault;
import dev.footbridge.testkit.emulator.FileContent;
import dev.footbridge.testkit.fake.ManualClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
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
    void whatOutsidersFillHasAnEnd() {
        try (WebexEmulator webex = WebexEmulator.builder().random(new Random(1)).start()) {
            Api relay = new Api(webex, webex.relayToken());
            String room = webex.roomId("General");
            String part = "--edge\r\nContent-Disposition: form-data; name=\"x\"\r\n\r\ny\r\n";
            byte[] parts = (part.repeat(51) + "--edge--\r\n").getBytes(StandardCharsets.UTF_8);
            Api.Answer tooManyParts =
                    relay.send("POST", webex.apiUrl() + "/messages", "multipart/form-data; boundary=edge", parts);
            assertThat(tooManyParts.get("message")).isEqualTo("Too many parts.");

            String ids = String.join(",", Collections.nCopies(86, webex.personId("ada")));
            assertThat(relay.get("/people?id=" + ids).status()).isEqualTo(400);

            var hook =
                    Api.body("name", "n", "targetUrl", "http://127.0.0.1:1/", "resource", "rooms", "event", "updated");
            for (int i = 0; i < 200; i++) {
                assertThat(relay.post("/webhooks", hook).status()).isEqualTo(200);
            }
            assertThat(relay.post("/webhooks", hook).status()).isEqualTo(400);

            Api service = new Api(webex, webex.serviceAppToken());
            for (int i = 0; i < 2_000; i++) {
                assertThat(service.post("/guests/token", Api.body("subject", "s" + i, "displayName", "d"))
                                .status())
                        .isEqualTo(200);
            }
            assertThat(service.post("/guests/token", Api.body("subject", "new", "displayName", "d"))
                            .status())
                    .isEqualTo(403);
            assertThat(service.post("/guests/token", Api.body("subject", "s0", "displayName", "d"))
                            .status())
                    .isEqualTo(200);

            String first = webex.people().post("ada", room, "first");
            for (int i = 0; i < 50_000; i++) {
                webex.people().post("ada", room, "m");
            }
            assertThat(relay.get("/messages/" + first).status()).isEqualTo(404);
            assertThat(webex.people().messages(room, 100_000)).hasSize(50_000);
        }
    }

    @Test
    void theOldestFilesGoWhenTheyAreTooMuch() {
        Organization organization = new Organization(new Ids(new Random(1)), clock);
        Person ada = new Person("p", Person.Sort.PERSON, "ada@example.com", "Ada", "o", clock.instant());
        Room room = new Room("r", "Room", false, "p", "o", clock.instant());
        FileShelf shelf = new FileShelf(10);
        List<StoredFile> files = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Message message = new Message(
                    "m" + i, i, room, ada, Optional.empty(), Optional.empty(), organization.now(), Content.plain("x"));
            files.add(new StoredFile("f" + i, new NewFile("a", "text/plain", FileContent.of(new byte[4])), message));
            shelf.add(files.get(i));
        }
        assertThat(shelf.find("f0")).isEmpty();
        assertThat(shelf.find("f1")).isPresent();
        shelf.removeOf(files.get(1).message());
        shelf.add(new StoredFile(
                "f3",
                new NewFile("a", "text/plain", FileContent.of(new byte[6])),
                files.get(0).message()));
        assertThat(shelf.find("f2")).isPresent();
        assertThat(shelf.find("f3")).isPresent();
        // Takes no room: it is made anew for each reader.
        shelf.add(new StoredFile(
                "f4",
                new NewFile("a", "text/plain", FileContent.generated(1, 1_000)),
                files.get(0).message()));
        assertThat(shelf.find("f2")).isPresent();
        assertThat(shelf.find("f4")).isPresent();
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

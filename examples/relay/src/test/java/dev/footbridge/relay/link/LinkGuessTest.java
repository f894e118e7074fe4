package dev.footbridge.relay.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Nobody finds a link that was not given to them. {@code -Dfootbridge.guesses} says how often it is tried. */
@Timeout(600)
class LinkGuessTest {

    private static final int GUESSES = Integer.getInteger("footbridge.guesses", 100_000);
    private static final int REQUESTS = 2_000;
    private static final int LINKS = 100;
    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";

    private final Random random = new Random(20261122);

    @TempDir
    Path directory;

    private List<String> links(LinkRig rig) throws Exception {
        List<String> links = new ArrayList<>();
        for (int i = 0; i < LINKS; i++) {
            links.add(rig.link(rig.send("file " + i, "text/plain", new byte[] {1})));
        }
        return links;
    }

    private String guess() {
        StringBuilder guess = new StringBuilder();
        for (int i = 0; i < 26; i++) {
            guess.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return guess.toString();
    }

    @Test
    void guessesFindNothing() throws Exception {
        try (TestProvider provider = new TestProvider();
                LinkRig rig = new LinkRig(directory, provider.issuer())) {
            List<String> links = links(rig);
            LinkAccess access = rig.access();
            assertThat(access.find(links.get(0).substring(3)).secret())
                    .isEqualTo(links.get(0).substring(3));
            long hits = 0;
            for (int i = 0; i < GUESSES; i++) {
                String guess = guess();
                try {
                    access.find(guess);
                    hits++;
                } catch (DeniedException e) {
                    hits += e.denial() == Denial.UNKNOWN ? 0 : 1;
                }
            }
            assertThat(hits).isZero();
        }
    }

    @Test
    void whateverIsNoLinkLooksTheSame() throws Exception {
        try (TestProvider provider = new TestProvider();
                LinkRig rig = new LinkRig(directory, provider.issuer())) {
            List<String> links = links(rig);
            String one = links.get(0);
            Visitor visitor = new Visitor(rig.address());
            Set<String> answers = new LinkedHashSet<>();
            List<String> tried = new ArrayList<>(List.of(
                    one.toUpperCase(java.util.Locale.ROOT).replace("/F/", "/f/"),
                    one + "a",
                    one.substring(0, one.length() - 1),
                    "/f/a",
                    "/f/" + "a".repeat(8_000),
                    "/f/%27%20OR%201=1--",
                    "/f/%E2%80%AE",
                    "/f/" + new LinkKeys(rig.ledger().key()).row(one.substring(3)),
                    "/f/a/file",
                    "/f/a/sign-in",
                    "/f/a/other",
                    "/sign-in/none?state=a&code=b",
                    "/",
                    "/robots.txt"));
            for (int i = 0; i < REQUESTS; i++) {
                tried.add("/f/" + guess());
            }
            int asked = 0;
            for (String path : tried) {
                if (++asked % (RequestRates.MAX - 1) == 0) {
                    rig.clock.advance(Duration.ofMinutes(1));
                }
                HttpResponse<byte[]> answer = visitor.get(path);
                assertThat(answer.statusCode()).as(path).isEqualTo(404);
                answers.add(answer.headers().map().entrySet().stream()
                                .filter(header -> !header.getKey().equalsIgnoreCase("date"))
                                .toList()
                        + new String(answer.body(), StandardCharsets.UTF_8));
            }
            assertThat(answers).hasSize(1);
            assertThat(visitor.get(one).statusCode()).isEqualTo(401);
        }
    }

    @Test
    void whatTooLongIsIsRefusedBeforeItIsLookedAt() throws Exception {
        try (TestProvider provider = new TestProvider();
                LinkRig rig = new LinkRig(directory, provider.issuer())) {
            Visitor visitor = new Visitor(rig.address());

            assertThat(visitor.get("/f/" + "a".repeat(17_000)).statusCode()).isBetween(400, 499);
            assertThat(visitor.get("/f/a", "X-Filler", "a".repeat(17_000)).statusCode())
                    .isEqualTo(431);
            assertThat(rig.denied).isEmpty();
            for (String method : List.of("POST", "PUT", "DELETE", "PATCH", "OPTIONS")) {
                assertThat(visitor.send(method, "/f/a").statusCode()).as(method).isIn(404, 405);
            }
        }
    }

    @Test
    void aLinkThatIsKnownSaysNothingToStrangers() throws Exception {
        try (TestProvider provider = new TestProvider();
                LinkRig rig = new LinkRig(directory, provider.issuer())) {
            String link = rig.link(rig.send("secret-plan.txt", "text/plain", "the plan".getBytes()));

            HttpResponse<byte[]> page = new Visitor(rig.address()).get(link);

            assertThat(page.statusCode()).isEqualTo(401);
            assertThat(Visitor.text(page))
                    .contains("Sign in with Away", link + "/sign-in")
                    .doesNotContain("secret-plan", "Greg", "the plan");
            assertThat(catchThrowableOfType(
                                    DeniedException.class,
                                    () -> rig.access()
                                            .open(rig.access().find(link.substring(3)), java.util.Optional.empty()))
                            .denial())
                    .isEqualTo(Denial.SIGN_IN);
        }
    }
}

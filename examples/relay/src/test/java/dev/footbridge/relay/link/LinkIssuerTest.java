package dev.footbridge.relay.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.core.connector.Secret;
import dev.footbridge.core.id.ChannelId;
import dev.footbridge.core.id.Platform;
import dev.footbridge.core.id.WorkspaceId;
import dev.footbridge.relay.ledger.FileLinkRow;
import dev.footbridge.relay.ledger.Ledger;
import dev.footbridge.testkit.fake.InMemoryWorkspace;
import dev.footbridge.testkit.fake.ManualClock;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinkIssuerTest {

    private final ManualClock clock = ManualClock.at("2026-11-22T00:00:00Z");
    private final InMemoryWorkspace workspace = new InMemoryWorkspace("away", "home", clock);
    private final ChannelId general = workspace.channel("general");
    private final dev.footbridge.core.id.FileId file =
            new dev.footbridge.core.id.FileId(new WorkspaceId(new Platform("here"), "home"), "F1");
    private final AtomicInteger issued = new AtomicInteger();

    @TempDir
    Path directory;

    private Ledger ledger;

    @BeforeEach
    void open() throws Exception {
        ledger = Ledger.open(directory);
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    private LinkIssuer issuer(Map<String, SignInClient> clients) {
        LinkSettings settings = new LinkSettings(
                URI.create("https://files.example.org"),
                LinkSettings.LIFETIME,
                LinkSettings.SESSION,
                Optional.empty(),
                clients);
        Recipients recipients = new Recipients(settings, Map.of("away", workspace.connector()), clock);
        return new LinkIssuer(ledger, settings, recipients, clock, new LinkObserver() {
            @Override
            public void issued(Platform target) {
                issued.incrementAndGet();
            }
        });
    }

    private LinkIssuer issuer() {
        return issuer(Map.of("away", new SignInClient("us", Secret.of("secret"))));
    }

    @Test
    void aLinkIsTheSameWheneverItIsAskedForAndKeepsItsTime() throws Exception {
        URI first = issuer().link(1, file, general).orElseThrow();
        ledger.close();
        ledger = Ledger.open(directory);
        clock.advance(Duration.ofDays(3));

        assertThat(issuer().link(1, file, general)).contains(first);

        assertThat(first.toString()).matches("https://files\\.example\\.org/f/[a-z2-7]{26}");
        assertThat(issued).hasValue(1);
        FileLinkRow row = ledger.read(tx -> tx.fileLinks()
                        .find(new LinkKeys(ledger.key()).row(first.getPath().substring(3))))
                .orElseThrow();
        assertThat(row.expiresAt())
                .isEqualTo(clock.instant()
                        .minus(Duration.ofDays(3))
                        .plus(LinkSettings.LIFETIME)
                        .toEpochMilli());
    }

    @Test
    void everyMessageFileAndChannelHasItsOwn() throws Exception {
        LinkIssuer issuer = issuer();
        dev.footbridge.core.id.FileId other = new dev.footbridge.core.id.FileId(file.workspace(), "F2");

        assertThat(List.of(
                        issuer.link(1, file, general).orElseThrow(),
                        issuer.link(2, file, general).orElseThrow(),
                        issuer.link(1, other, general).orElseThrow(),
                        issuer.link(1, file, workspace.channel("random")).orElseThrow()))
                .doesNotHaveDuplicates();
    }

    @Test
    void whoCannotSignInGetsNoLink() throws Exception {
        assertThat(issuer(Map.of()).link(1, file, general)).isEmpty();
        ChannelId elsewhere = new ChannelId(new WorkspaceId(new Platform("away"), "other"), "general");
        assertThat(issuer().link(1, file, elsewhere)).isEmpty();
        assertThat(issued).hasValue(0);
    }

    @Test
    void theDataDirectoryHoldsNoLink() throws Exception {
        URI link = issuer().link(1, file, general).orElseThrow();
        ledger.close();

        String secret = link.getPath().substring(3);
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path each : files.filter(Files::isRegularFile).toList()) {
                assertThat(new String(Files.readAllBytes(each), StandardCharsets.ISO_8859_1))
                        .as(each.toString())
                        .doesNotContain(secret)
                        .doesNotContain("F1");
            }
        }
    }

    @Test
    void linksAreForgottenWithTheirMessages() throws Exception {
        String secret = issuer().link(1, file, general).orElseThrow().getPath().substring(3);
        String id = new LinkKeys(ledger.key()).row(secret);
        ledger.write(tx -> {
                    tx.links()
                            .insert(
                                    new dev.footbridge.relay.ledger.GroupRow(
                                            1, 1, "m", java.util.OptionalLong.empty(), 0, 0, 0, false),
                                    5);
                    return tx.links().prune(10, 100);
                })
                .join();

        Optional<FileLinkRow> row = ledger.read(tx -> tx.fileLinks().find(id));
        assertThat(row).isEmpty();
    }
}

package dev.footbridge.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.core.document.Element;
import dev.footbridge.core.document.Loss;
import dev.footbridge.core.id.ChannelId;
import dev.footbridge.core.id.Platform;
import dev.footbridge.core.id.WorkspaceId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class MetricsTest {

    private static final ChannelId CHANNEL =
            new ChannelId(new WorkspaceId(new Platform("memory"), "home-canary"), "general-canary");

    @Test
    void theReadmeListsExactlyTheMetricsThereAre() throws Exception {
        try (Metrics metrics = everything()) {
            Set<String> there = find("(?m)^# TYPE (footbridge_\\w+)", metrics.scrape());
            Set<String> listed = find("(?m)^\\| `(footbridge_\\w+)`", Files.readString(Path.of("README.md")));

            assertThat(listed).isEqualTo(there);
        }
    }

    @Test
    void labelsNameNoChannel() {
        try (Metrics metrics = everything()) {
            assertThat(metrics.scrape()).contains("platform=\"memory\"").doesNotContain("canary");
        }
    }

    @Test
    void lossesAreCountedByPairAndElement() {
        try (Metrics metrics = everything()) {
            metrics.lost(new Platform("elsewhere"), CHANNEL, Loss.dropped(Element.POST));
            metrics.lost(new Platform("memory"), CHANNEL, Loss.degraded(Element.POST));

            assertThat(metrics.scrape())
                    .containsPattern("footbridge_losses_total\\{element=\"POST\",fidelity=\"DROPPED\","
                            + "platform=\"memory\",source=\"elsewhere\"} 2")
                    .containsPattern("footbridge_losses_total\\{element=\"POST\",fidelity=\"DEGRADED\","
                            + "platform=\"memory\",source=\"memory\"} 1");
        }
    }

    @Test
    void scopesAreAsTheyWereCheckedLast() {
        try (Metrics metrics = everything()) {
            assertThat(metrics.scrape()).contains("footbridge_scopes{connector=\"acme\",state=\"missing\"} 2.0");

            metrics.scopes("acme", "missing", 0);

            assertThat(metrics.scrape()).contains("footbridge_scopes{connector=\"acme\",state=\"missing\"} 0.0");
        }
    }

    private static Metrics everything() {
        Metrics metrics = new Metrics();
        metrics.received("acme", 2);
        metrics.duplicate("acme");
        metrics.ignored("acme", "own");
        metrics.rejected("acme", "signature");
        metrics.delivered("post", CHANNEL, Duration.ofMillis(3));
        metrics.dead("post", CHANNEL, "code");
        metrics.vanished("edit", CHANNEL);
        metrics.lost(new Platform("elsewhere"), CHANNEL, Loss.dropped(Element.POST));
        metrics.reread(CHANNEL, 1, 20);
        metrics.repaired(CHANNEL, 3, 2, 1);
        metrics.groupChanged("acme", "added");
        metrics.issued(new Platform("elsewhere"));
        metrics.opened(new Platform("elsewhere"));
        metrics.denied("not_member");
        metrics.cut("slow_reader");
        metrics.sent(17);
        metrics.scopes("acme", "missing", 2);
        metrics.streaming(CHANNEL);
        metrics.streamed(CHANNEL, 100);
        metrics.spooled(CHANNEL, 100);
        metrics.streamEnded(CHANNEL, Duration.ofMillis(30), "source_broken");
        return metrics;
    }

    private static Set<String> find(String pattern, String text) {
        Set<String> found = new TreeSet<>();
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        return found;
    }
}

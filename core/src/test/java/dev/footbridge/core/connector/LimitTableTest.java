package dev.footbridge.core.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.core.id.ChannelId;
import dev.footbridge.core.id.Platform;
import dev.footbridge.core.id.WorkspaceId;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LimitTableTest {

    private static final ChannelId HALL = new ChannelId(new WorkspaceId(new Platform("acme"), "home"), "hall");

    private static InputStream table(String... rows) {
        return new ByteArrayInputStream(String.join("\n", rows).getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aVerbHasAllItsRowsAndAChannelABudgetOfItsOwn() {
        Pacing pacing = LimitTable.pacing(
                table("# source", "", "POST\tpost\tchannel\t1\t2\t3\tnote", "POST\tall\tworkspace\t50\t60\t5"),
                Map.of());

        assertThat(pacing.limits(Verb.POST, HALL))
                .containsExactly(
                        new RateLimit("post:hall", 1, Duration.ofSeconds(2), 3),
                        new RateLimit("all", 50, Duration.ofMinutes(1), 5));
        assertThat(pacing.limits(Verb.READ, HALL)).isEmpty();
    }

    @Test
    void aConfiguredFigureIsTakenForItsKeyOnly() {
        Pacing pacing = LimitTable.pacing(
                table("POST\tposts\tworkspace\t300\t60\t5", "READ\treads\tworkspace\t300\t60\t5"),
                Map.of("posts", 600));

        assertThat(pacing.limits(Verb.POST, HALL).get(0).permits()).isEqualTo(600);
        assertThat(pacing.limits(Verb.READ, HALL).get(0).permits()).isEqualTo(300);
    }

    @Test
    void aBrokenTableIsADefectOfTheJar() {
        assertThatThrownBy(() -> LimitTable.rows(null, 2)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> LimitTable.rows(table("POST\tposts"), 3))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("2 columns");
        assertThatThrownBy(() -> LimitTable.pacing(table("SHOUT\tposts\tx\t1\t1\t1"), Map.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(LimitTable.rows(table("a\tb"), 2)).containsExactly(List.of("a", "b"));
    }
}

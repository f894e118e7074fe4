package dev.footbridge.core.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class IdsTest {
    private static final WorkspaceId WORKSPACE = new WorkspaceId(new Platform("demo"), "w");
    private static final ChannelId CHANNEL = new ChannelId(WORKSPACE, "c");

    private static final List<Function<String, Object>> KINDS = List.of(
            value -> new WorkspaceId(new Platform("demo"), value),
            value -> new ChannelId(WORKSPACE, value),
            value -> new UserId(WORKSPACE, value),
            value -> new FileId(WORKSPACE, value),
            value -> new MessageId(CHANNEL, value));

    @Test
    void acceptsAnyTextOfReasonableLength() {
        for (Function<String, Object> kind : KINDS) {
            for (String value : List.of("x", "19:abc@thread.v2", "a b/c:ü|😀", "x".repeat(512))) {
                assertThat(kind.apply(value)).isEqualTo(kind.apply(value));
            }
        }
    }

    @Test
    void refusesEmptyEndlessAndControlCharactersWithoutRepeatingThem() {
        for (Function<String, Object> kind : KINDS) {
            for (String value : List.of("", "x".repeat(513), "secret\n", "secret\u0000", "secret\u0085")) {
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> kind.apply(value))
                        .withMessageNotContaining("secret")
                        .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(100));
            }
        }
    }

    @Test
    void keepsPlatformNamesShortAndPlain() {
        assertThat(new Platform("demo2")).hasToString("demo2");
        for (String value : List.of("", "Demo", "2demo", "de-mo", "x".repeat(33))) {
            assertThatIllegalArgumentException().isThrownBy(() -> new Platform(value));
        }
    }

    @Test
    void showsWhereAnIdIsUnique() {
        assertThat(new MessageId(CHANNEL, "m")).hasToString("demo:w/c/m");
        assertThat(new UserId(WORKSPACE, "u")).hasToString("demo:w/@u");
        assertThat(new FileId(WORKSPACE, "f")).hasToString("demo:w/#f");
    }

    @Test
    void tellsTheSameValueInTwoWorkspacesApart() {
        WorkspaceId other = new WorkspaceId(new Platform("demo"), "other");

        assertThat(new ChannelId(WORKSPACE, "c")).isNotEqualTo(new ChannelId(other, "c"));
    }
}

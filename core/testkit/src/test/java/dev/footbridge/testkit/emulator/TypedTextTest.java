package dev.footbridge.testkit.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.footbridge.testkit.emulator.TypedText.Block;
import dev.footbridge.testkit.emulator.TypedText.BlockKind;
import dev.footbridge.testkit.emulator.TypedText.Mark;
import dev.footbridge.testkit.emulator.TypedText.Run;
import dev.footbridge.testkit.emulator.TypedText.RunKind;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TypedTextTest {
    private static final TypedText.Names NAMES = new TypedText.Names() {
        @Override
        public Optional<String> user(String handle) {
            return handle.equals("ada") ? Optional.of("U1") : Optional.empty();
        }

        @Override
        public Optional<String> channel(String name) {
            return name.equals("general") ? Optional.of("C1") : Optional.empty();
        }
    };

    @Test
    void readsMarksMentionsChannelsAndLinks() {
        assertThat(line("a *b _c_* `d` @Ada #general https://x.example/y_z"))
                .containsExactly(
                        text("a "),
                        text("b ", Mark.BOLD),
                        text("c", Mark.BOLD, Mark.ITALIC),
                        text(" "),
                        text("d", Mark.CODE),
                        text(" "),
                        new Run(RunKind.MENTION, "@Ada", "U1", Set.of()),
                        text(" "),
                        new Run(RunKind.CHANNEL, "#general", "C1", Set.of()),
                        text(" "),
                        new Run(RunKind.LINK, "https://x.example/y_z", "https://x.example/y_z", Set.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "snake_case_name",
                "2*3*4",
                "a ~ b ~ c",
                "@nobody",
                "#nowhere",
                "* not bold *",
                "***",
                "____",
                "",
                "http:/x"
            })
    void leavesEverythingElseAlone(String typed) {
        StringBuilder shown = new StringBuilder();
        line(typed).forEach(run -> shown.append(run.text()));

        assertThat(shown.toString()).isEqualTo(typed);
        assertThat(line(typed)).allMatch(run -> run.marks().isEmpty() && run.kind() == RunKind.TEXT);
    }

    @Test
    void groupsLinesOfTheSameKind() {
        List<Block> blocks = TypedText.parse("one\ntwo\n> q1\n> q2\n- i1\n- i2\n```\n*code*\n\nmore\n```\nend", NAMES);

        assertThat(blocks)
                .extracting(Block::kind)
                .containsExactly(BlockKind.LINES, BlockKind.QUOTE, BlockKind.ITEMS, BlockKind.CODE, BlockKind.LINES);
        assertThat(blocks.get(0).lines()).hasSize(2);
        assertThat(blocks.get(3).lines().get(0)).containsExactly(text("*code*"));
        assertThat(blocks.get(3).lines()).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "_", "`", "~", "*_", "> ", "@", "https://"})
    void longRowsOfSignsAreReadInTime(String sign) {
        String typed = sign.repeat(20_000 / sign.length());
        assertTimeoutPreemptively(Duration.ofSeconds(5), () -> TypedText.parse(typed, NAMES));
    }

    private static List<Run> line(String typed) {
        return TypedText.parse(typed, NAMES).get(0).lines().get(0);
    }

    private static Run text(String text, Mark... marks) {
        return new Run(RunKind.TEXT, text, "", Set.of(marks));
    }
}

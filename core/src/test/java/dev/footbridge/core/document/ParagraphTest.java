package dev.footbridge.core.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ParagraphTest {

    @Test
    void blocksBecomeOneRun() {
        Text bold = Text.of("bold", Mark.BOLD);
        List<Block> blocks = List.of(Paragraph.of(bold, Text.of(" one")), new CodeBlock("", "a\nb"), new Rule());
        assertThat(Paragraph.joined(blocks))
                .startsWith(bold, Text.of(" one"), new LineBreak(), Text.of("a\nb"), new LineBreak());
        assertThat(Paragraph.joined(List.of())).isEmpty();
    }
}

package dev.footbridge.core.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Input that somebody made to hurt. The timeouts are a hundred times what the work takes when it is linear. */
@Timeout(60)
class PathologicalDocumentTest {
    @Test
    void sixtyFourKilobytesOfOneCharacter() {
        for (String one : List.of("a", " ", "\n", "*", "\u0301", "\u200d", "ᄀ", "\u0600", "😀", "🇩", "\ud800")) {
            Document document = Document.text(one.repeat(65_536));
            assertThat(new Document(document.blocks())).isEqualTo(document);
            assertThat(DocumentSplitter.split(document, 100, d -> d.plainText().length()))
                    .isNotEmpty();
        }
    }

    @Test
    void aHundredThousandCombiningMarks() {
        Document document = Document.text("a" + "\u0300\u0323".repeat(50_000) + "b");

        assertThat(document.plainText())
                .hasSize(DocumentLimits.MAX_GRAPHEME + 1)
                .endsWith("b");
    }

    @Test
    void aHundredThousandRunsOfAlternatingLook() {
        List<Inline> inlines = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            inlines.add(i % 2 == 0 ? Text.of("\u0301", Mark.BOLD) : Text.of("\u0301"));
        }
        Document document = new Document(List.of(new Paragraph(inlines)));

        assertThat(document.plainText()).hasSize(DocumentLimits.MAX_GRAPHEME);
    }

    @Test
    void tenThousandNestedQuotesAndLists() {
        Block block = Paragraph.of(Text.of("deep"));
        for (int i = 0; i < 10_000; i++) {
            block = i % 2 == 0
                    ? new Quote(List.of(block))
                    : new ItemList(true, 1, List.of(new ItemList.Item(List.of(block))));
        }
        Document document = Document.of(block);

        assertThat(NormalFormTest.depth(document.blocks())).isEqualTo(DocumentLimits.MAX_DEPTH);
        assertThat(document.plainText()).endsWith("deep");
    }

    @Test
    void aHundredThousandEmptyBlocks() {
        List<Block> blocks = IntStream.range(0, 100_000)
                .<Block>mapToObj(i -> new Quote(List.of(Paragraph.of(Text.of("\n")))))
                .toList();

        assertThat(new Document(blocks)).isEqualTo(Document.empty());
    }

    @Test
    void sixteenTimesTheTextTakesNoQuadraticTime() {
        assertLinear(n -> Document.text("e\u0301 ".repeat(n)));
        assertLinear(n -> Document.of(new CodeBlock("", "👩‍👩‍👧‍👦\n".repeat(n))));
        assertLinear(n -> Document.text("a\u0301".repeat(n) + "\u0301".repeat(n)));
    }

    /**
     * Quadratic work takes 256 times as long for sixteen times the text, linear work 16 times. Compares the fastest runs,
     * which load on the machine does not stretch, and tries until both had a quiet moment.
     */
    private static void assertLinear(IntFunction<Document> make) {
        long small = Long.MAX_VALUE;
        long large = Long.MAX_VALUE;
        for (int i = 0; i < 50 && (i < 5 || large >= small * 100.0); i++) {
            small = Math.min(small, time(make, 1_000));
            large = Math.min(large, time(make, 16_000));
        }
        assertThat((double) large / small).isLessThan(100);
    }

    private static long time(IntFunction<Document> make, int n) {
        long start = System.nanoTime();
        assertThat(make.apply(n).isEmpty()).isFalse();
        return System.nanoTime() - start;
    }
}

package dev.footbridge.core.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.core.id.Platform;
import dev.footbridge.core.id.UserId;
import dev.footbridge.core.id.WorkspaceId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class NormalFormTest {
    private static final UserId ANNA = new UserId(new WorkspaceId(new Platform("demo"), "w"), "anna");

    @Test
    void mergesNeighboursOfTheSameLook() {
        assertThat(inlines(Document.of(Text.of("a"), Text.of("b"), Text.of("", Mark.BOLD), Text.of("c", Mark.BOLD))))
                .containsExactly(Text.of("ab"), Text.of("c", Mark.BOLD));
    }

    @Test
    void mergesLinksOfTheSameUrlAndNoOthers() {
        Link one = Link.of("one", "https://example.org/1");
        Link more = Link.of(" more", "https://example.org/1");
        Link other = Link.of("other", "https://example.org/2");
        Link bold = new Link("bold", "https://example.org/2", Set.of(Mark.BOLD));

        assertThat(inlines(Document.of(one, more, other, bold)))
                .containsExactly(Link.of("one more", "https://example.org/1"), other, bold);
    }

    @Test
    void turnsEveryLineEndIntoALineBreakAndAnEmptyLineIntoANewParagraph() {
        Document expected = new Document(
                List.of(Paragraph.of(Text.of("a"), new LineBreak(), Text.of("b")), Paragraph.of(Text.of("c"))));

        assertThat(Document.text("a\nb\n\nc")).isEqualTo(expected);
        assertThat(Document.text("a\r\nb\r\n\r\n\r\nc\n")).isEqualTo(expected);
        assertThat(Document.text("\n\na\rb\u2028\u2028c")).isEqualTo(expected);
        assertThat(expected.blocks()).hasSize(2);
    }

    @Test
    void dropsWhatShowsNothing() {
        assertThat(new Document(List.of(
                        Paragraph.of(),
                        Paragraph.of(Text.of("")),
                        Paragraph.of(new LineBreak(), Text.of(" \t")),
                        new Heading(1, List.of(new LineBreak())),
                        new Quote(List.of(new Quote(List.of(Paragraph.of())))),
                        new ItemList(false, 1, List.of(new ItemList.Item(List.of()))),
                        new CodeBlock("java", "\n \n"),
                        new Table(true, List.of(new Table.Row(List.of(new Table.Cell(List.of()))))))))
                .isEqualTo(Document.empty());
    }

    @Test
    void hasNoLineBreaksAtTheEndsOfABlock() {
        assertThat(Document.of(new LineBreak(), Text.of("a"), new LineBreak(), new LineBreak()))
                .isEqualTo(Document.of(Text.of("a")));
    }

    @Test
    void writesStandardEmojiAsText() {
        assertThat(Document.of(Text.of("hi "), new EmojiRef(Emoji.unicode("👋"))))
                .isEqualTo(Document.of(Text.of("hi 👋")));
    }

    @Test
    void dropsControlCharactersAndReplacesLoneSurrogates() {
        assertThat(Document.of(Text.of("a\u0000b\u001b\tc\u007f\u0086"), Text.of("\ud83d"), Text.of("\ude00")))
                .isEqualTo(Document.of(Text.of("ab\tc\ufffd\ufffd")));
        assertThat(Document.of(Mention.user(ANNA, " An\nna\u0000 ")))
                .isEqualTo(Document.of(Mention.user(ANNA, "An na")));
    }

    @Test
    void keepsTheLinesOfCodeButNotTheEmptyOnesAround() {
        assertThat(Document.of(new CodeBlock("java", "\n\n  a\r\n\r\n\tb\n\n")).blocks())
                .containsExactly(new CodeBlock("java", "  a\n\n\tb"));
    }

    @Test
    void movesWhatIsTooDeepUpToTheDeepestLevel() {
        Block block = Paragraph.of(Text.of("x"));
        for (int i = 0; i < 20; i++) {
            block = i % 2 == 0
                    ? new Quote(List.of(block, Paragraph.of(Text.of("q" + i))))
                    : new ItemList(false, 1, List.of(new ItemList.Item(List.of(block))));
        }
        Document document = Document.of(block);

        assertThat(depth(document.blocks())).isEqualTo(DocumentLimits.MAX_DEPTH);
        assertThat(document.plainText().replaceAll("[>\\s-]+", " ")).isEqualTo(" x q0 q2 q4 q6 q8 q10 q12 q14 q16 q18");
    }

    @Test
    void cutsMonstrousGraphemesAlsoAcrossRuns() {
        Document document = Document.of(
                Text.of("a" + "\u0301".repeat(20)), Text.of("\u0301".repeat(20), Mark.BOLD), Text.of("b", Mark.BOLD));

        assertThat(document.plainText()).isEqualTo("a" + "\u0301".repeat(31) + "b");
    }

    @Test
    void keepsFamiliesAndFlagsWhole() {
        assertThat(Document.text("👩‍👩‍👧‍👦🇩🇪🏴󠁧󠁢󠁷󠁬󠁳󠁿").plainText())
                .isEqualTo("👩‍👩‍👧‍👦🇩🇪🏴󠁧󠁢󠁷󠁬󠁳󠁿");
    }

    @Test
    void cutsTooManyCharactersWithAnEllipsis() {
        String most = "x".repeat(DocumentLimits.MAX_CHARACTERS);

        assertThat(Document.text(most).plainText()).isEqualTo(most);
        assertThat(Document.text(most + "x").plainText())
                .hasSizeLessThanOrEqualTo(DocumentLimits.MAX_CHARACTERS)
                .endsWith("x…");
        assertThat(Document.of(new CodeBlock("", most + "x")).plainText()).endsWith("x…");
        assertThat(Document.of(Text.of(most), Link.of("link", "https://example.org"))
                        .plainText())
                .endsWith("x…");
    }

    @Test
    void cutsTooManyBlocksWithAnEllipsis() {
        List<Block> blocks = Stream.generate(() -> (Block) new Quote(List.of(Paragraph.of(Text.of("x")))))
                .limit(DocumentLimits.MAX_BLOCKS)
                .toList();
        Document document = new Document(blocks);

        assertThat(document.blocks()).hasSize(DocumentLimits.MAX_BLOCKS / 2);
        assertThat(document.plainText()).endsWith("> …");
    }

    @Test
    void cutsATableOfNothing() {
        List<Table.Cell> cells = Stream.generate(() -> new Table.Cell(List.of()))
                .limit(DocumentLimits.MAX_CHARACTERS + 10L)
                .toList();
        Table.Row row = new Table.Row(Stream.concat(cells.stream(), Stream.of(new Table.Cell(List.of(Text.of("x")))))
                .toList());
        Document document = Document.of(new Table(true, List.of(row)));

        assertThat(Lengths.of(document.blocks().get(0))).isLessThanOrEqualTo(DocumentLimits.MAX_CHARACTERS);
        assertThat(new Document(document.blocks())).isEqualTo(document);
    }

    @Test
    void refusesUrlsThatAreNone() {
        for (String url :
                List.of("javascript:alert(1)", "https://", "https://a b", "https://a\u2003b", "https://a\ud800")) {
            assertThat(Link.orText("x", url, Set.of())).as(url).isEqualTo(Text.of("x"));
        }
    }

    @Test
    void isStableAndKeepsItsPromisesForAnything() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        Pattern cluster = Pattern.compile("\\X");
        for (int round = 0; round < 2_000; round++) {
            Document document = new RawBlocks(random).document();
            String where = "seed " + seed + " round " + round;

            assertThat(new Document(document.blocks())).as(where).isEqualTo(document);
            assertThat(depth(document.blocks())).as(where).isLessThanOrEqualTo(DocumentLimits.MAX_DEPTH);
            String text = document.plainText();
            assertThat(text.codePoints()
                            .allMatch(c -> c == '\n' || c == '\t' || !Character.isISOControl(c) && !isSurrogate(c)))
                    .as(where)
                    .isTrue();
            assertThat(document.blocks().stream()
                            .filter(Paragraph.class::isInstance)
                            .flatMap(block -> runs(((Paragraph) block).inlines()).stream())
                            .flatMap(run -> cluster.matcher(run).results())
                            .allMatch(found -> found.group().codePoints().count() <= DocumentLimits.MAX_GRAPHEME))
                    .as(where)
                    .isTrue();
        }
    }

    /** Characters that stand side by side. */
    private static List<String> runs(List<Inline> inlines) {
        List<String> runs = new ArrayList<>(List.of(""));
        for (Inline inline : inlines) {
            int last = runs.size() - 1;
            if (inline instanceof Text text) {
                runs.set(last, runs.get(last) + text.value());
            } else if (inline instanceof Link link) {
                runs.add(link.text());
                runs.add("");
            } else {
                runs.add("");
            }
        }
        return runs;
    }

    private static List<Inline> inlines(Document document) {
        return ((Paragraph) document.blocks().get(0)).inlines();
    }

    private static boolean isSurrogate(int c) {
        return Character.getType(c) == Character.SURROGATE;
    }

    static int depth(List<Block> blocks) {
        int deepest = 0;
        for (Block block : blocks) {
            if (block instanceof Quote quote) {
                deepest = Math.max(deepest, 1 + depth(quote.blocks()));
            } else if (block instanceof ItemList list) {
                for (ItemList.Item item : list.items()) {
                    deepest = Math.max(deepest, 1 + depth(item.blocks()));
                }
            }
        }
        return deepest;
    }
}

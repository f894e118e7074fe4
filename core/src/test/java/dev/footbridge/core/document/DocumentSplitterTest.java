package dev.footbridge.core.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.ToIntFunction;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DocumentSplitterTest {
    private static final ToIntFunction<Document> LENGTH =
            document -> document.plainText().length();

    @Test
    void leavesAloneWhatFits() {
        Document document = Document.text("short");

        assertThat(DocumentSplitter.split(document, 5, LENGTH)).containsExactly(document);
        assertThat(DocumentSplitter.split(Document.empty(), 5, LENGTH)).containsExactly(Document.empty());
    }

    @Test
    void cutsBetweenBlocksFirst() {
        assertThat(split("aaaa aaaa\n\nbbbb\nbbbb\n\ncccc", 22)).containsExactly("aaaa aaaa\n\nbbbb\nbbbb", "cccc");
    }

    @Test
    void cutsBetweenLinesThenWordsThenGraphemes() {
        assertThat(split("aaaa aaaa\nbbbb bbbb", 12)).containsExactly("aaaa aaaa", "bbbb bbbb");
        assertThat(split("aaaa bbbb cccc", 11)).containsExactly("aaaa bbbb ", "cccc");
        assertThat(split("aaaabbbbcccc", 5)).containsExactly("aaaab", "bbbcc", "cc");
        assertThat(split("e\u0301".repeat(4), 3)).containsExactly("e\u0301", "e\u0301", "e\u0301", "e\u0301");
    }

    @Test
    void doesNotWasteAPartForACoarseCut() {
        assertThat(split("a\n\n" + "b".repeat(20), 12)).containsExactly("a\n\n" + "b".repeat(9), "b".repeat(11));
    }

    @Test
    void opensCodeAndQuotesAgain() {
        Document document = Document.of(new Quote(List.of(new CodeBlock("java", "line one\nline two\nline three"))));

        assertThat(DocumentSplitter.split(document, 24, LENGTH))
                .containsExactly(
                        Document.of(new Quote(List.of(new CodeBlock("java", "line one\nline two")))),
                        Document.of(new Quote(List.of(new CodeBlock("java", "line three")))));
    }

    @Test
    void goesOnCountingTheItemsOfAList() {
        Document document = Document.of(new ItemList(
                true,
                1,
                List.of(
                        ItemList.Item.of(Text.of("one")),
                        ItemList.Item.of(Text.of("two")),
                        ItemList.Item.of(Text.of("three")))));

        assertThat(DocumentSplitter.split(document, 14, LENGTH).stream().map(Document::plainText))
                .containsExactly("1. one\n2. two", "3. three");
    }

    @Test
    void cutsTablesBetweenRowsAndKeepsColumns() {
        Document document =
                Document.of(new Table(true, List.of(row("h", "i"), row("a", "bbbbbbbbbbbb"), row("c", "d"))));

        List<Document> parts = DocumentSplitter.split(document, 10, LENGTH);

        assertThat(parts)
                .containsExactly(
                        Document.of(new Table(true, List.of(row("h", "i")))),
                        Document.of(new Table(false, List.of(row("a", "bbbbbb")))),
                        Document.of(new Table(false, List.of(row("", "bbbbbb")))),
                        Document.of(new Table(false, List.of(row("c", "d")))));
    }

    @Test
    void neverCutsALinkEvenWhenItIsTooLong() {
        Link link = Link.of("a link of some length", "https://example.org/");
        List<Document> parts =
                DocumentSplitter.split(Document.of(Text.of("before "), link, Text.of(" after")), 10, LENGTH);

        assertThat(parts).contains(Document.of(link));
        assertThat(parts).hasSize(3);
    }

    @Test
    void losesNothingTearsNothingAndFits() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int round = 0; round < 3_000; round++) {
            Document document = new RawBlocks(random).document();
            int limit = 1 + random.nextInt(60);
            String where = "seed " + seed + " round " + round;
            ToIntFunction<Document> size = random.nextBoolean() ? LENGTH : DocumentSplitterTest::escapedLength;

            List<Document> parts = DocumentSplitter.split(document, limit, size);

            assertThat(graphemes(parts)).as(where).isEqualTo(graphemes(List.of(document)));
            for (Document part : parts) {
                if (size.applyAsInt(part) > limit) {
                    assertThat(atoms(part)).as(where).hasSizeLessThanOrEqualTo(1);
                }
            }
            assertThat(parts.size() == 1 || parts.stream().noneMatch(Document::isEmpty))
                    .as(where)
                    .isTrue();
        }
    }

    @Test
    void fillsPartsAtLeastByHalf() {
        List<Document> parts = DocumentSplitter.split(Document.text("word ".repeat(10_000)), 1_000, LENGTH);

        assertThat(parts).hasSizeLessThan(60);
        assertThat(parts).allMatch(part -> part.plainText().length() <= 1_000);
    }

    @Test
    void rendersEachPieceOnlyAFewTimes() {
        long small = rendered(40_000);
        long large = rendered(160_000);

        assertThat(small).isLessThan(40_000 * 30L);
        assertThat((double) large).isLessThan(small * 4.4);
    }

    private static long rendered(int length) {
        long[] characters = {0};
        Document document = Document.text("some words, ".repeat(length / 12));
        DocumentSplitter.split(document, 2_000, part -> {
            int size = part.plainText().length();
            characters[0] += size;
            return size;
        });
        return characters[0];
    }

    /** A platform that writes some characters long and marks around every run. */
    private static int escapedLength(Document document) {
        return document.plainText().replace("&", "&amp;").replace("<", "&lt;").length()
                + 3 * document.blocks().size();
    }

    /** All that is shown, one entry per grapheme, link, mention or emoji; white space aside. */
    private static List<String> graphemes(List<Document> documents) {
        return documents.stream().flatMap(document -> atoms(document).stream()).collect(Collectors.toList());
    }

    private static List<String> atoms(Document document) {
        List<String> out = new ArrayList<>();
        collect(document.blocks(), out);
        return out.stream().filter(atom -> !atom.isBlank()).toList();
    }

    private static void collect(List<Block> blocks, List<String> out) {
        for (Block block : blocks) {
            if (block instanceof Paragraph paragraph) {
                collectInlines(paragraph.inlines(), out);
            } else if (block instanceof Heading heading) {
                collectInlines(heading.inlines(), out);
            } else if (block instanceof Quote quote) {
                collect(quote.blocks(), out);
            } else if (block instanceof CodeBlock code) {
                clusters(code.text(), out);
            } else if (block instanceof ItemList list) {
                list.items().forEach(item -> collect(item.blocks(), out));
            } else if (block instanceof Table table) {
                table.rows().forEach(row -> row.cells().forEach(cell -> collectInlines(cell.inlines(), out)));
            } else {
                out.add("---");
            }
        }
    }

    private static void collectInlines(List<Inline> inlines, List<String> out) {
        StringBuilder text = new StringBuilder();
        for (Inline inline : inlines) {
            if (inline instanceof Text run) {
                text.append(run.value());
            } else {
                clusters(text.toString(), out);
                text.setLength(0);
                out.add(inline instanceof LineBreak ? "\n" : inline.toString());
            }
        }
        clusters(text.toString(), out);
    }

    private static void clusters(String text, List<String> out) {
        Pattern.compile("\\X").matcher(text).results().map(MatchResult::group).forEach(out::add);
    }

    private static List<String> split(String text, int limit) {
        return DocumentSplitter.split(Document.text(text), limit, LENGTH).stream()
                .map(Document::plainText)
                .toList();
    }

    private static Table.Row row(String... cells) {
        return new Table.Row(IntStream.range(0, cells.length)
                .mapToObj(i -> new Table.Cell(cells[i].isEmpty() ? List.of() : List.of(Text.of(cells[i]))))
                .toList());
    }
}

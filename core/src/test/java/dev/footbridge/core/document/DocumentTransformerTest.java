package dev.footbridge.core.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DocumentTransformerTest {

    private static final DocumentTransformer NOTHING = new DocumentTransformer() {};

    private static final Document ALL = Document.of(
            Paragraph.of(Text.of("a", Mark.BOLD), Link.of("b", "https://example.org/"), new LineBreak(), Text.of("c")),
            new Heading(2, List.of(Text.of("d"))),
            new Quote(List.of(Paragraph.of(Text.of("e")))),
            new CodeBlock("java", "f"),
            new ItemList(true, 3, List.of(ItemList.Item.of(Text.of("g")), ItemList.Item.of(Text.of("h")))),
            new Table(true, List.of(new Table.Row(List.of(new Table.Cell(List.of(Text.of("i"))))))),
            new Rule(),
            Paragraph.of(Mention.broadcast(Mention.Audience.CHANNEL, "j"), new EmojiRef(Emoji.custom("k"))));

    @Test
    void asItStandsItChangesNothing() {
        assertThat(NOTHING.transform(ALL)).isEqualTo(ALL);
        for (int seed = 0; seed < 300; seed++) {
            Document document = new Document(new RawBlocks(new Random(seed)).blocks(0));
            assertThat(NOTHING.transform(document)).as("seed %s", seed).isEqualTo(document);
        }
    }

    @Test
    void whatIsOverriddenChangesWhereverItStands() {
        Document loud = new DocumentTransformer() {
            @Override
            public List<Inline> text(Text text) {
                return List.of(new Text(text.value().toUpperCase(java.util.Locale.ROOT), Set.of()));
            }
        }.transform(ALL);
        assertThat(loud.plainText())
                .isEqualTo("Ab (https://example.org/)\nC\n\nD\n\n> E\n\nf\n\n3. G\n4. H\n\nI\n\n---\n\n@j:k:");
    }

    @Test
    void anElementMayBecomeNothingOrSeveral() {
        List<String> seen = new ArrayList<>();
        Document less = new DocumentTransformer() {
            @Override
            public List<Block> quote(Quote quote) {
                return blocks(quote.blocks());
            }

            @Override
            public List<Block> table(Table table) {
                return List.of();
            }

            @Override
            public List<Inline> link(Link link) {
                seen.add(link.url());
                return List.of(Text.of(link.text()), Text.of("!"));
            }
        }.transform(ALL);
        assertThat(less.blocks()).hasSize(ALL.blocks().size() - 1).contains(Paragraph.of(Text.of("e")));
        assertThat(less.blocks().get(0))
                .isEqualTo(Paragraph.of(Text.of("a", Mark.BOLD), Text.of("b!"), new LineBreak(), Text.of("c")));
        assertThat(seen).containsExactly("https://example.org/");
    }
}

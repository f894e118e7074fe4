package dev.footbridge.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.core.document.Block;
import dev.footbridge.core.document.CodeBlock;
import dev.footbridge.core.document.Document;
import dev.footbridge.core.document.Inline;
import dev.footbridge.core.document.ItemList;
import dev.footbridge.core.document.Link;
import dev.footbridge.core.document.Mark;
import dev.footbridge.core.document.Mention;
import dev.footbridge.core.document.Paragraph;
import dev.footbridge.core.document.Quote;
import dev.footbridge.core.document.Text;
import dev.footbridge.core.id.UserId;
import dev.footbridge.core.id.WorkspaceId;
import java.util.List;
import java.util.stream.Stream;

/**
 * Something that must not be cut in two, put where a message ends.
 *
 * @param tail what stands behind the text that fills the message
 */
record Seam(String name, List<Inline> inlines, List<Block> tail) {

    /** How far before the end it is tried, in characters. */
    static final int REACH = 24;

    private static final String FAMILY = "\ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67\u200d\ud83d\udc66";

    static Stream<Seam> all(WorkspaceId workspace) {
        return Stream.of(
                inline("a family", Text.of(FAMILY)),
                inline("marks over a letter", Text.of("e" + "\u0301".repeat(9))),
                inline("flags", Text.of("\ud83c\udde9\ud83c\uddea\ud83c\uddeb\ud83c\uddf7")),
                inline("ampersands", Text.of("&&&&&&")),
                inline("entities in text", Text.of("&amp;&lt;")),
                inline("brackets", Text.of("<<<>>>")),
                inline("a link", Link.of("words", "https://example.org/a/b?c=d&e=f")),
                inline("a mention", Mention.user(new UserId(workspace, "U1"), "name")),
                inline("bold", Text.of("bold words here", Mark.BOLD)),
                inline("code", Text.of("code words here", Mark.CODE)),
                block("a code block", new CodeBlock("", "one {\n  two\n}")),
                block("a quote", new Quote(List.of(paragraph("one"), paragraph("two")))),
                block(
                        "a list",
                        new ItemList(
                                false, 1, List.of(ItemList.Item.of(Text.of("one")), ItemList.Item.of(Text.of("two"))))),
                block("a paragraph", paragraph("one two")));
    }

    private static Seam inline(String name, Inline inline) {
        return new Seam(name, List.of(inline), List.of());
    }

    private static Seam block(String name, Block block) {
        return new Seam(name, List.of(), List.of(block));
    }

    private static Paragraph paragraph(String text) {
        return Paragraph.of(Text.of(text));
    }

    Document behind(String text) {
        Paragraph first = new Paragraph(
                Stream.concat(Stream.of(Text.of(text)), Stream.concat(inlines.stream(), Stream.of(Text.of(" end"))))
                        .toList());
        return new Document(Stream.concat(Stream.of(first), tail.stream()).toList());
    }

    /**
     * Nothing is missing, and each link is a link as it would be alone.
     *
     * @param read of all bodies
     * @param alone what is read of the same where nothing is cut
     */
    void check(String what, Document read, Document alone) {
        assertThat(squeezed(read).replaceFirst("^a+", "a"))
                .as("%s: its text without white space", what)
                .isEqualTo(squeezed(alone));
        assertThat(Links.in(read)).as("%s: its links", what).isEqualTo(Links.in(alone));
    }

    /** Without white space and without the signs that begin quotes and items again in the next message. */
    private static String squeezed(Document document) {
        return document.plainText().replaceAll("(?m)^(> |- )+", "").replaceAll("\\s+", "");
    }

    @Override
    public String toString() {
        return name;
    }
}

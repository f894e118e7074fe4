package dev.footbridge.webex;

import dev.footbridge.core.document.Block;
import dev.footbridge.core.document.BlockVisitor;
import dev.footbridge.core.document.CodeBlock;
import dev.footbridge.core.document.Document;
import dev.footbridge.core.document.Element;
import dev.footbridge.core.document.Heading;
import dev.footbridge.core.document.Inline;
import dev.footbridge.core.document.ItemList;
import dev.footbridge.core.document.Link;
import dev.footbridge.core.document.Loss;
import dev.footbridge.core.document.Mark;
import dev.footbridge.core.document.Paragraph;
import dev.footbridge.core.document.Quote;
import dev.footbridge.core.document.Rule;
import dev.footbridge.core.document.Table;
import dev.footbridge.core.document.Text;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Brings a document down to what Webex documents: bold, italic, code, links, lists, quotes, code blocks, line breaks and
 * mentions. What is beyond that becomes the nearest thing within it, and a loss.
 *
 * @see <a href="https://developer.webex.com/docs/basics">REST API Basics, Formatting Messages</a>
 */
final class WebexSubset implements BlockVisitor<List<Block>> {

    private static final String RULE = "\u2500".repeat(12);

    private final WebexInlines inlines;
    private final Collection<Loss> losses;
    private final Predicate<Paragraph> shows;

    private WebexSubset(WebexIds ids, Collection<Loss> losses, Predicate<Paragraph> shows) {
        this.inlines = new WebexInlines(ids, losses);
        this.losses = losses;
        this.shows = shows;
    }

    /** @param shows whether the marks of a paragraph come out as they should; where not, they are taken away */
    static Document of(Document document, WebexIds ids, Collection<Loss> losses, Predicate<Paragraph> shows) {
        WebexSubset subset = new WebexSubset(ids, losses, shows);
        return new Document(subset.blocks(document.blocks()));
    }

    private List<Block> blocks(List<Block> blocks) {
        List<Block> out = new ArrayList<>(blocks.size());
        blocks.forEach(block -> out.addAll(block.accept(this)));
        return out;
    }

    @Override
    public List<Block> paragraph(Paragraph paragraph) {
        return List.of(shown(new Paragraph(inlines.of(paragraph.inlines()))));
    }

    /** The marks that markdown can express here: a star between a letter and a bracket, say, is only a star. */
    private Paragraph shown(Paragraph paragraph) {
        Paragraph candidate = paragraph;
        for (Mark mark : List.of(Mark.ITALIC, Mark.BOLD)) {
            if (shows.test(candidate)) {
                return candidate;
            }
            Paragraph without = without(mark, candidate);
            if (!without.equals(candidate)) {
                losses.add(Loss.degraded(mark == Mark.BOLD ? Element.BOLD : Element.ITALIC));
                candidate = without;
            }
        }
        return candidate;
    }

    private static Paragraph without(Mark mark, Paragraph paragraph) {
        return new Paragraph(WebexInlines.apart(paragraph.inlines().stream()
                .map(inline -> marked(inline, false, mark))
                .toList()));
    }

    /** The same run with one mark more or less. */
    private static Inline marked(Inline inline, boolean add, Mark mark) {
        if (inline instanceof Text text) {
            return new Text(text.value(), marks(text.marks(), add, mark));
        }
        return inline instanceof Link link ? new Link(link.text(), link.url(), marks(link.marks(), add, mark)) : inline;
    }

    private static Set<Mark> marks(Set<Mark> marks, boolean add, Mark mark) {
        Set<Mark> changed = EnumSet.noneOf(Mark.class);
        changed.addAll(marks);
        if (add) {
            changed.add(mark);
        } else {
            changed.remove(mark);
        }
        return changed;
    }

    @Override
    public List<Block> heading(Heading heading) {
        losses.add(Loss.degraded(Element.HEADING));
        List<Inline> bold = heading.inlines().stream()
                .map(inline -> marked(inline, true, Mark.BOLD))
                .toList();
        return paragraph(new Paragraph(WebexInlines.apart(bold)));
    }

    @Override
    public List<Block> quote(Quote quote) {
        return List.of(new Quote(blocks(quote.blocks())));
    }

    @Override
    public List<Block> codeBlock(CodeBlock code) {
        if (!code.language().isEmpty()) {
            losses.add(Loss.dropped(Element.CODE_LANGUAGE));
        }
        String inert = WebexInlines.inert(code.text());
        if (!inert.equals(code.text())) {
            losses.add(Loss.degraded(Element.CODE_BLOCK));
        }
        return List.of(new CodeBlock("", inert));
    }

    @Override
    public List<Block> itemList(ItemList list) {
        return List.of(new ItemList(
                list.ordered(),
                list.start(),
                list.items().stream()
                        .map(item -> new ItemList.Item(blocks(item.blocks())))
                        .toList()));
    }

    @Override
    public List<Block> table(Table table) {
        losses.add(Loss.degraded(Element.TABLE));
        return List.of(new CodeBlock("", WebexInlines.inert(Document.of(table).plainText())));
    }

    @Override
    public List<Block> rule(Rule rule) {
        losses.add(Loss.degraded(Element.RULE));
        return List.of(Paragraph.of(Text.of(RULE)));
    }
}

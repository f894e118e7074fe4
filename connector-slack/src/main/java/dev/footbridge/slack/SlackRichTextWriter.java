package dev.footbridge.slack;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.footbridge.core.document.Block;
import dev.footbridge.core.document.BlockVisitor;
import dev.footbridge.core.document.CodeBlock;
import dev.footbridge.core.document.Document;
import dev.footbridge.core.document.Element;
import dev.footbridge.core.document.Heading;
import dev.footbridge.core.document.Inline;
import dev.footbridge.core.document.ItemList;
import dev.footbridge.core.document.Loss;
import dev.footbridge.core.document.Paragraph;
import dev.footbridge.core.document.Quote;
import dev.footbridge.core.document.Rule;
import dev.footbridge.core.document.Table;
import dev.footbridge.http.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Writes a document as one {@code rich_text} block: sections of text, flat lists with an indent, quotes, preformatted
 * text. Inside a quote, lists and code carry a border.
 */
final class SlackRichTextWriter implements BlockVisitor<Boolean> {

    private static final int MAX_INDENT = 8;
    private static final String RULE = "\u2500".repeat(12);

    private final SlackIds ids;
    private final Set<Loss> losses;
    private final ArrayNode elements = JsonNodeFactory.instance.arrayNode();
    private SlackRuns section;
    private boolean quoted;
    private int indent = -1;

    SlackRichTextWriter(SlackIds ids, Set<Loss> losses) {
        this.ids = ids;
        this.losses = losses;
        this.section = new SlackRuns(ids, losses);
    }

    /** The {@code blocks} argument. */
    String write(Document document) {
        blocks(document.blocks());
        endSection();
        ObjectNode block = Json.object();
        block.put("type", "rich_text").set("elements", elements);
        return JsonNodeFactory.instance.arrayNode().add(block).toString();
    }

    private void blocks(List<Block> blocks) {
        for (int i = 0; i < blocks.size(); i++) {
            if (i > 0) {
                SlackNeighbours.loss(blocks.get(i - 1), blocks.get(i)).ifPresent(losses::add);
            }
            blocks.get(i).accept(this);
        }
    }

    @Override
    public Boolean paragraph(Paragraph paragraph) {
        text(paragraph.inlines(), false);
        return true;
    }

    @Override
    public Boolean heading(Heading heading) {
        losses.add(Loss.degraded(Element.HEADING));
        text(heading.inlines(), true);
        return true;
    }

    /** Neighbouring paragraphs share a section, an empty line between them. */
    private void text(List<Inline> inlines, boolean bold) {
        if (!section.isEmpty()) {
            section.lineBreaks(2);
        }
        section.addAll(inlines, bold);
    }

    @Override
    public Boolean quote(Quote quote) {
        endSection();
        if (quoted || indent >= 0) {
            losses.add(Loss.degraded(Element.QUOTE));
        }
        boolean outer = quoted;
        quoted = true;
        blocks(quote.blocks());
        endSection();
        quoted = outer;
        return true;
    }

    @Override
    public Boolean codeBlock(CodeBlock codeBlock) {
        endSection();
        if (!codeBlock.language().isEmpty()) {
            losses.add(Loss.dropped(Element.CODE_LANGUAGE));
        }
        preformatted(codeBlock.text());
        return true;
    }

    private void preformatted(String text) {
        ObjectNode element = element("rich_text_preformatted");
        ObjectNode run = Json.object();
        element.putArray("elements").add(run.put("type", "text").put("text", text));
        if (quoted) {
            element.put("border", 1);
        }
    }

    @Override
    public Boolean itemList(ItemList list) {
        endSection();
        int outer = indent;
        indent = Math.min(MAX_INDENT, indent + 1);
        if (list.start() == 0) {
            losses.add(Loss.degraded(Element.ORDERED_LIST));
        }
        int number = list.start();
        int first = number;
        List<SlackRuns> items = new ArrayList<>();
        for (ItemList.Item item : list.items()) {
            List<Block> blocks = item.blocks();
            int texts = leadingParagraphs(blocks);
            items.add(itemText(blocks.subList(0, texts)));
            number++;
            if (texts < blocks.size()) {
                flat(list, first, items);
                first = number;
                items.clear();
                inside(blocks.subList(texts, blocks.size()));
            }
        }
        flat(list, first, items);
        indent = outer;
        return true;
    }

    private static int leadingParagraphs(List<Block> blocks) {
        int count = 0;
        while (count < blocks.size() && blocks.get(count) instanceof Paragraph) {
            count++;
        }
        return count;
    }

    private SlackRuns itemText(List<Block> paragraphs) {
        SlackRuns runs = new SlackRuns(ids, losses);
        for (Block block : paragraphs) {
            if (!runs.isEmpty()) {
                losses.add(Loss.degraded(Element.PARAGRAPH));
                runs.lineBreaks(1);
            }
            runs.addAll(((Paragraph) block).inlines(), false);
        }
        return runs;
    }

    /** What an item holds below its text: lists belong there, anything else can only interrupt the list. */
    private void inside(List<Block> blocks) {
        if (!blocks.stream().allMatch(ItemList.class::isInstance)) {
            losses.add(Loss.degraded(Element.NESTED_LIST));
        }
        blocks(blocks);
        endSection();
    }

    private void flat(ItemList list, int first, List<SlackRuns> items) {
        if (items.isEmpty()) {
            return;
        }
        ObjectNode element = element("rich_text_list");
        element.put("style", list.ordered() ? "ordered" : "bullet").put("indent", indent);
        if (list.ordered() && first > 1) {
            element.put("offset", first - 1);
        }
        if (quoted) {
            element.put("border", 1);
        }
        ArrayNode sections = element.putArray("elements");
        for (SlackRuns runs : items) {
            sections.addObject().put("type", "rich_text_section").set("elements", runs.finish());
        }
    }

    @Override
    public Boolean table(Table table) {
        losses.add(Loss.degraded(Element.TABLE));
        endSection();
        preformatted(new Document(List.of(table)).plainText());
        return true;
    }

    @Override
    public Boolean rule(Rule rule) {
        losses.add(Loss.degraded(Element.RULE));
        if (!section.isEmpty()) {
            section.lineBreaks(1);
        }
        section.text(RULE);
        return true;
    }

    private void endSection() {
        if (!section.isEmpty()) {
            element(quoted ? "rich_text_quote" : "rich_text_section").set("elements", section.finish());
            section = new SlackRuns(ids, losses);
        }
    }

    private ObjectNode element(String type) {
        return elements.addObject().put("type", type);
    }
}

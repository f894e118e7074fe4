package dev.footbridge.testkit.fake;

import dev.footbridge.core.document.Block;
import dev.footbridge.core.document.ChannelRef;
import dev.footbridge.core.document.CodeBlock;
import dev.footbridge.core.document.Document;
import dev.footbridge.core.document.EmojiRef;
import dev.footbridge.core.document.Heading;
import dev.footbridge.core.document.Inline;
import dev.footbridge.core.document.ItemList;
import dev.footbridge.core.document.Link;
import dev.footbridge.core.document.Mention;
import dev.footbridge.core.document.Paragraph;
import dev.footbridge.core.document.Quote;
import dev.footbridge.core.document.Text;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** Cuts a document into documents of at most so many characters; blocks stay whole where they fit. */
final class InMemorySplitter {

    private final int max;

    private InMemorySplitter(int max) {
        this.max = max;
    }

    static List<Document> split(Document document, int max) {
        if (length(document) <= max) {
            return List.of(document);
        }
        List<Block> pieces = new InMemorySplitter(max).explode(document.blocks());
        List<Document> parts = new ArrayList<>();
        List<Block> part = new ArrayList<>();
        int used = 0;
        for (Block piece : pieces) {
            int size = length(piece);
            if (!part.isEmpty() && used + size > max) {
                parts.add(new Document(part));
                part = new ArrayList<>();
                used = 0;
            }
            part.add(piece);
            used += size;
        }
        parts.add(new Document(part));
        return parts;
    }

    /** Characters that count against the limit: those of runs and of code. */
    static int length(Document document) {
        return lengthOf(document.blocks());
    }

    private static int lengthOf(List<Block> blocks) {
        return blocks.stream().mapToInt(InMemorySplitter::length).sum();
    }

    private static int length(Block block) {
        if (block instanceof Paragraph paragraph) {
            return lengthOfRun(paragraph.inlines());
        } else if (block instanceof Heading heading) {
            return lengthOfRun(heading.inlines());
        } else if (block instanceof Quote quote) {
            return lengthOf(quote.blocks());
        } else if (block instanceof CodeBlock code) {
            return code.text().length();
        } else if (block instanceof ItemList list) {
            return list.items().stream()
                    .mapToInt(item -> lengthOf(item.blocks()))
                    .sum();
        }
        return 1;
    }

    private static int lengthOfRun(List<Inline> inlines) {
        return inlines.stream().mapToInt(InMemorySplitter::length).sum();
    }

    private static int length(Inline inline) {
        if (inline instanceof Text text) {
            return text.value().length();
        } else if (inline instanceof Link link) {
            return link.text().length();
        } else if (inline instanceof Mention mention) {
            return 1 + mention.label().length();
        } else if (inline instanceof ChannelRef reference) {
            return 1 + reference.label().length();
        } else if (inline instanceof EmojiRef emoji) {
            return emoji.emoji().value().length();
        }
        return 1;
    }

    private List<Block> explode(List<Block> blocks) {
        return blocks.stream().flatMap(block -> explode(block).stream()).toList();
    }

    private List<Block> explode(Block block) {
        if (length(block) <= max) {
            return List.of(block);
        } else if (block instanceof Paragraph paragraph) {
            return runs(paragraph.inlines(), Paragraph::new);
        } else if (block instanceof Heading heading) {
            return runs(heading.inlines(), inlines -> new Heading(heading.level(), inlines));
        } else if (block instanceof Quote quote) {
            return explode(quote.blocks()).stream()
                    .<Block>map(piece -> new Quote(List.of(piece)))
                    .toList();
        } else if (block instanceof CodeBlock code) {
            return cut(code.text()).stream()
                    .<Block>map(piece -> new CodeBlock(code.language(), piece))
                    .toList();
        } else if (block instanceof ItemList list) {
            return items(list);
        }
        return List.of(block);
    }

    private List<Block> items(ItemList list) {
        List<Block> result = new ArrayList<>();
        for (int i = 0; i < list.items().size(); i++) {
            for (Block piece : explode(list.items().get(i).blocks())) {
                ItemList.Item item = new ItemList.Item(List.of(piece));
                result.add(new ItemList(list.ordered(), list.start() + i, List.of(item)));
            }
        }
        return result;
    }

    private List<Block> runs(List<Inline> inlines, Function<List<Inline>, Block> wrap) {
        List<Block> result = new ArrayList<>();
        List<Inline> run = new ArrayList<>();
        int used = 0;
        for (Inline inline : inlines) {
            for (Inline piece : cut(inline)) {
                int size = length(piece);
                if (!run.isEmpty() && used + size > max) {
                    result.add(wrap.apply(run));
                    run = new ArrayList<>();
                    used = 0;
                }
                run.add(piece);
                used += size;
            }
        }
        result.add(wrap.apply(run));
        return result;
    }

    private List<Inline> cut(Inline inline) {
        if (inline instanceof Text text) {
            return cut(text.value()).stream()
                    .<Inline>map(piece -> new Text(piece, text.marks()))
                    .toList();
        } else if (inline instanceof Link link) {
            return cut(link.text()).stream()
                    .<Inline>map(piece -> new Link(piece, link.url(), link.marks()))
                    .toList();
        }
        return List.of(inline);
    }

    /** Cuts behind the last space that fits, or else behind the last whole character a person sees. */
    private List<String> cut(String text) {
        List<String> result = new ArrayList<>();
        BreakIterator characters = BreakIterator.getCharacterInstance(Locale.ROOT);
        characters.setText(text);
        int from = 0;
        while (text.length() - from > max) {
            int space = Math.max(text.lastIndexOf(' ', from + max - 1), text.lastIndexOf('\n', from + max - 1));
            int end = space > from ? space + 1 : characters.preceding(from + max + 1);
            end = end > from ? end : from + max;
            result.add(text.substring(from, end));
            from = end;
        }
        result.add(text.substring(from));
        return result;
    }
}

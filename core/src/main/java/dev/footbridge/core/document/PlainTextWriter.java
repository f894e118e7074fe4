package dev.footbridge.core.document;

import java.util.List;
import java.util.Locale;

/** Writes a document as plain text, one line per line on the screen; what was marked up stays readable. */
final class PlainTextWriter implements BlockVisitor<PlainTextWriter>, InlineVisitor<PlainTextWriter> {
    private final StringBuilder out = new StringBuilder();
    private String prefix = "";

    private PlainTextWriter() {}

    static String write(Document document) {
        PlainTextWriter writer = new PlainTextWriter();
        writer.blocks(document.blocks(), 2);
        return writer.out.toString();
    }

    private void blocks(List<Block> blocks, int newlinesBetween) {
        boolean first = true;
        for (Block block : blocks) {
            for (int i = 0; !first && i < newlinesBetween; i++) {
                newline();
            }
            first = false;
            block.accept((BlockVisitor<PlainTextWriter>) this);
        }
    }

    private PlainTextWriter newline() {
        out.append('\n').append(prefix);
        return this;
    }

    private PlainTextWriter inlines(List<Inline> inlines) {
        for (Inline inline : inlines) {
            inline.accept((InlineVisitor<PlainTextWriter>) this);
        }
        return this;
    }

    private PlainTextWriter append(String text) {
        out.append(text);
        return this;
    }

    /** Writes blocks behind a sign on their first line, and {@code indent} on the others. */
    private void indented(String sign, String indent, List<Block> blocks, int newlinesBetween) {
        String outer = prefix;
        append(sign);
        prefix = outer + indent;
        blocks(blocks, newlinesBetween);
        prefix = outer;
    }

    @Override
    public PlainTextWriter paragraph(Paragraph paragraph) {
        return inlines(paragraph.inlines());
    }

    @Override
    public PlainTextWriter heading(Heading heading) {
        return inlines(heading.inlines());
    }

    @Override
    public PlainTextWriter quote(Quote quote) {
        indented("> ", "> ", quote.blocks(), 2);
        return this;
    }

    @Override
    public PlainTextWriter codeBlock(CodeBlock codeBlock) {
        return append(prefix.isEmpty() ? codeBlock.text() : codeBlock.text().replace("\n", "\n" + prefix));
    }

    @Override
    public PlainTextWriter itemList(ItemList list) {
        int number = list.start();
        boolean first = true;
        for (ItemList.Item item : list.items()) {
            if (!first) {
                newline();
            }
            first = false;
            String sign = list.ordered() ? number + ". " : "- ";
            indented(sign, " ".repeat(sign.length()), item.blocks(), 1);
            number++;
        }
        return this;
    }

    @Override
    public PlainTextWriter table(Table table) {
        for (int row = 0; row < table.rows().size(); row++) {
            if (row > 0) {
                newline();
            }
            List<Table.Cell> cells = table.rows().get(row).cells();
            for (int column = 0; column < cells.size(); column++) {
                append(column > 0 ? " | " : "").inlines(cells.get(column).inlines());
            }
        }
        return this;
    }

    @Override
    public PlainTextWriter rule(Rule rule) {
        return append("---");
    }

    @Override
    public PlainTextWriter text(Text text) {
        return append(text.value());
    }

    @Override
    public PlainTextWriter link(Link link) {
        append(link.text());
        return showsItsUrl(link) ? this : append(" (").append(link.url()).append(")");
    }

    /** People leave out the scheme and the last slash, which tells nothing new. */
    private static boolean showsItsUrl(Link link) {
        String text = link.text();
        String url = link.url();
        return url.equals(text)
                || url.equals("mailto:" + text)
                || url.equals("https://" + text)
                || url.equals("http://" + text)
                || url.equals("https://" + text + "/")
                || url.equals("http://" + text + "/");
    }

    @Override
    public PlainTextWriter mention(Mention mention) {
        return append("@").append(mention.label().isEmpty() ? nameless(mention.target()) : mention.label());
    }

    private static String nameless(Mention.Target target) {
        if (target instanceof Mention.UserTarget user) {
            return user.user().value();
        }
        if (target instanceof Mention.GroupTarget group) {
            return group.id();
        }
        return ((Mention.BroadcastTarget) target).audience().name().toLowerCase(Locale.ROOT);
    }

    @Override
    public PlainTextWriter channelRef(ChannelRef channelRef) {
        return append("#")
                .append(channelRef.label().isEmpty() ? channelRef.channel().value() : channelRef.label());
    }

    @Override
    public PlainTextWriter emojiRef(EmojiRef emojiRef) {
        return append(":").append(emojiRef.emoji().value()).append(":");
    }

    @Override
    public PlainTextWriter lineBreak(LineBreak lineBreak) {
        return newline();
    }
}

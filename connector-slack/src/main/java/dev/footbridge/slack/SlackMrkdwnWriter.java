package dev.footbridge.slack;

import dev.footbridge.core.document.Block;
import dev.footbridge.core.document.BlockVisitor;
import dev.footbridge.core.document.ChannelRef;
import dev.footbridge.core.document.CodeBlock;
import dev.footbridge.core.document.Document;
import dev.footbridge.core.document.EmojiRef;
import dev.footbridge.core.document.Heading;
import dev.footbridge.core.document.InlineVisitor;
import dev.footbridge.core.document.ItemList;
import dev.footbridge.core.document.LineBreak;
import dev.footbridge.core.document.Link;
import dev.footbridge.core.document.Mark;
import dev.footbridge.core.document.Mention;
import dev.footbridge.core.document.Paragraph;
import dev.footbridge.core.document.Quote;
import dev.footbridge.core.document.Rule;
import dev.footbridge.core.document.Table;
import dev.footbridge.core.document.Text;
import java.util.List;
import java.util.Set;

/**
 * Writes mrkdwn, the text beside the blocks. The three characters that can start a control sequence are always escaped;
 * the signs of marks cannot be, and do no harm.
 */
final class SlackMrkdwnWriter implements BlockVisitor<Boolean>, InlineVisitor<Boolean> {

    private final SlackIds ids;
    private final StringBuilder out = new StringBuilder();
    private String prefix = "";

    SlackMrkdwnWriter(SlackIds ids) {
        this.ids = ids;
    }

    String write(Document document) {
        blocks(document.blocks(), 2);
        return out.toString();
    }

    private void blocks(List<Block> blocks, int newlines) {
        for (int i = 0; i < blocks.size(); i++) {
            for (int j = 0; i > 0 && j < newlines; j++) {
                newline();
            }
            blocks.get(i).accept((BlockVisitor<Boolean>) this);
        }
    }

    private boolean newline() {
        out.append('\n').append(prefix);
        return true;
    }

    private void indented(String sign, String more, List<Block> blocks, int newlines) {
        String outer = prefix;
        out.append(sign);
        prefix = outer + more;
        blocks(blocks, newlines);
        prefix = outer;
    }

    @Override
    public Boolean paragraph(Paragraph paragraph) {
        paragraph.inlines().forEach(inline -> inline.accept((InlineVisitor<Boolean>) this));
        return true;
    }

    @Override
    public Boolean heading(Heading heading) {
        out.append('*');
        heading.inlines().forEach(inline -> inline.accept((InlineVisitor<Boolean>) this));
        out.append('*');
        return true;
    }

    @Override
    public Boolean quote(Quote quote) {
        // Only the sign of a quote stays unescaped: Slack reads it as an entity just as well.
        indented("&gt; ", "&gt; ", quote.blocks(), 2);
        return true;
    }

    @Override
    public Boolean codeBlock(CodeBlock codeBlock) {
        out.append("```");
        newline();
        lines(codeBlock.text());
        newline();
        out.append("```");
        return true;
    }

    private void lines(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n') {
                newline();
            } else {
                escape(c);
            }
        }
    }

    @Override
    public Boolean itemList(ItemList list) {
        int number = list.start();
        for (int i = 0; i < list.items().size(); i++) {
            if (i > 0) {
                newline();
            }
            String sign = list.ordered() ? number + ". " : "\u2022 ";
            indented(sign, "    ", list.items().get(i).blocks(), 1);
            number++;
        }
        return true;
    }

    @Override
    public Boolean table(Table table) {
        return codeBlock(new CodeBlock("", new Document(List.of(table)).plainText()));
    }

    @Override
    public Boolean rule(Rule rule) {
        out.append("---");
        return true;
    }

    @Override
    public Boolean text(Text text) {
        return marked(text.value(), text.marks());
    }

    /** Signs stand next to what they mark: white space at the ends stays outside of them. */
    private boolean marked(String value, Set<Mark> marks) {
        int from = 0;
        int to = value.length();
        while (from < to && Character.isWhitespace(value.charAt(from))) {
            from++;
        }
        while (to > from && Character.isWhitespace(value.charAt(to - 1))) {
            to--;
        }
        String signs = from < to ? signs(marks) : "";
        escape(value, 0, from);
        out.append(signs);
        escape(value, from, to);
        for (int i = signs.length() - 1; i >= 0; i--) {
            out.append(signs.charAt(i));
        }
        escape(value, to, value.length());
        return true;
    }

    private static String signs(Set<Mark> marks) {
        StringBuilder signs = new StringBuilder();
        for (Mark mark : marks) {
            signs.append(
                    switch (mark) {
                        case BOLD -> "*";
                        case ITALIC -> "_";
                        case UNDERLINE -> "";
                        case STRIKE -> "~";
                        case CODE -> "`";
                    });
        }
        return signs.toString();
    }

    private void escape(String value, int from, int to) {
        for (int i = from; i < to; i++) {
            escape(value.charAt(i));
        }
    }

    private void escape(char c) {
        switch (c) {
            case '&' -> out.append("&amp;");
            case '<' -> out.append("&lt;");
            case '>' -> out.append("&gt;");
            default -> out.append(c);
        }
    }

    @Override
    public Boolean link(Link link) {
        String label = link.text();
        if (link.misleads()) {
            escape(label, 0, label.length());
            out.append(" (");
            url(link.url(), "");
            out.append(')');
        } else {
            url(link.url(), label.equals(link.url()) ? "" : label);
        }
        return true;
    }

    private void url(String url, String label) {
        out.append('<');
        // A bar would end the address.
        String safe = url.replace("|", "%7C");
        escape(safe, 0, safe.length());
        if (!label.isEmpty()) {
            out.append('|');
            escape(label, 0, label.length());
        }
        out.append('>');
    }

    @Override
    public Boolean mention(Mention mention) {
        if (SlackMentions.isReal(ids, mention)) {
            out.append("<@")
                    .append(((Mention.UserTarget) mention.target()).user().value())
                    .append('>');
            return true;
        }
        String shown = SlackMentions.shown(mention);
        escape(shown, 0, shown.length());
        return true;
    }

    @Override
    public Boolean channelRef(ChannelRef channelRef) {
        if (SlackMentions.isReal(ids, channelRef)) {
            out.append("<#").append(channelRef.channel().value()).append('>');
            return true;
        }
        String shown = SlackMentions.shown(channelRef);
        escape(shown, 0, shown.length());
        return true;
    }

    @Override
    public Boolean emojiRef(EmojiRef emojiRef) {
        String name = ":" + emojiRef.emoji().value() + ":";
        escape(name, 0, name.length());
        return true;
    }

    @Override
    public Boolean lineBreak(LineBreak lineBreak) {
        return newline();
    }
}

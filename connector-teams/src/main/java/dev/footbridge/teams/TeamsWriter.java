package dev.footbridge.teams;

import dev.footbridge.core.connector.Persona;
import dev.footbridge.core.document.Block;
import dev.footbridge.core.document.BlockVisitor;
import dev.footbridge.core.document.ChannelRef;
import dev.footbridge.core.document.CodeBlock;
import dev.footbridge.core.document.Document;
import dev.footbridge.core.document.DocumentWriter;
import dev.footbridge.core.document.Element;
import dev.footbridge.core.document.EmojiRef;
import dev.footbridge.core.document.Heading;
import dev.footbridge.core.document.Inline;
import dev.footbridge.core.document.InlineVisitor;
import dev.footbridge.core.document.ItemList;
import dev.footbridge.core.document.LineBreak;
import dev.footbridge.core.document.Link;
import dev.footbridge.core.document.Loss;
import dev.footbridge.core.document.Mark;
import dev.footbridge.core.document.Mention;
import dev.footbridge.core.document.Paragraph;
import dev.footbridge.core.document.Quote;
import dev.footbridge.core.document.Rendering;
import dev.footbridge.core.document.Rule;
import dev.footbridge.core.document.Table;
import dev.footbridge.core.document.Text;
import dev.footbridge.teams.TeamsContent.Mentioned;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Writes the HTML that message bodies are made of. Everything that came in as text is escaped, so that a foreign
 * {@code <at>} or {@code <attachment>} is only letters; nobody is notified but the people in {@code mentioned}.
 *
 * @see <a href="https://learn.microsoft.com/graph/api/resources/chatmessage">chatMessage</a>
 */
final class TeamsWriter implements DocumentWriter<TeamsContent> {

    private static final Map<Mark, String> TAGS = new EnumMap<>(
            Map.of(Mark.BOLD, "strong", Mark.ITALIC, "em", Mark.UNDERLINE, "u", Mark.STRIKE, "s", Mark.CODE, "code"));

    private final TeamsWords words;

    TeamsWriter(TeamsIds ids) {
        this.words = new TeamsWords(ids);
    }

    @Override
    public Rendering<TeamsContent> write(Document document) {
        TeamsContent content = write(document, Optional.empty());
        return new Rendering<>(List.of(content), content.losses());
    }

    /** One message; the platform shows our account as its author, so that a persona needs a line of its own. */
    TeamsContent write(Document document, Optional<Persona> author) {
        Body body = new Body(words);
        author.ifPresent(persona -> body.name(persona.label()));
        body.blocks(document.blocks());
        return new TeamsContent(
                body.out.toString(), body.mentioned, body.losses.stream().toList());
    }

    /** One body being written. */
    private static final class Body implements BlockVisitor<Body>, InlineVisitor<Body> {

        private final TeamsWords words;
        private final StringBuilder out = new StringBuilder();
        private final List<Mentioned> mentioned = new ArrayList<>();
        private final Set<Loss> losses = new LinkedHashSet<>();
        /** The last visible character is a space, or there is none in this line yet: another space would not show. */
        private boolean atSpace;
        /** What follows the inline that is being written. */
        private Optional<Inline> next = Optional.empty();

        Body(TeamsWords words) {
            this.words = words;
        }

        void name(String label) {
            out.append("<p><strong>");
            line(List.of(Text.of(label)));
            out.append("</strong></p>");
            losses.add(Loss.degraded(Element.AUTHOR_NAME));
        }

        Body blocks(List<Block> blocks) {
            blocks.forEach(block -> block.accept((BlockVisitor<Body>) this));
            return this;
        }

        private Body element(String tag, List<Inline> inlines) {
            out.append('<').append(tag).append('>');
            line(inlines);
            out.append("</").append(tag).append('>');
            return this;
        }

        private void line(List<Inline> inlines) {
            atSpace = true;
            for (int i = 0; i < inlines.size(); i++) {
                next = TeamsWords.next(inlines, i);
                inlines.get(i).accept((InlineVisitor<Body>) this);
            }
            keepLastSpace();
        }

        /** A space at the end of a line would not show. */
        private void keepLastSpace() {
            int tags = out.length();
            while (tags > 0 && out.charAt(tags - 1) == '>') {
                tags = out.lastIndexOf("<", tags - 1);
            }
            if (tags > 0 && out.charAt(tags - 1) == ' ') {
                out.replace(tags - 1, tags, "&nbsp;");
            }
        }

        @Override
        public Body paragraph(Paragraph paragraph) {
            return element("p", paragraph.inlines());
        }

        @Override
        public Body heading(Heading heading) {
            return element("h" + heading.level(), heading.inlines());
        }

        @Override
        public Body quote(Quote quote) {
            out.append("<blockquote>");
            blocks(quote.blocks());
            out.append("</blockquote>");
            return this;
        }

        @Override
        public Body codeBlock(CodeBlock codeBlock) {
            if (!codeBlock.language().isEmpty()) {
                losses.add(Loss.dropped(Element.CODE_LANGUAGE));
            }
            out.append("<codeblock class=\"\"><code>");
            String text = codeBlock.text();
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                if (c == '\n') {
                    out.append("<br>");
                } else if (c == ' ') {
                    out.append("&nbsp;");
                } else {
                    escape(c);
                }
            }
            out.append("</code></codeblock>");
            return this;
        }

        @Override
        public Body itemList(ItemList list) {
            out.append(list.ordered() ? "<ol" : "<ul");
            if (list.ordered() && list.start() != 1) {
                out.append(" start=\"").append(list.start()).append('"');
            }
            out.append('>');
            for (ItemList.Item item : list.items()) {
                out.append("<li>");
                item(item.blocks());
                out.append("</li>");
            }
            out.append(list.ordered() ? "</ol>" : "</ul>");
            return this;
        }

        /** Without paragraph around the usual single line, which would be shown with extra space. */
        private void item(List<Block> blocks) {
            long paragraphs =
                    blocks.stream().filter(Paragraph.class::isInstance).count();
            if (paragraphs == 1 && blocks.get(0) instanceof Paragraph first) {
                line(first.inlines());
                blocks(blocks.subList(1, blocks.size()));
            } else {
                blocks(blocks);
            }
        }

        @Override
        public Body table(Table table) {
            out.append("<table><tbody>");
            for (int row = 0; row < table.rows().size(); row++) {
                String tag = table.header() && row == 0 ? "th" : "td";
                out.append("<tr>");
                table.rows().get(row).cells().forEach(cell -> element(tag, cell.inlines()));
                out.append("</tr>");
            }
            out.append("</tbody></table>");
            return this;
        }

        @Override
        public Body rule(Rule rule) {
            out.append("<hr>");
            return this;
        }

        @Override
        public Body text(Text text) {
            marked(text.marks(), () -> escape(text.value()));
            return this;
        }

        @Override
        public Body link(Link link) {
            marked(link.marks(), () -> {
                out.append("<a href=\"");
                attribute(link.url());
                out.append("\">");
                escape(link.text());
                out.append("</a>");
            });
            if (!TeamsWords.behind(link).isEmpty()) {
                losses.add(Loss.degraded(Element.LINK));
                escape(TeamsWords.behind(link, next));
            }
            return this;
        }

        @Override
        public Body mention(Mention mention) {
            Optional<Mention> notifying = words.notifying(mention);
            if (notifying.isPresent() && mention.target() instanceof Mention.UserTarget target) {
                String label = notifying.get().label();
                out.append("<at id=\"").append(mentioned.size()).append("\">");
                escape(label);
                out.append("</at>");
                mentioned.add(new Mentioned(target.user().value(), label));
                return this;
            }
            losses.add(Loss.degraded(element(mention.target())));
            escape(TeamsWords.of(mention));
            return this;
        }

        private static Element element(Mention.Target target) {
            if (target instanceof Mention.UserTarget) {
                return Element.USER_MENTION;
            }
            return target instanceof Mention.GroupTarget ? Element.GROUP_MENTION : Element.BROADCAST_MENTION;
        }

        @Override
        public Body channelRef(ChannelRef channelRef) {
            losses.add(Loss.degraded(Element.CHANNEL_REF));
            escape(TeamsWords.of(channelRef));
            return this;
        }

        @Override
        public Body emojiRef(EmojiRef emojiRef) {
            losses.add(Loss.degraded(Element.CUSTOM_EMOJI));
            escape(TeamsWords.of(emojiRef));
            return this;
        }

        @Override
        public Body lineBreak(LineBreak lineBreak) {
            keepLastSpace();
            out.append("<br>");
            atSpace = true;
            return this;
        }

        private void marked(Set<Mark> marks, Runnable inner) {
            marks.forEach(mark -> out.append('<').append(TAGS.get(mark)).append('>'));
            inner.run();
            Mark[] all = marks.toArray(new Mark[0]);
            for (int i = all.length - 1; i >= 0; i--) {
                out.append("</").append(TAGS.get(all[i])).append('>');
            }
        }

        private void escape(String value) {
            for (int i = 0; i < value.length(); i++) {
                char c = value.charAt(i);
                if (c == ' ') {
                    out.append(atSpace ? "&nbsp;" : " ");
                    atSpace = true;
                } else {
                    escape(c);
                    atSpace = false;
                }
            }
        }

        private void escape(char c) {
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case TeamsStyles.NO_BREAK_SPACE -> out.append(TeamsStyles.FOR_NO_BREAK_SPACE);
                case '\t' -> out.append(TeamsStyles.FOR_TAB);
                default -> out.append(c);
            }
        }

        private void attribute(String value) {
            for (int i = 0; i < value.length(); i++) {
                char c = value.charAt(i);
                if (c == '"') {
                    out.append("&quot;");
                } else {
                    escape(c);
                }
            }
        }
    }
}

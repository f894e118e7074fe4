package dev.footbridge.relay.content;

import dev.footbridge.core.connector.Directory;
import dev.footbridge.core.document.Block;
import dev.footbridge.core.document.BlockVisitor;
import dev.footbridge.core.document.ChannelRef;
import dev.footbridge.core.document.CodeBlock;
import dev.footbridge.core.document.Document;
import dev.footbridge.core.document.Element;
import dev.footbridge.core.document.Emoji;
import dev.footbridge.core.document.EmojiRef;
import dev.footbridge.core.document.Heading;
import dev.footbridge.core.document.Inline;
import dev.footbridge.core.document.InlineVisitor;
import dev.footbridge.core.document.ItemList;
import dev.footbridge.core.document.LineBreak;
import dev.footbridge.core.document.Link;
import dev.footbridge.core.document.Loss;
import dev.footbridge.core.document.Mention;
import dev.footbridge.core.document.Paragraph;
import dev.footbridge.core.document.Quote;
import dev.footbridge.core.document.Rule;
import dev.footbridge.core.document.Table;
import dev.footbridge.core.document.Text;
import dev.footbridge.core.id.ChannelId;
import dev.footbridge.core.id.UserId;
import dev.footbridge.core.id.WorkspaceId;
import dev.footbridge.core.message.User;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Makes a body fit to leave its workspace: mentions and channel references get a name, and what would notify a crowd
 * becomes plain text, as nobody there chose to be notified by this.
 */
public final class BodyAdapter {

    /**
     * An adapted body.
     *
     * @param losses what became plain text here
     */
    public record Adapted(Document body, List<Loss> losses) {}

    /**
     * What a target allows and knows.
     *
     * @param broadcast whether it may be rung as a whole
     * @param counterparts who somebody is there, for those who have an account on both sides
     * @param emoji what a custom emoji of the source is there
     */
    public record Rules(
            WorkspaceId target,
            boolean broadcast,
            Function<UserId, Optional<UserId>> counterparts,
            Function<Emoji, Optional<Emoji>> emoji) {}

    private final People people;

    public BodyAdapter(People people) {
        this.people = people;
    }

    /** The body as it may be sent to a workspace; {@code directory} is the source's. */
    public Adapted adapt(Document body, WorkspaceId source, Rules rules, Optional<Directory> directory)
            throws InterruptedException {
        Names names = new Names();
        Pass collecting = new Pass(source, rules, names);
        Document first = collecting.document(body);
        if (names.users.isEmpty() && names.channels.isEmpty()) {
            return new Adapted(first, List.copyOf(collecting.losses));
        }
        names.lookUp(people, directory);
        Pass naming = new Pass(source, rules, names);
        return new Adapted(naming.document(body), List.copyOf(naming.losses));
    }

    private static final class Names {
        private final List<UserId> users = new ArrayList<>();
        private final List<ChannelId> channels = new ArrayList<>();
        private final java.util.Map<Object, String> found = new java.util.HashMap<>();

        private void lookUp(People people, Optional<Directory> directory) throws InterruptedException {
            for (UserId user : users) {
                people.user(user, directory).map(User::displayName).ifPresent(name -> found.put(user, name));
            }
            for (ChannelId channel : channels) {
                people.channel(channel, directory).ifPresent(name -> found.put(channel, name));
            }
        }
    }

    private static final class Pass implements BlockVisitor<Block>, InlineVisitor<Inline> {
        private final WorkspaceId source;
        private final Rules rules;
        private final Names names;
        private final List<Loss> losses = new ArrayList<>();
        private boolean changed;

        private Pass(WorkspaceId source, Rules rules, Names names) {
            this.source = source;
            this.rules = rules;
            this.names = names;
        }

        private Document document(Document body) {
            List<Block> blocks = blocks(body.blocks());
            return changed ? new Document(blocks) : body;
        }

        private List<Block> blocks(List<Block> blocks) {
            return blocks.stream().map(block -> block.accept(this)).toList();
        }

        private List<Inline> inlines(List<Inline> inlines) {
            return inlines.stream().map(inline -> inline.accept(this)).toList();
        }

        @Override
        public Block paragraph(Paragraph paragraph) {
            return new Paragraph(inlines(paragraph.inlines()));
        }

        @Override
        public Block heading(Heading heading) {
            return new Heading(heading.level(), inlines(heading.inlines()));
        }

        @Override
        public Block quote(Quote quote) {
            return new Quote(blocks(quote.blocks()));
        }

        @Override
        public Block codeBlock(CodeBlock codeBlock) {
            return codeBlock;
        }

        @Override
        public Block itemList(ItemList list) {
            return new ItemList(
                    list.ordered(),
                    list.start(),
                    list.items().stream()
                            .map(item -> new ItemList.Item(blocks(item.blocks())))
                            .toList());
        }

        @Override
        public Block table(Table table) {
            List<Table.Row> rows = table.rows().stream()
                    .map(row -> new Table.Row(row.cells().stream()
                            .map(cell -> new Table.Cell(inlines(cell.inlines())))
                            .toList()))
                    .toList();
            return new Table(table.header(), rows);
        }

        @Override
        public Block rule(Rule rule) {
            return rule;
        }

        @Override
        public Inline text(Text text) {
            return text;
        }

        @Override
        public Inline link(Link link) {
            return link;
        }

        @Override
        public Inline mention(Mention mention) {
            if (mention.target() instanceof Mention.UserTarget user) {
                return user(mention, user.user());
            }
            boolean everybody = mention.target() instanceof Mention.BroadcastTarget;
            if (everybody && rules.broadcast()) {
                return mention;
            }
            changed = true;
            losses.add(Loss.degraded(everybody ? Element.BROADCAST_MENTION : Element.GROUP_MENTION));
            String label = mention.label().isEmpty() ? (everybody ? "everybody" : "group") : mention.label();
            return Text.of("@" + label);
        }

        private Inline user(Mention mention, UserId user) {
            Optional<UserId> counterpart = rules.counterparts().apply(user);
            if (counterpart.isPresent()) {
                changed = true;
                return Mention.user(counterpart.get(), mention.label());
            }
            if (!mention.label().isEmpty() || user.workspace().equals(rules.target())) {
                return mention;
            }
            changed = true;
            names.users.add(user);
            return Mention.user(user, names.found.getOrDefault(user, "somebody"));
        }

        @Override
        public Inline channelRef(ChannelRef reference) {
            if (!reference.label().isEmpty() || reference.channel().workspace().equals(rules.target())) {
                return reference;
            }
            changed = true;
            names.channels.add(reference.channel());
            return new ChannelRef(reference.channel(), names.found.getOrDefault(reference.channel(), "channel"));
        }

        @Override
        public Inline emojiRef(EmojiRef reference) {
            if (source.equals(rules.target())) {
                return reference;
            }
            changed = true;
            Optional<Emoji> there = rules.emoji().apply(reference.emoji());
            if (there.isPresent()) {
                return there.get().custom()
                        ? new EmojiRef(there.get())
                        : Text.of(there.get().value());
            }
            losses.add(Loss.degraded(Element.CUSTOM_EMOJI));
            return Text.of(":" + reference.emoji().value() + ":");
        }

        @Override
        public Inline lineBreak(LineBreak lineBreak) {
            return lineBreak;
        }
    }
}

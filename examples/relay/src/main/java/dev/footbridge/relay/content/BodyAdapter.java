package dev.footbridge.relay.content;

import dev.footbridge.core.connector.Directory;
import dev.footbridge.core.document.ChannelRef;
import dev.footbridge.core.document.Document;
import dev.footbridge.core.document.DocumentTransformer;
import dev.footbridge.core.document.Element;
import dev.footbridge.core.document.Emoji;
import dev.footbridge.core.document.EmojiRef;
import dev.footbridge.core.document.Inline;
import dev.footbridge.core.document.Loss;
import dev.footbridge.core.document.Mention;
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
        Document first = collecting.transform(body);
        if (names.users.isEmpty() && names.channels.isEmpty()) {
            return new Adapted(first, List.copyOf(collecting.losses));
        }
        names.lookUp(people, directory);
        Pass naming = new Pass(source, rules, names);
        return new Adapted(naming.transform(body), List.copyOf(naming.losses));
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

    private static final class Pass extends DocumentTransformer {
        private final WorkspaceId source;
        private final Rules rules;
        private final Names names;
        private final List<Loss> losses = new ArrayList<>();

        private Pass(WorkspaceId source, Rules rules, Names names) {
            this.source = source;
            this.rules = rules;
            this.names = names;
        }

        @Override
        public List<Inline> mention(Mention mention) {
            if (mention.target() instanceof Mention.UserTarget user) {
                return List.of(user(mention, user.user()));
            }
            boolean everybody = mention.target() instanceof Mention.BroadcastTarget;
            if (everybody && rules.broadcast()) {
                return List.of(mention);
            }
            losses.add(Loss.degraded(everybody ? Element.BROADCAST_MENTION : Element.GROUP_MENTION));
            String label = mention.label().isEmpty() ? (everybody ? "everybody" : "group") : mention.label();
            return List.of(Text.of("@" + label));
        }

        private Inline user(Mention mention, UserId user) {
            Optional<UserId> counterpart = rules.counterparts().apply(user);
            if (counterpart.isPresent()) {
                return Mention.user(counterpart.get(), mention.label());
            }
            if (!mention.label().isEmpty() || user.workspace().equals(rules.target())) {
                return mention;
            }
            names.users.add(user);
            return Mention.user(user, names.found.getOrDefault(user, "somebody"));
        }

        @Override
        public List<Inline> channelRef(ChannelRef reference) {
            if (!reference.label().isEmpty() || reference.channel().workspace().equals(rules.target())) {
                return List.of(reference);
            }
            names.channels.add(reference.channel());
            return List.of(
                    new ChannelRef(reference.channel(), names.found.getOrDefault(reference.channel(), "channel")));
        }

        @Override
        public List<Inline> emojiRef(EmojiRef reference) {
            if (source.equals(rules.target())) {
                return List.of(reference);
            }
            Optional<Emoji> there = rules.emoji().apply(reference.emoji());
            if (there.isPresent()) {
                return List.of(
                        there.get().custom()
                                ? new EmojiRef(there.get())
                                : Text.of(there.get().value()));
            }
            losses.add(Loss.degraded(Element.CUSTOM_EMOJI));
            return List.of(Text.of(":" + reference.emoji().value() + ":"));
        }
    }
}

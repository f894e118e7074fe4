package dev.footbridge.relay.bridge;

import dev.footbridge.core.connector.Connector;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.Directory;
import dev.footbridge.core.connector.Draft;
import dev.footbridge.core.connector.Editing;
import dev.footbridge.core.connector.Features;
import dev.footbridge.core.connector.LinkPreviews;
import dev.footbridge.core.connector.Page;
import dev.footbridge.core.connector.Prepared;
import dev.footbridge.core.connector.Reactions;
import dev.footbridge.core.connector.Removal;
import dev.footbridge.core.connector.StreamIngress;
import dev.footbridge.core.document.Document;
import dev.footbridge.core.document.DocumentSplitter;
import dev.footbridge.core.document.Element;
import dev.footbridge.core.document.Fidelity;
import dev.footbridge.core.document.Loss;
import dev.footbridge.core.id.ChannelId;
import dev.footbridge.core.id.MessageId;
import dev.footbridge.core.id.UserId;
import dev.footbridge.core.message.Channel;
import dev.footbridge.core.message.User;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A platform that can do less than the one in memory: what it lacks it declares and refuses. */
final class Modest extends WithoutStream {

    private final Set<Element> lacking = EnumSet.noneOf(Element.class);
    private final Map<MessageId, AtomicInteger> edits = new ConcurrentHashMap<>();
    private int mostEdits = Integer.MAX_VALUE;
    private int maxLength = Integer.MAX_VALUE;
    private Optional<StreamIngress> stream = Optional.empty();
    private Optional<LinkPreviews> previews = Optional.empty();
    private Optional<String> names = Optional.empty();
    private Optional<ConnectorException> reactionRefusal = Optional.empty();

    Modest(Connector delegate) {
        super(delegate);
    }

    /** No reactions, edits or removals at all. */
    Modest without(Element element) {
        lacking.add(element);
        return this;
    }

    /** From then on a message can only be read; nothing tells so before. */
    Modest withEdits(int most) {
        mostEdits = most;
        return this;
    }

    Modest withLength(int most) {
        maxLength = most;
        return this;
    }

    Modest withStream(StreamIngress value) {
        stream = Optional.of(value);
        return this;
    }

    Modest withPreviews(LinkPreviews value) {
        previews = Optional.of(value);
        return this;
    }

    /** Everybody is called this. */
    Modest withNames(String value) {
        names = Optional.of(value);
        return this;
    }

    @Override
    public Optional<Directory> directory() {
        return names.isEmpty() ? super.directory() : super.directory().map(known -> renamed(known, names.get()));
    }

    private static Directory renamed(Directory known, String name) {
        return new Directory() {
            @Override
            public Optional<User> user(UserId id) {
                return Optional.of(User.named(id, name));
            }

            @Override
            public Optional<Channel> channel(ChannelId id) throws ConnectorException, InterruptedException {
                return known.channel(id);
            }

            @Override
            public Page<Channel> channels(Optional<String> cursor) throws ConnectorException, InterruptedException {
                return known.channels(cursor);
            }
        };
    }

    /** Reactions are declared and refused. */
    Modest refusingReactions(ConnectorException reason) {
        reactionRefusal = Optional.of(reason);
        return this;
    }

    @Override
    public Features features(ChannelId channel) {
        Features all = super.features(channel);
        Map<Element, Fidelity> fidelities = new EnumMap<>(all.fidelities());
        Map<Element, String> notes = new EnumMap<>(Element.class);
        notes.putAll(all.notes());
        for (Element element : lacking) {
            fidelities.put(element, Fidelity.DROPPED);
            notes.put(element, "This platform has none.");
        }
        return new Features(fidelities, notes, Math.min(maxLength, all.maxLength()));
    }

    @Override
    public Prepared prepare(ChannelId channel, Draft draft) {
        Prepared prepared = super.prepare(channel, draft);
        if (maxLength == Integer.MAX_VALUE) {
            return prepared;
        }
        List<Document> bodies = DocumentSplitter.split(
                draft.body(), maxLength, document -> document.plainText().length());
        List<Draft> parts = draft.bodyParts(bodies);
        List<Loss> losses = new ArrayList<>(prepared.losses());
        if (parts.size() > 1) {
            losses.add(Loss.degraded(Element.LONG_BODY));
        }
        return new Prepared(parts, losses);
    }

    @Override
    public Optional<Editing> editing() {
        return super.editing().filter(any -> !lacking.contains(Element.EDIT)).map(able -> (message, part) -> {
            if (edits.computeIfAbsent(message, any -> new AtomicInteger()).incrementAndGet() > mostEdits) {
                throw ConnectorException.of(
                        ConnectorException.Kind.REJECTED, "edit_limit", "this message was edited too often");
            }
            able.edit(message, part);
        });
    }

    /** How often somebody tried to edit a message. */
    int edits(MessageId message) {
        return edits.getOrDefault(message, new AtomicInteger()).get();
    }

    @Override
    public Optional<Removal> removal() {
        return super.removal().filter(any -> !lacking.contains(Element.DELETE));
    }

    @Override
    public Optional<Reactions> reactions() {
        Optional<Reactions> able = super.reactions().filter(any -> !lacking.contains(Element.REACTION));
        return reactionRefusal.isEmpty() ? able : able.map(any -> refusing(any, reactionRefusal.get()));
    }

    private static Reactions refusing(Reactions able, ConnectorException reason) {
        return new Reactions() {
            @Override
            public boolean supports(dev.footbridge.core.document.Emoji emoji) {
                return able.supports(emoji);
            }

            @Override
            public void react(MessageId message, dev.footbridge.core.document.Emoji emoji) throws ConnectorException {
                throw reason;
            }

            @Override
            public void unreact(MessageId message, dev.footbridge.core.document.Emoji emoji) throws ConnectorException {
                throw reason;
            }
        };
    }

    @Override
    public Optional<StreamIngress> stream() {
        return stream;
    }

    @Override
    public Optional<LinkPreviews> linkPreviews() {
        return previews;
    }
}

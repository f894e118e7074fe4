package dev.footbridge.relay.bridge;

import dev.footbridge.core.connector.Draft;
import dev.footbridge.core.connector.Persona;
import dev.footbridge.core.connector.Prepared;
import dev.footbridge.core.connector.Upload;
import dev.footbridge.core.document.Block;
import dev.footbridge.core.document.Document;
import dev.footbridge.core.document.Emoji;
import dev.footbridge.core.document.EmojiRef;
import dev.footbridge.core.document.Inline;
import dev.footbridge.core.document.Loss;
import dev.footbridge.core.document.Paragraph;
import dev.footbridge.core.document.Text;
import dev.footbridge.core.id.MessageId;
import dev.footbridge.core.id.Platform;
import dev.footbridge.core.id.UserId;
import dev.footbridge.core.id.WorkspaceId;
import dev.footbridge.core.message.Message;
import dev.footbridge.core.message.User;
import dev.footbridge.relay.content.BodyAdapter;
import dev.footbridge.relay.content.Identities;
import dev.footbridge.relay.content.People;
import dev.footbridge.relay.content.Previews;
import dev.footbridge.relay.documents.SignInLines;
import dev.footbridge.relay.ledger.GroupRow;
import dev.footbridge.relay.ledger.InstallKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes of a source's message what a target can show of it. */
final class Composer {

    /**
     * A message in the target's terms.
     *
     * @param macs per part the hash of what it shows
     */
    record Composed(List<Draft> parts, List<Long> macs, List<Loss> losses) {}

    /** Somebody who reacted, and where. */
    record Reactor(UserId user, BridgedChannel channel) {}

    /** Most people whom a notice names. */
    private static final int MAX_NAMES = 10;

    /** In front of a text that could not take the place of the old one. */
    private static final String EDITED = "edited: ";

    /** What the key of a message about files begins with behind the one of its draft. */
    static final String FILE_SUFFIX = "-a";

    private static final Document REMOVED = Document.text("[removed]");

    private final People people;
    private final BodyAdapter bodies;
    private final Identities identities;
    private final Previews previews;
    private final SignInLines signIns;
    private final Filing filing;
    private final FileNotes notes;
    private final Map<Platform, String> platformNames;
    private final InstallKey key;

    Composer(
            People people,
            Identities identities,
            Previews previews,
            SignInLines signIns,
            Filing filing,
            FileNotes notes,
            Map<Platform, String> platformNames,
            InstallKey key) {
        this.people = people;
        this.bodies = new BodyAdapter(people);
        this.identities = identities;
        this.previews = previews;
        this.signIns = signIns;
        this.filing = filing;
        this.notes = notes;
        this.platformNames = platformNames;
        this.key = key;
    }

    /** Empty when the message has nothing to show; no part at all when it is only files that go their own way. */
    Optional<Composed> compose(
            Message message,
            GroupRow group,
            BridgedChannel source,
            BridgedChannel target,
            Terms terms,
            Optional<MessageId> thread,
            boolean plainText)
            throws InterruptedException {
        List<Loss> losses = new ArrayList<>();
        Document body = body(message, group, source, target, terms, losses, plainText);
        if (body.isEmpty()) {
            return message.attachments().isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Composed(List.of(), List.of(), losses));
        }
        Draft draft =
                new Draft(body, thread, Optional.of(persona(message, source)), draftKey(key, group, target.number()));
        return Optional.of(prepared(target, draft, losses));
    }

    /** The same message as a reply that tells its new text, because the old one stays. */
    Optional<Composed> correction(
            Message message,
            GroupRow group,
            BridgedChannel source,
            BridgedChannel target,
            Terms terms,
            Optional<MessageId> thread,
            boolean plainText,
            int generation)
            throws InterruptedException {
        List<Loss> losses = new ArrayList<>();
        Document body = body(message, group, source, target, terms, losses, plainText);
        if (body.isEmpty()) {
            return Optional.empty();
        }
        String draftKey = draftKey(key, group, target.number()) + "-e" + generation;
        Draft draft = new Draft(behind(EDITED, body), thread, Optional.of(persona(message, source)), draftKey);
        return Optional.of(prepared(target, draft, losses));
    }

    private static Document behind(String words, Document body) {
        List<Block> blocks = new ArrayList<>(body.blocks());
        if (blocks.get(0) instanceof Paragraph first) {
            List<Inline> inlines = new ArrayList<>(first.inlines());
            inlines.add(0, Text.of(words));
            blocks.set(0, new Paragraph(inlines));
        } else {
            blocks.add(0, Paragraph.of(Text.of(words.strip())));
        }
        return new Document(blocks);
    }

    /** A short message in the relay's own name: an emoji, and who reacted with it. */
    Composed notice(
            String canonical,
            List<Reactor> reactors,
            GroupRow group,
            BridgedChannel target,
            Optional<MessageId> thread,
            int number)
            throws InterruptedException {
        List<String> names = new ArrayList<>();
        for (Reactor reactor : reactors.subList(0, Math.min(reactors.size(), MAX_NAMES))) {
            names.add(named(User.unnamed(reactor.user()), reactor.channel()).label());
        }
        if (reactors.size() > MAX_NAMES) {
            names.add((reactors.size() - MAX_NAMES) + " more");
        }
        Emoji shown = target.emoji().on(target.connectorName(), canonical).orElse(Emoji.unicode(canonical));
        Inline emoji = shown.custom() ? new EmojiRef(shown) : Text.of(shown.value());
        Document body = Document.of(emoji, Text.of(" " + String.join(", ", names)));
        String draftKey = draftKey(key, group, target.number()) + noticeSuffix(number);
        return prepared(target, new Draft(body, thread, Optional.empty(), draftKey), new ArrayList<>());
    }

    /** What the key of a notice ends with. */
    static String noticeSuffix(int number) {
        return "-r" + Integer.toUnsignedString(number);
    }

    /** What takes the place of a message that cannot be removed. */
    Composed removed(GroupRow group, BridgedChannel target) {
        return prepared(target, Draft.of(REMOVED, draftKey(key, group, target.number()) + "-d"), new ArrayList<>());
    }

    private Composed prepared(BridgedChannel target, Draft draft, List<Loss> losses) {
        Prepared prepared = target.connector().prepare(target.id(), draft);
        losses.addAll(prepared.losses());
        return new Composed(
                prepared.parts(), prepared.parts().stream().map(this::mac).toList(), losses);
    }

    private Document body(
            Message message,
            GroupRow group,
            BridgedChannel source,
            BridgedChannel target,
            Terms terms,
            List<Loss> losses,
            boolean plainText)
            throws InterruptedException {
        WorkspaceId there = target.id().workspace();
        BodyAdapter.Rules rules = new BodyAdapter.Rules(
                there,
                terms.broadcast(),
                user -> identities.counterpart(user, there),
                emoji -> source.emoji().translate(source.connectorName(), emoji, target.connectorName()));
        BodyAdapter.Adapted adapted = bodies.adapt(
                message.body(),
                source.id().workspace(),
                rules,
                source.connector().directory());
        losses.addAll(adapted.losses());
        Document body = signIns.below(adapted.body(), target.connectorName());
        List<Filing.Filed> stay = filing.decide(message, source, target, terms.files()).stream()
                .filter(filed -> !filed.isCopied())
                .toList();
        body = FileNotes.below(body, notes.about(stay, group.id(), target, name(source.platform()), losses));
        if (terms.previews()) {
            body = previews.below(body, there.platform());
        }
        return plainText ? Document.text(body.plainText()) : body;
    }

    /** The same for every attempt at the same message on the same channel; tells nobody else anything. */
    static String draftKey(InstallKey key, GroupRow group, long target) {
        return key.name("draft", group.origin() + " " + group.message() + " " + target);
    }

    /** A message of files alone; empty when the connector makes none of them. */
    Optional<Draft> files(
            Message message,
            List<Upload> uploads,
            GroupRow group,
            BridgedChannel source,
            BridgedChannel target,
            Optional<MessageId> thread,
            String suffix)
            throws InterruptedException {
        Draft draft = new Draft(
                Document.empty(),
                thread,
                Optional.of(persona(message, source)),
                draftKey(key, group, target.number()) + suffix,
                uploads);
        List<Draft> parts = target.connector().prepare(target.id(), draft).parts();
        return parts.size() == 1 && parts.get(0).files().size() == uploads.size()
                ? Optional.of(parts.get(0))
                : Optional.empty();
    }

    /** A message that tells which files failed, and where they are. */
    Composed fileNote(
            Message message,
            List<Filing.Filed> failed,
            GroupRow group,
            BridgedChannel source,
            BridgedChannel target,
            Optional<MessageId> thread)
            throws InterruptedException {
        List<Loss> losses = new ArrayList<>();
        Document body = FileNotes.below(
                Document.empty(), notes.about(failed, group.id(), target, name(source.platform()), losses));
        String draftKey = draftKey(key, group, target.number()) + FILE_SUFFIX + "-note";
        return prepared(target, new Draft(body, thread, Optional.of(persona(message, source)), draftKey), losses);
    }

    private Persona persona(Message message, BridgedChannel source) throws InterruptedException {
        return named(message.author(), source);
    }

    private Persona named(User user, BridgedChannel source) throws InterruptedException {
        User known = people.named(user, source.connector().directory());
        return new Persona(known.displayName(), known.avatarUrl(), name(source.platform()));
    }

    private String name(Platform platform) {
        return platformNames.getOrDefault(platform, platform.value());
    }

    private long mac(Draft part) {
        return key.number("body", part.body().blocks().toString());
    }
}

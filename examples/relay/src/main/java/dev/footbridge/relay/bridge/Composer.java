package dev.footbridge.relay.bridge;

import dev.footbridge.core.connector.Draft;
import dev.footbridge.core.connector.Persona;
import dev.footbridge.core.connector.Prepared;
import dev.footbridge.core.document.Document;
import dev.footbridge.core.document.Element;
import dev.footbridge.core.document.Loss;
import dev.footbridge.core.id.MessageId;
import dev.footbridge.core.id.Platform;
import dev.footbridge.core.message.Message;
import dev.footbridge.core.message.User;
import dev.footbridge.relay.content.BodyAdapter;
import dev.footbridge.relay.content.People;
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

    private final People people;
    private final BodyAdapter bodies;
    private final Map<Platform, String> platformNames;
    private final InstallKey key;

    Composer(People people, Map<Platform, String> platformNames, InstallKey key) {
        this.people = people;
        this.bodies = new BodyAdapter(people);
        this.platformNames = platformNames;
        this.key = key;
    }

    /** Empty when the message has nothing to show. */
    Optional<Composed> compose(
            Message message,
            GroupRow group,
            BridgedChannel source,
            BridgedChannel target,
            Optional<MessageId> thread,
            boolean plainText)
            throws InterruptedException {
        BodyAdapter.Adapted adapted = bodies.adapt(
                message.body(), target.id().workspace(), source.connector().directory());
        List<Loss> losses = new ArrayList<>(adapted.losses());
        Document body = adapted.body();
        if (!message.attachments().isEmpty()) {
            losses.add(Loss.dropped(Element.ATTACHMENT));
            body = body.isEmpty() ? fileNotice(message) : body;
        }
        if (body.isEmpty()) {
            return Optional.empty();
        }
        if (plainText) {
            body = Document.text(body.plainText());
        }
        Draft draft =
                new Draft(body, thread, Optional.of(persona(message, source)), draftKey(key, group, target.number()));
        Prepared prepared = target.connector().prepare(target.id(), draft);
        losses.addAll(prepared.losses());
        List<Long> macs = prepared.parts().stream().map(this::mac).toList();
        return Optional.of(new Composed(prepared.parts(), macs, losses));
    }

    /** The same for every attempt at the same message on the same channel; tells nobody else anything. */
    static String draftKey(InstallKey key, GroupRow group, long target) {
        return key.name("draft", group.origin() + " " + group.message() + " " + target);
    }

    /** A message that is only files would be nothing: says that there is something to see. */
    private Document fileNotice(Message message) {
        int count = message.attachments().size();
        return Document.text((count == 1 ? "[1 file" : "[" + count + " files") + ", see "
                + name(message.id().channel().workspace().platform()) + "]");
    }

    private Persona persona(Message message, BridgedChannel source) throws InterruptedException {
        User author = people.named(message.author(), source.connector().directory());
        return new Persona(
                author.displayName(),
                author.avatarUrl(),
                name(source.id().workspace().platform()));
    }

    private String name(Platform platform) {
        return platformNames.getOrDefault(platform, platform.value());
    }

    private long mac(Draft part) {
        return key.number("body", part.body().blocks().toString());
    }
}

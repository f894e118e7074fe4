package dev.footbridge.miro;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.ConnectorException.Kind;
import dev.footbridge.core.connector.Draft;
import dev.footbridge.core.connector.History;
import dev.footbridge.core.connector.Page;
import dev.footbridge.core.connector.Readback;
import dev.footbridge.core.connector.Window;
import dev.footbridge.core.document.Document;
import dev.footbridge.core.id.ChannelId;
import dev.footbridge.core.id.MessageId;
import dev.footbridge.core.message.Message;
import dev.footbridge.http.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Reads frames as they stand now. Miro cannot be asked for a span of time, so each reading is of the whole frame. */
final class MiroHistory implements History, Readback {

    private static final Pattern SPACE = Pattern.compile("[\\s\\u00A0]+");
    /** Stands before the name of a file, so that no note that says the name is taken for it. */
    private static final String FILE = "file:";

    private static final String REPLIES = "app_card";

    private final MiroListing listing;
    private final MiroIds ids;
    private final MiroMessages messages;
    private final MiroSession session;
    private final MiroPosts posts;
    private final Duration settleTime;

    MiroHistory(
            MiroListing listing,
            MiroIds ids,
            MiroMessages messages,
            MiroSession session,
            MiroPosts posts,
            Duration settleTime) {
        this.listing = listing;
        this.ids = ids;
        this.messages = messages;
        this.session = session;
        this.posts = posts;
        this.settleTime = settleTime;
    }

    @Override
    public Page<Message> messages(ChannelId channel, Window window, Optional<String> cursor)
            throws ConnectorException, InterruptedException {
        return page(
                channel, Optional.empty(), cursor, message -> message.replyTo().isEmpty() && isIn(window, message));
    }

    @Override
    public Page<Message> replies(MessageId root, Window window, Optional<String> cursor)
            throws ConnectorException, InterruptedException {
        MessageId first = MiroIds.root(root);
        return page(
                root.channel(),
                Optional.of(REPLIES),
                cursor,
                message -> message.replyTo().filter(first::equals).isPresent() && isIn(window, message));
    }

    private static boolean isIn(Window window, Message message) {
        return !message.createdAt().isBefore(window.from())
                && !message.createdAt().isAfter(window.to());
    }

    private Page<Message> page(
            ChannelId channel, Optional<String> type, Optional<String> cursor, Predicate<Message> wanted)
            throws ConnectorException, InterruptedException {
        MiroIds.Place place = ids.place(channel);
        session.introduce();
        JsonNode page = listing.page(place, type, cursor);
        List<Message> found = new ArrayList<>();
        for (JsonNode item : Json.items(page, "data")) {
            messages.read(channel, item).filter(wanted).ifPresent(found::add);
        }
        return new Page<>(
                found, MiroListing.next(page).filter(next -> !Optional.of(next).equals(cursor)));
    }

    @Override
    public Optional<Message> message(MessageId id) throws ConnectorException, InterruptedException {
        MiroIds.Place place = ids.place(id.channel());
        session.introduce();
        try {
            JsonNode item = listing.item(place, MiroIds.item(id));
            // What was dragged out of the frame is not in the channel any more.
            return MiroMessages.isIn(place, item)
                    ? messages.read(id.channel(), item)
                            .filter(message -> message.id().equals(id))
                    : Optional.empty();
        } catch (ConnectorException e) {
            if (e.kind() == Kind.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    @Override
    public List<Sent> sent(ChannelId channel, Optional<MessageId> thread, Instant since)
            throws ConnectorException, InterruptedException {
        MiroIds.Place place = ids.place(channel);
        session.introduce();
        Optional<MessageId> root = thread.map(MiroIds::root);
        MiroListing.Listing all = listing.all(place, level -> {});
        if (!all.complete()) {
            // Half an answer would read as "it did not happen".
            throw ConnectorException.of(
                    Kind.UNAVAILABLE, "too_many_items", "There are too many items to tell what was posted");
        }
        return all.items().stream()
                .flatMap(item -> messages.read(channel, item).stream())
                .filter(message -> message.own()
                        // A file is in no thread, whatever thread it was posted to.
                        && (message.replyTo().equals(root)
                                || !message.attachments().isEmpty())
                        && !message.createdAt().isBefore(since))
                .map(message -> new Sent(message.id(), message.createdAt(), Optional.empty(), visible(message)))
                .sorted(Comparator.comparing(Sent::createdAt))
                .toList();
    }

    @Override
    public String fingerprint(Draft part) {
        if (!part.files().isEmpty()) {
            return FILE + MiroUploads.name(part);
        }
        return visible(new Document(MiroReader.html(posts.body(part).html())));
    }

    private static String visible(Message message) {
        return message.attachments().isEmpty()
                ? visible(message.body())
                : FILE + message.attachments().get(0).name();
    }

    private static String visible(Document body) {
        return SPACE.matcher(body.plainText()).replaceAll(" ").strip();
    }

    @Override
    public Duration settleTime() {
        return settleTime;
    }
}

package dev.footbridge.gchat;

import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.ConnectorException.Kind;
import dev.footbridge.core.connector.Draft;
import dev.footbridge.core.connector.Page;
import dev.footbridge.core.connector.Readback;
import dev.footbridge.core.connector.Window;
import dev.footbridge.core.document.Document;
import dev.footbridge.core.id.ChannelId;
import dev.footbridge.core.id.MessageId;
import dev.footbridge.core.message.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Finds own posts again, by the id that Google keeps for us. An app that may not list messages asks for each id it tried
 * lately; what it forgot in a crash, it repeats without harm.
 */
final class GchatReadback implements Readback {

    private static final Pattern SPACE = Pattern.compile("\\s+");
    private static final Instant FOREVER = Instant.parse("9000-01-01T00:00:00Z");

    /** Far more than a space holds since the start of one attempt to post. */
    private static final int MOST_PAGES = 50;

    private final GchatAuth auth;
    private final GchatHistory history;
    private final GchatThreads threads;
    private final GchatAttempts attempts;
    private final GchatPosts posts;
    private final GchatMarkdown markdown;
    private final Duration settleTime;

    GchatReadback(
            GchatAuth auth,
            GchatIds ids,
            GchatHistory history,
            GchatThreads threads,
            GchatAttempts attempts,
            GchatPosts posts,
            Duration settleTime) {
        this.auth = auth;
        this.history = history;
        this.threads = threads;
        this.attempts = attempts;
        this.posts = posts;
        this.markdown = new GchatMarkdown(ids, GchatTold.own());
        this.settleTime = settleTime;
    }

    @Override
    public List<Sent> sent(ChannelId channel, Optional<MessageId> thread, Instant since)
            throws ConnectorException, InterruptedException {
        Optional<MessageId> root = thread.map(threads::rootOf);
        List<Message> candidates = auth.reads() ? listed(channel, root, since) : tried(channel);
        return candidates.stream()
                .filter(message -> message.own() && message.replyTo().equals(root))
                .filter(message -> !message.createdAt().isBefore(since))
                .sorted(Comparator.comparing(Message::createdAt))
                .map(message ->
                        new Sent(message.id(), message.createdAt(), message.idempotencyKey(), visible(message.body())))
                .toList();
    }

    private List<Message> listed(ChannelId channel, Optional<MessageId> root, Instant since)
            throws ConnectorException, InterruptedException {
        List<Message> found = new ArrayList<>();
        Window window = new Window(since, since.isBefore(FOREVER) ? FOREVER : since);
        Optional<String> cursor = Optional.empty();
        int pages = 0;
        do {
            Page<Message> page = history.page(channel, root, window, cursor, false);
            found.addAll(page.items());
            cursor = page.next();
            pages++;
            if (cursor.isPresent() && pages == MOST_PAGES) {
                // Half an answer would read as "it did not happen".
                throw ConnectorException.of(
                        Kind.UNAVAILABLE, "too_many_pages", "There are too many messages to tell what was posted");
            }
        } while (cursor.isPresent());
        return found;
    }

    private List<Message> tried(ChannelId channel) throws ConnectorException, InterruptedException {
        List<Message> found = new ArrayList<>();
        for (String key : attempts.keys(channel)) {
            history.posted(channel, key).ifPresent(found::add);
        }
        return found;
    }

    @Override
    public String fingerprint(Draft part) {
        return visible(markdown.document(posts.text(part)));
    }

    private static String visible(Document body) {
        return SPACE.matcher(body.plainText()).replaceAll(" ").strip();
    }

    @Override
    public Duration settleTime() {
        return settleTime;
    }
}

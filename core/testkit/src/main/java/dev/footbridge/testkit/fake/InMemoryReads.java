package dev.footbridge.testkit.fake;

import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.Directory;
import dev.footbridge.core.connector.Draft;
import dev.footbridge.core.connector.History;
import dev.footbridge.core.connector.Page;
import dev.footbridge.core.connector.Readback;
import dev.footbridge.core.connector.Verb;
import dev.footbridge.core.connector.Window;
import dev.footbridge.core.id.ChannelId;
import dev.footbridge.core.id.MessageId;
import dev.footbridge.core.id.UserId;
import dev.footbridge.core.message.Channel;
import dev.footbridge.core.message.Message;
import dev.footbridge.core.message.User;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What one connector reads of its workspace. */
final class InMemoryReads implements History, Readback, Directory {

    static final int PAGE = 50;

    private final InMemoryWorkspace workspace;
    private final UserId self;
    private final InMemoryView view;

    InMemoryReads(InMemoryWorkspace workspace, UserId self) {
        this.workspace = workspace;
        this.self = self;
        this.view = new InMemoryView(self);
    }

    @Override
    public Page<Message> messages(ChannelId channel, Window window, Optional<String> cursor)
            throws ConnectorException, InterruptedException {
        return read(
                channel,
                () -> page(
                        workspace.store().in(channel).stream()
                                .filter(message -> message.replyTo().isEmpty() && within(window, message.createdAt()))
                                .map(view::of)
                                .toList(),
                        cursor));
    }

    @Override
    public Page<Message> replies(MessageId root, Window window, Optional<String> cursor)
            throws ConnectorException, InterruptedException {
        return read(root.channel(), () -> {
            workspace.store().existing(root);
            return page(
                    workspace.store().in(root.channel()).stream()
                            .filter(message ->
                                    message.replyTo().equals(Optional.of(root)) && within(window, message.createdAt()))
                            .map(view::of)
                            .toList(),
                    cursor);
        });
    }

    @Override
    public Optional<Message> message(MessageId id) throws ConnectorException, InterruptedException {
        return read(id.channel(), () -> workspace.store().find(id).map(view::of));
    }

    @Override
    public List<Sent> sent(ChannelId channel, Optional<MessageId> thread, Instant since)
            throws ConnectorException, InterruptedException {
        return read(
                channel,
                () -> workspace.store().in(channel).stream()
                        .filter(message -> message.author().id().equals(self)
                                && message.replyTo().equals(thread)
                                && !message.createdAt().isBefore(since))
                        .map(message -> new Sent(
                                message.id(),
                                message.createdAt(),
                                message.idempotencyKey(),
                                message.body().plainText()))
                        .toList());
    }

    @Override
    public String fingerprint(Draft part) {
        return part.body().plainText();
    }

    @Override
    public Duration settleTime() {
        return Duration.ZERO;
    }

    @Override
    public Optional<User> user(UserId id) throws ConnectorException, InterruptedException {
        return lookUp(() -> workspace.user(id));
    }

    @Override
    public Optional<Channel> channel(ChannelId id) throws ConnectorException, InterruptedException {
        return lookUp(() -> workspace.find(id));
    }

    @Override
    public Page<Channel> channels(Optional<String> cursor) throws ConnectorException, InterruptedException {
        return lookUp(() -> page(new ArrayList<>(workspace.allChannels()), cursor));
    }

    private <T> T read(ChannelId channel, InMemoryCalls.Work<T> work) throws ConnectorException, InterruptedException {
        return workspace.gate().call(Verb.READ, Optional.of(channel), () -> {
            if (workspace.find(channel).isEmpty()) {
                throw ConnectorException.of(
                        ConnectorException.Kind.NOT_FOUND, "channel_not_found", "the channel does not exist");
            }
            return work.run();
        });
    }

    private <T> T lookUp(InMemoryCalls.Work<T> work) throws ConnectorException, InterruptedException {
        return workspace.gate().call(Verb.LOOK_UP, Optional.empty(), work);
    }

    private static boolean within(Window window, Instant time) {
        return !time.isBefore(window.from()) && !time.isAfter(window.to());
    }

    /** The cursor is the index of the next item. */
    private static <T> Page<T> page(List<T> all, Optional<String> cursor) throws ConnectorException {
        int from = cursor.map(InMemoryReads::index).orElse(0);
        if (from < 0 || from > all.size()) {
            throw ConnectorException.of(
                    ConnectorException.Kind.REJECTED, "invalid_cursor", "the cursor does not belong to this list");
        }
        int to = Math.min(all.size(), from + PAGE);
        return new Page<>(
                all.subList(from, to), to < all.size() ? Optional.of(Integer.toString(to)) : Optional.empty());
    }

    private static int index(String cursor) {
        return cursor.matches("\\d{1,9}") ? Integer.parseInt(cursor) : -1;
    }
}

package dev.footbridge.relay.link;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.Downloads;
import dev.footbridge.core.connector.History;
import dev.footbridge.core.connector.Memberships;
import dev.footbridge.core.id.MessageId;
import dev.footbridge.core.id.UserId;
import dev.footbridge.core.message.Attachment;
import dev.footbridge.core.message.Message;
import dev.footbridge.core.message.User;
import dev.footbridge.relay.content.People;
import dev.footbridge.relay.ledger.FileLinkRow;
import dev.footbridge.relay.ledger.GroupRow;
import dev.footbridge.relay.ledger.Ledger;
import dev.footbridge.relay.ledger.LedgerException;
import dev.footbridge.relay.transfer.FileInspection;
import dev.footbridge.relay.transfer.FileRules;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Who may have which file. Everything is asked again at each request, but for the message at the source, which may be
 * {@link #MESSAGE_AGE} old. Safe for concurrent use.
 */
final class LinkAccess {

    /** How old the look at the source may be. A deletion that nobody told takes no longer to count. */
    static final Duration MESSAGE_AGE = Duration.ofSeconds(30);

    private static final int MAX_MESSAGES = 500;

    /** What pages tell of a message. */
    private record Shared(String author, Instant at, List<Attachment> attachments) {}

    private final Ledger ledger;
    private final LinkKeys keys;
    private final LinkedChannels channels;
    private final Clock clock;
    private final People people = new People();
    private final Cache<MessageId, Shared> messages;

    LinkAccess(Ledger ledger, LinkedChannels channels, Clock clock) {
        this.ledger = ledger;
        this.keys = new LinkKeys(ledger.key());
        this.channels = channels;
        this.clock = clock;
        messages = Caffeine.newBuilder()
                .maximumSize(MAX_MESSAGES)
                .expireAfterWrite(MESSAGE_AGE)
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .executor(Runnable::run)
                .build();
    }

    /** The link of this secret, while it lives. What is no secret takes the same way as an unknown one. */
    KnownLink find(String secret) throws DeniedException {
        String id = keys.row(secret);
        try {
            FileLinkRow row =
                    ledger.read(tx -> tx.fileLinks().find(id)).orElseThrow(() -> new DeniedException(Denial.UNKNOWN));
            Optional<GroupRow> group = ledger.read(tx -> tx.links().group(row.group()));
            if (row.expiresAt() <= clock.millis()) {
                throw new DeniedException(Denial.EXPIRED);
            }
            if (group.isEmpty() || group.get().gone()) {
                throw new DeniedException(Denial.GONE);
            }
            Optional<LinkedChannel> source = channels.find(group.get().origin());
            Optional<LinkedChannel> target = channels.find(row.channel());
            Optional<FileRules> rules = channels.files(group.get().origin(), row.channel());
            if (source.isEmpty() || target.isEmpty() || rules.isEmpty()) {
                throw new DeniedException(Denial.REVOKED);
            }
            return new KnownLink(secret, row, group.get(), source.get(), target.get(), rules.get());
        } catch (LedgerException e) {
            throw new DeniedException(Denial.UNAVAILABLE);
        }
    }

    /** The file, if this person may have it at this moment. */
    SharedFile open(KnownLink link, Optional<UserId> user) throws DeniedException, InterruptedException {
        UserId reader = user.orElseThrow(() -> new DeniedException(Denial.SIGN_IN, link));
        if (!reader.workspace().equals(link.target().id().workspace())) {
            throw new DeniedException(Denial.OTHER_ACCOUNT, link);
        }
        try {
            Memberships memberships = link.target()
                    .connector()
                    .memberships()
                    .orElseThrow(() -> new DeniedException(Denial.NO_SIGN_IN, link));
            if (!memberships.isMember(link.target().id(), reader)) {
                throw new DeniedException(Denial.NOT_MEMBER, link);
            }
            return shared(link);
        } catch (ConnectorException e) {
            throw denied(e, link);
        }
    }

    /** What a failing platform means to somebody who waits for a file. */
    static DeniedException denied(ConnectorException failure, KnownLink link) {
        if (FileInspection.isRefusal(failure.code())) {
            return new DeniedException(Denial.NOT_PASSED, link);
        }
        return switch (failure.kind()) {
            case NOT_FOUND, REJECTED -> new DeniedException(Denial.GONE, link);
            case THROTTLED, UNAVAILABLE, UNAUTHORIZED, FORBIDDEN, UNSUPPORTED ->
                new DeniedException(Denial.UNAVAILABLE, link);
        };
    }

    private SharedFile shared(KnownLink link) throws ConnectorException, DeniedException, InterruptedException {
        Downloads downloads =
                link.source().connector().downloads().orElseThrow(() -> new DeniedException(Denial.REVOKED, link));
        Shared message = message(link).orElseThrow(() -> new DeniedException(Denial.GONE, link));
        Attachment attachment = message.attachments().stream()
                .filter(file -> keys.file(file.id()) == link.row().file())
                .findFirst()
                .orElseThrow(() -> new DeniedException(Denial.GONE, link));
        return new SharedFile(link, message.author(), message.at(), attachment, downloads);
    }

    private Optional<Shared> message(KnownLink link) throws ConnectorException, DeniedException, InterruptedException {
        MessageId id = new MessageId(link.source().id(), link.group().message());
        Shared recent = messages.getIfPresent(id);
        if (recent != null) {
            return Optional.of(recent);
        }
        History history = link.source().history().orElseThrow(() -> new DeniedException(Denial.REVOKED, link));
        Optional<Message> found = history.message(id);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Message message = found.get();
        User author = people.named(message.author(), link.source().connector().directory());
        Shared shared = new Shared(author.displayName(), message.createdAt(), message.attachments());
        messages.put(id, shared);
        return Optional.of(shared);
    }
}

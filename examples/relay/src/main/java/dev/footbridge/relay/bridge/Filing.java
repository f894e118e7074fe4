package dev.footbridge.relay.bridge;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.Directory;
import dev.footbridge.core.id.ChannelId;
import dev.footbridge.core.id.UserId;
import dev.footbridge.core.message.Attachment;
import dev.footbridge.core.message.Message;
import dev.footbridge.core.message.User;
import dev.footbridge.relay.content.Identities;
import dev.footbridge.relay.content.People;
import dev.footbridge.relay.transfer.Account;
import dev.footbridge.relay.transfer.Conversation;
import dev.footbridge.relay.transfer.FileChoice;
import dev.footbridge.relay.transfer.FilePolicy;
import dev.footbridge.relay.transfer.FileRules;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds out between whom the files of a message go, and decides how. Where that cannot be found out, the strictest holds. */
final class Filing {

    private static final Duration MAX_AGE = Duration.ofMinutes(10);
    private static final int MAX_CHANNELS = 10_000;

    /** A file of a message, and how it crosses. */
    record Filed(Attachment file, FileChoice choice) {

        boolean isCopied() {
            return choice.way() == FileChoice.Way.NATIVE;
        }
    }

    private final FilePolicy policy;
    private final People people;
    private final Identities identities;
    private final Cache<ChannelId, Conversation> conversations = Caffeine.newBuilder()
            .maximumSize(MAX_CHANNELS)
            .expireAfterWrite(MAX_AGE)
            .executor(Runnable::run)
            .build();

    Filing(FilePolicy policy, People people, Identities identities) {
        this.policy = policy;
        this.people = people;
        this.identities = identities;
    }

    List<Filed> decide(Message message, BridgedChannel source, BridgedChannel target, FileRules rules)
            throws InterruptedException {
        List<Filed> filed = new ArrayList<>();
        if (message.attachments().isEmpty()) {
            return filed;
        }
        FilePolicy.Pair pair = pair(message.author(), source, target);
        for (Attachment file : message.attachments()) {
            filed.add(new Filed(file, policy.decide(file, rules, pair)));
        }
        return filed;
    }

    private FilePolicy.Pair pair(User author, BridgedChannel source, BridgedChannel target)
            throws InterruptedException {
        Account account = account(author, target);
        boolean asks = policy.asksForConversation(source.platform(), target.platform(), account);
        return new FilePolicy.Pair(
                source.platform(),
                target.platform(),
                asks ? conversation(target) : Conversation.CHANNEL,
                account,
                source.connector().downloads().isPresent(),
                target.connector().features(target.id()).files());
    }

    private Account account(User author, BridgedChannel target) throws InterruptedException {
        Optional<UserId> counterpart =
                identities.counterpart(author.id(), target.id().workspace());
        if (counterpart.isEmpty()) {
            return Account.BOT;
        }
        return people.user(counterpart.get(), target.connector().directory())
                .map(user -> Account.of(user.kind()))
                .orElse(Account.GUEST);
    }

    private Conversation conversation(BridgedChannel target) throws InterruptedException {
        Conversation known = conversations.getIfPresent(target.id());
        Optional<Directory> directory = target.connector().directory();
        if (known != null || directory.isEmpty()) {
            return known == null ? Conversation.GROUP : known;
        }
        try {
            Optional<Conversation> found =
                    directory.get().channel(target.id()).map(channel -> Conversation.of(channel.kind()));
            found.ifPresent(kind -> conversations.put(target.id(), kind));
            return found.orElse(Conversation.GROUP);
        } catch (ConnectorException e) {
            return Conversation.GROUP;
        }
    }
}

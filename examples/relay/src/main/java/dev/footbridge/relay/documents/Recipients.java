package dev.footbridge.relay.documents;

import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.Directory;
import dev.footbridge.core.connector.Page;
import dev.footbridge.core.id.UserId;
import dev.footbridge.core.message.User;
import dev.footbridge.relay.content.Identities;
import dev.footbridge.relay.content.People;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The mail addresses under which a storage knows the readers of a message: that of their own account with the storage, where
 * the operator's table names one, else that of the account they read with. Addresses stay in the heap, for one question.
 */
public final class Recipients {

    /** Most readers of one channel that are looked at. */
    public static final int MAX_PEOPLE = 500;

    private static final int MAX_PAGES = 20;

    private final Identities identities;
    private final People people;

    public Recipients(Identities identities, People people) {
        this.identities = identities;
        this.people = people;
    }

    /** What may be done for each, by address in lower case; who is in two audiences gets the lesser. */
    Map<String, DocumentPolicy> of(List<Audience> audiences, Storage storage)
            throws ConnectorException, InterruptedException {
        Map<String, DocumentPolicy> addresses = new LinkedHashMap<>();
        for (Audience audience : audiences) {
            for (User reader : readers(audience)) {
                address(reader, audience, storage)
                        .ifPresent(address -> addresses.merge(
                                address.toLowerCase(Locale.ROOT),
                                audience.policy(),
                                (one, other) -> one.compareTo(other) <= 0 ? one : other));
            }
        }
        return addresses;
    }

    private static List<User> readers(Audience audience) throws ConnectorException, InterruptedException {
        List<User> readers = new java.util.ArrayList<>();
        if (audience.memberships().isEmpty()) {
            return readers;
        }
        Optional<String> cursor = Optional.empty();
        for (int page = 0; page < MAX_PAGES && readers.size() < MAX_PEOPLE; page++) {
            Optional<String> from = cursor;
            Page<User> members =
                    audience.calls().call(() -> audience.memberships().get().members(audience.channel(), from));
            members.items().stream()
                    .filter(user -> user.kind() == User.Kind.PERSON || user.kind() == User.Kind.GUEST)
                    .filter(user -> !audience.self().test(user.id()))
                    .limit((long) MAX_PEOPLE - readers.size())
                    .forEach(readers::add);
            cursor = members.next();
            if (cursor.isEmpty()) {
                break;
            }
        }
        return readers;
    }

    private Optional<String> address(User reader, Audience audience, Storage storage) throws InterruptedException {
        Optional<UserId> counterpart = identities.counterpart(reader.id(), storage.workspace());
        if (counterpart.isPresent()) {
            Optional<String> there = mail(counterpart.get(), storage.directory());
            if (there.isPresent()) {
                return there;
            }
        }
        return reader.email().isPresent() ? reader.email() : mail(reader.id(), audience.directory());
    }

    private Optional<String> mail(UserId user, Optional<Directory> directory) throws InterruptedException {
        return people.user(user, directory).flatMap(User::email);
    }
}

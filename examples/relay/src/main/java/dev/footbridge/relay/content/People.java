package dev.footbridge.relay.content;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.Directory;
import dev.footbridge.core.id.ChannelId;
import dev.footbridge.core.id.UserId;
import dev.footbridge.core.message.User;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Names of people and channels, in the heap for an hour at most. A name that cannot be had is not worth a message. */
public final class People {

    private static final Logger LOG = LoggerFactory.getLogger(People.class);
    private static final Duration MAX_AGE = Duration.ofHours(1);
    private static final int MAX_NAMES = 20_000;

    private final Cache<UserId, Optional<User>> users = cache();
    private final Cache<ChannelId, Optional<String>> channels = cache();

    private static <K, V> Cache<K, V> cache() {
        return Caffeine.newBuilder()
                .maximumSize(MAX_NAMES)
                .expireAfterWrite(MAX_AGE)
                .executor(Runnable::run)
                .build();
    }

    private interface LookUp<V> {
        Optional<V> run(Directory directory) throws ConnectorException, InterruptedException;
    }

    /** The user with a name, if one can be had. */
    public User named(User user, Optional<Directory> directory) throws InterruptedException {
        return user.displayName().isEmpty() ? user(user.id(), directory).orElse(user) : user;
    }

    public Optional<User> user(UserId id, Optional<Directory> directory) throws InterruptedException {
        return cached(users, id, directory, source -> source.user(id));
    }

    public Optional<String> channel(ChannelId id, Optional<Directory> directory) throws InterruptedException {
        return cached(channels, id, directory, source -> source.channel(id).map(channel -> channel.name()));
    }

    private static <K, V> Optional<V> cached(
            Cache<K, Optional<V>> cache, K key, Optional<Directory> directory, LookUp<V> lookUp)
            throws InterruptedException {
        Optional<V> known = cache.getIfPresent(key);
        if (known != null || directory.isEmpty()) {
            return known == null ? Optional.empty() : known;
        }
        try {
            Optional<V> found = lookUp.run(directory.get());
            cache.put(key, found);
            return found;
        } catch (ConnectorException e) {
            LOG.debug("a name could not be looked up: {}", e.code());
            return Optional.empty();
        }
    }
}

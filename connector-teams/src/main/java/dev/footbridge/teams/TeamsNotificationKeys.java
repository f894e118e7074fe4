package dev.footbridge.teams;

import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.Secret;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Our keys, which open notifications, and the platform's, which prove them. Ours are read from their file at first use;
 * the platform's are fetched by a thread of this object, because webhook requests must not wait for calls out.
 */
final class TeamsNotificationKeys implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TeamsNotificationKeys.class);

    private final Optional<Path> keystore;
    private final Secret password;
    private final TeamsValidationTokens tokens;
    private final ThreadPoolExecutor background;

    private @Nullable Optional<TeamsDecryption> loaded;
    private volatile Optional<String> problem = Optional.empty();

    TeamsNotificationKeys(Optional<Path> keystore, Secret password, TeamsValidationTokens tokens) {
        this.keystore = keystore;
        this.password = password;
        this.tokens = tokens;
        this.background = new ThreadPoolExecutor(
                1,
                1,
                10,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(1),
                task -> {
                    Thread thread = new Thread(task, "teams-validation-keys");
                    thread.setDaemon(true);
                    return thread;
                },
                new ThreadPoolExecutor.DiscardPolicy());
        background.allowCoreThreadTimeOut(true);
    }

    /** Our keys; empty when none are configured or they cannot be read. */
    synchronized Optional<TeamsDecryption> decryption() {
        Optional<TeamsDecryption> known = loaded;
        if (known == null) {
            known = load();
            loaded = known;
        }
        return known;
    }

    private Optional<TeamsDecryption> load() {
        try {
            return keystore.map(file -> TeamsDecryption.load(file, password));
        } catch (IllegalArgumentException e) {
            problem = Optional.ofNullable(e.getMessage());
            LOG.warn("{}; notifications come without resource data", e.getMessage());
            return Optional.empty();
        }
    }

    /** Why our keys cannot be read. */
    Optional<String> problem() {
        decryption();
        return problem;
    }

    TeamsValidationTokens tokens() {
        return tokens;
    }

    /** Fetches the platform's keys where notifications will need them. Blocks. */
    void fetch() throws ConnectorException, InterruptedException {
        if (decryption().isPresent() && tokens.wantsKeys()) {
            tokens.fetchKeys();
        }
    }

    /** Fetches the platform's keys some time soon. */
    void fetchSoon() {
        background.execute(() -> {
            try {
                fetch();
            } catch (ConnectorException e) {
                LOG.warn("Keys of validation tokens could not be fetched: {}", e.getMessage());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    @Override
    public void close() {
        background.shutdownNow();
    }
}

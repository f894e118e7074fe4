package dev.footbridge.core.connector;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What a provider needs to make a connector. Values are checked against the provider's {@link Setting}s when the config
 * is made, so the getters do not fail for a setting that is declared.
 */
public final class ConnectorConfig {

    private final List<Setting> settings;
    private final Map<String, String> values;
    private final Clock clock;
    private final RandomGenerator random;
    private final CredentialStore credentials;

    private ConnectorConfig(
            List<Setting> settings,
            Map<String, String> values,
            Clock clock,
            RandomGenerator random,
            CredentialStore credentials) {
        this.settings = List.copyOf(settings);
        this.values = Map.copyOf(values);
        this.clock = clock;
        this.random = random;
        this.credentials = credentials;
    }

    /**
     * Checks the values and makes the config.
     *
     * @throws IllegalArgumentException naming the first setting that is unknown, missing or malformed; never its value
     */
    public static ConnectorConfig of(
            ConnectorProvider provider,
            Map<String, String> values,
            Clock clock,
            RandomGenerator random,
            CredentialStore credentials) {
        List<Setting> settings = provider.settings();
        SettingCheck.check(settings, values);
        return new ConnectorConfig(settings, values, clock, random, credentials);
    }

    /** A config with the system clock, a secure random source, and no memory for rotated credentials. */
    public static ConnectorConfig of(ConnectorProvider provider, Map<String, String> values) {
        return of(provider, values, Clock.systemUTC(), new java.security.SecureRandom(), CredentialStore.none());
    }

    /** The value of a setting that is required or has a default. */
    public String text(String name) {
        return find(name).orElseThrow(() -> new IllegalArgumentException("setting " + name + " is missing"));
    }

    /** The value, or the default, or nothing. */
    public Optional<String> find(String name) {
        Setting setting = settings.stream()
                .filter(s -> s.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("setting " + name + " is not declared"));
        @Nullable String value = values.get(name);
        return value == null ? setting.defaultValue() : Optional.of(value);
    }

    /** A secret that is required. */
    public Secret secret(String name) {
        return Secret.of(text(name));
    }

    /** A secret that may be absent. */
    public Optional<Secret> findSecret(String name) {
        return find(name).map(Secret::of);
    }

    /** A URL without trailing slash. */
    public URI url(String name) {
        return URI.create(text(name).replaceAll("/+$", ""));
    }

    /** A duration. */
    public Duration duration(String name) {
        return SettingCheck.duration(text(name));
    }

    /** A whole number. */
    public int integer(String name) {
        return Integer.parseInt(text(name));
    }

    /** A switch. */
    public boolean flag(String name) {
        return text(name).toLowerCase(Locale.ROOT).equals("true");
    }

    /** The clock for everything that depends on time. */
    public Clock clock() {
        return clock;
    }

    /** The source of randomness. */
    public RandomGenerator random() {
        return random;
    }

    /** Where rotated credentials are kept. */
    public CredentialStore credentials() {
        return credentials;
    }
}

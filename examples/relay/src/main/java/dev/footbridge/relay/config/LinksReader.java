package dev.footbridge.relay.config;

import dev.footbridge.core.connector.Secret;
import dev.footbridge.relay.config.RelayConfig.Address;
import dev.footbridge.relay.config.RelayConfig.ConnectorEntry;
import dev.footbridge.relay.config.RelayConfig.LinksEntry;
import dev.footbridge.relay.content.AddressTemplate;
import dev.footbridge.relay.link.LinkSettings;
import dev.footbridge.relay.link.SignInClient;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads how links to files are served. */
final class LinksReader {

    static final List<String> LINKS_KEYS =
            List.of("public-url", "listen", "lifetime", "session", "address-header", "sign-in");
    static final List<String> CLIENT_KEYS = List.of("client-id", "client-secret", "hints", "start");

    /** A link outlives neither the memory of its message nor anybody's patience. */
    private static final Duration MAX_LIFETIME = Duration.ofDays(60);

    private static final Duration MAX_SESSION = Duration.ofHours(12);
    private static final Pattern DURATION = Pattern.compile("([1-9]\\d{0,4})([smhd])");
    private static final int MAX_HINTS = 10;
    private static final Pattern HINT = Pattern.compile("[a-z_]{1,40}=[\\x21-\\x7e]{1,200}");
    private static final String HEADER = "[A-Za-z][A-Za-z0-9-]{0,63}";

    private final Map<String, ConnectorEntry> connectors;
    private final Optional<URI> webhooks;
    private final List<String> warnings;

    LinksReader(Map<String, ConnectorEntry> connectors, Optional<URI> webhooks, List<String> warnings) {
        this.connectors = connectors;
        this.webhooks = webhooks;
        this.warnings = warnings;
    }

    Optional<LinksEntry> read(ConfigNode node, Function<@Nullable ConfigNode, Address> address) {
        Map<String, ConfigNode> members = node.members(LINKS_KEYS);
        Address listen = address.apply(members.get("listen"));
        Optional<URI> url = publicUrl(node, members.get("public-url"));
        Duration lifetime = duration(members.get("lifetime"), LinkSettings.LIFETIME, MAX_LIFETIME);
        Duration session = duration(members.get("session"), LinkSettings.SESSION, MAX_SESSION);
        Optional<String> header = header(members.get("address-header"));
        Map<String, SignInClient> clients = clients(members.get("sign-in"));
        return url.map(known -> new LinksEntry(listen, new LinkSettings(known, lifetime, session, header, clients)));
    }

    private Optional<URI> publicUrl(ConfigNode parent, @Nullable ConfigNode node) {
        if (node == null) {
            parent.complain("public-url is missing: how people's browsers reach the links");
            return Optional.empty();
        }
        Optional<URI> url = node.scalar().flatMap(LinksReader::absolute);
        if (url.isEmpty() || !isOrigin(url.get())) {
            node.complain("must be scheme, host and perhaps a port, with nothing behind");
            return Optional.empty();
        }
        if (webhooks.isPresent() && origin(webhooks.get()).equals(origin(url.get()))) {
            node.complain(
                    "must be another host or port than public-url: files from strangers need an origin of their own");
        }
        if (!"https".equals(url.get().getScheme()) && !isLoopback(url.get())) {
            node.complain("must begin with https: who signs in must not be overheard");
        }
        return url;
    }

    private static boolean isOrigin(URI url) {
        return (url.getRawPath() == null || url.getRawPath().isEmpty())
                && url.getRawQuery() == null
                && url.getRawFragment() == null
                && url.getRawUserInfo() == null;
    }

    private static String origin(URI url) {
        int standard = "https".equals(url.getScheme()) ? 443 : 80;
        return url.getScheme() + "://" + url.getHost().toLowerCase(java.util.Locale.ROOT) + ":"
                + (url.getPort() < 0 ? standard : url.getPort());
    }

    private static boolean isLoopback(URI url) {
        return List.of("localhost", "127.0.0.1", "[::1]").contains(url.getHost());
    }

    private static Duration duration(@Nullable ConfigNode node, Duration fallback, Duration most) {
        Optional<String> written = node == null ? Optional.empty() : node.scalar();
        if (node == null || written.isEmpty()) {
            return fallback;
        }
        Matcher matcher = DURATION.matcher(written.get());
        if (matcher.matches()) {
            long number = Long.parseLong(matcher.group(1));
            Duration duration = switch (matcher.group(2)) {
                case "s" -> Duration.ofSeconds(number);
                case "m" -> Duration.ofMinutes(number);
                case "h" -> Duration.ofHours(number);
                default -> Duration.ofDays(number);
            };
            if (duration.compareTo(most) <= 0) {
                return duration;
            }
        }
        node.complain("must be a time such as 30s, 15m, 12h or 7d, and at most " + most.toHours() + "h");
        return fallback;
    }

    private static Optional<String> header(@Nullable ConfigNode node) {
        Optional<String> written = node == null ? Optional.empty() : node.scalar();
        if (node != null && written.isPresent() && !written.get().matches(HEADER)) {
            node.complain("must be the name of a header, such as X-Forwarded-For");
        }
        return written;
    }

    private Map<String, SignInClient> clients(@Nullable ConfigNode node) {
        Map<String, SignInClient> clients = new HashMap<>();
        if (node != null) {
            node.members(connectors.keySet())
                    .forEach((name, member) -> client(member).ifPresent(client -> clients.put(name, client)));
        }
        return clients;
    }

    private Optional<SignInClient> client(ConfigNode node) {
        Map<String, ConfigNode> members = node.members(CLIENT_KEYS);
        Optional<String> id = needed(node, members, "client-id");
        Optional<String> secret = needed(node, members, "client-secret");
        @Nullable ConfigNode written = members.get("client-secret");
        if (written != null && written.isLiteral()) {
            warnings.add(ConnectorSettings.plainSecret(written));
        }
        Map<String, String> hints = hints(members.get("hints"));
        Optional<AddressTemplate> start = members.containsKey("start")
                ? SignInReader.template(node, members.get("start"), SignInClient.LINK)
                : Optional.empty();
        try {
            return id.flatMap(known -> secret.map(value -> new SignInClient(known, Secret.of(value), hints, start)));
        } catch (IllegalArgumentException e) {
            node.complain(String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private static Map<String, String> hints(@Nullable ConfigNode node) {
        Map<String, String> hints = new HashMap<>();
        if (node != null) {
            node.members().forEach((name, member) -> {
                Optional<String> value = member.scalar();
                if (value.isPresent() && !HINT.matcher(name + "=" + value.get()).matches()) {
                    member.complain("must be a parameter such as login_domain, of letters, and a word of at most 200");
                }
                value.ifPresent(word -> hints.put(name, word));
            });
            if (hints.size() > MAX_HINTS) {
                node.complain("has more than " + MAX_HINTS + " entries");
            }
        }
        return hints;
    }

    private static Optional<String> needed(ConfigNode parent, Map<String, ConfigNode> members, String name) {
        @Nullable ConfigNode node = members.get(name);
        if (node == null) {
            parent.complain(name + " is missing");
            return Optional.empty();
        }
        Optional<String> value = node.scalar();
        if (value.isPresent() && value.get().isBlank()) {
            node.complain("must not be empty");
        }
        return value.filter(text -> !text.isBlank());
    }

    /** An absolute web address without slashes at its end. */
    static Optional<URI> absolute(String value) {
        try {
            URI url = URI.create(value.replaceAll("/+$", ""));
            boolean web = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
            return web && url.getHost() != null ? Optional.of(url) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}

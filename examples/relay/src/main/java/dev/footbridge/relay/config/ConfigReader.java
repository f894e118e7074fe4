package dev.footbridge.relay.config;

import dev.footbridge.core.connector.ConnectorConfig;
import dev.footbridge.core.connector.ConnectorProvider;
import dev.footbridge.core.connector.Secret;
import dev.footbridge.relay.bridge.Direction;
import dev.footbridge.relay.config.RelayConfig.Address;
import dev.footbridge.relay.config.RelayConfig.BridgeEntry;
import dev.footbridge.relay.config.RelayConfig.ConnectorEntry;
import dev.footbridge.relay.config.RelayConfig.Drain;
import dev.footbridge.relay.config.RelayConfig.EndpointEntry;
import dev.footbridge.relay.config.RelayConfig.LinksEntry;
import dev.footbridge.relay.vault.TokenVault;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;

/** Reads {@code relay.yaml}. Finds all problems at once; every value is checked before anything is started. */
public final class ConfigReader {

    /** Largest file that is read. */
    static final int MAX_BYTES = 1_048_576;

    private static final int MAX_ALIASES = 50;
    private static final int MAX_DEPTH = 16;
    private static final int MAX_ENDPOINTS = 50;
    static final List<String> ROOT_KEYS = List.of(
            "data-dir",
            "vault-key",
            "listen",
            "management",
            "public-url",
            "connectors",
            "bridges",
            "people",
            "document-sign-in",
            "sign-in-groups",
            "links",
            "files",
            "drain");
    static final List<String> ADDRESS_KEYS = List.of("host", "port");
    static final List<String> DRAIN_KEYS = List.of("delay", "deadline");
    static final List<String> BRIDGE_KEYS = Stream.concat(Stream.of("endpoints"), PolicyReader.POLICY_KEYS.stream())
            .toList();
    static final List<String> ENDPOINT_KEYS = List.of("connector", "channel", "direction");
    static final String PLATFORM_KEY = "platform";

    private static final String NAME = "[a-z0-9][a-z0-9-]{0,62}";

    private final List<ConnectorProvider> providers;
    private final Environment environment;

    public ConfigReader(List<ConnectorProvider> providers, Map<String, String> environment) {
        this.providers = List.copyOf(providers);
        this.environment = new Environment(environment);
    }

    /** Reads and checks a file. */
    public RelayConfig read(Path file) throws ConfigException {
        Problems problems = new Problems(
                file.getFileName() == null
                        ? file.toString()
                        : file.getFileName().toString());
        Optional<Node> root = load(file, problems);
        if (root.isEmpty()) {
            throw problems.asException();
        }
        Path base = file.toAbsolutePath().getParent();
        RelayConfig config = new Pass(problems, base == null ? Path.of(".") : base)
                .root(new ConfigNode(root.get(), "", problems, environment));
        if (!problems.none()) {
            throw problems.asException();
        }
        return config;
    }

    private static Optional<Node> load(Path file, Problems problems) {
        try {
            if (Files.size(file) > MAX_BYTES) {
                problems.add(1, "is larger than " + MAX_BYTES + " bytes");
                return Optional.empty();
            }
            LoaderOptions options = new LoaderOptions();
            options.setMaxAliasesForCollections(MAX_ALIASES);
            options.setNestingDepthLimit(MAX_DEPTH);
            options.setCodePointLimit(MAX_BYTES);
            @Nullable Node root = new Yaml(options).compose(new StringReader(Files.readString(file)));
            if (root == null) {
                problems.add(1, "is empty; see examples/relay/relay.example.yaml");
            }
            return Optional.ofNullable(root);
        } catch (MalformedInputException e) {
            problems.add(1, "is not UTF-8 text");
        } catch (IOException e) {
            problems.add(1, "cannot be read; does the file exist, and may this user read it?");
        } catch (MarkedYAMLException e) {
            // The exception's own message quotes the file, which may hold secrets.
            int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
            problems.add(line, "is not valid YAML: " + e.getProblem());
        } catch (YAMLException e) {
            problems.add(1, "is not valid YAML, or nests or repeats too much");
        }
        return Optional.empty();
    }

    /** One pass over one file. */
    private final class Pass {
        private final Problems problems;
        private final Path base;
        private final List<String> warnings = new ArrayList<>();

        Pass(Problems problems, Path base) {
            this.problems = problems;
            this.base = base;
        }

        RelayConfig root(ConfigNode root) {
            Map<String, ConfigNode> members = root.members(ROOT_KEYS);
            Path dataDir = base.resolve(text(members.get("data-dir")).orElse("data"));
            Address listen = address(members.get("listen"), new Address("127.0.0.1", 8080));
            Address management = address(members.get("management"), new Address("127.0.0.1", 8081));
            Optional<URI> publicUrl = text(members.get("public-url")).flatMap(value -> {
                Optional<URI> url = LinksReader.absolute(value);
                if (url.isEmpty()) {
                    at(members, "public-url", "must be an absolute http or https URL");
                }
                return url;
            });
            Map<String, ConnectorEntry> connectors = connectors(needed(root, members, "connectors"));
            PolicyReader policies = new PolicyReader(connectors.keySet());
            List<BridgeEntry> bridges = bridges(needed(root, members, "bridges"), connectors, policies);
            Drain drain = drain(members.get("drain"));
            return new RelayConfig(
                    dataDir,
                    vaultKey(members.get("vault-key")),
                    listen,
                    management,
                    publicUrl,
                    connectors,
                    bridges,
                    policies.people(members.get("people")),
                    SignInReader.routes(members.get("document-sign-in"), connectors.keySet()),
                    SignInReader.groups(members.get("sign-in-groups"), connectors.keySet()),
                    links(members.get("links"), connectors, publicUrl),
                    FilesReader.transfer(members.get("files"), dataDir, base),
                    drain,
                    warnings);
        }

        private Optional<LinksEntry> links(
                @Nullable ConfigNode node, Map<String, ConnectorEntry> connectors, Optional<URI> publicUrl) {
            LinksReader links = new LinksReader(connectors, publicUrl, warnings);
            return node == null
                    ? Optional.empty()
                    : links.read(node, listen -> address(listen, new Address("127.0.0.1", 8082)));
        }

        private Optional<Secret> vaultKey(@Nullable ConfigNode node) {
            Optional<Secret> key = text(node).map(Secret::of);
            if (node != null && key.isPresent()) {
                if (TokenVault.decode(key.get()).isEmpty()) {
                    node.complain(TokenVault.KEY_HINT);
                }
                if (node.isLiteral()) {
                    warnings.add(ConnectorSettings.plainSecret(node));
                }
            }
            return key;
        }

        private @Nullable ConfigNode needed(ConfigNode parent, Map<String, ConfigNode> members, String name) {
            @Nullable ConfigNode node = members.get(name);
            if (node == null) {
                parent.complain(name + " is missing");
            }
            return node;
        }

        private void at(Map<String, ConfigNode> members, String name, String what) {
            @Nullable ConfigNode node = members.get(name);
            if (node != null) {
                node.complain(what);
            }
        }

        private Optional<String> text(@Nullable ConfigNode node) {
            return node == null ? Optional.empty() : node.scalar();
        }

        private Address address(@Nullable ConfigNode node, Address fallback) {
            if (node == null) {
                return fallback;
            }
            Map<String, ConfigNode> members = node.members(ADDRESS_KEYS);
            String host = text(members.get("host")).orElse(fallback.host());
            int port = fallback.port();
            Optional<String> written = text(members.get("port"));
            if (written.isPresent()) {
                if (written.get().matches("\\d{1,5}") && Integer.parseInt(written.get()) <= 65_535) {
                    port = Integer.parseInt(written.get());
                } else {
                    at(members, "port", "must be a number from 0 to 65535");
                }
            }
            return new Address(host, port);
        }

        private Drain drain(@Nullable ConfigNode node) {
            Map<String, ConfigNode> members = node == null ? Map.of() : node.members(DRAIN_KEYS);
            return new Drain(
                    seconds(members.get("delay"), Duration.ofSeconds(5)),
                    seconds(members.get("deadline"), Duration.ofSeconds(20)));
        }

        private Duration seconds(@Nullable ConfigNode node, Duration fallback) {
            Optional<String> written = text(node);
            if (node == null || written.isEmpty()) {
                return fallback;
            }
            if (!written.get().matches("\\d{1,4}s")) {
                node.complain("must be a number of seconds such as 5s");
                return fallback;
            }
            return Duration.parse("PT" + written.get());
        }

        private Map<String, ConnectorEntry> connectors(@Nullable ConfigNode node) {
            Map<String, ConnectorEntry> entries = new LinkedHashMap<>();
            if (node == null) {
                return entries;
            }
            node.members().forEach((name, member) -> {
                if (!name.matches(NAME)) {
                    member.complain("a connector's name must match " + NAME);
                }
                if (name.equals(PolicyReader.HOME)) {
                    member.complain("must have another name: people's entries use this word");
                }
                connector(member).ifPresent(entry -> entries.put(name, entry));
            });
            if (entries.isEmpty() && problems.none()) {
                node.complain("must name at least one connector");
            }
            return entries;
        }

        private Optional<ConnectorEntry> connector(ConfigNode node) {
            Map<String, ConfigNode> members = new LinkedHashMap<>(node.members());
            @Nullable ConfigNode platform = members.remove(PLATFORM_KEY);
            if (platform == null) {
                node.complain("platform is missing; installed are " + platformNames());
                return Optional.empty();
            }
            String wanted = platform.scalar().orElse("");
            Optional<ConnectorProvider> provider = providers.stream()
                    .filter(p -> p.platform().value().equals(wanted))
                    .findFirst();
            if (provider.isEmpty()) {
                platform.complain("no connector for this platform is installed; installed are " + platformNames());
                return Optional.empty();
            }
            Map<String, String> values =
                    new ConnectorSettings(provider.get().settings(), base, warnings).read(node, members);
            if (problems.none()) {
                tryOut(node, provider.get(), values);
            }
            return Optional.of(new ConnectorEntry(provider.get(), values));
        }

        /** Some rules span settings; only the connector itself knows them. Making one does no I/O. */
        private void tryOut(ConfigNode node, ConnectorProvider provider, Map<String, String> values) {
            try {
                provider.create(ConnectorConfig.of(provider, values)).close();
            } catch (IllegalArgumentException e) {
                node.complain(e.getMessage() == null ? "cannot be made" : e.getMessage());
            }
        }

        private String platformNames() {
            return String.join(
                    ", ", providers.stream().map(p -> p.platform().value()).toList());
        }

        private List<BridgeEntry> bridges(
                @Nullable ConfigNode node, Map<String, ConnectorEntry> connectors, PolicyReader policies) {
            List<BridgeEntry> bridges = new ArrayList<>();
            if (node == null) {
                return bridges;
            }
            node.members().forEach((name, member) -> {
                if (!name.matches(NAME)) {
                    member.complain("a bridge's name must match " + NAME);
                }
                Map<String, ConfigNode> members = member.members(BRIDGE_KEYS);
                @Nullable ConfigNode endpoints = needed(member, members, "endpoints");
                if (endpoints != null) {
                    bridges.add(new BridgeEntry(name, endpoints(endpoints, connectors), policies.policy(members)));
                }
            });
            return bridges;
        }

        private List<EndpointEntry> endpoints(ConfigNode node, Map<String, ConnectorEntry> connectors) {
            List<EndpointEntry> endpoints = new ArrayList<>();
            Set<String> seen = new HashSet<>();
            for (ConfigNode element : node.elements()) {
                Map<String, ConfigNode> members = element.members(ENDPOINT_KEYS);
                @Nullable ConfigNode connector = needed(element, members, "connector");
                @Nullable ConfigNode channel = needed(element, members, "channel");
                if (connector == null || channel == null) {
                    continue;
                }
                String name = connector.scalar().orElse("");
                if (!connectors.containsKey(name)) {
                    connector.complain("is not a connector of this file" + Nearest.hint(name, connectors.keySet()));
                }
                String id = channel.scalar().orElse("");
                if (id.isBlank()) {
                    channel.complain("must be the channel's id as its platform writes it");
                } else if (!seen.add(name + " " + id)) {
                    channel.complain("is already an endpoint of this bridge");
                }
                endpoints.add(new EndpointEntry(name, id, direction(members.get("direction"))));
            }
            if (endpoints.size() < 2 || endpoints.size() > MAX_ENDPOINTS) {
                node.complain("a bridge has 2 to " + MAX_ENDPOINTS + " endpoints");
            }
            return endpoints;
        }

        private Direction direction(@Nullable ConfigNode node) {
            Map<String, Direction> known = new HashMap<>();
            for (Direction direction : Direction.values()) {
                known.put(direction.name().toLowerCase(Locale.ROOT), direction);
            }
            Optional<String> written = text(node);
            if (node == null || written.isEmpty()) {
                return Direction.BOTH;
            }
            @Nullable Direction direction = known.get(written.get());
            if (direction == null) {
                node.complain("must be both, send or receive");
                return Direction.BOTH;
            }
            return direction;
        }
    }
}

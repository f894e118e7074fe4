package dev.footbridge.sandbox;

import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes the configuration that an operator would write by hand; the sandbox's relay reads this very file. */
final class RelayYaml {

    private RelayYaml() {}

    /**
     * Where the relay listens on 127.0.0.1.
     *
     * @param links to files
     */
    record Ports(int webhooks, int links, int management) {}

    /** @param more settings of every connector */
    static String write(
            Path dataDir,
            Ports ports,
            List<SandboxPlatform> platforms,
            Map<String, String> more,
            List<Layout.Bridge> bridges) {
        StringBuilder out = new StringBuilder();
        out.append("data-dir: ").append(quoted(dataDir.toString())).append('\n');
        out.append("listen: ").append(listener(ports.webhooks()));
        out.append("management: ").append(listener(ports.management()));
        out.append("public-url: http://127.0.0.1:").append(ports.webhooks()).append('\n');
        out.append("connectors:\n");
        for (SandboxPlatform platform : platforms) {
            Map<String, String> settings = new LinkedHashMap<>(platform.settings());
            settings.putAll(more);
            members(out, "  ", platform, settings);
        }
        out.append("bridges:\n");
        for (Layout.Bridge bridge : bridges) {
            out.append("  ").append(bridge.name()).append(":\n    documents: check\n    endpoints:\n");
            for (Layout.Endpoint endpoint : bridge.endpoints()) {
                out.append("      - { connector: ")
                        .append(endpoint.platform().emulator().name())
                        .append(", channel: ")
                        .append(quoted(endpoint.room().configured()))
                        .append(", direction: ")
                        .append(endpoint.direction())
                        .append(" }\n");
            }
        }
        people(out, platforms);
        links(out, ports.links(), platforms);
        return out.append("drain: { delay: 0s, deadline: 5s }\n").toString();
    }

    /** The one person with several accounts. */
    private static void people(StringBuilder out, List<SandboxPlatform> platforms) {
        Map<String, String> accounts = new LinkedHashMap<>();
        platforms.forEach(platform -> platform.counterpart()
                .ifPresent(account -> accounts.put(platform.emulator().name(), account)));
        if (accounts.size() > 1) {
            String separator = "people:\n  - { ";
            for (Map.Entry<String, String> account : accounts.entrySet()) {
                out.append(separator).append(account.getKey()).append(": ").append(quoted(account.getValue()));
                separator = ", ";
            }
            out.append(" }\n");
        }
    }

    private static void links(StringBuilder out, int port, List<SandboxPlatform> platforms) {
        String address = "http://127.0.0.1:" + port;
        out.append("links:\n  public-url: ").append(address).append('\n');
        out.append("  listen: ").append(listener(port)).append("  sign-in:\n");
        for (SandboxPlatform platform : platforms) {
            URI callback =
                    URI.create(address + "/sign-in/" + platform.emulator().name());
            Map<String, String> client = platform.registerSignIn(callback);
            if (!client.isEmpty()) {
                members(out, "    ", platform, client);
            }
        }
    }

    private static void members(
            StringBuilder out, String indent, SandboxPlatform platform, Map<String, String> members) {
        out.append(indent).append(platform.emulator().name()).append(":\n");
        members.forEach((name, value) -> out.append(indent)
                .append("  ")
                .append(name)
                .append(": ")
                .append(quoted(value))
                .append('\n'));
    }

    private static String listener(int port) {
        return "{ host: 127.0.0.1, port: " + port + " }\n";
    }

    private static String quoted(String value) {
        return '\'' + value.replace("'", "''") + '\'';
    }
}

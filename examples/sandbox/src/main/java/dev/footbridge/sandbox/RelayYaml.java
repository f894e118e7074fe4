package dev.footbridge.sandbox;

import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes the configuration that an operator would write by hand; the sandbox's relay reads this very file. */
final class RelayYaml {

    private RelayYaml() {}

    /** @param more settings of every connector */
    static String write(
            Path dataDir,
            int port,
            URI publicUrl,
            List<SandboxPlatform> platforms,
            Map<String, String> more,
            List<Layout.Bridge> bridges) {
        StringBuilder out = new StringBuilder();
        out.append("data-dir: ").append(quoted(dataDir.toString())).append('\n');
        out.append("listen: { host: 127.0.0.1, port: ").append(port).append(" }\n");
        out.append("management: { host: 127.0.0.1, port: 0 }\n");
        out.append("public-url: ").append(publicUrl).append('\n');
        out.append("connectors:\n");
        for (SandboxPlatform platform : platforms) {
            out.append("  ").append(platform.emulator().name()).append(":\n");
            Map<String, String> settings = new LinkedHashMap<>(platform.settings());
            settings.putAll(more);
            settings.forEach((name, value) -> out.append("    ")
                    .append(name)
                    .append(": ")
                    .append(quoted(value))
                    .append('\n'));
        }
        out.append("bridges:\n");
        for (Layout.Bridge bridge : bridges) {
            out.append("  ").append(bridge.name()).append(":\n    endpoints:\n");
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
        return out.append("drain: { delay: 0s, deadline: 5s }\n").toString();
    }

    private static String quoted(String value) {
        return '\'' + value.replace("'", "''") + '\'';
    }
}

package dev.footbridge.sandbox;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Writes the configuration that an operator would write by hand; the sandbox's relay reads this very file. */
final class RelayYaml {

    private RelayYaml() {}

    static String write(Path dataDir, int port, URI publicUrl, List<SandboxPlatform> platforms) {
        StringBuilder out = new StringBuilder()
                .append("data-dir: ")
                .append(quoted(dataDir.toString()))
                .append('\n')
                .append("listen: { host: 127.0.0.1, port: ")
                .append(port)
                .append(" }\n")
                .append("management: { host: 127.0.0.1, port: 0 }\n")
                .append("public-url: ")
                .append(publicUrl)
                .append('\n')
                .append("connectors:\n");
        for (SandboxPlatform platform : platforms) {
            out.append("  ").append(platform.emulator().name()).append(":\n");
            for (Map.Entry<String, String> setting : platform.settings().entrySet()) {
                out.append("    ")
                        .append(setting.getKey())
                        .append(": ")
                        .append(quoted(setting.getValue()))
                        .append('\n');
            }
        }
        out.append("bridges:\n  sandbox:\n    endpoints:\n");
        for (SandboxPlatform platform : platforms) {
            out.append("      - { connector: ")
                    .append(platform.emulator().name())
                    .append(", channel: ")
                    .append(quoted(platform.configuredChannel()))
                    .append(" }\n");
        }
        return out.append("drain: { delay: 0s, deadline: 5s }\n").toString();
    }

    private static String quoted(String value) {
        return '\'' + value.replace("'", "''") + '\'';
    }
}

package dev.footbridge.relay.cli;

import dev.footbridge.core.connector.ConnectorProvider;
import dev.footbridge.relay.config.ConfigException;
import dev.footbridge.relay.config.ConfigReader;
import dev.footbridge.relay.config.RelayConfig;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that names the configuration, shared by the commands that read it. */
final class ConfigOption {

    @Option(
            names = {"-c", "--config"},
            required = true,
            paramLabel = "FILE",
            description = "The configuration, a YAML file. $${NAME} stands for an environment variable.")
    private @Nullable Path file;

    RelayConfig read() throws ConfigException {
        return read(file == null ? Path.of("relay.yaml") : file);
    }

    static RelayConfig read(Path file) throws ConfigException {
        return new ConfigReader(ConnectorProvider.installed(), System.getenv()).read(file);
    }
}

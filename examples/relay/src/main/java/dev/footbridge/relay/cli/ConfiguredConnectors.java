package dev.footbridge.relay.cli;

import dev.footbridge.core.connector.Connector;
import dev.footbridge.relay.config.RelayConfig;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The connectors of a configuration, made without any call. */
final class ConfiguredConnectors implements AutoCloseable {

    private final Map<String, Connector> connectors = new LinkedHashMap<>();

    ConfiguredConnectors(RelayConfig config) {
        config.connectors().keySet().forEach(name -> connectors.put(name, config.connect(name)));
    }

    Map<String, Connector> all() {
        return connectors;
    }

    Optional<Connector> find(String name) {
        return Optional.ofNullable(connectors.get(name));
    }

    @Override
    public void close() {
        connectors.values().forEach(Connector::close);
    }
}

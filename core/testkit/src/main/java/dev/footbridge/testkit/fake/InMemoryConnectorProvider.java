package dev.footbridge.testkit.fake;

import dev.footbridge.core.connector.Connector;
import dev.footbridge.core.connector.ConnectorConfig;
import dev.footbridge.core.connector.ConnectorProvider;
import dev.footbridge.core.connector.Setting;
import dev.footbridge.core.id.Platform;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes connectors by name, for hosts that build them from a configuration. Not registered for discovery: a fake must
 * never turn up in a running host, so a test makes one and hands it over. It keeps the workspaces it made.
 */
public final class InMemoryConnectorProvider implements ConnectorProvider {

    private static final String WORKSPACE = "workspace";
    private static final String APP = "app";

    private final Platform platform;
    private final Clock clock;
    private final Map<String, InMemoryWorkspace> workspaces = new LinkedHashMap<>();

    /** A provider of this platform, lower-case letters and digits. */
    public InMemoryConnectorProvider(String platform, Clock clock) {
        this.platform = new Platform(platform);
        this.clock = clock;
    }

    /** A provider of the platform {@code memory} on the system clock. */
    public InMemoryConnectorProvider() {
        this("memory", Clock.systemUTC());
    }

    /** The workspace of this name, made if need be. */
    public InMemoryWorkspace workspace(String name) {
        synchronized (workspaces) {
            return workspaces.computeIfAbsent(name, unused -> new InMemoryWorkspace(platform.value(), name, clock));
        }
    }

    @Override
    public Platform platform() {
        return platform;
    }

    @Override
    public String displayName() {
        return "In memory";
    }

    @Override
    public List<Setting> settings() {
        return List.of(
                Setting.required(WORKSPACE, Setting.Type.TEXT, "Name of the workspace, of any choice."),
                Setting.withDefault(APP, Setting.Type.TEXT, "bridge", "Name of the app whose identity it uses."));
    }

    @Override
    public Connector create(ConnectorConfig config) {
        return workspace(config.text(WORKSPACE)).connector(config.text(APP));
    }
}

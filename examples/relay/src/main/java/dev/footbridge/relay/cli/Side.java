package dev.footbridge.relay.cli;

import dev.footbridge.core.connector.Connector;
import dev.footbridge.core.connector.ConnectorConfig;
import dev.footbridge.core.connector.ConnectorProvider;
import dev.footbridge.core.connector.Features;
import dev.footbridge.core.connector.Setting;
import dev.footbridge.core.id.ChannelId;
import dev.footbridge.core.id.WorkspaceId;
import dev.footbridge.relay.config.RelayConfig.EndpointEntry;
import java.util.HashMap;
import java.util.Map;

/** One end of a question about losses: a configured channel, or a platform as it is with its default settings. */
record Side(String label, WorkspaceId workspace, Features features) {

    /** Says what is wrong with the words of the command line. */
    static final class NotUnderstood extends Exception {
        private static final long serialVersionUID = 1L;

        NotUnderstood(String message) {
            super(message);
        }
    }

    /** Long enough and plain enough for whatever a connector checks before it calls anybody. */
    private static final String UNSET = "00000000-0000-0000-0000-000000000000";

    /** {@code CONNECTOR:CHANNEL}, both as the configuration names them. */
    static Side configured(String word, ConfiguredConnectors connectors) throws NotUnderstood {
        int colon = word.indexOf(':');
        if (colon < 1 || colon == word.length() - 1) {
            throw new NotUnderstood(word + ": write CONNECTOR:CHANNEL, for example "
                    + connectors.all().keySet().iterator().next() + ":CHANNEL");
        }
        String name = word.substring(0, colon);
        Connector connector = connectors
                .find(name)
                .orElseThrow(
                        () -> new NotUnderstood(word + ": " + name + " is not a connector of the configuration; it has "
                                + String.join(", ", connectors.all().keySet())));
        return of(word, connector, word.substring(colon + 1));
    }

    /**
     * {@code PLATFORM} or {@code PLATFORM:CHANNEL}. The connector is made with values that nothing is ever called with,
     * as features need no call; where they depend on a setting they are those of the default.
     */
    static Side ofPlatform(String word, Map<String, String> settings) throws NotUnderstood {
        int colon = word.indexOf(':');
        String name = colon < 0 ? word : word.substring(0, colon);
        String channel = colon < 0 || colon == word.length() - 1 ? UNSET : word.substring(colon + 1);
        try {
            ConnectorProvider provider = ConnectorProvider.installed(name);
            try (Connector connector = provider.create(ConnectorConfig.of(provider, values(provider, settings)))) {
                return of(word, connector, channel);
            }
        } catch (IllegalArgumentException e) {
            throw new NotUnderstood(word + ": " + e.getMessage() + "; give it by --set, or your settings by --config");
        }
    }

    private static Map<String, String> values(ConnectorProvider provider, Map<String, String> settings) {
        Map<String, String> values = new HashMap<>();
        for (Setting setting : provider.settings()) {
            if (setting.required()) {
                values.put(setting.name(), placeholder(setting.type()));
            }
        }
        String prefix = provider.platform().value() + ".";
        settings.forEach((name, value) -> {
            if (name.startsWith(prefix)) {
                values.put(name.substring(prefix.length()), value);
            }
        });
        return values;
    }

    private static String placeholder(Setting.Type type) {
        return switch (type) {
            case TEXT, SECRET, FILE -> UNSET;
            case URL -> "https://unset.invalid";
            case DURATION -> "1s";
            case INTEGER -> "1";
            case BOOLEAN -> "false";
        };
    }

    static Side of(EndpointEntry endpoint, Connector connector) {
        return of(endpoint.connector() + ":" + endpoint.channel(), connector, endpoint.channel());
    }

    private static Side of(String label, Connector connector, String channel) {
        return new Side(
                label, connector.workspace(), connector.features(new ChannelId(connector.workspace(), channel)));
    }
}

package dev.footbridge.relay.cli;

import dev.footbridge.core.connector.Connector;
import dev.footbridge.core.connector.ConnectorConfig;
import dev.footbridge.core.connector.ConnectorProvider;
import dev.footbridge.core.connector.Features;
import dev.footbridge.core.connector.Setting;
import dev.footbridge.core.document.Element;
import dev.footbridge.core.document.Fidelity;
import dev.footbridge.core.id.ChannelId;
import dev.footbridge.core.id.WorkspaceId;
import dev.footbridge.relay.config.RelayConfig.EndpointEntry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
     * as features need no call; where they depend on a setting they are those of the default. One that wants some secret,
     * whichever, gets the first with which it can post; the label says so.
     */
    static Side ofPlatform(String word, Map<String, String> settings) throws NotUnderstood {
        int colon = word.indexOf(':');
        String name = colon < 0 ? word : word.substring(0, colon);
        String channel = colon < 0 || colon == word.length() - 1 ? UNSET : word.substring(colon + 1);
        try {
            ConnectorProvider provider = ConnectorProvider.installed(name);
            Map<String, String> values = values(provider, settings);
            try {
                return made(word, provider, values, channel);
            } catch (IllegalArgumentException e) {
                return withSomeSecret(word, provider, values, channel).orElseThrow(() -> e);
            }
        } catch (IllegalArgumentException e) {
            throw new NotUnderstood(word + ": " + e.getMessage() + "; give it by --set " + name
                    + ".SETTING=VALUE, or your settings by --config");
        }
    }

    private static Side made(String label, ConnectorProvider provider, Map<String, String> values, String channel) {
        try (Connector connector = provider.create(ConnectorConfig.of(provider, values))) {
            return of(label, connector, channel);
        }
    }

    private static Optional<Side> withSomeSecret(
            String word, ConnectorProvider provider, Map<String, String> values, String channel) {
        List<Side> taken = new ArrayList<>();
        for (Setting setting : provider.settings()) {
            if (setting.type() == Setting.Type.SECRET && !values.containsKey(setting.name())) {
                Map<String, String> more = new HashMap<>(values);
                more.put(setting.name(), placeholder(setting.type()));
                try {
                    taken.add(made(word + " (with " + setting.name() + ")", provider, more, channel));
                } catch (IllegalArgumentException e) {
                    // The next one may do.
                }
            }
        }
        Optional<Side> speaking = taken.stream()
                .filter(side -> side.features().fidelity(Element.POST).compareTo(Fidelity.DROPPED) < 0)
                .findFirst();
        return speaking.isPresent() ? speaking : taken.stream().findFirst();
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

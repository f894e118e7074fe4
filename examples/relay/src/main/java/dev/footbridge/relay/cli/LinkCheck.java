package dev.footbridge.relay.cli;

import dev.footbridge.core.connector.Connector;
import dev.footbridge.relay.config.RelayConfig;
import dev.footbridge.relay.config.RelayConfig.LinksEntry;
import dev.footbridge.relay.link.Recipients;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Whether the people of all channels could open links to files. */
final class LinkCheck {

    private LinkCheck() {}

    /** One line for each connector to whose channels no link can go; nothing where no links are wanted. */
    static List<String> warnings(RelayConfig config, ConfiguredConnectors connectors) {
        List<String> warnings = new ArrayList<>();
        if (config.links().isEmpty()) {
            return warnings;
        }
        LinksEntry links = config.links().get();
        Set<String> clients = links.settings().clients().keySet();
        for (String target : targets(config)) {
            connectors.find(target).ifPresent(connector -> warning(warnings, target, connector, clients));
        }
        return warnings;
    }

    /** One line for each connector whose people start at a provider of their own. */
    static List<String> starts(RelayConfig config) {
        List<String> lines = new ArrayList<>();
        config.links()
                .ifPresent(links -> links.settings()
                        .clients()
                        .forEach((name, client) -> client.start()
                                .ifPresent(page -> lines.add("links: people of " + name + " start at " + page.host()
                                        + ", which sends them to "
                                        + links.settings().publicUrl() + "/sign-in/" + name
                                        + "/start"))));
        lines.sort(null);
        return lines;
    }

    private static void warning(List<String> warnings, String name, Connector connector, Set<String> clients) {
        boolean able = Recipients.canTellMembers(connector);
        if (able && !clients.contains(name)) {
            warnings.add("links: connector " + name
                    + " has no client under links.sign-in; files that cannot be copied to its"
                    + " channels get no link");
        }
        if (!able && clients.contains(name)) {
            warnings.add("links: connector " + name
                    + " has a client under links.sign-in, but its platform does not tell who is"
                    + " in a conversation; its channels get no links");
        }
    }

    private static Set<String> targets(RelayConfig config) {
        Set<String> targets = new TreeSet<>();
        config.bridges()
                .forEach(bridge -> bridge.endpoints().stream()
                        .filter(endpoint -> endpoint.direction().sends())
                        .forEach(endpoint -> targets.add(endpoint.connector())));
        return targets;
    }
}

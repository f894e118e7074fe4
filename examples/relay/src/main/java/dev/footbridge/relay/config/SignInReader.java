package dev.footbridge.relay.config;

import dev.footbridge.relay.config.RelayConfig.GroupEntry;
import dev.footbridge.relay.content.AddressTemplate;
import dev.footbridge.relay.documents.SignInRoute;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads where people sign in to open documents that lie elsewhere, and the groups that send them there. */
final class SignInReader {

    static final List<String> ROUTE_KEYS = List.of("hosts", "connectors", "start");

    static final List<String> GROUP_KEYS = List.of("connector", "group", "people-of");

    private static final int MAX_ROUTES = 100;
    private static final Pattern HOST = Pattern.compile("([a-z0-9-]{1,63}\\.){1,10}[a-z0-9-]{2,63}");

    private SignInReader() {}

    static List<SignInRoute> routes(@Nullable ConfigNode node, Set<String> connectors) {
        List<SignInRoute> routes = new ArrayList<>();
        if (node == null) {
            return routes;
        }
        List<ConfigNode> elements = node.elements();
        if (elements.size() > MAX_ROUTES) {
            node.complain("has more than " + MAX_ROUTES + " entries");
            return routes;
        }
        for (ConfigNode element : elements) {
            Map<String, ConfigNode> members = element.members(ROUTE_KEYS);
            Set<String> hosts = words(element, members, "hosts");
            Set<String> people = words(element, members, "connectors");
            if (!hosts.stream().allMatch(host -> HOST.matcher(host).matches())) {
                element.complain("hosts are names such as docs.example.com");
            }
            if (!connectors.containsAll(people)) {
                element.complain("connectors are names from connectors: " + String.join(", ", connectors));
            }
            template(element, members.get("start"), SignInRoute.DOCUMENT)
                    .ifPresent(start -> routes.add(new SignInRoute(hosts, people, start)));
        }
        return routes;
    }

    static List<GroupEntry> groups(@Nullable ConfigNode node, Set<String> connectors) {
        List<GroupEntry> groups = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        if (node == null) {
            return groups;
        }
        for (ConfigNode element : node.elements()) {
            Map<String, ConfigNode> members = element.members(GROUP_KEYS);
            Optional<String> connector = word(element, members, "connector");
            Optional<String> group = word(element, members, "group");
            Set<String> people = words(element, members, "people-of");
            if (!connectors.containsAll(people)
                    || connector.filter(name -> !connectors.contains(name)).isPresent()) {
                element.complain("connector and people-of are names from connectors: " + String.join(", ", connectors));
            }
            if (connector.filter(people::contains).isPresent()) {
                element.complain("people-of must not name the group's own connector: its people sign in there already");
            }
            if (connector.isPresent() && group.isPresent()) {
                if (!seen.add(connector.get() + " " + group.get())) {
                    element.complain("comes twice; one entry names all of people-of");
                }
                groups.add(new GroupEntry(connector.get(), group.get(), people));
            }
        }
        return groups;
    }

    private static Optional<String> word(ConfigNode parent, Map<String, ConfigNode> members, String name) {
        @Nullable ConfigNode node = members.get(name);
        Optional<String> word = node == null ? Optional.empty() : node.scalar().filter(text -> !text.isBlank());
        if (word.isEmpty()) {
            parent.complain(name + " is missing");
        }
        return word;
    }

    private static Set<String> words(ConfigNode parent, Map<String, ConfigNode> members, String name) {
        Set<String> words = new HashSet<>();
        @Nullable ConfigNode node = members.get(name);
        if (node != null) {
            node.elements()
                    .forEach(element -> element.scalar().ifPresent(word -> words.add(word.toLowerCase(Locale.ROOT))));
        }
        if (words.isEmpty()) {
            parent.complain(name + " is missing");
        }
        return words;
    }

    /** An address in which something else stands at a place. */
    static Optional<AddressTemplate> template(ConfigNode parent, @Nullable ConfigNode node, String place) {
        if (node == null) {
            parent.complain("start is missing");
            return Optional.empty();
        }
        try {
            return node.scalar().map(text -> new AddressTemplate(text, place));
        } catch (IllegalArgumentException e) {
            node.complain(String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }
}

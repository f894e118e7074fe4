package dev.footbridge.teams.emulator;

import dev.footbridge.testkit.emulator.Reply;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds the operation of a request path. A tree of segments instead of the server's own route list, because Graph allows
 * two spellings of every key ({@code teams/1} and {@code teams('1')}) and because the template is the key of the permission
 * table.
 */
final class GraphRouter {
    private static final String PLACEHOLDER = "{}";
    /** What vendor SDKs write for the signed-in user when their own URL rewriting is left out: the Java SDK's word first. */
    private static final Set<String> ME_TOKENS = Set.of("TokenToReplace", "me-token-to-replace");

    /** Items by path: {@code items/1:/folder/name:/content}. */
    private static final Pattern BY_PATH = Pattern.compile("(.*/items/[^/:]+):/(.+):/([A-Za-z]+)");

    private final Node root = new Node();

    GraphRouter() {}

    /** Registers an operation such as {@code GET /teams/{team-id}}. */
    void add(String operation, Handler handler) {
        alias(operation, operation, handler);
    }

    /** Registers another path of an operation, with the permissions and limits of that one. */
    void alias(String template, String operation, Handler handler) {
        var space = template.indexOf(' ');
        var names = new ArrayList<String>();
        var node = root;
        for (var segment : template.substring(space + 2).split("/", -1)) {
            if (segment.startsWith("{")) {
                names.add(segment.substring(1, segment.length() - 1));
                node = node.children.computeIfAbsent(PLACEHOLDER, k -> new Node());
            } else {
                node = node.children.computeIfAbsent(segment, k -> new Node());
            }
        }
        node.routes.put(template.substring(0, space), new Route(operation, List.copyOf(names), handler));
    }

    /** Finds the operation for a decoded path below the API version. */
    Match find(String method, String path) {
        var values = new ArrayList<String>();
        var node = root;
        for (var segment : segments(path)) {
            var fixed = node.children.get(segment);
            if (fixed != null) {
                node = fixed;
                continue;
            }
            var open = node.children.get(PLACEHOLDER);
            if (open == null) {
                throw GraphFault.badRequest("Resource not found for the segment '" + segment + "'.");
            }
            values.add(segment);
            node = open;
        }
        var route = node.routes.get(method);
        if (route == null) {
            throw node.routes.isEmpty()
                    ? GraphFault.badRequest("Resource not found for the requested path.")
                    : GraphFault.of(
                            405, "Request_BadRequest", "Specified HTTP method is not allowed for the request target.");
        }
        var parameters = new HashMap<String, String>();
        for (int i = 0; i < route.names().size(); i++) {
            parameters.put(route.names().get(i), values.get(i));
        }
        return new Match(route.operation(), parameters, route.handler());
    }

    /** Splits, takes {@code name('key')} apart and rewrites the SDK's spelling of /me. */
    private static List<String> segments(String path) {
        var colons = BY_PATH.matcher(path);
        if (colons.matches()) {
            var all = segments(colons.group(1));
            all.addAll(List.of(":", colons.group(2), colons.group(3)));
            return all;
        }
        var all = new ArrayList<String>();
        for (var segment : path.split("/", -1)) {
            if (segment.isEmpty()) {
                continue;
            }
            var key = segment.indexOf("('");
            if (key > 0 && segment.endsWith("')")) {
                all.add(segment.substring(0, key));
                all.add(segment.substring(key + 2, segment.length() - 2));
            } else {
                all.add(segment.endsWith("()") ? segment.substring(0, segment.length() - 2) : segment);
            }
        }
        if (all.size() > 1 && all.get(0).equals("users") && ME_TOKENS.contains(all.get(1))) {
            all.subList(0, 2).clear();
            all.add(0, "me");
        }
        return all;
    }

    /** Answers one operation. */
    @FunctionalInterface
    interface Handler {
        Reply handle(GraphRequest request);
    }

    record Match(String operation, Map<String, String> parameters, Handler handler) {}

    private record Route(String operation, List<String> names, Handler handler) {}

    private static final class Node {
        private final Map<String, Node> children = new HashMap<>();
        private final Map<String, Route> routes = new HashMap<>();
    }
}

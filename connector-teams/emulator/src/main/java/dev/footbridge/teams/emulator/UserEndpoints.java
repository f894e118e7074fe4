package dev.footbridge.teams.emulator;

import dev.footbridge.testkit.emulator.Reply;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Me, users and the organization. */
final class UserEndpoints {
    private static final int PAGE = 100;
    private static final int MAX_PAGE = 999;
    private static final Pattern EQUALS = Pattern.compile("(\\w+)\\s+eq\\s+'((?:[^']|'')*)'");
    private static final Pattern STARTS = Pattern.compile("startswith\\((\\w+),\\s*'((?:[^']|'')*)'\\)");

    private final Tenant tenant;
    private final Access access;
    private final DirectoryJson json;

    UserEndpoints(Tenant tenant, Access access, DirectoryJson json) {
        this.tenant = tenant;
        this.access = access;
        this.json = json;
    }

    void register(GraphRouter router) {
        router.add("GET /me", this::me);
        router.add("GET /users", this::users);
        router.add("GET /users/{user-id}", this::user);
        router.add("GET /organization", this::organizations);
        router.add("GET /organization/{organization-id}", this::organization);
        router.add("GET /me/joinedTeams", this::joinedTeams);
        router.add("GET /users/{user-id}/joinedTeams", this::joinedTeams);
    }

    private Reply me(GraphRequest request) {
        return entity(request, request.caller().requireUser());
    }

    private Reply user(GraphRequest request) {
        return entity(request, tenant.requirePerson(request.param("user-id")));
    }

    private Reply entity(GraphRequest request, Person person) {
        var node = json.user(person, request.option("$select"));
        return GraphReplies.ok(
                out -> DirectoryJson.writeEntity(out, request.apiUrl() + "/$metadata#users/$entity", node));
    }

    private Reply users(GraphRequest request) {
        var wanted = request.option("$filter").map(UserEndpoints::filter).orElse(p -> true);
        var from = request.option("$skiptoken").map(UserEndpoints::position).orElse(0);
        var found = tenant.people().stream().filter(wanted).skip(from).toList();
        var top = request.top(PAGE, MAX_PAGE);
        var next = found.size() > top
                ? Optional.of(
                        request.apiUrl() + "/users?$top=" + top + "&$skiptoken=" + Paging.write("u" + (from + top)))
                : Optional.<String>empty();
        var page = found.subList(0, Math.min(top, found.size()));
        return GraphReplies.collection(
                request.apiUrl() + "/$metadata#users",
                next,
                GraphReplies.items(page, p -> out -> out.writeObject(json.user(p, request.option("$select")))));
    }

    private Reply organizations(GraphRequest request) {
        return GraphReplies.collection(
                request.apiUrl() + "/$metadata#organization",
                Optional.empty(),
                List.of(out -> out.writeObject(json.organization())));
    }

    private Reply organization(GraphRequest request) {
        if (!request.param("organization-id").equals(tenant.id())) {
            throw GraphFault.directoryObjectNotFound(request.param("organization-id"));
        }
        return GraphReplies.ok(out -> DirectoryJson.writeEntity(
                out, request.apiUrl() + "/$metadata#organization/$entity", json.organization()));
    }

    private Reply joinedTeams(GraphRequest request) {
        var person = access.self(request);
        var teams =
                tenant.teams().stream().filter(t -> t.roster().has(person.id())).toList();
        return GraphReplies.collection(
                request.apiUrl() + "/$metadata#teams",
                Optional.empty(),
                GraphReplies.items(teams, t -> out -> out.writeObject(json.team(t))));
    }

    /** The comparisons a directory look-up needs, joined by {@code or}. */
    private static Predicate<Person> filter(String text) {
        Predicate<Person> any = p -> false;
        for (var part : text.trim().split("\\s+or\\s+")) {
            any = any.or(condition(part.trim()));
        }
        return any;
    }

    private static Predicate<Person> condition(String part) {
        var equals = EQUALS.matcher(part);
        if (equals.matches()) {
            var value = equals.group(2).replace("''", "'");
            var property = property(equals.group(1));
            return p -> property.of(p).equalsIgnoreCase(value);
        }
        var starts = STARTS.matcher(part);
        if (starts.matches()) {
            var value = starts.group(2).replace("''", "'");
            var property = property(starts.group(1));
            return p -> property.of(p).regionMatches(true, 0, value, 0, value.length());
        }
        throw GraphFault.of(400, "Request_UnsupportedQuery", "Unsupported or invalid query filter clause specified.");
    }

    private static Property property(String name) {
        return switch (name) {
            case "mail" -> Person::mail;
            case "userPrincipalName" -> Person::userPrincipalName;
            case "displayName" -> Person::displayName;
            case "id" -> Person::id;
            case "userType" -> p -> p.guest() ? "Guest" : "Member";
            default ->
                throw GraphFault.of(
                        400,
                        "Request_UnsupportedQuery",
                        "Unsupported or invalid query filter clause specified for property '" + name
                                + "' of resource 'User'.");
        };
    }

    static int position(String token) {
        try {
            return Integer.parseInt(Paging.readText(token).substring(1));
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
            throw Paging.badToken();
        }
    }

    private interface Property {
        String of(Person person);
    }
}

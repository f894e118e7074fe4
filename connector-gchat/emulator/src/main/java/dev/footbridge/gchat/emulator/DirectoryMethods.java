package dev.footbridge.gchat.emulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.footbridge.testkit.emulator.Reply;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Directory and People APIs and {@code userinfo}: the names that Chat itself does not tell. */
final class DirectoryMethods {
    private static final int STANDARD = 100;
    private static final int MAXIMUM = 500;

    private final Domain domain;

    DirectoryMethods(Domain domain) {
        this.domain = domain;
    }

    void register(ChatApi api) {
        api.add("directory.users.get", call -> Reply.json(directory(person(call.param("userKey")))));
        api.add("directory.users.list", this::list);
        api.add("people.people.get", this::get);
        api.add("people.people.getBatchGet", this::batchGet);
        api.add("people.people.listDirectoryPeople", this::listPeople);
        api.add("people.people.searchDirectoryPeople", this::search);
        api.add("oauth2.userinfo.get", this::userInfo);
    }

    /** People of the organisation: nobody else is in its directory. */
    private ChatUser person(String key) {
        return domain.user(key)
                .filter(user -> user.id().equals(key) || user.email().equalsIgnoreCase(key))
                .filter(DirectoryMethods::listed)
                .orElseThrow(() -> ChatFault.of(404, "NOT_FOUND", "Resource Not Found: userKey"));
    }

    private static boolean listed(ChatUser user) {
        return !user.bot() && !user.external();
    }

    private List<ChatUser> everybody() {
        return domain.users().stream().filter(DirectoryMethods::listed).toList();
    }

    private Reply list(Call call) {
        String customer = call.option("customer").orElse("");
        String mailDomain = call.option("domain").orElse("");
        boolean own = Set.of("my_customer", domain.identity().customerId()).contains(customer)
                || mailDomain.equals(domain.identity().domain());
        if (!own) {
            throw ChatFault.of(400, "INVALID_ARGUMENT", "Bad Request");
        }
        ObjectNode page =
                Pages.page(call, "users", everybody(), call.pageSize("maxResults", STANDARD, MAXIMUM), this::directory);
        return Reply.json(page.put("kind", "admin#directory#users"));
    }

    private ObjectNode directory(ChatUser user) {
        ObjectNode json = Json.object()
                .put("kind", "admin#directory#user")
                .put("id", user.id())
                .put("primaryEmail", user.email());
        int space = user.displayName().indexOf(' ');
        json.putObject("name")
                .put(
                        "givenName",
                        space < 0 ? user.displayName() : user.displayName().substring(0, space))
                .put("familyName", space < 0 ? "" : user.displayName().substring(space + 1))
                .put("fullName", user.displayName());
        return json.put("suspended", false)
                .put("isMailboxSetup", true)
                .put("thumbnailPhotoUrl", user.avatarUrl())
                .put("customerId", domain.identity().customerId());
    }

    private ObjectNode person(ChatUser user, String fields) {
        ObjectNode json = Json.object().put("resourceName", "people/" + user.id());
        Set<String> wanted = Set.of(fields.split(","));
        if (wanted.contains("names")) {
            json.putArray("names").addObject().put("displayName", user.displayName());
        }
        if (wanted.contains("emailAddresses")) {
            json.putArray("emailAddresses").addObject().put("value", user.email());
        }
        if (wanted.contains("photos")) {
            json.putArray("photos").addObject().put("url", user.avatarUrl());
        }
        return json;
    }

    private static String fields(Call call, String name) {
        return call.option(name).orElseThrow(() -> ChatFault.invalid(name + " is required."));
    }

    private Reply get(Call call) {
        String id = call.param("peopleId");
        ChatUser user = id.equals("me") ? call.caller().self() : person(id);
        return Reply.json(person(user, fields(call, "personFields")));
    }

    private Reply batchGet(Call call) {
        String fields = fields(call, "personFields");
        ObjectNode body = Json.object();
        ArrayNode responses = body.putArray("responses");
        for (String name : call.options("resourceNames")) {
            ObjectNode response = responses.addObject().put("requestedResourceName", name);
            Optional<ChatUser> user =
                    domain.user(name.substring(name.indexOf('/') + 1)).filter(DirectoryMethods::listed);
            user.ifPresent(found -> response.set("person", person(found, fields)));
            response.put("httpStatusCode", user.isPresent() ? 200 : 404);
        }
        return Reply.json(body);
    }

    private Reply listPeople(Call call) {
        String fields = fields(call, "readMask");
        return Pages.reply(
                call, "people", everybody(), call.pageSize("pageSize", STANDARD, 1_000), user -> person(user, fields));
    }

    private Reply search(Call call) {
        String fields = fields(call, "readMask");
        String query = call.option("query").orElse("").toLowerCase(Locale.ROOT);
        List<ChatUser> found = everybody().stream()
                .filter(user -> user.displayName().toLowerCase(Locale.ROOT).contains(query)
                        || user.email().startsWith(query))
                .toList();
        return Pages.reply(
                call, "people", found, call.pageSize("pageSize", STANDARD, MAXIMUM), user -> person(user, fields));
    }

    private Reply userInfo(Call call) {
        ChatUser user = call.caller().self();
        ObjectNode json = Json.object().put("id", user.id());
        if (!user.email().isEmpty()) {
            json.put("email", user.email()).put("verified_email", true);
        }
        return Reply.json(json.put("name", user.displayName()).put("picture", user.avatarUrl()));
    }
}

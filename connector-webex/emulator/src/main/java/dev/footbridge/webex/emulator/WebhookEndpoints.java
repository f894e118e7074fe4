package dev.footbridge.webex.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.footbridge.testkit.emulator.Reply;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code /webhooks}. A webhook belongs to the account that made it, and to the app through which it did. */
final class WebhookEndpoints {
    private static final String ALL = "all";
    private static final int MAX_WEBHOOKS = 200;

    /** The events of each resource. */
    private static final Map<String, Set<String>> EVENTS = Map.of(
            "messages",
            Set.of("created", "updated", "deleted", ALL),
            "memberships",
            Set.of("created", "updated", "deleted", ALL),
            "rooms",
            Set.of("created", "updated", "migrated", ALL),
            "attachmentActions",
            Set.of("created", ALL),
            ALL,
            Set.of(ALL));

    private static final Map<String, Set<String>> FILTERS = Map.of(
            "messages",
            Set.of("roomId", "roomType", "personId", "personEmail", "mentionedPeople", "hasFiles"),
            "memberships",
            Set.of("roomId", "personId", "personEmail", "isModerator"),
            "rooms",
            Set.of("type", "isLocked"),
            "attachmentActions",
            Set.of("roomId", "personId", "messageId"),
            ALL,
            Set.of());

    private final Organization organization;
    private final WebhookBook book;
    private final Access access;
    private final Paging paging;
    private final Apps apps;

    WebhookEndpoints(Organization organization, WebhookBook book, Access access, Paging paging, Apps apps) {
        this.organization = organization;
        this.book = book;
        this.access = access;
        this.paging = paging;
        this.apps = apps;
    }

    void register(WebexApi api) {
        api.add("GET /webhooks", this::list);
        api.add("POST /webhooks", this::create);
        api.add("GET /webhooks/{webhookId}", call -> Reply.json(webhook(call).json()));
        api.add("PUT /webhooks/{webhookId}", this::update);
        api.add("DELETE /webhooks/{webhookId}", call -> {
            book.remove(webhook(call));
            return Reply.empty(204);
        });
    }

    private Reply list(Call call) {
        boolean wide = call.query("ownedBy").filter("org"::equals).isPresent();
        List<Webhook> found = book.all().stream()
                .filter(webhook -> mine(call, webhook) && webhook.subject().organizationWide() == wide)
                .toList();
        return paging.page(call, found, call.max(100), Webhook::id, Webhook::json);
    }

    private Webhook webhook(Call call) {
        Webhook webhook = book.find(Ids.read(Ids.Kind.WEBHOOK, call.path("webhookId")))
                .filter(found -> mine(call, found))
                .orElseThrow(() -> WebexFault.notFound("Could not find a webhook with provided ID."));
        requireScopes(call, webhook.subject());
        return webhook;
    }

    private boolean mine(Call call, Webhook webhook) {
        return webhook.owner() == call.caller() && webhook.appId().equals(apps.idOf(call.principal()));
    }

    private Reply create(Call call) {
        ObjectNode body = Json.read(call.request().body());
        Webhook.Subject subject = subject(call, body);
        requireScopes(call, subject);
        if (book.all().size() >= MAX_WEBHOOKS) {
            throw WebexFault.badRequest("There are too many webhooks.");
        }
        Webhook webhook = new Webhook(
                organization.ids.fresh(Ids.Kind.WEBHOOK),
                subject,
                call.caller(),
                apps.idOf(call.principal()),
                organization.now(),
                Json.required(body, "name"),
                target(body),
                Json.text(body, "secret"));
        book.add(webhook);
        return Reply.json(webhook.json());
    }

    private Webhook.Subject subject(Call call, ObjectNode body) {
        String resource = Json.required(body, "resource");
        String event = Json.required(body, "event");
        if (!EVENTS.getOrDefault(resource, Set.of()).contains(event)) {
            throw WebexFault.badRequest("There is no event of this name for this resource.");
        }
        String filterText = Json.text(body, "filter").orElse("");
        boolean wide = Json.text(body, "ownedBy").filter("org"::equals).isPresent();
        return new Webhook.Subject(resource, event, filter(call, resource, filterText), filterText, wide);
    }

    private Map<String, String> filter(Call call, String resource, String text) {
        Map<String, String> conditions = new LinkedHashMap<>();
        for (String condition : text.isEmpty() ? new String[0] : text.split("&")) {
            int equals = condition.indexOf('=');
            String name = equals < 0 ? condition : condition.substring(0, equals);
            if (equals < 0 || !FILTERS.getOrDefault(resource, Set.of()).contains(name)) {
                throw WebexFault.badRequest("Invalid filter.");
            }
            conditions.put(name, value(call, name, condition.substring(equals + 1)));
        }
        return conditions;
    }

    private String value(Call call, String name, String value) {
        try {
            return switch (name) {
                case "roomId" -> access.room(call, value).id();
                case "personId" -> organization.requirePerson(value).id();
                case "mentionedPeople" ->
                    value.equals("me")
                            ? call.caller().id()
                            : organization.requirePerson(value).id();
                case "messageId" -> access.message(call, value).id();
                default -> value;
            };
        } catch (WebexFault unknown) {
            throw WebexFault.badRequest("invalid value for filter: " + name);
        }
    }

    private static URI target(ObjectNode body) {
        try {
            URI target = new URI(Json.required(body, "targetUrl"));
            String scheme = String.valueOf(target.getScheme());
            if (target.getHost() != null && (scheme.equals("http") || scheme.equals("https"))) {
                return target;
            }
        } catch (URISyntaxException malformed) {
            throw WebexFault.badRequest("targetUrl is not a URL.");
        }
        throw WebexFault.badRequest("targetUrl has to be an http or https URL.");
    }

    private Reply update(Call call) {
        Webhook webhook = webhook(call);
        ObjectNode body = Json.read(call.request().body());
        Optional<String> status = Json.text(body, "status");
        if (status.isPresent() && !status.get().equals("active")) {
            throw WebexFault.badRequest("A webhook can only be activated.");
        }
        webhook.change(Json.required(body, "name"), target(body), Json.text(body, "secret"));
        if (status.isPresent()) {
            webhook.reactivate(organization.now());
        }
        return Reply.json(webhook.json());
    }

    private static void requireScopes(Call call, Webhook.Subject subject) {
        Set<String> resources = subject.resource().equals(ALL)
                ? Set.of("messages", "memberships", "rooms")
                : Set.of(subject.resource().equals("attachmentActions") ? "messages" : subject.resource());
        String family = subject.organizationWide() ? "spark-compliance:" : "spark:";
        boolean enough =
                resources.stream().allMatch(resource -> Call.holds(call.principal(), family + resource + "_read"));
        if (!enough || subject.organizationWide() && !call.officer()) {
            throw WebexFault.missingScope();
        }
    }
}

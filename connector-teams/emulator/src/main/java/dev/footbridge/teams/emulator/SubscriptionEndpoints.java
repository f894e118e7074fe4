package dev.footbridge.teams.emulator;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import dev.footbridge.testkit.emulator.Reply;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** {@code /subscriptions}: create with handshake, read, renew, reauthorize, delete. */
final class SubscriptionEndpoints {
    /** Longest life of a subscription to messages, and the shortest that is granted. */
    static final Duration LONGEST = Duration.ofMinutes(4320);

    static final Duration SHORTEST = Duration.ofMinutes(45);
    /** A longer subscription needs a URL for lifecycle notifications. */
    static final Duration LONGEST_WITHOUT_LIFECYCLE = Duration.ofHours(1);

    private static final int MAX_CLIENT_STATE = 128;
    private static final String ONE = "/subscriptions/{subscription-id}";
    private static final Set<String> CHANGE_TYPES = Set.of("created", "updated", "deleted");

    private final Tenant tenant;
    private final SubscriptionBook book;
    private final Handshake handshake;
    private final Clock clock;

    SubscriptionEndpoints(Tenant tenant, SubscriptionBook book, Handshake handshake, Clock clock) {
        this.tenant = tenant;
        this.book = book;
        this.handshake = handshake;
        this.clock = clock;
    }

    void register(GraphRouter router) {
        router.add("GET /subscriptions", this::list);
        router.add("POST /subscriptions", this::create);
        router.add("GET " + ONE, request -> reply(request, own(request)));
        router.add("PATCH " + ONE, this::patch);
        router.add("POST " + ONE + "/reauthorize", this::reauthorize);
        router.add("DELETE " + ONE, this::delete);
    }

    private Reply list(GraphRequest request) {
        var own = book.all().stream().filter(s -> isOwn(s, request.caller())).toList();
        return GraphReplies.collection(
                request.apiUrl() + "/$metadata#subscriptions", Optional.empty(), GraphReplies.items(own, s -> out -> {
                    out.writeStartObject();
                    write(out, s);
                    out.writeEndObject();
                }));
    }

    private Reply create(GraphRequest request) {
        var wanted = read(request);
        var resource = wanted.resource();
        Permissions.checkEither(resource.delegated(), resource.application(), request.caller());
        resource.place().ifPresent(place -> requireMember(place, request.caller()));
        book.checkRoom(wanted);
        handshake.check(wanted.notificationUrl());
        wanted.lifecycleUrl().ifPresent(handshake::check);
        book.add(wanted);
        return GraphReplies.created(out -> writeEntity(out, request, wanted));
    }

    private Reply patch(GraphRequest request) {
        var before = own(request);
        var body = request.json();
        for (var fixed : new String[] {"lifecycleNotificationUrl", "resource", "changeType"}) {
            if (body.hasNonNull(fixed)) {
                throw invalid("The property '" + fixed + "' cannot be updated.");
            }
        }
        var expires = Json.text(body, "expirationDateTime")
                .map(t -> expiry(t, before.lifecycleUrl().isPresent()));
        var url = Json.text(body, "notificationUrl").map(SubscriptionEndpoints::url);
        url.ifPresent(handshake::check);
        var encryption = Json.text(body, "encryptionCertificate")
                .map(certificate -> Encryption.parse(
                        certificate,
                        Json.text(body, "encryptionCertificateId")
                                .orElseThrow(() -> invalid("encryptionCertificateId is missing."))));
        var after = book.change(before.id(), s -> {
            var changed = expires.map(s::renewed).orElse(s);
            changed = url.map(changed::withNotificationUrl).orElse(changed);
            return encryption.map(changed::withEncryption).orElse(changed);
        });
        return reply(request, after.orElseThrow(SubscriptionEndpoints::gone));
    }

    private Reply reauthorize(GraphRequest request) {
        book.change(own(request).id(), s -> s.withPause(false));
        return GraphReplies.noContent();
    }

    private Reply delete(GraphRequest request) {
        book.remove(own(request).id());
        return GraphReplies.noContent();
    }

    private Subscription own(GraphRequest request) {
        return book.find(request.param("subscription-id"))
                .filter(s -> isOwn(s, request.caller()))
                .orElseThrow(SubscriptionEndpoints::gone);
    }

    private static boolean isOwn(Subscription subscription, Caller caller) {
        return subscription.appId().equals(caller.appId())
                && (!caller.isDelegated() || subscription.creatorId().equals(caller.principal()));
    }

    private void requireMember(Place place, Caller caller) {
        var roster = tenant.roster(place);
        if (caller.isDelegated() && !roster.has(caller.principal())) {
            throw GraphFault.forbidden("Caller does not have access to the subscribed resource.");
        }
    }

    private Subscription read(GraphRequest request) {
        var body = request.json();
        var resourceText = required(body, "resource");
        var lifecycleUrl = Json.text(body, "lifecycleNotificationUrl").map(SubscriptionEndpoints::url);
        var clientState = Json.text(body, "clientState");
        if (clientState.map(String::length).orElse(0) > MAX_CLIENT_STATE) {
            throw invalid("clientState must not exceed 128 characters.");
        }
        return new Subscription(
                tenant.guid(),
                request.caller().appId(),
                request.caller().principal(),
                resourceText,
                SubscribedResource.parse(resourceText, request.caller()),
                changeTypes(required(body, "changeType")),
                url(required(body, "notificationUrl")),
                lifecycleUrl,
                clientState,
                encryption(body),
                expiry(required(body, "expirationDateTime"), lifecycleUrl.isPresent()),
                false);
    }

    private static Optional<Encryption> encryption(JsonNode body) {
        if (!body.path("includeResourceData").asBoolean(false)) {
            return Optional.empty();
        }
        return Optional.of(
                Encryption.parse(required(body, "encryptionCertificate"), required(body, "encryptionCertificateId")));
    }

    private static Set<String> changeTypes(String text) {
        var types = new LinkedHashSet<String>();
        for (var type : text.split(",")) {
            if (!CHANGE_TYPES.contains(type.trim())) {
                throw invalid("changeType '" + type.trim() + "' is not supported.");
            }
            types.add(type.trim());
        }
        return types;
    }

    private Instant expiry(String text, boolean withLifecycleUrl) {
        var wanted = Json.parseTime(text).orElseThrow(() -> invalid("expirationDateTime is not a date and time."));
        var now = clock.instant();
        if (!wanted.isAfter(now)) {
            throw invalid("Subscription expiration can only be in the future.");
        }
        if (wanted.isAfter(now.plus(LONGEST))) {
            throw invalid("Subscription expiration can only be " + LONGEST.toMinutes() + " minutes in the future.");
        }
        if (!withLifecycleUrl && wanted.isAfter(now.plus(LONGEST_WITHOUT_LIFECYCLE))) {
            throw invalid(
                    "lifecycleNotificationUrl is a required property for subscription creation on this resource when"
                            + " the expirationDateTime value is set to greater than 1 hour.");
        }
        var shortest = now.plus(SHORTEST);
        return wanted.isBefore(shortest) ? shortest : wanted;
    }

    private static URI url(String text) {
        try {
            var url = new URI(text);
            if (url.isAbsolute()
                    && url.getHost() != null
                    && Set.of("http", "https").contains(url.getScheme())) {
                return url;
            }
        } catch (java.net.URISyntaxException e) {
            throw invalid("The notification URL is not a valid URL.");
        }
        throw invalid("The notification URL must be an absolute http or https URL.");
    }

    private static String required(JsonNode body, String member) {
        return Json.text(body, member)
                .filter(t -> !t.isBlank())
                .orElseThrow(() -> invalid("The required property '" + member + "' is missing."));
    }

    private static Reply reply(GraphRequest request, Subscription subscription) {
        return GraphReplies.ok(out -> writeEntity(out, request, subscription));
    }

    private static void writeEntity(JsonGenerator out, GraphRequest request, Subscription subscription)
            throws IOException {
        out.writeStartObject();
        out.writeStringField("@odata.context", request.apiUrl() + "/$metadata#subscriptions/$entity");
        write(out, subscription);
        out.writeEndObject();
    }

    private static void write(JsonGenerator out, Subscription s) throws IOException {
        out.writeStringField("id", s.id());
        out.writeStringField("resource", s.resourceText());
        out.writeStringField("applicationId", s.appId());
        out.writeStringField("changeType", s.changeTypeText());
        Json.writeText(out, "clientState", s.clientState());
        out.writeStringField("notificationUrl", s.notificationUrl().toString());
        Json.writeText(out, "lifecycleNotificationUrl", s.lifecycleUrl().map(URI::toString));
        out.writeStringField("expirationDateTime", Json.time(s.expires().toEpochMilli()));
        out.writeStringField("creatorId", s.creatorId());
        out.writeBooleanField("includeResourceData", s.includesData());
        out.writeStringField("latestSupportedTlsVersion", "v1_2");
        out.writeNullField("encryptionCertificate");
        Json.writeText(out, "encryptionCertificateId", s.encryption().map(Encryption::certificateId));
        out.writeNullField("notificationQueryOptions");
        out.writeNullField("notificationUrlAppId");
    }

    private static GraphFault invalid(String message) {
        return GraphFault.of(400, "InvalidRequest", message);
    }

    private static GraphFault gone() {
        return GraphFault.of(404, "ResourceNotFound", "The object was not found.");
    }
}

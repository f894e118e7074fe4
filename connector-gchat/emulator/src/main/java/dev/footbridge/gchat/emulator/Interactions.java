package dev.footbridge.gchat.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.footbridge.testkit.emulator.WebhookDelivery;
import dev.footbridge.testkit.emulator.WebhookPolicy;
import dev.footbridge.testkit.emulator.WebhookSender;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Calls the app over HTTP when people address it: mentions, direct messages, being added and removed, clicks. */
final class Interactions implements Changes.Listener, WebhookPolicy {
    /** Where and how the app is called. */
    record Connection(URI endpoint, GchatEmulator.Format format, GchatEmulator.Audience audience) {}

    private final Domain domain;
    private final InteractionJson json;
    private final GoogleTokens tokens;
    private Optional<WebhookSender> sender = Optional.empty();
    private volatile Optional<Connection> connection = Optional.empty();

    Interactions(Domain domain, InteractionJson json, GoogleTokens tokens) {
        this.domain = domain;
        this.json = json;
        this.tokens = tokens;
    }

    /** The sender that this is the policy of. */
    void sender(WebhookSender value) {
        sender = Optional.of(value);
    }

    void connect(Optional<Connection> value) {
        connection = value;
    }

    @Override
    public void changed(String eventId, List<Change> together) {
        connection.ifPresent(to -> together.forEach(change -> {
            if (concerns(change)) {
                send(to, type(change), body(to.format(), change));
            }
        }));
    }

    private boolean concerns(Change change) {
        ChatUser app = domain.app();
        return switch (change.kind()) {
            case MESSAGE_CREATED -> {
                ChatMessage message = change.message().orElseThrow();
                boolean addressed = change.space().directWithApp() || message.mentions(app.id());
                yield addressed && change.space().has(app) && !message.sender().bot();
            }
            case MEMBERSHIP_CREATED, MEMBERSHIP_DELETED ->
                change.member().orElseThrow().user().equals(app);
            default -> false;
        };
    }

    private static String type(Change change) {
        return switch (change.kind()) {
            case MEMBERSHIP_CREATED -> "ADDED_TO_SPACE";
            case MEMBERSHIP_DELETED -> "REMOVED_FROM_SPACE";
            default -> "MESSAGE";
        };
    }

    ObjectNode body(GchatEmulator.Format format, Change change) {
        String type = type(change);
        ObjectNode classic = json.classic(type, change.by(), change.space(), change.message(), change.at());
        return format == GchatEmulator.Format.CLASSIC ? classic : json.addOn(type, classic, addOnToken());
    }

    private String addOnToken() {
        String audience = connection.map(to -> to.endpoint().toString()).orElse("");
        return tokens.idToken(audience, tokens.addOnAccount());
    }

    /** A click on a button of a card. */
    void click(ChatUser by, ChatMessage message, String function, Map<String, String> parameters) {
        connection.ifPresent(to -> {
            ObjectNode classic = json.click(by, message, function, parameters, domain.now());
            boolean addOn = to.format() == GchatEmulator.Format.ADD_ON;
            send(to, "CARD_CLICKED", addOn ? json.addOn("CARD_CLICKED", classic, addOnToken()) : classic);
        });
    }

    private void send(Connection to, String type, ObjectNode body) {
        sender.ifPresent(one -> one.send(
                new WebhookDelivery(to.endpoint(), "", type, "application/json; charset=utf-8", Json.bytes(body))));
    }

    @Override
    public List<Duration> retryDelays() {
        // "A few times", says the vendor, and nothing more.
        return List.of(Duration.ofSeconds(5), Duration.ofSeconds(30));
    }

    @Override
    public Duration timeout(int attempt) {
        return Duration.ofSeconds(30);
    }

    @Override
    public Map<String, String> headers(WebhookDelivery delivery, int attempt, Failure previous) {
        return connection
                .map(to -> Map.of("Authorization", "Bearer " + proof(to), "User-Agent", "Google-Dynamite"))
                .orElse(Map.of());
    }

    String proof(Connection to) {
        if (to.audience() == GchatEmulator.Audience.PROJECT_NUMBER) {
            return tokens.projectToken();
        }
        String account = to.format() == GchatEmulator.Format.ADD_ON ? tokens.addOnAccount() : GoogleTokens.CHAT;
        return tokens.idToken(to.endpoint().toString(), account);
    }
}

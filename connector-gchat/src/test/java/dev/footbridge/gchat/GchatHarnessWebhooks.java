package dev.footbridge.gchat;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.footbridge.core.connector.WebhookRequest;
import dev.footbridge.core.id.MessageId;
import dev.footbridge.gchat.emulator.GchatEmulator;
import dev.footbridge.gchat.emulator.GchatRequests;
import dev.footbridge.testkit.contract.ConnectorHarness.Forgery;
import dev.footbridge.testkit.contract.ConnectorHarness.Webhooks;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Requests as Google would send them, and tokens that are not Google's. */
final class GchatHarnessWebhooks implements Webhooks {

    private static final GchatEmulator.Format FORMAT = GchatEmulator.Format.CLASSIC;
    private static final GchatEmulator.Audience AUDIENCE = GchatEmulator.Audience.PROJECT_NUMBER;

    private final GchatEmulator chat;
    private final GchatAuth auth;
    private final URI address;

    GchatHarnessWebhooks(GchatEmulator chat, GchatAuth auth, URI address) {
        this.chat = chat;
        this.auth = auth;
        this.address = address;
    }

    private static WebhookRequest request(GchatRequests.Made made) {
        Map<String, List<String>> headers = new HashMap<>();
        made.headers().forEach((name, value) -> headers.put(name, List.of(value)));
        return new WebhookRequest("POST", "", headers, Map.of(), made.body());
    }

    @Override
    public WebhookRequest about(MessageId message) {
        GchatRequests requests = chat.events().requests();
        return request(
                auth.reads()
                        ? requests.push(address.toString(), message.channel().value(), List.of(message.value()))
                        : requests.interaction(
                                address, FORMAT, AUDIENCE, message.channel().value(), message.value()));
    }

    @Override
    public Optional<WebhookRequest> about(List<MessageId> messages) {
        if (!auth.reads()) {
            return Optional.empty();
        }
        List<String> ids = messages.stream().map(MessageId::value).toList();
        return Optional.of(request(chat.events()
                .requests()
                .push(address.toString(), messages.get(0).channel().value(), ids)));
    }

    @Override
    public WebhookRequest again(WebhookRequest first) {
        return first;
    }

    private WebhookRequest genuine(String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return request(
                auth.reads()
                        ? chat.events().requests().push(address.toString(), bytes)
                        : chat.events().requests().interaction(address, FORMAT, AUDIENCE, bytes));
    }

    @Override
    public WebhookRequest unknownType() {
        if (!auth.reads()) {
            return genuine("{\"type\":\"SOMETHING_OF_TOMORROW\",\"space\":{\"name\":\"spaces/A\"}}");
        }
        return request(chat.events()
                .requests()
                .push(
                        address.toString(),
                        Map.of("ce-id", "1", "ce-type", "google.workspace.chat.dream.v1.created"),
                        "{}".getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public List<WebhookRequest> odd() {
        String deep = "[".repeat(5_000) + "]".repeat(5_000);
        List<String> bodies = List.of(
                "",
                "{}",
                "[]",
                "null",
                "\"text\"",
                "{\"type\":7}",
                "{\"type\":\"MESSAGE\"}",
                "{\"type\":\"MESSAGE\",\"message\":[]}",
                "{\"type\":\"MESSAGE\",\"message\":{\"name\":5}}",
                "{\"type\":\"ADDED_TO_SPACE\",\"space\":\"spaces/A\"}",
                "{\"chat\":{}}",
                "{\"chat\":{\"messagePayload\":{\"message\":{\"name\":\"spaces/A/messages/B\"}}}}",
                "{\"message\":{}}",
                "{\"message\":{\"data\":\"%%%\",\"attributes\":{\"ce-type\":\"google.workspace.chat.message.v1.created\"}}}",
                "{\"message\":{\"data\":\"e30=\",\"attributes\":{\"ce-type\":\"google.workspace.chat.message.v1.created\"}}}",
                "{\"message\":{\"data\":\"e30=\",\"attributes\":{\"ce-type\":\"google.workspace.chat..v1.batchCreated\"}}}",
                "{\"message\":{\"data\":\"e30=\",\"attributes\":[]}}",
                "{\"message\":" + deep + "}",
                "token=x&type=MESSAGE");
        return bodies.stream().map(this::genuine).toList();
    }

    @Override
    public boolean provesBody() {
        return false;
    }

    @Override
    public List<Forgery> forgeries(WebhookRequest genuine) {
        String token = genuine.header("Authorization").orElseThrow().substring("Bearer ".length());
        GchatRequests requests = chat.events().requests();
        Instant now = Instant.now();
        String other = address + "/elsewhere";
        List<Forgery> forgeries = new ArrayList<>();
        forgeries.add(forged(genuine, "without a token", List.of()));
        forgeries.add(forged(genuine, "with an empty token", List.of("Bearer ")));
        forgeries.add(forged(genuine, "with two tokens", List.of("Bearer " + token, "Bearer " + token)));
        forgeries.add(forged(genuine, "with another scheme", List.of("Basic " + token)));
        forgeries.add(forged(genuine, "without a signature", token.substring(0, token.lastIndexOf('.') + 1)));
        forgeries.add(forged(genuine, "cut short", token.substring(0, token.length() - 10)));
        forgeries.add(forged(genuine, "signed by nobody", new PlainJWT(claims(token)).serialize()));
        forgeries.add(forged(
                genuine,
                "signed with another key",
                ScriptedGchat.sign(new JWTClaimsSet.Builder(claims(token)), ScriptedGchat.STRANGE)));
        forgeries.add(forged(
                genuine,
                "for another audience",
                requests.idToken(other, chat.events().pushAccount(), now)));
        forgeries.add(forged(
                genuine,
                "of another account",
                requests.idToken(address.toString(), "eve@attacker.iam.gserviceaccount.com", now)));
        forgeries.add(
                auth.reads()
                        ? forged(genuine, "of Google Chat itself", requests.projectToken(now))
                        : forged(
                                genuine,
                                "for an address",
                                requests.idToken(address.toString(), ScriptedGchat.CHAT, now)));
        return forgeries;
    }

    private static JWTClaimsSet claims(String token) {
        try {
            return SignedJWT.parse(token).getJWTClaimsSet();
        } catch (ParseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Forgery forged(WebhookRequest genuine, String name, String token) {
        return forged(genuine, name, List.of("Bearer " + token));
    }

    private static Forgery forged(WebhookRequest genuine, String name, List<String> authorization) {
        Map<String, List<String>> headers = new HashMap<>(genuine.headers());
        headers.put("authorization", authorization);
        return new Forgery(name, new WebhookRequest("POST", "", headers, Map.of(), genuine.body()));
    }

    @Override
    public List<Forgery> stale(MessageId message) {
        WebhookRequest genuine = about(message);
        Instant now = Instant.now();
        return List.of(
                forged(genuine, "an hour and a minute old", token(now.minusSeconds(3_660))),
                forged(genuine, "years old", token(Instant.parse("2020-01-01T00:00:00Z"))),
                forged(genuine, "from ten minutes ahead", token(now.plusSeconds(600))));
    }

    private String token(Instant issued) {
        GchatRequests requests = chat.events().requests();
        return auth.reads()
                ? requests.idToken(address.toString(), chat.events().pushAccount(), issued)
                : requests.projectToken(issued);
    }

    @Override
    public boolean isProved(WebhookRequest genuine, int index) {
        return false;
    }
}

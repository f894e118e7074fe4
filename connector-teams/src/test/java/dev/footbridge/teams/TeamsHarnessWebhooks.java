package dev.footbridge.teams;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.footbridge.core.connector.WebhookRequest;
import dev.footbridge.core.id.MessageId;
import dev.footbridge.testkit.contract.ConnectorHarness.Forgery;
import dev.footbridge.testkit.contract.ConnectorHarness.Webhooks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Requests as the platform sends them, taken from what it sent. */
final class TeamsHarnessWebhooks implements Webhooks {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, List<String>> HEADERS =
            Map.of("Content-Type", List.of("application/json; charset=utf-8"));

    private final TeamsHarness harness;

    TeamsHarnessWebhooks(TeamsHarness harness) {
        this.harness = harness;
    }

    @Override
    public WebhookRequest about(MessageId message) {
        return about(List.of(message)).orElseThrow();
    }

    @Override
    public Optional<WebhookRequest> about(List<MessageId> messages) {
        ObjectNode body = JSON.createObjectNode();
        ArrayNode items = body.putArray("value");
        ArrayNode tokens = body.putArray("validationTokens");
        for (MessageId message : messages) {
            JsonNode sent = await().atMost(Duration.ofSeconds(10))
                    .until(() -> sent(message), Optional::isPresent)
                    .orElseThrow();
            items.add(item(sent, message).orElseThrow());
            tokens.removeAll().addAll((ArrayNode) sent.path("validationTokens"));
        }
        return Optional.of(request(body));
    }

    private Optional<JsonNode> sent(MessageId message) {
        return harness.received().stream()
                .map(request -> tree(request.body()))
                .filter(body -> item(body, message).isPresent())
                .findFirst();
    }

    private static Optional<JsonNode> item(JsonNode body, MessageId message) {
        String last = message.value().substring(message.value().indexOf('/') + 1);
        for (JsonNode item : body.path("value")) {
            if (item.path("resourceData").path("id").asText().equals(last)) {
                return Optional.of(item);
            }
        }
        return Optional.empty();
    }

    private static JsonNode tree(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static WebhookRequest request(JsonNode body) {
        return request(body.toString());
    }

    private static WebhookRequest request(String body) {
        return new WebhookRequest("POST", "", HEADERS, Map.of(), body.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public WebhookRequest again(WebhookRequest first) {
        return first;
    }

    @Override
    public WebhookRequest unknownType() {
        JsonNode sent = tree(harness.received().stream()
                .findFirst()
                .map(WebhookRequest::body)
                .orElseGet(() -> about(harness.people().post(harness.people().first(), harness.channel(), "anything"))
                        .body()));
        return changed(request(sent), item -> item.put("changeType", "archived"));
    }

    private static WebhookRequest changed(WebhookRequest request, Consumer<ObjectNode> change) {
        JsonNode body = tree(request.body()).deepCopy();
        body.path("value").forEach(item -> change.accept((ObjectNode) item));
        return request(body);
    }

    private static WebhookRequest withTokens(WebhookRequest request, List<String> tokens) {
        ObjectNode body = tree(request.body()).deepCopy();
        ArrayNode all = body.putArray("validationTokens");
        tokens.forEach(all::add);
        return request(body);
    }

    @Override
    public List<WebhookRequest> odd() {
        String state = "\"clientState\":\"" + TeamsHarness.CLIENT_STATE + "\"";
        return List.of(
                request(""),
                request("{}"),
                request("[]"),
                request("{\"value\":[]}"),
                request("{\"value\":{}}"),
                request("{\"value\":[1,null,\"x\",[]]}"),
                request("{\"value\":[{" + state + "}]}"),
                request("{\"value\":[{" + state + ",\"subscriptionId\":7,\"changeType\":{},\"resource\":[]}]}"),
                request(
                        "{\"value\":[{" + state
                                + ",\"subscriptionId\":\"x\",\"changeType\":\"created\",\"resource\":\"users/1/messages/2\"}]}"),
                request("{\"value\":" + "[".repeat(20_000) + "]".repeat(20_000) + "}"),
                request("{\"value\":[{" + state + ",\"lifecycleEvent\":\"somethingNew\",\"subscriptionId\":\"x\"}]}"));
    }

    @Override
    public List<Forgery> forgeries(WebhookRequest genuine) {
        List<Forgery> all = new ArrayList<>();
        add(all, "without client state", changed(genuine, item -> item.remove("clientState")));
        add(all, "with an empty client state", changed(genuine, item -> item.put("clientState", "")));
        add(all, "with another client state", changed(genuine, item -> item.put("clientState", "guessed-guessed")));
        add(all, "with a null client state", changed(genuine, item -> item.putNull("clientState")));
        add(
                all,
                "of another tenant",
                changed(genuine, item -> item.put("tenantId", "72f988bf-86f1-41af-91ab-2d7cd011db47")));
        add(all, "without validation tokens", withTokens(genuine, List.of()));
        add(all, "with an empty validation token", withTokens(genuine, List.of("")));
        String token = tree(genuine.body()).path("validationTokens").path(0).asText();
        for (Map.Entry<String, String> forged : forgedTokens(token).entrySet()) {
            add(all, forged.getKey(), withTokens(genuine, List.of(forged.getValue())));
        }
        add(
                all,
                "with data that was not signed",
                changed(genuine, item -> content(item).put("data", "AAAAAAAAAAAAAAAAAAAAAA==")));
        add(
                all,
                "without data signature",
                changed(genuine, item -> content(item).remove("dataSignature")));
        add(
                all,
                "about another message",
                changed(
                        genuine,
                        item -> item.put(
                                "resource",
                                item.path("resource").asText().replaceAll("messages\\('\\d+'\\)", "messages('1')"))));
        add(
                all,
                "of a subscription that is not ours",
                changed(genuine, item -> item.put("subscriptionId", "76222963-cc7b-42d2-882d-8aaa69cb2ba3")));
        String text = new String(genuine.body(), StandardCharsets.UTF_8);
        add(all, "with its items twice", request(text.substring(0, text.length() - 1) + ",\"value\":[]}"));
        return all;
    }

    private static void add(List<Forgery> all, String name, WebhookRequest request) {
        all.add(new Forgery(name, request));
    }

    private static ObjectNode content(ObjectNode item) {
        return (ObjectNode) item.path("encryptedContent");
    }

    private static Map<String, String> forgedTokens(String genuine) {
        try {
            SignedJWT jwt = SignedJWT.parse(genuine);
            JWTClaimsSet claims = jwt.getJWTClaimsSet();
            String kid = jwt.getHeader().getKeyID();
            JWSSigner other = new RSASSASigner(
                    TeamsHarnessKeys.shared().certificate().keyPair().getPrivate());
            String[] parts = genuine.split("\\.");
            return Map.of(
                    "signed with another key", signed(JWSAlgorithm.RS256, kid, other, claims),
                    "signed with an unknown key", signed(JWSAlgorithm.RS256, "made-up", other, claims),
                    "signed with another algorithm", signed(JWSAlgorithm.RS384, kid, other, claims),
                    "signed with the public key as secret",
                            signed(
                                    JWSAlgorithm.HS256,
                                    kid,
                                    new MACSigner(TeamsHarnessKeys.shared()
                                            .certificate()
                                            .keyPair()
                                            .getPublic()
                                            .getEncoded()),
                                    claims),
                    "with an unsigned token", new PlainJWT(claims).serialize(),
                    "with a token without signature", parts[0] + "." + parts[1] + ".",
                    "with a token for another application",
                            parts[0] + "."
                                    + com.nimbusds.jose.util.Base64URL.encode(new JWTClaimsSet.Builder(claims)
                                            .audience("someone-else")
                                            .build()
                                            .toString())
                                    + "." + parts[2]);
        } catch (ParseException | JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String signed(JWSAlgorithm algorithm, String kid, JWSSigner signer, JWTClaimsSet claims)
            throws JOSEException {
        SignedJWT jwt = new SignedJWT(
                new JWSHeader.Builder(algorithm)
                        .type(JOSEObjectType.JWT)
                        .keyID(kid)
                        .build(),
                claims);
        jwt.sign(signer);
        return jwt.serialize();
    }

    @Override
    public List<Forgery> stale(MessageId message) {
        WebhookRequest genuine = about(message);
        harness.clock().advance(Duration.ofHours(9));
        return List.of(new Forgery("sent nine hours ago", genuine));
    }

    @Override
    public boolean isProved(WebhookRequest genuine, int index) {
        String text = new String(genuine.body(), StandardCharsets.UTF_8);
        JsonNode body = tree(genuine.body());
        JsonNode item = body.path("value").path(0);
        JsonNode content = item.path("encryptedContent");
        return List.of(
                        item.path("clientState"),
                        content.path("data"),
                        content.path("dataKey"),
                        content.path("dataSignature"),
                        body.path("validationTokens").path(0))
                .stream()
                .anyMatch(value -> {
                    int start = text.indexOf(value.asText());
                    return index >= start && index < start + value.asText().length();
                });
    }
}

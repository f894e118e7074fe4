package dev.footbridge.teams;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.footbridge.core.connector.ConnectorConfig;
import dev.footbridge.core.connector.CredentialStore;
import dev.footbridge.core.connector.InboundSink;
import dev.footbridge.core.connector.WebhookReply;
import dev.footbridge.core.connector.WebhookRequest;
import dev.footbridge.core.document.Document;
import dev.footbridge.http.Json;
import dev.footbridge.testkit.fake.ManualClock;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;

/** The connector without a platform: what can be tested with nothing but bytes. */
final class TeamsFixture {

    static final String TENANT = "84bd8158-6d4d-4958-8b9f-9d6445542f95";
    static final String CLIENT_STATE = "client-state-of-the-fixture";

    private final TeamsIds ids = TeamsIds.ofTenant(TENANT);
    private final TeamsReader reader = new TeamsReader(ids);
    private final TeamsMessages messages =
            new TeamsMessages(ids, new TeamsIdentity(ids, true, "app"), reader, new TeamsAddresses());
    private final TeamsConnector connector = connector(Map.of());

    /** A connector to a port where nobody listens, unless {@code changes} say otherwise; an empty value takes a setting out. */
    static TeamsConnector connector(Map<String, String> changes) {
        TeamsConnectorProvider provider = new TeamsConnectorProvider();
        Map<String, String> values = new HashMap<>(Map.of(
                TeamsSettings.TENANT, TENANT,
                TeamsSettings.CLIENT_ID, "app",
                TeamsSettings.CLIENT_SECRET, "client-secret-of-the-fixture",
                TeamsSettings.REFRESH_TOKEN, "refresh-token-of-the-fixture",
                TeamsSettings.CLIENT_STATE, CLIENT_STATE,
                TeamsSettings.GRAPH_URL, "http://127.0.0.1:9/v1.0",
                TeamsSettings.LOGIN_URL, "http://127.0.0.1:9",
                TeamsSettings.OPENID_CONFIGURATION_URL, "http://127.0.0.1:9/openid"));
        changes.forEach((name, value) -> {
            if (value.isEmpty()) {
                values.remove(name);
            } else {
                values.put(name, value);
            }
        });
        return (TeamsConnector) provider.create(ConnectorConfig.of(
                provider, values, ManualClock.at("2026-11-22T12:00:00Z"), new Random(1), CredentialStore.none()));
    }

    TeamsIds ids() {
        return ids;
    }

    TeamsReader reader() {
        return reader;
    }

    TeamsMessages messages() {
        return messages;
    }

    TeamsConnector connector() {
        return connector;
    }

    /** A body as the platform would send it back, had it kept every letter. */
    Document readBack(TeamsContent content) {
        ObjectNode message = Json.object();
        message.putObject("body").put("contentType", "html").put("content", content.html());
        ArrayNode mentions = message.putArray("mentions");
        for (TeamsContent.Mentioned one : content.mentioned()) {
            ObjectNode mention =
                    mentions.addObject().put("id", mentions.size() - 1).put("mentionText", one.label());
            mention.putObject("mentioned").putObject("user").put("id", one.userId());
        }
        return reader.readOwnWords(message);
    }

    WebhookReply receive(byte[] body, InboundSink sink) {
        return receive(new WebhookRequest("POST", "", Map.of(), Map.of(), body), sink);
    }

    WebhookReply receive(WebhookRequest request, InboundSink sink) {
        return connector.webhooks().orElseThrow().receive(request, sink);
    }
}

package dev.footbridge.webex;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import dev.footbridge.core.connector.Connector;
import dev.footbridge.core.connector.ConnectorConfig;
import dev.footbridge.core.id.ChannelId;
import dev.footbridge.core.id.MessageId;
import java.util.HashMap;
import java.util.Map;

/** A platform that answers what a test says, for answers that the emulator would not give. */
final class ScriptedWebex implements AutoCloseable {

    static final String ORG = "96abc2aa-3dcc-11e5-a152-fe34819cdc9a";
    static final WebexIds IDS = new WebexIds(ORG);
    static final ChannelId ROOM =
            new ChannelId(IDS.workspace(), WebexHarness.id("ROOM", "bbceb1ad-43f1-3b58-9147-f14bb0c4d154"));

    final WireMockServer server =
            new WireMockServer(WireMockConfiguration.options().dynamicPort().bindAddress("127.0.0.1"));

    ScriptedWebex() {
        server.start();
    }

    static MessageId message(String uuid) {
        return new MessageId(ROOM, WebexHarness.id("MESSAGE", uuid));
    }

    Connector connect() {
        return connect(Map.of());
    }

    Connector connect(Map<String, String> changes) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "org-id",
                ORG,
                "token",
                "scripted-token",
                "webhook-secret",
                WebexSigned.SECRET,
                "api-url",
                server.baseUrl() + "/v1"));
        settings.putAll(changes);
        settings.values().removeIf(String::isEmpty);
        WebexConnectorProvider provider = new WebexConnectorProvider();
        return provider.create(ConnectorConfig.of(provider, settings));
    }

    /** Answers any request of this method to this path. */
    void answer(String method, String path, int status, String body, String... headers) {
        var response = WireMock.aResponse().withStatus(status).withBody(body);
        for (int i = 0; i < headers.length; i += 2) {
            response.withHeader(headers[i], headers[i + 1]);
        }
        server.stubFor(
                WireMock.request(method, WireMock.urlPathMatching("/v1" + path)).willReturn(response));
    }

    void knowsItself() {
        answer(
                "GET",
                "/people/me",
                200,
                "{\"id\":\"" + WebexHarness.id("PEOPLE", "0b9e6d4a-2f3c-4b8e-8f57-6f1f0d2a9c11") + "\",\"orgId\":\""
                        + ORG + "\",\"type\":\"person\"}");
    }

    @Override
    public void close() {
        server.stop();
    }
}

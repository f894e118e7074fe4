package dev.footbridge.benchmarks;

import java.net.URI;
import java.nio.charset.StandardCharsets;

/**
 * Change notifications without resource data: the relay reads the message again. See <a
 * href="https://learn.microsoft.com/graph/change-notifications-delivery-webhooks">delivery through webhooks</a>.
 */
final class GraphNotifications implements Webhooks {

    private final GraphMessages messages;
    private final String head;

    GraphNotifications(GraphMessages messages, URI webhook) {
        this.messages = messages;
        head = "POST " + webhook.getPath() + " HTTP/1.1\r\nHost: " + webhook.getHost() + ":" + webhook.getPort()
                + "\r\nContent-Type: application/json; charset=utf-8\r\n";
    }

    @Override
    public byte[] request(int number) {
        int channel = number % messages.channels();
        String id = messages.write(number);
        String body = "{\"value\":[{\"subscriptionId\":\"" + GraphStub.subscriptionId(channel) + "\",\"clientState\":\""
                + World.CLIENT_STATE + "\",\"changeType\":\"created\",\"tenantId\":\"" + World.TENANT
                + "\",\"subscriptionExpirationDateTime\":\"2099-01-01T00:00:00Z\",\"resource\":\"teams('" + World.TEAM
                + "')/channels('" + World.teamsChannel(channel) + "')/messages('" + id
                + "')\",\"resourceData\":{\"@odata.type\":\"#Microsoft.Graph.chatMessage\",\"id\":\"" + id + "\"}}]}";
        return (head + "Content-Length: " + body.length() + "\r\n\r\n" + body).getBytes(StandardCharsets.US_ASCII);
    }
}

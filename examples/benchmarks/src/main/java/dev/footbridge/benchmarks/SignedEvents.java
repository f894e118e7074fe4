package dev.footbridge.benchmarks;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes whole webhook requests: an {@code event_callback} with a message, signed as Slack signs. Not safe for concurrent
 * use; every sender has its own. See <a href="https://docs.slack.dev/apis/events-api/">Events API</a>.
 */
final class SignedEvents implements Webhooks {

    private final SlackMessages messages;
    private final Mac mac;
    private final String head;

    SignedEvents(SlackMessages messages, String secret, URI webhook) {
        this.messages = messages;
        try {
            mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
        head = "POST " + webhook.getPath() + " HTTP/1.1\r\nHost: " + webhook.getHost() + ":" + webhook.getPort()
                + "\r\nUser-Agent: Slackbot 1.0 (+https://api.slack.com/robots)\r\nAccept-Encoding: gzip,deflate\r\n"
                + "Accept: */*\r\nContent-Type: application/json\r\n";
    }

    @Override
    public byte[] request(int number) {
        String ts = messages.write(number);
        String time = ts.substring(0, ts.indexOf('.'));
        byte[] body = body(number, ts, time).getBytes(StandardCharsets.UTF_8);
        mac.update(("v0:" + time + ":").getBytes(StandardCharsets.US_ASCII));
        String signature = "v0=" + HexFormat.of().formatHex(mac.doFinal(body));
        byte[] start = (head + "X-Slack-Request-Timestamp: " + time + "\r\nX-Slack-Signature: " + signature
                        + "\r\nContent-Length: " + body.length + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        byte[] request = new byte[start.length + body.length];
        System.arraycopy(start, 0, request, 0, start.length);
        System.arraycopy(body, 0, request, start.length, body.length);
        return request;
    }

    private String body(int number, String ts, String time) {
        String channel = World.slackChannel(number % messages.channels());
        return "{\"token\":\"fixed-value\",\"team_id\":\"" + World.SLACK_TEAM + "\",\"context_team_id\":\""
                + World.SLACK_TEAM
                + "\",\"context_enterprise_id\":null,\"api_app_id\":\"" + World.SLACK_APP + "\",\"event\":{"
                + messages.members(number, ts) + ",\"channel\":\"" + channel + "\",\"event_ts\":\"" + ts
                + "\",\"channel_type\":\"channel\"},\"type\":\"event_callback\",\"event_id\":\"Ev" + Runs.marker(number)
                + "\",\"event_time\":" + time + ",\"authorizations\":[{\"enterprise_id\":null,\"team_id\":\""
                + World.SLACK_TEAM + "\",\"user_id\":\"" + World.SLACK_BOT_USER
                + "\",\"is_bot\":true,\"is_enterprise_install\":false}],\"is_ext_shared_channel\":false,"
                + "\"event_context\":\"4-" + Runs.marker(number) + "\"}";
    }
}

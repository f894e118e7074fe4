package dev.footbridge.slack.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.footbridge.testkit.emulator.Limit;
import dev.footbridge.testkit.emulator.RateLimits;
import dev.footbridge.testkit.emulator.WebhookDelivery;
import dev.footbridge.testkit.emulator.WebhookSender;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * The Events API: decides whether the app hears of something, wraps it and sends it, over Socket Mode while a socket is open and
 * else to the request URL. The app hears of conversations its bot is in, as far as its scopes reach.
 */
final class Events {
    private static final String JSON = "application/json";
    /** 30,000 events an hour and workspace; then one notice a minute instead. */
    private static final Limit HOURLY = Limit.per("events per hour", 30_000, Duration.ofHours(1));

    private static final Limit NOTICE = new Limit("app_rate_limited notices", 1, Duration.ofMinutes(1), 1);

    private final Workspace workspace;
    private final WebhookSender webhooks;
    private final SocketMode sockets;
    private final RateLimits limits;
    private final AtomicLong lastEvent = new AtomicLong();
    private final LongAdder unheard = new LongAdder();
    private volatile Optional<URI> requestUrl = Optional.empty();
    private volatile Set<String> scopes;
    private volatile boolean ordered = true;

    Events(Workspace workspace, WebhookSender webhooks, SocketMode sockets, RateLimits limits, Set<String> scopes) {
        this.workspace = workspace;
        this.webhooks = webhooks;
        this.sockets = sockets;
        this.limits = limits;
        this.scopes = Set.copyOf(scopes);
    }

    void requestUrl(URI url) {
        requestUrl = Optional.of(url);
    }

    Optional<URI> requestUrl() {
        return requestUrl;
    }

    void scopes(Set<String> granted) {
        scopes = Set.copyOf(granted);
    }

    /** Whether the events of one conversation are first sent one after the other. */
    void ordered(boolean on) {
        ordered = on;
    }

    /** Events nobody was subscribed to. */
    long unheard() {
        return unheard.sum();
    }

    void message(SlackChannel channel, ObjectNode event, String sourceTeam) {
        emit(channel, event, sourceTeam, channel.kind.scopeFamily + ":history");
    }

    void reaction(SlackChannel channel, ObjectNode event, String sourceTeam) {
        emit(channel, event, sourceTeam, "reactions:read");
    }

    void membership(SlackChannel channel, ObjectNode event) {
        emit(channel, event, workspace.teamId, channel.kind.scopeFamily + ":read");
    }

    private void emit(SlackChannel channel, ObjectNode event, String sourceTeam, String scope) {
        if (!scopes.contains(scope) || !channel.members.contains(workspace.app.userId())) {
            unheard.increment();
            return;
        }
        if (limits.acquire(workspace.teamId, HOURLY).isPresent()) {
            if (limits.acquire(workspace.teamId, NOTICE).isEmpty()) {
                deliver("", "app_rate_limited", rateLimitNotice());
            }
            return;
        }
        deliver(channel.id, label(event), envelope(channel, event, sourceTeam));
    }

    private void deliver(String channelId, String label, ObjectNode payload) {
        if (sockets.connected()) {
            sockets.send(payload);
            return;
        }
        if (requestUrl.isPresent()) {
            webhooks.send(delivery(requestUrl.get(), channelId, label, payload));
        } else {
            unheard.increment();
        }
    }

    WebhookDelivery delivery(URI url, String channelId, String label, ObjectNode payload) {
        return new WebhookDelivery(url, ordered ? channelId : "", label, JSON, Nodes.bytes(payload));
    }

    private static String label(ObjectNode event) {
        String subtype = Nodes.text(event, "subtype");
        return Nodes.text(event, "type") + (subtype.isEmpty() ? "" : "." + subtype);
    }

    /**
     * @param sourceTeam whose member caused it; in a shared channel the envelope's team is theirs while the authorization's is
     *     the workspace's
     */
    ObjectNode envelope(SlackChannel channel, ObjectNode event, String sourceTeam) {
        SlackApp app = workspace.app;
        long now = workspace.seconds();
        String team = channel.external() ? sourceTeam : workspace.teamId;
        ObjectNode envelope = Nodes.object()
                .put("token", app.verificationToken())
                .put("team_id", team)
                .put("context_team_id", workspace.teamId)
                .putNull("context_enterprise_id")
                .put("api_app_id", app.appId());
        envelope.set("event", event);
        envelope.put("type", "event_callback")
                .put("event_id", "Ev" + number(lastEvent.incrementAndGet()))
                .put("event_time", now);
        envelope.putArray("authorizations")
                .addObject()
                .putNull("enterprise_id")
                .put("team_id", workspace.teamId)
                .put("user_id", app.userId())
                .put("is_bot", true)
                .put("is_enterprise_install", false);
        return envelope.put("is_ext_shared_channel", channel.external())
                .put("event_context", "4-" + Nodes.text(event, "type") + '-' + team + '-' + channel.id);
    }

    private static String number(long value) {
        String text = Long.toString(value, 36).toUpperCase(java.util.Locale.ROOT);
        return "07FB" + "0000000".substring(Math.min(7, text.length())) + text;
    }

    private ObjectNode rateLimitNotice() {
        return Nodes.object()
                .put("token", workspace.app.verificationToken())
                .put("type", "app_rate_limited")
                .put("team_id", workspace.teamId)
                .put("minute_rate_limited", workspace.seconds() / 60 * 60)
                .put("api_app_id", workspace.app.appId());
    }

    ObjectNode verification(String challenge) {
        return Nodes.object()
                .put("token", workspace.app.verificationToken())
                .put("challenge", challenge)
                .put("type", "url_verification");
    }
}

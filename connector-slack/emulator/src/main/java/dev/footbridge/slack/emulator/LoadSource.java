package dev.footbridge.slack.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;

/** Makes the messages of a load run: into the history like any other, and as an event that the run sends itself. */
final class LoadSource implements BiFunction<String, Integer, LoadRun.Prepared> {
    private final Workspace workspace;
    private final Events events;
    private final SlackPeople people;
    private final URI target;
    private final LoadPlan plan;
    private final SlackUser user;
    private final Map<String, SlackChannel> channels = new ConcurrentHashMap<>();

    LoadSource(Workspace workspace, Events events, SlackPeople people, URI target, LoadPlan plan) {
        this.workspace = workspace;
        this.events = events;
        this.people = people;
        this.target = target;
        this.plan = plan;
        synchronized (workspace) {
            this.user = people.user(plan.user());
        }
    }

    @Override
    public LoadRun.Prepared apply(String channelKey, Integer index) {
        SlackChannel channel = channels.computeIfAbsent(channelKey, this::find);
        ObjectNode envelope;
        String ts;
        synchronized (workspace) {
            ObjectNode body = people.typed(user, plan.text().apply(index));
            ts = workspace.nextTs();
            body.put("ts", ts);
            channel.add(new SlackMessage(body));
            ObjectNode event = body.deepCopy();
            event.put("channel", channel.id).put("event_ts", ts).put("channel_type", channel.kind.eventType);
            envelope = events.envelope(channel, event, user.teamId());
        }
        return new LoadRun.Prepared(channel.id, ts, events.delivery(target, channel.id, "message", envelope));
    }

    private SlackChannel find(String key) {
        synchronized (workspace) {
            return people.channel(key);
        }
    }
}

package dev.footbridge.gchat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.InboundRefusedException;
import dev.footbridge.core.connector.InboundSink;
import dev.footbridge.core.id.ChannelId;
import dev.footbridge.core.message.InboundEvent;
import dev.footbridge.http.Json;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Reads from {@code spaceEvents} what a space would have told while its subscription was suspended or gone: edits,
 * removals and reactions to old messages too, which no list of messages shows. The events have the ids they would have had. See
 * <a href="https://developers.google.com/workspace/chat/list-space-events">List events</a>.
 */
final class GchatCatchUp {

    /** How far back Google remembers. */
    private static final Duration REACH = Duration.ofDays(28);

    private static final int PAGE_SIZE = 100;
    private static final int MOST_PAGES = 100;

    private final GchatApi api;
    private final GchatIds ids;
    private final GchatAuth auth;
    private final GchatEvents events;
    private final GchatLeases leases;
    private final Clock clock;
    private final Map<ChannelId, Instant> missed = new ConcurrentHashMap<>();

    GchatCatchUp(GchatApi api, GchatIds ids, GchatAuth auth, GchatEvents events, GchatLeases leases, Clock clock) {
        this.api = api;
        this.ids = ids;
        this.auth = auth;
        this.events = events;
        this.leases = leases;
        this.clock = clock;
    }

    /** Takes note of a space that told nothing since then. */
    void missed(ChannelId channel, Instant since) {
        missed.merge(channel, since, (a, b) -> a.isBefore(b) ? a : b);
    }

    /** Hands over what was missed. What cannot be had becomes a gap, which the host heals by reading the history. */
    void run(InboundSink sink) throws ConnectorException, InterruptedException {
        for (Map.Entry<ChannelId, Instant> entry : missed.entrySet()) {
            if (!isHeardAgain(entry.getKey())) {
                continue;
            }
            List<InboundEvent> found = read(entry.getKey(), entry.getValue());
            try {
                if (!found.isEmpty()) {
                    sink.accept(found);
                }
                missed.remove(entry.getKey(), entry.getValue());
            } catch (InboundRefusedException e) {
                // The next round asks again.
                return;
            }
        }
    }

    /** Before that the end of what was missed is not there yet. */
    private boolean isHeardAgain(ChannelId channel) {
        return leases.of(channel)
                .filter(lease -> !leases.isDoubtful(lease.name()))
                .isPresent();
    }

    private List<InboundEvent> read(ChannelId channel, Instant since) throws ConnectorException, InterruptedException {
        Instant now = clock.instant();
        Instant from = since.isBefore(now.minus(REACH)) ? now.minus(REACH).plus(1, ChronoUnit.MINUTES) : since;
        List<InboundEvent> found = new ArrayList<>();
        if (!from.equals(since)) {
            found.add(gap(channel, since));
        }
        Map<String, Object> query = new LinkedHashMap<>();
        query.put("pageSize", PAGE_SIZE);
        query.put("filter", filter(from));
        Optional<String> next = Optional.empty();
        int pages = 0;
        do {
            next.ifPresent(token -> query.put("pageToken", token));
            JsonNode page = api.call(
                    GchatCall.LIST_SPACE_EVENTS, Map.of("space", ids.name(channel)), new LinkedHashMap<>(query));
            for (JsonNode event : page.path("spaceEvents")) {
                found.addAll(event(channel, event));
            }
            next = Json.nonBlank(page, "nextPageToken");
            pages++;
        } while (next.isPresent() && pages < MOST_PAGES);
        if (next.isPresent()) {
            found.add(gap(channel, since));
        }
        return found;
    }

    private static InboundEvent gap(ChannelId channel, Instant since) {
        return new InboundEvent.Gap(
                "catch-up:" + channel.value() + ":" + since.toEpochMilli(), channel, Optional.of(since));
    }

    private String filter(Instant from) {
        StringBuilder filter = new StringBuilder("start_time=\"")
                .append(from.truncatedTo(ChronoUnit.MICROS))
                .append("\" AND (");
        List<String> types = new ArrayList<>(GchatSubscriptions.MESSAGES);
        if (auth.isDelegated()) {
            types.addAll(GchatSubscriptions.REACTIONS);
        }
        for (int i = 0; i < types.size(); i++) {
            filter.append(i == 0 ? "" : " OR ")
                    .append("event_types:\"")
                    .append(types.get(i))
                    .append('"');
        }
        return filter.append(')').toString();
    }

    /** Data come under a member of their own: {@code messageCreatedEventData} is what a message event brings. */
    private List<InboundEvent> event(ChannelId channel, JsonNode event) {
        String name = Json.text(event, "name").orElse("");
        String type = Json.text(event, "eventType").orElse("");
        for (Map.Entry<String, JsonNode> member : event.properties()) {
            if (member.getKey().endsWith("EventData") && member.getValue().isObject()) {
                return events.parse(name, type, Optional.of(channel), member.getValue())
                        .events();
            }
        }
        return List.of();
    }
}

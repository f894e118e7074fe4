package dev.footbridge.slack;

import dev.footbridge.core.id.ChannelId;
import dev.footbridge.core.message.InboundEvent;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The channels that matter to the host, for news that Slack tells of the workspace as a whole. Bounded. */
final class SlackChannels {

    private static final int MOST = 10_000;

    private final Set<ChannelId> known = ConcurrentHashMap.newKeySet();

    void add(ChannelId channel) {
        if (known.size() < MOST) {
            known.add(channel);
        }
    }

    /** A gap in every known channel; {@code id} tells this gap from others. */
    List<InboundEvent> gaps(String id, Optional<Instant> since) {
        return known.stream()
                .<InboundEvent>map(channel -> new InboundEvent.Gap(id + ":" + channel.value(), channel, since))
                .toList();
    }
}

package dev.footbridge.miro;

import dev.footbridge.core.id.ChannelId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The frames a host asked about, by board: the ones to look at for news. Bounded; safe for concurrent use. */
final class MiroWatches {

    private static final int MOST = 10_000;

    private final MiroIds ids;
    private final Set<ChannelId> channels = new LinkedHashSet<>();
    private final Set<String> boards = new LinkedHashSet<>();

    MiroWatches(MiroIds ids) {
        this.ids = ids;
    }

    synchronized void add(ChannelId channel) {
        if (channels.size() < MOST && ids.find(channel).isPresent()) {
            channels.add(channel);
            met(channel);
        }
    }

    /** A host has to do with the channel, which is no wish for its news. */
    synchronized void met(ChannelId channel) {
        if (boards.size() < MOST) {
            ids.find(channel).ifPresent(place -> boards.add(place.board()));
        }
    }

    /** Boards that a host has to do with, in the order in which they turned up. */
    synchronized List<String> boards() {
        return List.copyOf(boards);
    }

    /** A copy. */
    synchronized Map<String, List<ChannelId>> byBoard() {
        Map<String, List<ChannelId>> boards = new LinkedHashMap<>();
        for (ChannelId channel : channels) {
            ids.find(channel)
                    .ifPresent(place -> boards.computeIfAbsent(place.board(), board -> new ArrayList<>())
                            .add(channel));
        }
        return boards;
    }
}

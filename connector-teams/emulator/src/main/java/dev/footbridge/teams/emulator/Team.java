package dev.footbridge.teams.emulator;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A team with its channels. */
final class Team {
    private final String id;
    private final String displayName;
    private final String description;
    private final Roster roster = new Roster();
    private final Map<String, Channel> channels = new LinkedHashMap<>();

    Team(String id, String displayName, String description) {
        this.id = id;
        this.displayName = displayName;
        this.description = description;
    }

    String id() {
        return id;
    }

    String displayName() {
        return displayName;
    }

    String description() {
        return description;
    }

    Roster roster() {
        return roster;
    }

    synchronized void add(Channel channel) {
        channels.put(channel.id(), channel);
    }

    synchronized Optional<Channel> channel(String channelId) {
        return Optional.ofNullable(channels.get(channelId));
    }

    synchronized Collection<Channel> channels() {
        return List.copyOf(channels.values());
    }
}

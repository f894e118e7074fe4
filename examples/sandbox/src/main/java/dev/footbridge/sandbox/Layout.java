package dev.footbridge.sandbox;

import dev.footbridge.sandbox.SandboxPlatform.Room;
import java.util.ArrayList;
import java.util.List;

/** Which channels the relay joins. */
interface Layout {

    /** A channel in a bridge; the direction as the configuration writes it. */
    record Endpoint(SandboxPlatform platform, Room room, String direction) {}

    /** Channels that mirror each other. */
    record Bridge(String name, List<Endpoint> endpoints) {}

    List<Bridge> bridges(List<SandboxPlatform> platforms);

    /** One bridge with a channel of each platform, and one with the group chats. */
    static List<Bridge> mesh(List<SandboxPlatform> platforms) {
        List<Endpoint> chats = platforms.stream()
                .flatMap(platform -> platform.groupChat().map(room -> new Endpoint(platform, room, "both")).stream())
                .toList();
        return List.of(
                new Bridge("sandbox", platforms.stream().map(Layout::both).toList()), new Bridge("crew", chats));
    }

    /** A bridge from each platform to the next, and from the last one to the first. */
    static List<Bridge> ring(List<SandboxPlatform> platforms) {
        List<Bridge> bridges = new ArrayList<>();
        for (int i = 0; i < platforms.size(); i++) {
            SandboxPlatform next = platforms.get((i + 1) % platforms.size());
            bridges.add(new Bridge("ring-" + i, List.of(both(platforms.get(i)), both(next))));
        }
        return bridges;
    }

    /** What is written in the one channel of each platform goes to the other channel of each, its own included. */
    static List<Bridge> oneWay(List<SandboxPlatform> platforms) {
        List<Endpoint> endpoints = new ArrayList<>();
        for (SandboxPlatform platform : platforms) {
            endpoints.add(new Endpoint(platform, platform.room(), "receive"));
            endpoints.add(new Endpoint(platform, platform.otherRoom(), "send"));
        }
        return List.of(new Bridge("one-way", endpoints));
    }

    private static Endpoint both(SandboxPlatform platform) {
        return new Endpoint(platform, platform.room(), "both");
    }
}

package dev.footbridge.sandbox;

import dev.footbridge.sandbox.SandboxPlatform.Room;
import java.util.List;

/** A new channel on one platform from which everything goes to a new channel on another. */
record FileWay(String name, SandboxPlatform from, Room source, SandboxPlatform to, Room target) {

    static FileWay open(String name, SandboxPlatform from, SandboxPlatform to) {
        return new FileWay(name, from, from.openRoom(name), to, to.openRoom(name));
    }

    Layout.Bridge bridge() {
        return new Layout.Bridge(
                name, List.of(new Layout.Endpoint(from, source, "receive"), new Layout.Endpoint(to, target, "send")));
    }

    String title() {
        return from.title() + " → " + to.title();
    }
}

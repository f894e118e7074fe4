package dev.footbridge.testkit.emulator;

import java.util.List;

/**
 * A conversation as the client shows it.
 *
 * @param kind the platform's own word: public, private, im, mpim, channel, chat
 */
public record ClientChannel(String id, String name, String kind, List<String> memberIds) {
    public ClientChannel {
        memberIds = List.copyOf(memberIds);
    }
}

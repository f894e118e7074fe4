package dev.footbridge.core.id;

/**
 * Any place that holds messages: channel, group chat, direct chat, space, room, a frame on a board.
 *
 * @param workspace where the value is unique
 * @param value opaque, 1 to 512 characters without control characters
 */
public record ChannelId(WorkspaceId workspace, String value) {

    public ChannelId {
        Ids.check(value, "channel id");
    }

    @Override
    public String toString() {
        return workspace + "/" + value;
    }
}

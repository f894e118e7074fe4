package dev.footbridge.core.id;

/**
 * A message. For a platform whose replies are addressed through their thread, the value carries the thread as well.
 *
 * @param channel where the value is unique
 * @param value opaque, 1 to 512 characters without control characters
 */
public record MessageId(ChannelId channel, String value) {

    public MessageId {
        Ids.check(value, "message id");
    }

    @Override
    public String toString() {
        return channel + "/" + value;
    }
}

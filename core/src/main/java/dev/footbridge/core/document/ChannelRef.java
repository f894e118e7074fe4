package dev.footbridge.core.document;

import dev.footbridge.core.id.ChannelId;

/**
 * A pointer to a channel.
 *
 * @param label the channel's name without the leading {@code #}; may be empty when the source does not tell
 */
public record ChannelRef(ChannelId channel, String label) implements Inline {

    @Override
    public <R> R accept(InlineVisitor<R> visitor) {
        return visitor.channelRef(this);
    }
}

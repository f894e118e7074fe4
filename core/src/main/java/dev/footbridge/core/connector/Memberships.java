package dev.footbridge.core.connector;

import dev.footbridge.core.id.ChannelId;
import dev.footbridge.core.id.UserId;
import dev.footbridge.core.message.User;
import java.util.Optional;

/** Who is in a channel, as the platform says now; never from a cache. */
public interface Memberships {

    /** Whether somebody may read the channel at this moment; false also when there is no such channel or person. */
    boolean isMember(ChannelId channel, UserId user) throws ConnectorException, InterruptedException;

    /** The members, in the platform's order; one request. */
    Page<User> members(ChannelId channel, Optional<String> cursor) throws ConnectorException, InterruptedException;
}

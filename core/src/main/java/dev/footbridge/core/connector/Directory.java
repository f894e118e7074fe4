package dev.footbridge.core.connector;

import dev.footbridge.core.id.ChannelId;
import dev.footbridge.core.id.UserId;
import dev.footbridge.core.message.Channel;
import dev.footbridge.core.message.User;
import java.util.Optional;

/** Looks up people and channels; each call is one request. */
public interface Directory {

    /** A user; empty when unknown. */
    Optional<User> user(UserId id) throws ConnectorException, InterruptedException;

    /** A channel; empty when unknown or not visible to these credentials. */
    Optional<Channel> channel(ChannelId id) throws ConnectorException, InterruptedException;

    /** The channels these credentials see. */
    Page<Channel> channels(Optional<String> cursor) throws ConnectorException, InterruptedException;
}

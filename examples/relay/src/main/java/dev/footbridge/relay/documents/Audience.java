package dev.footbridge.relay.documents;

import dev.footbridge.core.connector.Directory;
import dev.footbridge.core.connector.Memberships;
import dev.footbridge.core.id.ChannelId;
import dev.footbridge.core.id.UserId;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The people who read a message on another channel.
 *
 * @param policy what may be done for them
 * @param self whether an account is the relay's own
 * @param calls keeps the platform's limits
 */
public record Audience(
        ChannelId channel,
        DocumentPolicy policy,
        Optional<Memberships> memberships,
        Optional<Directory> directory,
        Predicate<UserId> self,
        LookUps calls) {}

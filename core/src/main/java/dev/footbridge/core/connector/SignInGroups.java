package dev.footbridge.core.connector;

import dev.footbridge.core.id.UserId;
import java.util.Optional;

/**
 * Groups of the platform's directory, by the ids it gives them, whose members sign in at a provider of their own. Only who is in
 * a group directly counts, not who is in a group within it.
 */
public interface SignInGroups {

    /**
     * The accounts in a group, in the platform's order; one request. What was changed a moment ago may be missing.
     *
     * @throws ConnectorException NOT_FOUND when there is no such group
     */
    Page<UserId> members(String group, Optional<String> cursor) throws ConnectorException, InterruptedException;

    /**
     * Puts an account into a group. May be called twice; may make several requests.
     *
     * @return whether this call did it; false when the account was in the group already
     * @throws ConnectorException NOT_FOUND when there is no such group or account
     */
    boolean add(String group, UserId user) throws ConnectorException, InterruptedException;

    /**
     * Takes an account out of a group; one request, may be called twice.
     *
     * @return whether this call did it; false when the account was not in the group, or is gone, or the group is
     */
    boolean remove(String group, UserId user) throws ConnectorException, InterruptedException;
}

package dev.footbridge.relay.bridge;

import dev.footbridge.core.id.UserId;
import java.util.Map;

/**
 * A group for single sign-on whose members the relay keeps.
 *
 * @param connector of the directory that has the group
 * @param group as the platform writes its id
 * @param people whose counterpart accounts belong in it while they are in a bridged conversation: by the account at home the
 *     one beside the group
 */
public record SignInGroup(String connector, String group, Map<UserId, UserId> people) {

    public SignInGroup {
        people = Map.copyOf(people);
    }
}

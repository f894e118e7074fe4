package dev.footbridge.teams;

import dev.footbridge.core.connector.Pacing;
import dev.footbridge.core.connector.RateLimit;
import dev.footbridge.core.connector.Verb;
import dev.footbridge.core.id.ChannelId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The documented limits. The page of February 2026 counts over a short window and allows about 83 % of it in the long
 * run, so the sustained rate is the page's figure and the burst one second's worth.
 *
 * @see <a href="https://learn.microsoft.com/graph/throttling-limits#microsoft-teams-service-limits">Throttling limits</a>
 */
final class TeamsLimits implements Pacing {

    /** What shares a budget. */
    private enum Budget {
        /** All calls of this app in the tenant. */
        TENANT,
        /** All calls to one channel or chat. */
        CONVERSATION,
        /** All calls of the relay account. */
        ACCOUNT
    }

    private record Row(Set<Verb> verbs, String name, Budget budget, int perSecond) {}

    private static final Set<Verb> POST = Set.of(Verb.POST);
    private static final Set<Verb> CHANGE = Set.of(Verb.EDIT, Verb.REMOVE, Verb.REACT, Verb.UNREACT);
    private static final Set<Verb> READ = Set.of(Verb.READ);
    private static final Set<Verb> LOOK_UP = Set.of(Verb.LOOK_UP);

    private static final List<Row> CHANNEL = List.of(
            new Row(POST, "post-channel", Budget.TENANT, 50),
            new Row(POST, "post-channel", Budget.CONVERSATION, 1),
            new Row(POST, "post-channel", Budget.ACCOUNT, 1),
            new Row(CHANGE, "change-channel", Budget.TENANT, 30),
            new Row(CHANGE, "change-channel", Budget.CONVERSATION, 1),
            new Row(CHANGE, "change-channel", Budget.ACCOUNT, 1),
            new Row(READ, "read-channel", Budget.TENANT, 20),
            new Row(READ, "read-channel", Budget.CONVERSATION, 1),
            new Row(LOOK_UP, "get", Budget.TENANT, 30));

    private static final List<Row> CHAT = List.of(
            new Row(POST, "post-chat", Budget.TENANT, 20),
            new Row(POST, "post-chat", Budget.CONVERSATION, 1),
            new Row(POST, "post-chat", Budget.ACCOUNT, 1),
            new Row(CHANGE, "change-chat", Budget.TENANT, 30),
            new Row(CHANGE, "change-chat", Budget.CONVERSATION, 1),
            new Row(CHANGE, "change-chat", Budget.ACCOUNT, 1),
            new Row(READ, "read-chat", Budget.TENANT, 20),
            new Row(READ, "read-chat", Budget.CONVERSATION, 1),
            new Row(LOOK_UP, "get", Budget.TENANT, 30));

    @Override
    public List<RateLimit> limits(Verb verb, ChannelId channel) {
        List<RateLimit> limits = new ArrayList<>();
        for (Row row : channel.value().startsWith("chats/") ? CHAT : CHANNEL) {
            if (row.verbs().contains(verb)) {
                String key = row.name() + " "
                        + (row.budget() == Budget.CONVERSATION
                                ? channel.value()
                                : row.budget().name());
                limits.add(new RateLimit(key, row.perSecond(), Duration.ofSeconds(1), row.perSecond()));
            }
        }
        return limits;
    }
}

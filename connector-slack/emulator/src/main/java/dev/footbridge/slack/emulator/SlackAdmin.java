package dev.footbridge.slack.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.footbridge.testkit.emulator.Principal;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the owners of the workspace and of the app can do: people, channels, memberships, tokens. Users and channels go by id or
 * by name. Safe for concurrent use.
 */
public final class SlackAdmin {
    private final Workspace workspace;
    private final Tokens tokens;
    private final Timeline timeline;
    private final SlackPeople people;
    private final Events events;
    private final AppMethods appMethods;
    private final String botToken;

    SlackAdmin(
            Workspace workspace,
            Tokens tokens,
            Timeline timeline,
            SlackPeople people,
            Events events,
            AppMethods appMethods,
            String botToken) {
        this.workspace = workspace;
        this.tokens = tokens;
        this.timeline = timeline;
        this.people = people;
        this.events = events;
        this.appMethods = appMethods;
        this.botToken = botToken;
    }

    /** @return the new user's id */
    public String addUser(String handle, String name, String email) {
        synchronized (workspace) {
            String id = workspace.nextId("U");
            return workspace
                    .addUser(id, handle, name, email, workspace.teamId, false)
                    .id();
        }
    }

    /** A person of another organisation, for channels shared over Slack Connect. */
    public String addExternalUser(String handle, String name, String teamId) {
        synchronized (workspace) {
            String id = workspace.nextId("U");
            return workspace.addUser(id, handle, name, "", teamId, false).id();
        }
    }

    /** A public channel; add the bot's user to let the app hear of it. */
    public String addChannel(String name, String... members) {
        return add(name, SlackChannel.Kind.PUBLIC, members);
    }

    public String addPrivateChannel(String name, String... members) {
        return add(name, SlackChannel.Kind.PRIVATE, members);
    }

    /** A direct conversation of these people and the bot: {@code im} for one person, {@code mpim} for more. */
    public String openDirect(String... handles) {
        synchronized (workspace) {
            Set<String> ids = ids(handles);
            ids.add(workspace.app.userId());
            return workspace.openDirect(ids, workspace.app.userId()).id;
        }
    }

    private String add(String name, SlackChannel.Kind kind, String... members) {
        synchronized (workspace) {
            Set<String> ids = ids(members);
            String creator = ids.stream().findFirst().orElse(workspace.app.userId());
            return workspace.addChannel(name, kind, creator, ids).id;
        }
    }

    private Set<String> ids(String... keys) {
        Set<String> ids = new LinkedHashSet<>();
        for (String key : List.of(keys)) {
            ids.add(people.user(key).id());
        }
        return ids;
    }

    /** Makes the channel one of Slack Connect: envelopes then name the sender's organisation. */
    public void share(String channel) {
        synchronized (workspace) {
            people.channel(channel).share();
        }
    }

    public void archive(String channel, boolean on) {
        synchronized (workspace) {
            people.channel(channel).archive(on);
        }
    }

    public void rename(String channel, String newName, String byUser) {
        synchronized (workspace) {
            timeline.rename(
                    people.channel(channel), newName, people.user(byUser).id());
        }
    }

    public void join(String channel, String user) {
        synchronized (workspace) {
            timeline.join(people.channel(channel), people.user(user).id(), Optional.empty());
        }
    }

    public void leave(String channel, String user) {
        synchronized (workspace) {
            timeline.leave(people.channel(channel), people.user(user).id());
        }
    }

    /** A reply that is also sent to the channel. */
    public String broadcastReply(String user, String channel, String text, String replyTo) {
        return people.post(user, channel, text, Optional.of(replyTo), true);
    }

    /** A message of another app, which has no user and a name of its choice. */
    public String postAsOtherApp(String channel, String appName, String text) {
        synchronized (workspace) {
            ObjectNode body = Nodes.object()
                    .put("subtype", "bot_message")
                    .put("type", "message")
                    .put("username", appName)
                    .put("bot_id", "B07FBOTHER1")
                    .put("app_id", "A07FBOTHER1")
                    .put("text", Mrkdwn.normalise(text));
            return timeline.post(people.channel(channel), body, Optional.empty(), Optional.empty(), false)
                    .ts();
        }
    }

    /** Adds the preview of a link, as Slack does some seconds after a post: a change that is no edit. */
    public void unfurl(String channel, String messageId, String url, String title) {
        synchronized (workspace) {
            SlackChannel room = people.channel(channel);
            SlackMessage message =
                    room.find(messageId).orElseThrow(() -> new IllegalArgumentException("no message " + messageId));
            ObjectNode preview = Nodes.object()
                    .put("from_url", url)
                    .put("title", title)
                    .put("title_link", url)
                    .put("fallback", title)
                    .put("id", 1)
                    .put("original_url", url);
            timeline.unfurl(room, message, preview);
        }
    }

    /** @param kind bot, user or app; holder is a user's name or id, for app tokens the app */
    public String mintToken(String kind, String holder, Set<String> scopes) {
        synchronized (workspace) {
            String id = kind.equals(Tokens.APP)
                    ? workspace.app.appId()
                    : people.user(holder).id();
            return tokens.mint(kind, id, workspace.teamId, scopes);
        }
    }

    public void revoke(String token) {
        tokens.table.revoke(token);
    }

    /** From the given moment the token is answered with {@code token_expired}. */
    public void expire(String token, Instant at) {
        Optional<Principal> principal = tokens.table.active(token);
        principal.ifPresent(holder -> tokens.table.grant(token, holder, at));
    }

    /** Re-installs the app with other scopes: the bot token keeps its text, and events follow the new scopes. */
    public void changeBotScopes(Set<String> scopes) {
        tokens.table.changeScopes(botToken, scopes);
        events.scopes(scopes);
    }

    /** A code for {@code oauth.v2.access}, as the consent page hands out. */
    public String issueOauthCode() {
        return appMethods.issueCode();
    }

    /** A refresh token for {@code oauth.v2.access}, good for one use. */
    public String issueRefreshToken() {
        return appMethods.issueRefreshToken();
    }

    /** Events the app was not subscribed to, could not see or had no address for. */
    public long unheardEvents() {
        return events.unheard();
    }
}

package dev.footbridge.gchat.emulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What an administrator of the organisation and the app's owner can do in the vendor's consoles. */
public final class GchatAdmin {
    private final Domain domain;
    private final Timeline timeline;
    private final Changes changes;
    private final GchatPeople people;
    private final Tokens tokens;
    private final TokenEndpoint oauth;
    private final ServiceAccount account;

    GchatAdmin(
            Domain domain,
            Timeline timeline,
            Changes changes,
            GchatPeople people,
            Tokens tokens,
            TokenEndpoint oauth,
            ServiceAccount account) {
        this.domain = domain;
        this.timeline = timeline;
        this.changes = changes;
        this.people = people;
        this.tokens = tokens;
        this.oauth = oauth;
        this.account = account;
    }

    /** Adds a person. Returns the id. */
    public String addUser(String handle, String displayName) {
        synchronized (domain) {
            return domain.addUser(handle, displayName, false).id();
        }
    }

    /** Adds somebody of another organisation, whom no directory lists. Returns the id. */
    public String addExternalUser(String handle, String displayName) {
        synchronized (domain) {
            return domain.addUser(handle, displayName, true).id();
        }
    }

    /** Adds a named space; {@code app} and the relay's handle may be among the members. Returns the id. */
    public String addSpace(String displayName, String... members) {
        return add(ChatSpace.Kind.SPACE, displayName, members);
    }

    public String addGroupChat(String... members) {
        return add(ChatSpace.Kind.GROUP_CHAT, "", members);
    }

    public String addDirectMessage(String one, String other) {
        return add(ChatSpace.Kind.DIRECT_MESSAGE, "", one, other);
    }

    private String add(ChatSpace.Kind kind, String displayName, String... members) {
        synchronized (domain) {
            List<ChatUser> users = new ArrayList<>();
            for (String member : members) {
                users.add(people.user(member));
            }
            return domain.addSpace(kind, displayName, users).id();
        }
    }

    public void join(String space, String user) {
        synchronized (domain) {
            ChatUser joining = people.user(user);
            timeline.join(people.space(space), joining, joining);
        }
    }

    public void leave(String space, String user) {
        synchronized (domain) {
            ChatUser leaving = people.user(user);
            timeline.leave(people.space(space), leaving, leaving);
        }
    }

    /** Makes somebody a manager, or a plain member again. */
    public void promote(String space, String user, boolean manager) {
        synchronized (domain) {
            timeline.promote(
                    people.space(space),
                    people.user(user),
                    manager ? Member.MANAGER : Member.MEMBER,
                    people.user(user));
        }
    }

    public void rename(String space, String displayName, String byUser) {
        synchronized (domain) {
            ChatSpace renamed = people.space(space);
            timeline.rename(renamed, displayName, renamed.description(), people.user(byUser));
        }
    }

    /** What people do meanwhile in one space and of one kind arrives as one batch event. */
    public void together(Runnable deeds) {
        synchronized (domain) {
            changes.together(deeds);
        }
    }

    /** Posts text in Chat's own syntax as a person's app would, for markup that nobody can type. Returns the id. */
    public String postMarkup(String user, String space, String markup) {
        synchronized (domain) {
            ChatUser author = people.user(user);
            Content content = Content.typed(ChatMarkup.read(markup, domain.mentions(true)));
            return timeline.post(
                            people.memberOf(author, space),
                            Timeline.Draft.typed(author, content, java.util.Optional.empty()))
                    .id();
        }
    }

    /** An access token of the app in its own name, valid for an hour. Scopes may go without the vendor's prefix. */
    public String appToken(String... scopes) {
        synchronized (domain) {
            return tokens.issue(Caller.Kind.APP, domain.app(), Scopes.split(String.join(" ", scopes)));
        }
    }

    /** An access token of a person, as domain-wide delegation gives it, valid for an hour. */
    public String userToken(String user, String... scopes) {
        synchronized (domain) {
            return tokens.issue(Caller.Kind.DELEGATED, people.user(user), Scopes.split(String.join(" ", scopes)));
        }
    }

    /** A refresh token, as a person's consent on the vendor's page gives it. */
    public String refreshToken(String user, String... scopes) {
        synchronized (domain) {
            return oauth.consent(people.user(user), Scopes.split(String.join(" ", scopes)));
        }
    }

    /** The scopes with {@code chat.app.} that an administrator approves from now on. */
    public void approve(Set<String> scopes) {
        tokens.approve(Scopes.split(String.join(" ", scopes)));
    }

    /** The scopes that domain-wide delegation allows from now on; asking for others is {@code unauthorized_client}. */
    public void delegate(Set<String> scopes) {
        tokens.delegate(Scopes.split(String.join(" ", scopes)));
    }

    /** Leaves scopes out of all tokens from now on, without refusing who asks for them. */
    public void withhold(String... scopes) {
        tokens.withhold(Scopes.split(String.join(" ", scopes)));
    }

    public void revokeToken(String token) {
        tokens.revoke(token);
    }

    /** Deletes the service account's key and ends all tokens and consents. */
    public void revokeCredentials() {
        account.disable(true);
        tokens.revokeAll();
        oauth.revokeConsents();
    }
}

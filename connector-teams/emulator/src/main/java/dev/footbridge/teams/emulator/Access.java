package dev.footbridge.teams.emulator;

import java.util.Optional;

/** Finds what a request is about, refusing people who are not members. */
final class Access {
    private final Tenant tenant;

    Access(Tenant tenant) {
        this.tenant = tenant;
    }

    Team team(GraphRequest request) {
        var team = tenant.requireTeam(request.param("team-id"));
        requireMember(
                team.roster(),
                request.caller(),
                "Failed to execute Templates backend request: user is not a member of the team.");
        return team;
    }

    Channel channel(GraphRequest request) {
        var channel = tenant.requireChannel(request.param("team-id"), request.param("channel-id"));
        requireMember(channel.roster(), request.caller(), "User is not a member of the channel's roster.");
        return channel;
    }

    Chat chat(GraphRequest request) {
        var owner = Optional.ofNullable(request.path().get("user-id"));
        if (owner.isPresent() && request.caller().isDelegated()) {
            requireSelf(owner.get(), request.caller());
        }
        var chat = tenant.requireChat(request.param("chat-id"));
        requireMember(chat.roster(), request.caller(), "InsufficientPrivileges: user is not a member of the chat.");
        return chat;
    }

    /** The conversation of a message request, be it a channel's or a chat's. */
    Conversation conversation(GraphRequest request) {
        return request.path().containsKey("channel-id")
                ? channel(request).conversation()
                : chat(request).conversation();
    }

    /** The message a request names: the reply of a reply path, the message otherwise. */
    ChatMessage message(GraphRequest request, Conversation conversation) {
        var id = messageId(request);
        var message = conversation.find(id).orElseThrow(() -> GraphFault.messageNotFound(id));
        var root = request.path().containsKey("chatMessage-id1")
                ? Optional.of(request.param("chatMessage-id"))
                : Optional.<String>empty();
        if (!message.replyToId().equals(root)) {
            throw GraphFault.messageNotFound(id);
        }
        return message;
    }

    static String messageId(GraphRequest request) {
        var reply = request.path().get("chatMessage-id1");
        return reply != null ? reply : request.param("chatMessage-id");
    }

    /** The user of a {@code /me} or {@code /users/{id}} path; a delegated caller may only name itself. */
    Person self(GraphRequest request) {
        var name = request.path().get("user-id");
        if (name == null) {
            return request.caller().requireUser();
        }
        var person = tenant.requirePerson(name);
        if (request.caller().isDelegated()) {
            requireSelf(person.id(), request.caller());
        }
        return person;
    }

    private void requireSelf(String idOrName, Caller caller) {
        if (!caller.requireUser().answersTo(idOrName)) {
            throw GraphFault.forbidden("The user in the path is not the signed-in user.");
        }
    }

    private static void requireMember(Roster roster, Caller caller, String refusal) {
        if (caller.isDelegated() && !roster.has(caller.requireUser().id())) {
            throw GraphFault.forbidden(refusal);
        }
    }
}

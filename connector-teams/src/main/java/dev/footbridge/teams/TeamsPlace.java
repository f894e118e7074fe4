package dev.footbridge.teams;

/** Where messages live, as the interface of the platform addresses it. */
sealed interface TeamsPlace {

    /** A channel of a team; has threads. */
    record InTeam(String team, String channel) implements TeamsPlace {}

    /** A one-to-one, group or meeting chat; has no threads. */
    record InChat(String chat) implements TeamsPlace {}

    /** The path that change notifications of the messages here are subscribed with. */
    default String messagesResource() {
        if (this instanceof InTeam in) {
            return "/teams/" + in.team() + "/channels/" + in.channel() + "/messages";
        }
        return "/chats/" + ((InChat) this).chat() + "/messages";
    }

    /** Whether both are the same place; team and channel ids come in either case. */
    default boolean sameAs(TeamsPlace other) {
        return messagesResource().equalsIgnoreCase(other.messagesResource());
    }
}

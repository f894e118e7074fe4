package dev.footbridge.gchat.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Writes spaces and memberships. */
final class SpaceJson {
    private SpaceJson() {}

    static ObjectNode of(ChatSpace space) {
        ObjectNode json = Json.object().put("name", space.name());
        json.put("type", space.kind() == ChatSpace.Kind.DIRECT_MESSAGE ? "DM" : "ROOM");
        if (space.kind() == ChatSpace.Kind.SPACE) {
            json.put("displayName", space.displayName());
        }
        json.put("spaceThreadingState", space.threaded() ? "THREADED_MESSAGES" : "UNTHREADED_MESSAGES");
        json.put("spaceType", space.kind().name());
        if (space.directWithApp()) {
            json.put("singleUserBotDm", true);
        }
        if (!space.description().isEmpty()) {
            json.putObject("spaceDetails").put("description", space.description());
        }
        json.put("spaceHistoryState", "HISTORY_ON");
        if (space.kind() != ChatSpace.Kind.DIRECT_MESSAGE) {
            json.put("createTime", Json.time(space.created()));
        }
        long people = space.members().values().stream()
                .filter(member -> !member.user().bot())
                .count();
        json.putObject("membershipCount").put("joinedDirectHumanUserCount", (int) people);
        json.put("spaceUri", "https://chat.google.com/room/" + space.id() + "?cls=11");
        return json;
    }

    /** The space as it stands within a message. */
    static ObjectNode within(ChatSpace space, View.Audience audience) {
        boolean whole = audience == View.Audience.APP || audience == View.Audience.INTERACTION;
        return whole ? of(space) : Json.object().put("name", space.name());
    }

    static ObjectNode member(ChatSpace space, Member member, View.Audience audience, Domain domain) {
        ObjectNode json = Json.object().put("name", memberName(space, member.user()));
        json.put("state", "JOINED");
        json.set("member", UserJson.of(member.user(), space, audience, domain));
        return json.put("createTime", Json.time(member.since())).put("role", member.role());
    }

    static String memberName(ChatSpace space, ChatUser user) {
        return space.name() + "/members/" + user.id();
    }
}

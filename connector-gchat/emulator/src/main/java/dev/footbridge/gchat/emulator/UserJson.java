package dev.footbridge.gchat.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Writes users: how much of them shows depends on who asks. */
final class UserJson {
    private UserJson() {}

    static ObjectNode of(ChatUser user, ChatSpace space, View.Audience audience, Domain domain) {
        ObjectNode json = Json.object().put("name", user.name());
        boolean known = space.has(user);
        switch (audience) {
            case APP ->
                json.put("displayName", user.displayName())
                        .put("avatarUrl", user.avatarUrl())
                        .put("type", user.type());
            case USER -> {
                if (known) {
                    json.put("displayName", user.displayName()).put("avatarUrl", user.avatarUrl());
                    if (!user.email().isEmpty()) {
                        json.put("email", user.email());
                    }
                }
                json.put("type", user.type());
            }
            case EVENT -> json.put("type", user.type());
            case INTERACTION -> {
                json.put("displayName", user.displayName()).put("avatarUrl", user.avatarUrl());
                if (!user.email().isEmpty()) {
                    json.put("email", user.email());
                }
                json.put("type", user.type());
            }
        }
        boolean whole = audience == View.Audience.APP || audience == View.Audience.INTERACTION;
        if (whole && !user.bot() && !user.external()) {
            json.put("domainId", domain.identity().customerId());
        }
        return json;
    }

    /** A mention names everybody by no id of theirs. */
    static ObjectNode mentioned(String id, ChatSpace space, View.Audience audience, Domain domain) {
        if (id.equals("all")) {
            return Json.object().put("name", "users/all").put("type", "HUMAN");
        }
        return domain.user(id)
                .map(user -> of(user, space, audience, domain))
                .orElseGet(() -> Json.object().put("name", "users/" + id).put("type", "HUMAN"));
    }
}

package dev.footbridge.webex.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Locale;

/** An account: a person, a bot, the machine account of a Service App, or a guest. */
final class Person {
    /** What sort of account; {@code word} is what the API calls it. */
    enum Sort {
        PERSON("person"),
        BOT("bot"),
        MACHINE("person"),
        GUEST("appuser");

        private final String word;

        Sort(String word) {
            this.word = word;
        }
    }

    private final String id;
    private final Sort sort;
    private final String email;
    private final String orgId;
    private final Instant created;
    private String displayName;
    private Instant changed;

    Person(String id, Sort sort, String email, String displayName, String orgId, Instant created) {
        this.id = id;
        this.sort = sort;
        this.email = email;
        this.displayName = displayName;
        this.orgId = orgId;
        this.created = created;
        this.changed = created;
    }

    String id() {
        return id;
    }

    Sort sort() {
        return sort;
    }

    boolean bot() {
        return sort == Sort.BOT;
    }

    String email() {
        return email;
    }

    String orgId() {
        return orgId;
    }

    String displayName() {
        return displayName;
    }

    /** The part of the mail address before the at sign: what one types to mention somebody. */
    String handle() {
        return email.substring(0, email.indexOf('@')).toLowerCase(Locale.ROOT);
    }

    void rename(String name, Instant at) {
        displayName = name;
        changed = at;
    }

    /** @param presence whether the reader may see what only colleagues see */
    ObjectNode json(boolean presence) {
        ObjectNode json = Json.object().put("id", id);
        json.putArray("emails").add(email);
        json.putArray("phoneNumbers");
        json.put("displayName", displayName).put("nickName", firstName());
        if (sort == Sort.PERSON) {
            json.put("firstName", firstName()).put("lastName", lastName());
        }
        json.put("orgId", orgId).put("created", Json.time(created)).put("lastModified", Json.time(changed));
        if (presence) {
            json.put("lastActivity", Json.time(changed)).put("status", "unknown");
        }
        return json.put("type", sort.word);
    }

    private String firstName() {
        int space = displayName.indexOf(' ');
        return space < 0 ? displayName : displayName.substring(0, space);
    }

    private String lastName() {
        int space = displayName.indexOf(' ');
        return space < 0 ? "" : displayName.substring(space + 1);
    }
}

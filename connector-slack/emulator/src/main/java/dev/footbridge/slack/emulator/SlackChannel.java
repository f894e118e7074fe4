package dev.footbridge.slack.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashSet;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** A conversation and its messages. Guarded by the workspace's lock. */
final class SlackChannel {
    /** The four kinds of conversation, each with its own scopes. */
    enum Kind {
        PUBLIC("channel", "channels", "C"),
        PRIVATE("group", "groups", "G"),
        IM("im", "im", "D"),
        MPIM("mpim", "mpim", "G");

        /** As in {@code channel_type} of message events. */
        final String eventType;
        /** The part of a scope's name before the colon. */
        final String scopeFamily;
        /** As in {@code channel_type} of membership events. */
        final String letter;

        Kind(String eventType, String scopeFamily, String letter) {
            this.eventType = eventType;
            this.scopeFamily = scopeFamily;
            this.letter = letter;
        }
    }

    /** The oldest messages beyond this are forgotten, so that a long load run keeps its memory. */
    private static final int MAX_MESSAGES = 50_000;

    final String id;
    final Kind kind;
    final String creator;
    final long created;
    final Set<String> members = new LinkedHashSet<>();
    private final NavigableMap<String, SlackMessage> messages = new TreeMap<>();
    private String name;
    private boolean archived;
    private boolean external;

    SlackChannel(String id, String name, Kind kind, String creator, long created) {
        this.id = id;
        this.name = name;
        this.kind = kind;
        this.creator = creator;
        this.created = created;
    }

    String name() {
        return name;
    }

    void rename(String newName) {
        name = newName;
    }

    boolean archived() {
        return archived;
    }

    void archive(boolean on) {
        archived = on;
    }

    /** Shared with another organisation (Slack Connect). */
    boolean external() {
        return external;
    }

    void share() {
        external = true;
    }

    NavigableMap<String, SlackMessage> messages() {
        return messages;
    }

    Optional<SlackMessage> find(String ts) {
        return Optional.ofNullable(messages.get(ts));
    }

    void add(SlackMessage message) {
        messages.put(message.ts(), message);
        while (messages.size() > MAX_MESSAGES) {
            messages.pollFirstEntry();
        }
    }

    ObjectNode json(String viewer) {
        ObjectNode json = Nodes.object().put("id", id).put("created", created).put("is_archived", archived);
        if (kind == Kind.IM) {
            String other = members.stream()
                    .filter(one -> !one.equals(viewer))
                    .findFirst()
                    .orElse(viewer);
            return json.put("is_im", true)
                    .put("is_org_shared", false)
                    .put("user", other)
                    .put("priority", 0);
        }
        json.put("name", name)
                .put("name_normalized", name)
                .put("creator", creator)
                .put("is_channel", kind == Kind.PUBLIC)
                .put("is_group", kind == Kind.PRIVATE)
                .put("is_im", false)
                .put("is_mpim", kind == Kind.MPIM)
                .put("is_private", kind != Kind.PUBLIC)
                .put("is_general", name.equals("general"))
                .put("is_shared", external)
                .put("is_ext_shared", external)
                .put("is_org_shared", false)
                .put("is_pending_ext_shared", false)
                .put("is_member", members.contains(viewer))
                .put("unlinked", 0);
        json.putArray("pending_shared");
        json.putArray("previous_names");
        json.putObject("topic").put("value", "").put("creator", "").put("last_set", 0);
        json.putObject("purpose").put("value", "").put("creator", "").put("last_set", 0);
        return json;
    }
}

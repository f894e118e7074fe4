package dev.footbridge.slack.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;

/**
 * Whom a message rings. Its text is read beside its blocks, and so are references in code: the vendor says of neither that
 * nobody is rung. Call with the workspace locked.
 */
final class Mentioned {
    private final Workspace workspace;
    private final SlackChannel channel;
    private final Set<String> rung = new LinkedHashSet<>();

    private Mentioned(Workspace workspace, SlackChannel channel) {
        this.workspace = workspace;
        this.channel = channel;
    }

    static Set<String> by(SlackMessage message, SlackChannel channel, Workspace workspace) {
        Mentioned mentioned = new Mentioned(workspace, channel);
        if (!message.tombstone()) {
            mentioned.mrkdwn(message.text());
            mentioned.walk(message.blocks());
            mentioned.walk(message.plain().path("attachments"));
        }
        return Set.copyOf(mentioned.rung);
    }

    /** Any object may hold a reference, however deep: the blocks have many containers. */
    private void walk(JsonNode node) {
        switch (Nodes.text(node, "type")) {
            case "user" -> user(Nodes.text(node, "user_id"));
            case "broadcast", "usergroup" -> everybody();
            case "mrkdwn", "markdown" -> mrkdwn(Nodes.text(node, "text"));
            default -> node.forEach(this::walk);
        }
        if (node.isObject() && !node.has("type")) {
            mrkdwn(Nodes.text(node, "text"));
            mrkdwn(Nodes.text(node, "pretext"));
        }
    }

    private void mrkdwn(String text) {
        Matcher reference = Mrkdwn.REFERENCE.matcher(text);
        while (reference.find()) {
            String target = reference.group(1);
            if (target.startsWith("@")) {
                user(target.substring(1));
            } else if (rings(target)) {
                everybody();
            }
        }
    }

    /** {@code <!here>}, {@code <!subteam^S…>} and the like ring; {@code <!date^…>} is a date. */
    private static boolean rings(String target) {
        return target.startsWith("!") && !target.startsWith("!date^");
    }

    private void user(String id) {
        workspace.user(id).ifPresent(user -> rung.add(user.id()));
    }

    private void everybody() {
        rung.addAll(channel.members);
    }
}

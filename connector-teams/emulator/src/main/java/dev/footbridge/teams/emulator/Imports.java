package dev.footbridge.teams.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footbridge.testkit.emulator.Reply;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Import mode: the only way by which an application permission can send. */
final class Imports {
    private final Access access;
    private final Tenant tenant;
    private final Clock clock;
    private final Set<String> open = ConcurrentHashMap.newKeySet();

    Imports(Access access, Tenant tenant, Clock clock) {
        this.access = access;
        this.tenant = tenant;
        this.clock = clock;
    }

    void register(GraphRouter router) {
        for (var place : new String[] {"/teams/{team-id}/channels/{channel-id}", "/chats/{chat-id}"}) {
            router.add("POST " + place + "/startMigration", this::start);
            router.add("POST " + place + "/completeMigration", this::complete);
        }
    }

    ChatMessage post(Conversation conversation, Optional<String> replyTo, JsonNode body, MessageContent content) {
        if (!open.contains(conversation.place().conversationId())) {
            throw GraphFault.forbidden("The conversation is not in migration mode.");
        }
        var author = Json.text(body.path("from").path("user"), "id")
                .flatMap(tenant::person)
                .orElseThrow(() -> GraphFault.badRequest("'from' must name a user of the tenant."));
        var created = Json.text(body, "createdDateTime")
                .flatMap(Json::parseTime)
                .orElseThrow(() -> GraphFault.badRequest("'createdDateTime' is required."))
                .toEpochMilli();
        if (created > clock.millis()) {
            throw GraphFault.badRequest("'createdDateTime' must not be in the future.");
        }
        replyTo.ifPresent(root -> Messages.requireRoot(conversation, root));
        var message = ChatMessage.posted(
                conversation.place(), created, replyTo, author.asAuthor(), content.withId(Long.toString(created)));
        return conversation
                .addImported(message)
                .orElseThrow(
                        () -> GraphFault.of(409, "Conflict", "A message with this createdDateTime already exists."));
    }

    private Reply start(GraphRequest request) {
        open.add(access.conversation(request).place().conversationId());
        return GraphReplies.noContent();
    }

    private Reply complete(GraphRequest request) {
        if (!open.remove(access.conversation(request).place().conversationId())) {
            throw GraphFault.badRequest("The conversation is not in migration mode.");
        }
        return GraphReplies.noContent();
    }
}

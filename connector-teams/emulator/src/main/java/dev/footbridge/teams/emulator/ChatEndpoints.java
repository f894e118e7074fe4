package dev.footbridge.teams.emulator;

import dev.footbridge.testkit.emulator.Reply;
import java.util.Optional;

/** Chats and their members. */
final class ChatEndpoints {
    private static final String CHAT = "/chats/{chat-id}";

    private final Tenant tenant;
    private final Access access;
    private final DirectoryJson json;
    private final TeamEndpoints binding;

    ChatEndpoints(Tenant tenant, Access access, DirectoryJson json, TeamEndpoints binding) {
        this.tenant = tenant;
        this.access = access;
        this.json = json;
        this.binding = binding;
    }

    void register(GraphRouter router) {
        router.add("GET /chats", this::list);
        router.add("GET /me/chats", this::list);
        router.add("GET /users/{user-id}/chats", this::list);
        router.add("POST /chats", this::create);
        router.add("GET " + CHAT, this::get);
        router.add("GET " + CHAT + "/members", this::members);
        router.add("POST " + CHAT + "/members", this::addMember);
        router.add("DELETE " + CHAT + "/members/{conversationMember-id}", this::removeMember);
    }

    private Reply list(GraphRequest request) {
        var everything = !request.caller().isDelegated() && !request.path().containsKey("user-id");
        var person = everything ? Optional.<Person>empty() : Optional.of(access.self(request));
        var chats = tenant.chats().stream()
                .filter(c -> person.map(p -> c.roster().has(p.id())).orElse(true))
                .toList();
        var withMembers = expandsMembers(request);
        return GraphReplies.collection(
                request.apiUrl() + "/$metadata#chats",
                Optional.empty(),
                GraphReplies.items(chats, c -> out -> out.writeObject(json.chat(c, withMembers))));
    }

    private Reply get(GraphRequest request) {
        return entity(request, access.chat(request), false);
    }

    private Reply create(GraphRequest request) {
        var body = request.json();
        var type = Json.text(body, "chatType").orElse("");
        var members = binding.boundUsers(body.path("members"));
        var fits = switch (type) {
            case Chat.ONE_ON_ONE -> members.size() == 2;
            case Chat.GROUP -> members.size() >= 2;
            default -> throw GraphFault.badRequest("Invalid value for chatType.");
        };
        if (!fits) {
            throw GraphFault.badRequest("Invalid number of members for a chat of type " + type + ".");
        }
        var topic = Json.text(body, "topic");
        if (type.equals(Chat.ONE_ON_ONE) && topic.isPresent()) {
            throw GraphFault.badRequest("A topic can only be set for group chats.");
        }
        request.caller().user().filter(u -> !members.contains(u)).ifPresent(u -> {
            throw GraphFault.badRequest("The caller must be a member of the chat.");
        });
        return entity(request, tenant.openChat(type, topic, members), true);
    }

    private Reply entity(GraphRequest request, Chat chat, boolean created) {
        var withMembers = expandsMembers(request);
        Json.Body body = out -> DirectoryJson.writeEntity(
                out, request.apiUrl() + "/$metadata#chats/$entity", json.chat(chat, withMembers));
        return created ? GraphReplies.created(body) : GraphReplies.ok(body);
    }

    private static boolean expandsMembers(GraphRequest request) {
        return request.option("$expand").map(e -> e.startsWith("members")).orElse(false);
    }

    private Reply members(GraphRequest request) {
        var chat = access.chat(request);
        return GraphReplies.collection(
                request.apiUrl() + "/$metadata#" + chat.conversation().place().contextPath() + "/members",
                Optional.empty(),
                GraphReplies.items(chat.roster().members(), m -> out -> out.writeObject(json.member(m))));
    }

    private Reply addMember(GraphRequest request) {
        var chat = access.chat(request);
        if (!chat.type().equals(Chat.GROUP)) {
            throw GraphFault.badRequest("Members can only be added to group chats.");
        }
        var person = binding.boundUser(request.json());
        if (!chat.roster().has(person.id())) {
            chat.roster()
                    .add(tenant.member(
                            person, TeamEndpoints.roles(request.json()).contains("owner")));
        }
        return Reply.empty(201);
    }

    private Reply removeMember(GraphRequest request) {
        if (!access.chat(request).roster().remove(request.param("conversationMember-id"))) {
            throw GraphFault.notFound("Member not found.");
        }
        return GraphReplies.noContent();
    }
}

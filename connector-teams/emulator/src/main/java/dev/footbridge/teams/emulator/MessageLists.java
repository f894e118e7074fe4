package dev.footbridge.teams.emulator;

import dev.footbridge.testkit.emulator.Reply;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.Predicate;

/** Reading messages: one, lists, replies, hosted contents. */
final class MessageLists {
    private static final String CHANNEL = "/teams/{team-id}/channels/{channel-id}/messages";
    private static final String CHAT = "/chats/{chat-id}/messages";
    private static final String ONE = "/{chatMessage-id}";
    private static final String REPLY = ONE + "/replies/{chatMessage-id1}";
    private static final int PAGE = 20;
    private static final int MAX_PAGE = 50;
    private static final int MAX_EXPANDED_REPLIES = 1000;
    private static final Predicate<ChatMessage> ANY = message -> true;

    private final Access access;
    private final MessageJson json;

    MessageLists(Access access, MessageJson json) {
        this.access = access;
        this.json = json;
    }

    void register(GraphRouter router) {
        router.add("GET " + CHANNEL, this::listChannel);
        router.add("GET " + CHANNEL + ONE + "/replies", this::listReplies);
        router.add("GET " + CHAT, this::listChat);
        for (var message : new String[] {CHANNEL + ONE, CHANNEL + REPLY, CHAT + ONE}) {
            router.add("GET " + message, this::get);
            router.add("GET " + message + "/hostedContents", this::listHosted);
            router.add("GET " + message + "/hostedContents/{chatMessageHostedContent-id}/$value", this::hosted);
        }
        for (var owner : new String[] {"/users/{user-id}", "/me"}) {
            router.alias("GET " + owner + CHAT, "GET " + CHAT, this::listChat);
            router.alias("GET " + owner + CHAT + ONE, "GET " + CHAT + ONE, this::get);
        }
    }

    private Reply get(GraphRequest request) {
        var message = access.message(request, access.conversation(request));
        var form = json.preferredBy(request);
        return GraphReplies.ok(out -> form.writeEntity(out, message, request.apiUrl()));
    }

    private Reply listChannel(GraphRequest request) {
        var conversation = access.conversation(request);
        var page = conversation.rootsByCreation(Paging.skipToken(request), request.top(PAGE, MAX_PAGE), ANY);
        var expand = expandsReplies(request);
        return list(request, conversation, page, message -> expanded(request, conversation, message, expand));
    }

    private Reply listChat(GraphRequest request) {
        var conversation = access.conversation(request);
        var form = json.preferredBy(request);
        var order =
                request.option("$orderby").or(() -> request.option("$orderBy")).orElse("lastModifiedDateTime desc");
        var property = orderProperty(order);
        var wanted = request.option("$filter")
                .map(TimeFilter::parse)
                // Documented: a filter on another property than that of the order is ignored.
                .filter(f -> f.isAbout(property))
                .map(TimeFilter::matching)
                .orElse(ANY);
        var before = Paging.skipToken(request);
        var top = request.top(PAGE, MAX_PAGE);
        var page = property.equals("createdDateTime")
                ? conversation.rootsByCreation(before, top, wanted)
                : conversation.rootsByChange(before, top, wanted);
        return list(request, conversation, page, message -> out -> form.writeItem(out, message));
    }

    private Reply listReplies(GraphRequest request) {
        var conversation = access.conversation(request);
        var form = json.preferredBy(request);
        var root = access.message(request, conversation);
        var page = conversation.replies(root.id(), Paging.skipToken(request), request.top(PAGE, MAX_PAGE));
        var path = conversation.place().path() + "/messages/" + root.id() + "/replies";
        var context = request.apiUrl() + "/$metadata#" + conversation.place().contextPath() + "/messages('" + root.id()
                + "')/replies";
        return GraphReplies.collection(
                context,
                Paging.nextLink(request, path, page),
                GraphReplies.items(page.messages(), message -> out -> form.writeItem(out, message)));
    }

    private static Reply list(
            GraphRequest request,
            Conversation conversation,
            Conversation.Page page,
            Function<ChatMessage, Json.Body> render) {
        var context = request.apiUrl() + "/$metadata#" + conversation.place().contextPath() + "/messages";
        var next = Paging.nextLink(request, conversation.place().path() + "/messages", page);
        return GraphReplies.collection(context, next, GraphReplies.items(page.messages(), render));
    }

    /** A root message, with its replies when the request expands them. */
    Json.Body expanded(GraphRequest request, Conversation conversation, ChatMessage root, boolean expand) {
        var form = json.preferredBy(request);
        if (!expand) {
            return out -> form.writeItem(out, root);
        }
        var page = conversation.replies(root.id(), OptionalLong.empty(), MAX_EXPANDED_REPLIES);
        var path = conversation.place().path() + "/messages/" + root.id() + "/replies";
        var more = page.more() && page.last().isPresent()
                ? Optional.of(request.apiUrl() + "/" + path + "?$skiptoken="
                        + Paging.write("s" + page.last().getAsLong()))
                : Optional.<String>empty();
        return out -> form.writeExpanded(out, root, request.apiUrl(), page.messages(), more);
    }

    static boolean expandsReplies(GraphRequest request) {
        var expand = request.option("$expand");
        expand.filter(e -> !e.equals("replies")).ifPresent(e -> {
            throw GraphFault.badRequest("Parsing OData Select and Expand failed: Could not find a property named '" + e
                    + "' that can be expanded.");
        });
        return expand.isPresent();
    }

    private static String orderProperty(String order) {
        return switch (order.trim().replaceAll("\\s+", " ")) {
            case "lastModifiedDateTime desc" -> "lastModifiedDateTime";
            case "createdDateTime desc" -> "createdDateTime";
            default -> throw GraphFault.badRequest("QueryOptions to order by '" + order + "' is not supported.");
        };
    }

    private Reply listHosted(GraphRequest request) {
        var message = access.message(request, access.conversation(request));
        var context = request.apiUrl() + "/$metadata#" + message.place().contextPath() + "/messages('" + message.id()
                + "')/hostedContents";
        return GraphReplies.collection(
                context,
                Optional.empty(),
                GraphReplies.items(message.content().hosted().keySet(), id -> out -> {
                    out.writeStartObject();
                    out.writeStringField("id", id);
                    out.writeNullField("contentBytes");
                    out.writeNullField("contentType");
                    out.writeEndObject();
                }));
    }

    private Reply hosted(GraphRequest request) {
        var message = access.message(request, access.conversation(request));
        var content = message.content().hosted().get(request.param("chatMessageHostedContent-id"));
        if (content == null || message.isDeleted()) {
            throw GraphFault.notFound("Hosted content was not found.");
        }
        return Reply.of(200, content.contentType(), content.bytes());
    }
}

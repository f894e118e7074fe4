package dev.footbridge.gchat.emulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.footbridge.testkit.emulator.Reply;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** {@code spaces.messages.list}. */
final class MessageListMethod {
    private static final int STANDARD = 25;
    private static final int MAXIMUM = 1_000;

    private final Access access;
    private final MessageJson json;

    MessageListMethod(Access access, MessageJson json) {
        this.access = access;
        this.json = json;
    }

    void register(ChatApi api) {
        api.add("chat.spaces.messages.list", this::list);
    }

    private Reply list(Call call) {
        ChatSpace space = access.space(call);
        Optional<Filter.Expression> filter = call.option("filter").map(MessageListMethod::filter);
        boolean deleted = call.option("showDeleted", "show_deleted").isPresent() && call.flag("showDeleted");
        boolean descending = descending(call);
        Optional<Instant> after = call.option("pageToken", "page_token").map(MessageListMethod::anchor);
        List<ChatMessage> found = new ArrayList<>();
        for (ChatMessage message : space.messages()) {
            boolean shown = (deleted || !message.isDeleted()) && visible(message, call.caller());
            boolean next = after.isEmpty()
                    || (descending
                            ? message.origin().created().isBefore(after.get())
                            : message.origin().created().isAfter(after.get()));
            if (shown && next && filter.stream().allMatch(one -> one.matches(clause -> matches(clause, message)))) {
                found.add(message);
            }
        }
        if (descending) {
            Collections.reverse(found);
        }
        View view = access.view(call);
        int size = Math.min(found.size(), call.pageSize("pageSize", STANDARD, MAXIMUM));
        ObjectNode body = Json.object();
        if (size > 0) {
            ArrayNode page = body.putArray("messages");
            found.subList(0, size).forEach(message -> page.add(json.of(message, view)));
        }
        if (size < found.size()) {
            body.put(
                    "nextPageToken",
                    Pages.token(Json.time(found.get(size - 1).origin().created())));
        }
        return Reply.json(body);
    }

    /** Pages go on from a message, so that what is posted or deleted meanwhile moves nothing. */
    private static Instant anchor(String token) {
        return Json.time(Pages.read(token)).orElseThrow(Pages::invalid);
    }

    /** An app's list holds no private messages, not even its own. */
    private static boolean visible(ChatMessage message, Caller caller) {
        return caller.app() ? message.origin().viewer().isEmpty() : message.visibleTo(caller);
    }

    private static boolean descending(Call call) {
        String order = call.option("orderBy", "order_by").orElse("create_time ASC");
        String normal = order.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
        return switch (normal) {
            case "asc", "create_time", "createtime", "create_time asc", "createtime asc" -> false;
            case "desc", "create_time desc", "createtime desc" -> true;
            default -> throw ChatFault.invalid("Invalid order_by.");
        };
    }

    private static Filter.Expression filter(String text) {
        Filter.Expression expression = Filter.parse(text);
        long threads = expression.clauses().stream()
                .filter(clause -> clause.field().equals("thread.name"))
                .count();
        boolean sound = !expression.joins("OR")
                && threads <= 1
                && expression.clauses().stream().allMatch(MessageListMethod::sound);
        if (!sound) {
            throw Filter.invalid();
        }
        return expression;
    }

    private static boolean sound(Filter.Clause clause) {
        return switch (clause.field()) {
            case "create_time", "createTime" ->
                Set.of(">", "<").contains(clause.operator())
                        && Json.time(clause.value()).isPresent();
            case "thread.name" -> clause.operator().equals("=");
            default -> false;
        };
    }

    private static boolean matches(Filter.Clause clause, ChatMessage message) {
        if (clause.field().equals("thread.name")) {
            return message.threadName().equals(clause.value());
        }
        Instant bound = Json.time(clause.value()).orElseThrow(Filter::invalid);
        int order = message.origin().created().compareTo(bound);
        return clause.operator().equals(">") ? order > 0 : order < 0;
    }
}

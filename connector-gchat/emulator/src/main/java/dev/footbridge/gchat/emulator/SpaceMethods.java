package dev.footbridge.gchat.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.footbridge.testkit.emulator.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code spaces}: get, list, create, setup, patch, findDirectMessage. */
final class SpaceMethods {
    private static final int STANDARD = 100;
    private static final int MAXIMUM = 1_000;

    private final Timeline timeline;
    private final Access access;
    private final Domain domain;

    SpaceMethods(Timeline timeline, Access access) {
        this.timeline = timeline;
        this.access = access;
        this.domain = access.domain();
    }

    void register(ChatApi api) {
        api.add("chat.spaces.get", call -> Reply.json(SpaceJson.of(access.space(call))));
        api.add("chat.spaces.list", this::list);
        api.add("chat.spaces.create", this::create);
        api.add("chat.spaces.setup", this::setup);
        api.add("chat.spaces.patch", this::patch);
        api.add("chat.spaces.findDirectMessage", this::findDirectMessage);
    }

    private Reply list(Call call) {
        Optional<Filter.Expression> filter = call.option("filter").map(SpaceMethods::filter);
        List<ChatSpace> found = new ArrayList<>();
        for (ChatSpace space : domain.spaces()) {
            // Group and direct chats are listed from their first message on.
            boolean begun =
                    space.kind() == ChatSpace.Kind.SPACE || !space.messages().isEmpty();
            if (begun
                    && space.has(call.caller().self())
                    && filter.stream()
                            .allMatch(one -> one.matches(
                                    clause -> clause.value().equals(space.kind().name())))) {
                found.add(space);
            }
        }
        return Pages.reply(call, "spaces", found, call.pageSize("pageSize", STANDARD, MAXIMUM), SpaceJson::of);
    }

    private static Filter.Expression filter(String text) {
        Filter.Expression expression = Filter.parse(text);
        for (Filter.Clause clause : expression.clauses()) {
            boolean sound = Set.of("space_type", "spaceType").contains(clause.field())
                    && clause.operator().equals("=")
                    && Set.of("SPACE", "GROUP_CHAT", "DIRECT_MESSAGE").contains(clause.value());
            if (!sound) {
                throw Filter.invalid();
            }
        }
        if (expression.joins("AND")) {
            throw Filter.invalid();
        }
        return expression;
    }

    private Reply create(Call call) {
        ObjectNode body = call.body();
        if (!Json.text(body, "spaceType").equals("SPACE")) {
            throw ChatFault.invalid("Only named spaces can be created.");
        }
        return Reply.json(SpaceJson.of(named(body, call, List.of())));
    }

    private ChatSpace named(JsonNode space, Call call, List<ChatUser> others) {
        String name = Json.text(space, "displayName");
        if (name.isBlank() || name.length() > 128) {
            throw ChatFault.invalid("A named space needs a display name of up to 128 characters.");
        }
        if (domain.spaces().stream().anyMatch(one -> one.displayName().equals(name))) {
            throw ChatFault.exists("A space with this display name already exists.");
        }
        ChatUser creator = call.caller().self();
        ChatSpace made = domain.addSpace(ChatSpace.Kind.SPACE, name, List.of(creator));
        others.forEach(user -> timeline.join(made, user, creator));
        return made;
    }

    private Reply setup(Call call) {
        ObjectNode body = call.body();
        List<ChatUser> others = new ArrayList<>();
        for (JsonNode membership : body.path("memberships")) {
            String name = Json.text(membership.path("member"), "name");
            others.add(domain.user(name)
                    .filter(user -> !user.equals(call.caller().self()))
                    .orElseThrow(() -> ChatFault.invalid("Unknown member.")));
        }
        JsonNode space = body.path("space");
        return Reply.json(SpaceJson.of(
                switch (Json.text(space, "spaceType")) {
                    case "SPACE" -> named(space, call, others);
                    case "GROUP_CHAT" -> chat(ChatSpace.Kind.GROUP_CHAT, call, others);
                    case "DIRECT_MESSAGE" -> chat(ChatSpace.Kind.DIRECT_MESSAGE, call, others);
                    default -> throw ChatFault.invalid("A space type is required.");
                }));
    }

    private ChatSpace chat(ChatSpace.Kind kind, Call call, List<ChatUser> others) {
        boolean direct = kind == ChatSpace.Kind.DIRECT_MESSAGE;
        if (direct ? others.size() != 1 : others.size() < 2) {
            throw ChatFault.invalid("A direct message has one other member, a group chat at least two.");
        }
        List<ChatUser> all = new ArrayList<>(List.of(call.caller().self()));
        all.addAll(others);
        return direct(all).filter(found -> direct).orElseGet(() -> domain.addSpace(kind, "", all));
    }

    private Optional<ChatSpace> direct(List<ChatUser> both) {
        return domain.spaces().stream()
                .filter(space -> space.kind() == ChatSpace.Kind.DIRECT_MESSAGE)
                .filter(space -> both.stream().allMatch(space::has))
                .findFirst();
    }

    private Reply patch(Call call) {
        ChatSpace space = access.space(call);
        ObjectNode body = call.body();
        List<String> mask = List.of(call.option("updateMask", "update_mask")
                .orElseThrow(() -> ChatFault.invalid("The update mask is required."))
                .split(","));
        if (!Set.of("display_name", "displayName", "space_details", "spaceDetails", "*")
                .containsAll(mask)) {
            throw ChatFault.invalid("The update mask has a path that cannot be updated.");
        }
        boolean all = mask.contains("*");
        boolean name = all || mask.contains("display_name") || mask.contains("displayName");
        boolean details = all || mask.contains("space_details") || mask.contains("spaceDetails");
        timeline.rename(
                space,
                name ? Json.text(body, "displayName") : space.displayName(),
                details ? Json.text(body.path("spaceDetails"), "description") : space.description(),
                call.caller().self());
        return Reply.json(SpaceJson.of(space));
    }

    private Reply findDirectMessage(Call call) {
        String name = call.option("name").orElse("");
        ChatUser other =
                domain.user(name).filter(user -> name.startsWith("users/")).orElseThrow(ChatFault::notFound);
        return Reply.json(
                SpaceJson.of(direct(List.of(call.caller().self(), other)).orElseThrow(ChatFault::notFound)));
    }
}

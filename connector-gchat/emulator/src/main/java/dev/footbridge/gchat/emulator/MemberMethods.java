package dev.footbridge.gchat.emulator;

import dev.footbridge.testkit.emulator.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code spaces.members}: list, get, create, delete. */
final class MemberMethods {
    private static final int STANDARD = 100;
    private static final int MAXIMUM = 1_000;

    private final Timeline timeline;
    private final Access access;

    MemberMethods(Timeline timeline, Access access) {
        this.timeline = timeline;
        this.access = access;
    }

    void register(ChatApi api) {
        api.add("chat.spaces.members.list", this::list);
        api.add("chat.spaces.members.get", this::get);
        api.add("chat.spaces.members.create", this::create);
        api.add("chat.spaces.members.delete", this::delete);
    }

    private View.Audience audience(Call call) {
        return access.view(call).audience();
    }

    private Reply list(Call call) {
        ChatSpace space = access.space(call);
        Optional<Filter.Expression> filter = call.option("filter").map(MemberMethods::filter);
        List<Member> found = new ArrayList<>();
        for (Member member : space.members().values()) {
            // Apps do not see apps, not even themselves.
            boolean shown = !call.caller().app() || !member.user().bot();
            if (shown && filter.stream().allMatch(one -> one.matches(clause -> matches(clause, member)))) {
                found.add(member);
            }
        }
        return Pages.reply(
                call,
                "memberships",
                found,
                call.pageSize("pageSize", STANDARD, MAXIMUM),
                member -> SpaceJson.member(space, member, audience(call), access.domain()));
    }

    private static Filter.Expression filter(String text) {
        Filter.Expression expression = Filter.parse(text);
        for (Filter.Clause clause : expression.clauses()) {
            boolean role = clause.field().equals("role")
                    && clause.operator().equals("=")
                    && Set.of(Member.MEMBER, Member.MANAGER).contains(clause.value());
            boolean type = clause.field().equals("member.type")
                    && Set.of("=", "!=").contains(clause.operator())
                    && Set.of("HUMAN", "BOT").contains(clause.value());
            if (!role && !type) {
                throw Filter.invalid();
            }
        }
        return expression;
    }

    private static boolean matches(Filter.Clause clause, Member member) {
        if (clause.field().equals("role")) {
            return member.role().equals(clause.value());
        }
        return member.user().type().equals(clause.value()) == clause.operator().equals("=");
    }

    private Reply get(Call call) {
        ChatSpace space = access.space(call);
        Member member = member(call, space);
        return Reply.json(SpaceJson.member(space, member, audience(call), access.domain()));
    }

    private Member member(Call call, ChatSpace space) {
        String key = call.param("membersId");
        Optional<ChatUser> user = key.equals("app")
                ? Optional.of(access.domain().app())
                : access.domain()
                        .user(key)
                        .filter(found -> found.id().equals(key) || found.email().equalsIgnoreCase(key));
        return user.flatMap(found -> Optional.ofNullable(space.members().get(found.id())))
                .orElseThrow(ChatFault::notFound);
    }

    private Reply create(Call call) {
        ChatSpace space = access.space(call);
        String name = Json.text(call.body().path("member"), "name");
        ChatUser user = access.domain()
                .user(name)
                .filter(found -> name.startsWith("users/"))
                .orElseThrow(() -> ChatFault.invalid("Unknown member."));
        Caller caller = call.caller();
        if (caller.app() && (user.external() || user.bot() && !user.equals(caller.self()))) {
            throw ChatFault.forbidden("An app adds neither people of other organisations nor other apps.");
        }
        if (user.bot() && !caller.app() && !caller.scopes().contains("chat.memberships.app")) {
            throw ChatFault.insufficientScopes(call.method().id());
        }
        if (space.has(user)) {
            throw ChatFault.exists("The user is a member of the space already.");
        }
        Member member = timeline.join(space, user, caller.self());
        return Reply.json(SpaceJson.member(space, member, audience(call), access.domain()));
    }

    private Reply delete(Call call) {
        ChatSpace space = access.space(call);
        Member member = member(call, space);
        timeline.leave(space, member.user(), call.caller().self());
        return Reply.json(
                SpaceJson.member(space, member, audience(call), access.domain()).put("state", "NOT_A_MEMBER"));
    }
}

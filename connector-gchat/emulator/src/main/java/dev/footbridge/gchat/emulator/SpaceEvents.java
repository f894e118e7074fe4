package dev.footbridge.gchat.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.footbridge.testkit.emulator.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What happened in each space in the last 28 days: {@code spaces.spaceEvents}. */
final class SpaceEvents implements Changes.Listener {
    private static final Duration KEPT = Duration.ofDays(28);
    private static final int MAX_EVENTS = 100_000;
    private static final int STANDARD = 100;
    private static final int MAXIMUM = 1_000;

    private record Event(String id, Instant at, List<Change> together) {
        Change first() {
            return together.get(0);
        }

        String type() {
            return together.size() > 1
                    ? first().kind().batchType()
                    : first().kind().type();
        }
    }

    private record Wanted(Set<String> types, Instant after, Instant until) {}

    private final Access access;
    private final Tokens tokens;
    private final EventJson json;
    private final Map<String, Deque<Event>> bySpace = new HashMap<>();

    SpaceEvents(Access access, Tokens tokens, EventJson json) {
        this.access = access;
        this.tokens = tokens;
        this.json = json;
    }

    void register(ChatApi api) {
        api.add("chat.spaces.spaceEvents.list", this::list);
        api.add("chat.spaces.spaceEvents.get", this::get);
    }

    @Override
    public void changed(String eventId, List<Change> together) {
        Change last = together.get(together.size() - 1);
        Deque<Event> events = bySpace.computeIfAbsent(last.space().id(), id -> new ArrayDeque<>());
        events.add(new Event(eventId, last.at(), together));
        Instant oldest = access.domain().clock().minus(KEPT);
        while (events.size() > MAX_EVENTS || events.getFirst().at().isBefore(oldest)) {
            events.removeFirst();
        }
    }

    private Iterable<Event> of(ChatSpace space) {
        return bySpace.getOrDefault(space.id(), new ArrayDeque<>());
    }

    private static boolean isPublic(Event event) {
        return event.first().message().stream()
                .allMatch(message -> message.origin().viewer().isEmpty());
    }

    private Reply list(Call call) {
        ChatSpace space = access.space(call);
        Wanted wanted = wanted(call);
        EventTypes.check(
                call.caller(),
                List.copyOf(wanted.types()),
                tokens.approved(),
                call.method().id());
        Instant oldest = access.domain().clock().minus(KEPT);
        Optional<Instant> from = call.option("pageToken", "page_token")
                .map(token -> Json.time(Pages.read(token)).orElseThrow(Pages::invalid));
        int size = call.pageSize("pageSize", STANDARD, MAXIMUM);
        List<Event> page = new ArrayList<>();
        boolean more = false;
        for (Event event : of(space)) {
            boolean found = wanted.types().contains(event.first().kind().type())
                    && event.at().isAfter(wanted.after())
                    && !event.at().isAfter(wanted.until())
                    && !event.at().isBefore(oldest)
                    && from.stream().allMatch(event.at()::isAfter)
                    && isPublic(event);
            if (found && page.size() == size) {
                more = true;
                break;
            }
            if (found) {
                page.add(event);
            }
        }
        ObjectNode body = Json.object();
        if (!page.isEmpty()) {
            var all = body.putArray("spaceEvents");
            page.forEach(event -> all.add(write(space, event, call)));
        }
        if (more) {
            body.put("nextPageToken", Pages.token(Json.time(page.get(size - 1).at())));
        }
        return Reply.json(body);
    }

    private static Wanted wanted(Call call) {
        String text = call.option("filter").orElseThrow(() -> ChatFault.invalid("The filter is required."));
        Filter.Expression filter = Filter.parse(text);
        Set<String> types = new HashSet<>();
        Instant after = Instant.MIN;
        Instant until = Instant.MAX;
        for (Filter.Clause clause : filter.clauses()) {
            Instant time = Json.time(clause.value()).orElse(Instant.MIN);
            switch (clause.field() + clause.operator()) {
                case "event_type:", "event_types:", "eventTypes:", "eventType:" -> types.add(clause.value());
                case "start_time=", "startTime=" -> after = time;
                case "end_time=", "endTime=" -> until = time;
                default -> throw Filter.invalid();
            }
            boolean isTime = !clause.operator().equals(":");
            if (isTime && Json.time(clause.value()).isEmpty()) {
                throw Filter.invalid();
            }
        }
        // Types are alternatives, times are bounds: what says otherwise finds nothing and is refused.
        boolean sound = !types.isEmpty()
                && types.stream().allMatch(type -> EventTypes.kind(type).isPresent())
                && alternatives(filter, types);
        if (!sound) {
            throw Filter.invalid();
        }
        return new Wanted(types, after, until);
    }

    private static boolean alternatives(Filter.Expression filter, Set<String> types) {
        for (String type : types) {
            boolean alone = filter.matches(
                    clause -> !clause.operator().equals(":") || clause.value().equals(type));
            if (!alone) {
                return false;
            }
        }
        return !filter.matches(clause -> clause.operator().equals(":"))
                || filter.clauses().stream()
                        .allMatch(clause -> clause.operator().equals(":"));
    }

    private Reply get(Call call) {
        ChatSpace space = access.space(call);
        for (Event event : of(space)) {
            if (event.id().equals(call.param("spaceEventsId")) && isPublic(event)) {
                EventTypes.check(
                        call.caller(),
                        List.of(event.first().kind().type()),
                        tokens.approved(),
                        call.method().id());
                return Reply.json(write(space, event, call));
            }
        }
        throw ChatFault.notFound();
    }

    private ObjectNode write(ChatSpace space, Event event, Call call) {
        ObjectNode body = Json.object().put("name", space.name() + "/spaceEvents/" + event.id());
        body.put("eventTime", Json.time(event.at())).put("eventType", event.type());
        Change.Kind kind = event.first().kind();
        String verb = event.type().substring(event.type().lastIndexOf('.') + 1);
        String member = kind.resource() + Character.toUpperCase(verb.charAt(0)) + verb.substring(1) + "EventData";
        body.set(member, json.payload(event.together(), access.view(call), EventSubscription.Payload.all()));
        return body;
    }
}

package dev.footbridge.webex.emulator;

import dev.footbridge.testkit.emulator.Reply;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** {@code GET /messages} and {@code GET /messages/direct}: newest first, replies among the others. */
final class MessageLists {
    private static final int DEFAULT_PAGE = 50;
    private static final int MAX_PAGE = 1_000;
    private static final int MAX_MENTIONS_PAGE = 100;

    private final Organization organization;
    private final Access access;
    private final Paging paging;

    MessageLists(Organization organization, Access access, Paging paging) {
        this.organization = organization;
        this.access = access;
        this.paging = paging;
    }

    void register(WebexApi api) {
        api.add("GET /messages/direct", this::direct);
        api.add("GET /messages", this::list);
    }

    private Reply list(Call call) {
        String roomId = call.query("roomId").orElseThrow(() -> WebexFault.badRequest("roomId cannot be empty."));
        Room room = access.room(call, roomId);
        boolean mentions = mentionsOfCaller(call);
        if (call.caller().bot() && !room.direct() && !mentions) {
            throw WebexFault.forbidden("Bots list messages of group rooms with mentionedPeople=me only.");
        }
        Predicate<Message> wanted = message -> !mentions || message.content().mentions(call.caller());
        wanted = wanted.and(before(call)).and(ofThread(call)).and(call.officer() ? any -> true : visible(call));
        int max = call.max(DEFAULT_PAGE, mentions ? MAX_MENTIONS_PAGE : MAX_PAGE);
        return page(call, room, wanted, max);
    }

    private Reply direct(Call call) {
        Optional<String> personId = call.query("personId");
        Optional<String> email = call.query("personEmail");
        if (personId.isPresent() == email.isPresent()) {
            throw WebexFault.badRequest("Exactly one of personId and personEmail is required.");
        }
        Person other = personId.map(organization::requirePerson)
                .or(() -> email.flatMap(organization::personByEmail))
                .orElseThrow(() -> WebexFault.notFound("Could not find a person with provided email."));
        Room room = organization
                .directRoom(call.caller(), other)
                .orElseThrow(() -> WebexFault.notFound("Could not find a direct room with this person."));
        return page(call, room, ofThread(call), call.max(DEFAULT_PAGE));
    }

    private Reply page(Call call, Room room, Predicate<Message> wanted, int max) {
        List<Message> found = new ArrayList<>();
        room.messages().stream().filter(wanted).forEach(found::add);
        Collections.reverse(found);
        return paging.page(
                call,
                found,
                max,
                message -> String.valueOf(message.sequence()),
                Message::json,
                MessageLists::startAfter);
    }

    private static int startAfter(List<Message> newestFirst, String sequence) {
        long last = Long.parseLong(sequence);
        int start = 0;
        while (start < newestFirst.size() && newestFirst.get(start).sequence() >= last) {
            start++;
        }
        return start;
    }

    private static Predicate<Message> visible(Call call) {
        return message -> message.visibleTo(call.caller());
    }

    private static boolean mentionsOfCaller(Call call) {
        List<String> given = call.queryList("mentionedPeople");
        for (String person : given) {
            if (!person.equals("me")
                    && !Ids.read(Ids.Kind.PEOPLE, person).equals(call.caller().id())) {
                throw WebexFault.badRequest("mentionedPeople takes only me or the id of the current user.");
            }
        }
        return !given.isEmpty();
    }

    private Predicate<Message> before(Call call) {
        Predicate<Message> wanted = message -> true;
        Optional<Instant> time = call.query("before").map(MessageLists::time);
        if (time.isPresent()) {
            Instant limit = time.get();
            wanted = wanted.and(message -> message.created().isBefore(limit));
        }
        Optional<Message> other = call.query("beforeMessage").map(id -> access.message(call, id));
        if (other.isPresent()) {
            long limit = other.get().sequence();
            wanted = wanted.and(message -> message.sequence() < limit);
        }
        return wanted;
    }

    private static Predicate<Message> ofThread(Call call) {
        Optional<String> parentId = call.query("parentId").map(id -> Ids.read(Ids.Kind.MESSAGE, id));
        return message -> parentId.isEmpty()
                || message.parent()
                        .map(Message::id)
                        .filter(parentId.get()::equals)
                        .isPresent();
    }

    private static Instant time(String text) {
        try {
            // A plus sign that was not encoded arrives as a space.
            return OffsetDateTime.parse(text.replace(' ', '+')).toInstant();
        } catch (DateTimeException notATime) {
            throw WebexFault.badRequest("before has to be a date and time.");
        }
    }
}

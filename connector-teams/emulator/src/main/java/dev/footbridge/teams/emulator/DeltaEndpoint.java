package dev.footbridge.teams.emulator;

import dev.footbridge.testkit.emulator.Reply;
import java.time.Clock;
import java.time.Duration;

/**
 * {@code messages/delta} of a channel: the reply chains changed since a token, oldest change first, at most eight months back.
 * A chain whose reply changed comes up again with its root message, as the reference page says of {@code $filter}.
 */
final class DeltaEndpoint {
    private static final int PAGE = 20;
    private static final int MAX_PAGE = 50;
    private static final Duration HORIZON = Duration.ofDays(243);

    private final Access access;
    private final MessageLists lists;
    private final Clock clock;

    DeltaEndpoint(Access access, MessageLists lists, Clock clock) {
        this.access = access;
        this.lists = lists;
        this.clock = clock;
    }

    void register(GraphRouter router) {
        router.add("GET /teams/{team-id}/channels/{channel-id}/messages/delta", this::delta);
    }

    private Reply delta(GraphRequest request) {
        var conversation = access.conversation(request);
        var state = state(request);
        var horizon = clock.millis() - HORIZON.toMillis();
        var page = conversation.rootsChangedAfter(state.after(), state.top(), root -> {
            var modified = conversation.chainModified(root);
            return modified > state.modifiedAfter() && modified > horizon;
        });
        var after = page.last().orElse(state.after());
        var url = request.apiUrl() + "/" + conversation.place().path() + "/messages/delta?";
        var link = page.more()
                ? url + "$skiptoken=" + state.at(after).write()
                : url + "$deltatoken=" + state.at(after).write();
        return GraphReplies.ok(out -> {
            out.writeStartObject();
            out.writeStringField("@odata.context", request.apiUrl() + "/$metadata#Collection(chatMessage)");
            out.writeStringField(page.more() ? "@odata.nextLink" : "@odata.deltaLink", link);
            out.writeArrayFieldStart("value");
            for (var root : page.messages()) {
                lists.expanded(request, conversation, root, state.expand()).write(out);
            }
            out.writeEndArray();
            out.writeEndObject();
        });
    }

    private static State state(GraphRequest request) {
        var token = request.option("$skiptoken").or(() -> request.option("$deltatoken"));
        if (token.isPresent()) {
            return State.read(token.get());
        }
        var modifiedAfter = request.option("$filter")
                .map(TimeFilter::parse)
                .map(TimeFilter::requireModifiedAfter)
                .orElse(Long.MIN_VALUE);
        return new State(0, modifiedAfter, request.top(PAGE, MAX_PAGE), MessageLists.expandsReplies(request));
    }

    /** What a token remembers: where the reader is, and the options of the first request. */
    private record State(long after, long modifiedAfter, int top, boolean expand) {
        State at(long newAfter) {
            return new State(newAfter, modifiedAfter, top, expand);
        }

        String write() {
            return Paging.write(after + "," + modifiedAfter + "," + top + "," + expand);
        }

        static State read(String token) {
            var parts = Paging.readText(token).split(",");
            try {
                return new State(
                        Long.parseLong(parts[0]),
                        Long.parseLong(parts[1]),
                        Integer.parseInt(parts[2]),
                        Boolean.parseBoolean(parts[3]));
            } catch (NumberFormatException | IndexOutOfBoundsException e) {
                throw Paging.badToken();
            }
        }
    }
}

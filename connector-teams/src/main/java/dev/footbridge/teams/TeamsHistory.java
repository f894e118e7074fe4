package dev.footbridge.teams;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.ConnectorException.Kind;
import dev.footbridge.core.connector.History;
import dev.footbridge.core.connector.Page;
import dev.footbridge.core.connector.Window;
import dev.footbridge.core.id.ChannelId;
import dev.footbridge.core.id.MessageId;
import dev.footbridge.core.message.Message;
import dev.footbridge.http.Json;
import dev.footbridge.teams.TeamsIds.Address;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads messages. Channels have no filter by time but in delta queries, which reach eight months back; what is older is
 * listed in full. Chats are listed by creation, newest first.
 *
 * @see <a href="https://learn.microsoft.com/graph/api/chatmessage-delta">chatMessage: delta</a>
 */
final class TeamsHistory implements History {

    private static final int PAGE = 50;
    private static final Duration DELTA_REACH = Duration.ofDays(8 * 30);

    private final TeamsApi api;
    private final TeamsIds ids;
    private final TeamsMessages messages;
    private final Clock clock;

    /** A page of raw messages of one conversation. */
    record Raw(List<JsonNode> items, Optional<String> next) {}

    TeamsHistory(TeamsApi api, TeamsIds ids, TeamsMessages messages, Clock clock) {
        this.api = api;
        this.ids = ids;
        this.messages = messages;
        this.clock = clock;
    }

    @Override
    public Page<Message> messages(ChannelId channel, Window window, Optional<String> cursor)
            throws ConnectorException, InterruptedException {
        TeamsPlace place = ids.place(channel);
        return page(channel, place instanceof TeamsPlace.InTeam, window, raw(channel, place, window, cursor));
    }

    @Override
    public Page<Message> replies(MessageId root, Window window, Optional<String> cursor)
            throws ConnectorException, InterruptedException {
        Address address = ids.address(root);
        if (address.place() instanceof TeamsPlace.InChat) {
            return Page.last(List.of());
        }
        return page(root.channel(), true, window, rawReplies(address, cursor));
    }

    @Override
    public Optional<Message> message(MessageId id) throws ConnectorException, InterruptedException {
        Address address = ids.address(id);
        TeamsCall call = TeamsCall.of(
                address, TeamsCall.READ_CHANNEL_MESSAGE, TeamsCall.READ_REPLY, TeamsCall.READ_CHAT_MESSAGE);
        try {
            return messages.read(api.call(call, TeamsCall.path(address), Map.of()), id);
        } catch (ConnectorException e) {
            if (e.kind() == Kind.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** One page of first messages of threads, or of a chat. */
    Raw raw(ChannelId channel, TeamsPlace place, Window window, Optional<String> cursor)
            throws ConnectorException, InterruptedException {
        boolean delta = clock.instant().minus(DELTA_REACH).isBefore(window.from());
        if (place instanceof TeamsPlace.InTeam) {
            TeamsCall call = delta ? TeamsCall.CHANNEL_DELTA : TeamsCall.LIST_CHANNEL_MESSAGES;
            if (cursor.isPresent()) {
                return raw(api.next(call, cursor.get()));
            }
            Map<String, Object> query = new HashMap<>(Map.of("top", PAGE));
            if (delta) {
                // "gt" is all there is, and the platform's clock counts in milliseconds.
                query.put(
                        "filter",
                        "lastModifiedDateTime gt " + millis(window.from().minusMillis(1)));
            }
            return raw(api.call(call, TeamsCall.path(place), query));
        }
        return chat(place, window, cursor);
    }

    private Raw chat(TeamsPlace place, Window window, Optional<String> cursor)
            throws ConnectorException, InterruptedException {
        Raw page = cursor.isPresent()
                ? raw(api.next(TeamsCall.LIST_CHAT_MESSAGES, cursor.get()))
                : raw(api.call(
                        TeamsCall.LIST_CHAT_MESSAGES,
                        TeamsCall.path(place),
                        Map.of(
                                "top",
                                PAGE,
                                "orderby",
                                "createdDateTime desc",
                                "filter",
                                "createdDateTime lt " + millis(window.to().plusMillis(1)))));
        boolean pastTheBeginning = page.items().stream()
                .flatMap(node -> TeamsMessages.created(node).stream())
                .anyMatch(created -> created.isBefore(window.from()));
        return pastTheBeginning ? new Raw(page.items(), Optional.empty()) : page;
    }

    /** One page of a thread without its first message. */
    Raw rawReplies(Address root, Optional<String> cursor) throws ConnectorException, InterruptedException {
        if (cursor.isPresent()) {
            return raw(api.next(TeamsCall.LIST_REPLIES, cursor.get()));
        }
        Address first = new Address(root.place(), root.root(), Optional.empty());
        return raw(api.call(TeamsCall.LIST_REPLIES, TeamsCall.path(first), Map.of("top", PAGE)));
    }

    private static Raw raw(JsonNode answer) {
        return new Raw(Json.items(answer, "value"), Json.nonBlank(answer, "@odata.nextLink"));
    }

    private static String millis(Instant instant) {
        Instant year0 = Instant.parse("1970-01-01T00:00:00Z");
        Instant bounded = instant.isBefore(year0) ? year0 : instant;
        return bounded.truncatedTo(ChronoUnit.MILLIS).toString();
    }

    private Page<Message> page(ChannelId channel, boolean threads, Window window, Raw raw) {
        List<Message> found = new ArrayList<>();
        for (JsonNode node : raw.items()) {
            TeamsMessages.id(channel, threads, node)
                    .flatMap(id -> messages.read(node, id))
                    .filter(message -> isIn(window, message.createdAt()))
                    .ifPresent(found::add);
        }
        return new Page<>(found, raw.next());
    }

    static boolean isIn(Window window, Instant time) {
        return !time.isBefore(window.from()) && !time.isAfter(window.to());
    }
}

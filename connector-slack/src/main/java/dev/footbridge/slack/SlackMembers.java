package dev.footbridge.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.slack.api.methods.RequestFormBuilder;
import com.slack.api.methods.request.conversations.ConversationsMembersRequest;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.ConnectorException.Kind;
import dev.footbridge.core.connector.Memberships;
import dev.footbridge.core.connector.Page;
import dev.footbridge.core.id.ChannelId;
import dev.footbridge.core.id.UserId;
import dev.footbridge.core.message.User;
import dev.footbridge.http.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Who is in a conversation. Slack tells ids only; names are the directory's. */
final class SlackMembers implements Memberships {

    private static final String MEMBERS = "conversations.members";

    /** Slack advises no more than 200 a page, and takes up to 1,000. */
    private static final int PAGE_SIZE = 1_000;

    /** More members than a conversation can have; the end of a cursor that goes in a circle. */
    private static final int MOST_PAGES = 500;

    private final SlackApi api;
    private final SlackIds ids;
    private final SlackSelf self;

    SlackMembers(SlackApi api, SlackIds ids, SlackSelf self) {
        this.api = api;
        this.ids = ids;
        this.self = self;
    }

    @Override
    public boolean isMember(ChannelId channel, UserId user) throws ConnectorException, InterruptedException {
        if (!user.workspace().equals(channel.workspace())) {
            return false;
        }
        try {
            Optional<String> cursor = Optional.empty();
            for (int page = 0; page < MOST_PAGES; page++) {
                JsonNode answer = ask(channel, cursor);
                if (Json.texts(answer, "members").contains(user.value())) {
                    return true;
                }
                cursor = next(answer);
                if (cursor.isEmpty()) {
                    return false;
                }
            }
            throw ConnectorException.of(Kind.UNAVAILABLE, "too_many_pages", "The list of members does not end");
        } catch (ConnectorException e) {
            if (e.kind() == Kind.NOT_FOUND) {
                return false;
            }
            throw e;
        }
    }

    @Override
    public Page<User> members(ChannelId channel, Optional<String> cursor)
            throws ConnectorException, InterruptedException {
        JsonNode answer = ask(channel, cursor);
        List<User> members = new ArrayList<>();
        for (String raw : Json.texts(answer, "members")) {
            User.Kind kind = self.isUser(raw) ? User.Kind.BOT : User.Kind.PERSON;
            ids.user(Optional.of(raw))
                    .ifPresent(id -> members.add(new User(id, kind, "", Optional.empty(), Optional.empty())));
        }
        return new Page<>(members, next(answer));
    }

    private JsonNode ask(ChannelId channel, Optional<String> cursor) throws ConnectorException, InterruptedException {
        ConversationsMembersRequest.ConversationsMembersRequestBuilder request =
                ConversationsMembersRequest.builder().channel(ids.raw(channel)).limit(PAGE_SIZE);
        cursor.ifPresent(request::cursor);
        return api.call(MEMBERS, RequestFormBuilder.toForm(request.build()));
    }

    private static Optional<String> next(JsonNode answer) {
        return Json.nonBlank(answer, "response_metadata", "next_cursor");
    }
}

package dev.footbridge.miro;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.ConnectorException.Kind;
import dev.footbridge.core.connector.Directory;
import dev.footbridge.core.connector.Page;
import dev.footbridge.core.id.ChannelId;
import dev.footbridge.core.id.UserId;
import dev.footbridge.core.message.Channel;
import dev.footbridge.core.message.User;
import dev.footbridge.http.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Looks up people as members of the boards that the host has to do with, and frames as channels. Board members have no mail
 * address; see
 * <a href="https://developers.miro.com/reference/get-specific-board-member">board members</a>.
 */
final class MiroDirectory implements Directory {

    private static final String MEMBER = "get-specific-board-member";
    private static final int BOARDS_PER_PAGE = 50;

    /** Boards of which somebody may be a member: beyond it a look-up would cost more than a name is worth. */
    private static final int MOST_BOARDS = 20;

    private final MiroApi api;
    private final MiroIds ids;
    private final MiroWatches watches;
    private final MiroListing listing;
    private final Optional<String> organization;

    MiroDirectory(MiroApi api, MiroIds ids, MiroWatches watches, MiroListing listing, Optional<String> organization) {
        this.api = api;
        this.ids = ids;
        this.watches = watches;
        this.listing = listing;
        this.organization = organization;
    }

    @Override
    public Optional<User> user(UserId id) throws ConnectorException, InterruptedException {
        String raw = ids.raw(id);
        for (String board : boards()) {
            Optional<JsonNode> member = found(MEMBER, Map.of("board_id", board, "board_member_id", raw));
            if (member.isPresent()) {
                String name = Json.text(member.get(), "name").orElse("");
                return Optional.of(new User(id, User.Kind.PERSON, name, email(raw), Optional.empty()));
            }
        }
        return Optional.empty();
    }

    /** A second call, and a dear one, where the organisation is configured; boards tell names, the organisation addresses. */
    private Optional<String> email(String raw) throws ConnectorException, InterruptedException {
        return organization.isEmpty()
                ? Optional.empty()
                : found("enterprise-get-organization-member", Map.of("org_id", organization.get(), "member_id", raw))
                        .flatMap(member -> Json.nonBlank(member, "email"));
    }

    /** Those that the host has to do with; before there are any, the ones that the account sees first. */
    private List<String> boards() throws ConnectorException, InterruptedException {
        List<String> met = watches.boards();
        return (met.isEmpty() ? boards(0) : met).stream().limit(MOST_BOARDS).toList();
    }

    private List<String> boards(int offset) throws ConnectorException, InterruptedException {
        JsonNode page = api.get(
                "get-boards",
                Map.of(),
                Map.of(
                        "team_id",
                        ids.workspace().value(),
                        "limit",
                        Integer.toString(BOARDS_PER_PAGE),
                        "offset",
                        Integer.toString(offset)));
        return Json.items(page, "data").stream()
                .flatMap(board -> Json.text(board, "id").stream())
                .filter(MiroIds::isId)
                .toList();
    }

    @Override
    public Optional<Channel> channel(ChannelId id) throws ConnectorException, InterruptedException {
        Optional<MiroIds.Place> place = ids.find(id);
        return place.isEmpty()
                ? Optional.empty()
                : found(
                                "get-frame-item",
                                Map.of(
                                        "board_id",
                                        place.get().board(),
                                        "item_id",
                                        place.get().frame()))
                        .map(frame -> read(id, frame));
    }

    /** Who may see a board is not told with its frames. */
    private static Channel read(ChannelId id, JsonNode frame) {
        String title = Json.text(frame, "data", "title").map(MiroReader::plain).orElse("");
        return new Channel(id, Channel.Kind.PRIVATE, title);
    }

    /** A page of boards, which has no frames yet, and then the frames of each of them, a page at a time. */
    @Override
    public Page<Channel> channels(Optional<String> cursor) throws ConnectorException, InterruptedException {
        MiroChannelCursor at = MiroChannelCursor.read(cursor);
        if (at.boards().isEmpty()) {
            List<String> boards = boards(at.offset());
            return new Page<>(
                    List.of(),
                    boards.isEmpty()
                            ? Optional.empty()
                            : Optional.of(at.withBoards(boards).write()));
        }
        String board = at.boards().get(0);
        JsonNode page = listing.frames(board, at.items());
        List<Channel> channels = new ArrayList<>();
        for (JsonNode frame : Json.items(page, "data")) {
            ids.channel(Optional.of(board), Json.text(frame, "id")).ifPresent(id -> channels.add(read(id, frame)));
        }
        Optional<String> next =
                MiroListing.next(page).filter(value -> !Optional.of(value).equals(at.items()));
        return new Page<>(channels, Optional.of(at.after(next, BOARDS_PER_PAGE).write()));
    }

    private Optional<JsonNode> found(String operation, Map<String, String> path)
            throws ConnectorException, InterruptedException {
        try {
            return Optional.of(api.get(operation, path, Map.of()));
        } catch (ConnectorException e) {
            if (e.kind() == Kind.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }
}

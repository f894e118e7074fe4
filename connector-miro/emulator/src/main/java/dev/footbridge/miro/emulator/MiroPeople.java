package dev.footbridge.miro.emulator;

import dev.footbridge.testkit.emulator.ClientChange;
import dev.footbridge.testkit.emulator.ClientChannel;
import dev.footbridge.testkit.emulator.ClientFile;
import dev.footbridge.testkit.emulator.ClientMessage;
import dev.footbridge.testkit.emulator.ClientUser;
import dev.footbridge.testkit.emulator.FileContent;
import dev.footbridge.testkit.emulator.HumanClient;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What people do on a board. A channel is a frame ({@code boardId/frameId}), a message is a sticky note in it, and a reply is a
 * note with a line to the first one. There are no reactions and no mentions.
 */
final class MiroPeople implements HumanClient {
    private static final double STEP = 240;

    private final World world;
    private final Canvas canvas;
    private final ClientFeed feed;
    private final Files files;
    private final Supplier<String> base;

    /** @param base the address of the API, without a slash at the end */
    MiroPeople(World world, Canvas canvas, ClientFeed feed, Files files, Supplier<String> base) {
        this.world = world;
        this.canvas = canvas;
        this.feed = feed;
        this.files = files;
        this.base = base;
    }

    @Override
    public List<ClientUser> users() {
        return world.users().stream()
                .map(user ->
                        new ClientUser(user.id(), user.handle(), user.name(), Optional.of(user.email()), user.app()))
                .toList();
    }

    @Override
    public List<ClientChannel> channels() {
        synchronized (world) {
            List<ClientChannel> all = new ArrayList<>();
            for (Board board : world.boards.values()) {
                for (Item item : board.items.values()) {
                    if (item.kind == ItemKind.FRAME) {
                        all.add(new ClientChannel(
                                ClientFeed.channelId(board, item.id),
                                Nodes.text(item.data, "title"),
                                "frame",
                                List.copyOf(board.members.keySet())));
                    }
                }
            }
            return all;
        }
    }

    @Override
    public List<ClientMessage> messages(String channelId, int limit) {
        synchronized (world) {
            Place place = place(channelId);
            List<ClientMessage> shown = new ArrayList<>();
            for (Item item : place.board().items.descendingMap().values()) {
                if (shown.size() >= limit) {
                    break;
                }
                if (item.kind.isMessage() && item.parent.equals(Optional.of(place.frame().id))) {
                    shown.add(0, feed.show(place.board(), item, false));
                }
            }
            return shown;
        }
    }

    @Override
    public String post(String userId, String channelId, String text, Optional<String> replyTo) {
        return postHtml(userId, channelId, TypedHtml.write(text), replyTo);
    }

    /** Drops files into the frame, each an item of its own; the text is a note before them. Returns the last of them. */
    @Override
    public String post(
            String userId, String channelId, String text, Optional<String> replyTo, List<ClientFile> dropped) {
        String last = "";
        if (!text.isEmpty() || dropped.isEmpty()) {
            last = post(userId, channelId, text, replyTo);
        }
        for (ClientFile file : dropped) {
            last = drop(userId, channelId, file);
        }
        return last;
    }

    private String drop(String userId, String channelId, ClientFile file) {
        ItemKind kind = file.mediaType().startsWith("image/") ? ItemKind.IMAGE : ItemKind.DOCUMENT;
        FileResource resource = files.uploaded(file.mediaType(), file.name(), bytes(file.content()));
        synchronized (world) {
            Place place = place(channelId);
            MiroUser user = editor(userId, place);
            ItemContent content = ItemContent.usual(kind);
            files.attach(base.get(), place.board(), kind, content.data(), resource);
            return canvas.create(place.board(), kind, somewhereIn(place, content), user.id())
                    .idText();
        }
    }

    private static byte[] bytes(FileContent content) {
        if (content.size() > Files.MAX_BYTES) {
            throw new IllegalStateException("files on boards have 6 MB at most");
        }
        try (InputStream in = content.open()) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public List<ClientFile> files(String channelId, String messageId) {
        synchronized (world) {
            Place place = place(channelId);
            return Files.of(place.board(), message(place, messageId)).stream()
                    .map(file -> new ClientFile(file.fileName(), file.contentType(), FileContent.of(file.bytes())))
                    .toList();
        }
    }

    /** Puts content on a note as it is, for what no one can type. */
    String postHtml(String userId, String channelId, String html, Optional<String> replyTo) {
        synchronized (world) {
            Place place = place(channelId);
            MiroUser user = editor(userId, place);
            Optional<Long> root = replyTo.map(id -> message(place, id))
                    .map(item -> Threads.rootOf(place.board(), item).orElse(item.id));
            ItemContent content = ItemContent.usual(ItemKind.STICKY_NOTE);
            content.data().put("content", Html.clean(html));
            ItemContent placed = somewhereIn(place, content);
            return canvas.create(place.board(), ItemKind.STICKY_NOTE, placed, user.id(), root)
                    .idText();
        }
    }

    /** Beside the last one, from the left to the right and downwards, at the bottom again from the top. */
    private static ItemContent somewhereIn(Place place, ItemContent content) {
        Item frame = place.frame();
        int columns = Math.max(1, (int) (frame.width / STEP));
        int rows = Math.max(1, (int) (frame.height / STEP));
        int number = place.board().items.size() % (columns * rows);
        double left = Math.min(frame.width, (number % columns + 0.5) * STEP);
        double top = Math.min(frame.height, (number / columns + 0.5) * STEP);
        return content.in(Optional.of(frame.id), left, top);
    }

    @Override
    public void edit(String userId, String channelId, String messageId, String text) {
        synchronized (world) {
            Place place = place(channelId);
            Item item = own(editor(userId, place), message(place, messageId));
            ItemContent content = ItemContent.of(item);
            content.data().put(item.kind == ItemKind.CARD ? "title" : "content", TypedHtml.write(text));
            canvas.change(place.board(), item, content, item.createdBy);
        }
    }

    @Override
    public void delete(String userId, String channelId, String messageId) {
        synchronized (world) {
            Place place = place(channelId);
            MiroUser user = editor(userId, place);
            canvas.delete(place.board(), own(user, message(place, messageId)), user.id());
        }
    }

    @Override
    public void react(String userId, String channelId, String messageId, String emoji) {
        throw new IllegalStateException("Items have no reactions");
    }

    @Override
    public void unreact(String userId, String channelId, String messageId, String emoji) {
        throw new IllegalStateException("Items have no reactions");
    }

    /** Nobody: a name on a note is text. */
    @Override
    public Set<String> mentioned(String channelId, String messageId) {
        synchronized (world) {
            message(place(channelId), messageId);
            return Set.of();
        }
    }

    @Override
    public Subscription listen(Consumer<ClientChange> listener) {
        feed.add(listener);
        return () -> feed.remove(listener);
    }

    private record Place(Board board, Item frame) {}

    private Place place(String channelId) {
        int slash = channelId.indexOf('/');
        if (slash > 0) {
            Board board = world.boards.get(channelId.substring(0, slash));
            if (board != null) {
                return board.item(channelId.substring(slash + 1))
                        .filter(item -> item.kind == ItemKind.FRAME)
                        .map(frame -> new Place(board, frame))
                        .orElseThrow(() -> new IllegalArgumentException("no frame " + channelId));
            }
        }
        throw new IllegalArgumentException("no frame " + channelId);
    }

    private MiroUser editor(String userId, Place place) {
        MiroUser user = world.person(userId);
        if (place.board()
                .roleOf(user.id())
                .filter(role -> role.atLeast(Role.EDITOR))
                .isEmpty()) {
            throw new IllegalStateException(user.handle() + " may not edit this board");
        }
        return user;
    }

    private static Item message(Place place, String id) {
        return place.board()
                .item(id)
                .filter(item -> item.parent.equals(Optional.of(place.frame().id)))
                .orElseThrow(() -> new IllegalArgumentException("no item " + id));
    }

    /** The client would let any editor change any note; people here only change their own. */
    private static Item own(MiroUser user, Item item) {
        if (!item.createdBy.equals(user.id())) {
            throw new IllegalStateException("not an item of " + user.handle());
        }
        return item;
    }
}

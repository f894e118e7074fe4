package dev.footbridge.webex;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.ConnectorException.Kind;
import dev.footbridge.core.connector.Draft;
import dev.footbridge.core.connector.FileName;
import dev.footbridge.core.connector.History;
import dev.footbridge.core.connector.Page;
import dev.footbridge.core.connector.Readback;
import dev.footbridge.core.connector.Upload;
import dev.footbridge.core.connector.Window;
import dev.footbridge.core.document.Document;
import dev.footbridge.core.id.ChannelId;
import dev.footbridge.core.id.MessageId;
import dev.footbridge.core.message.Attachment;
import dev.footbridge.core.message.Message;
import java.text.Normalizer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads rooms and threads, newest first as Webex tells them. There is no key to find a post by, so its text has to do. */
final class WebexHistory implements History, Readback {

    private static final Pattern SPACE = Pattern.compile("[\\s\\u00A0]+");

    /** Far more than a room holds since the start of one attempt to post. */
    private static final int MOST_PAGES = 50;

    /** Windows that end later than this need no upper bound. */
    private static final Duration SKEW = Duration.ofHours(1);

    private final WebexApi api;
    private final WebexIds ids;
    private final WebexMessages messages;
    private final WebexDownloads downloads;
    private final WebexSession session;
    private final WebexPosts posts;
    private final WebexThreads threads;
    private final WebexRooms rooms;
    private final int pageSize;
    private final Duration settleTime;
    private final Clock clock;

    WebexHistory(
            WebexApi api,
            WebexIds ids,
            WebexMessages messages,
            WebexDownloads downloads,
            WebexSession session,
            WebexPosts posts,
            WebexThreads threads,
            WebexRooms rooms,
            WebexSettings settings,
            Clock clock) {
        this.api = api;
        this.ids = ids;
        this.messages = messages;
        this.downloads = downloads;
        this.session = session;
        this.posts = posts;
        this.threads = threads;
        this.rooms = rooms;
        this.pageSize = settings.pageSize();
        this.settleTime = settings.settleTime();
        this.clock = clock;
    }

    @Override
    public Page<Message> messages(ChannelId room, Window window, Optional<String> cursor)
            throws ConnectorException, InterruptedException {
        Page<Message> page = page(room, Optional.empty(), window, cursor);
        return new Page<>(
                page.items().stream()
                        .filter(message -> message.replyTo().isEmpty())
                        .toList(),
                page.next());
    }

    @Override
    public Page<Message> replies(MessageId root, Window window, Optional<String> cursor)
            throws ConnectorException, InterruptedException {
        Page<Message> page = page(root.channel(), Optional.of(root), window, cursor);
        return new Page<>(
                page.items().stream()
                        .filter(message -> !message.id().equals(root))
                        .toList(),
                page.next());
    }

    /** By its id alone, whatever room the id names: rooms migrate and then have another id. */
    @Override
    public Optional<Message> message(MessageId id) throws ConnectorException, InterruptedException {
        String raw = ids.raw(id);
        session.introduce();
        try {
            JsonNode json = api.call(WebexCall.MESSAGE, raw);
            return messages.read(id, json, downloads.described(messages.files(json)));
        } catch (ConnectorException e) {
            if (e.kind() == Kind.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private Page<Message> page(ChannelId room, Optional<MessageId> root, Window window, Optional<String> cursor)
            throws ConnectorException, InterruptedException {
        WebexApi.Answer answer = answer(room, root, window, cursor);
        List<Message> found = new ArrayList<>();
        boolean pastTheBeginning = false;
        for (JsonNode json : answer.items()) {
            Optional<Instant> created = WebexMessages.time(json, "created");
            Optional<MessageId> id = WebexMessages.id(room, json);
            if (id.isPresent() && created.filter(time -> isIn(window, time)).isPresent()) {
                messages.read(id.get(), json, downloads.described(messages.files(json)))
                        .ifPresent(found::add);
            }
            pastTheBeginning |=
                    created.filter(time -> time.isBefore(window.from())).isPresent();
        }
        // Newest first: what comes after is older still.
        return new Page<>(found, pastTheBeginning ? Optional.empty() : answer.next());
    }

    private WebexApi.Answer answer(ChannelId room, Optional<MessageId> root, Window window, Optional<String> cursor)
            throws ConnectorException, InterruptedException {
        String raw = ids.raw(rooms.current(room));
        session.introduce();
        if (cursor.isPresent()) {
            return api.page(WebexCall.LIST_MESSAGES, cursor.get());
        }
        Map<String, String> query = new LinkedHashMap<>();
        query.put("roomId", raw);
        query.put("max", String.valueOf(pageSize));
        if (root.isPresent()) {
            query.put("parentId", ids.raw(root.get()));
        }
        if (window.to().isBefore(clock.instant().plus(SKEW))) {
            // Whether the end belongs to it is not documented; a millisecond more makes sure.
            query.put(
                    "before",
                    window.to().plusMillis(1).truncatedTo(ChronoUnit.MILLIS).toString());
        }
        if (session.isBot() && !rooms.isDirect(room)) {
            query.put("mentionedPeople", "me");
        }
        return api.list(WebexCall.LIST_MESSAGES, query);
    }

    private static boolean isIn(Window window, Instant time) {
        return !time.isBefore(window.from()) && !time.isAfter(window.to());
    }

    @Override
    public List<Sent> sent(ChannelId room, Optional<MessageId> thread, Instant since)
            throws ConnectorException, InterruptedException {
        Optional<MessageId> root = thread.map(threads::root);
        Instant end = clock.instant().plus(SKEW);
        Window window = new Window(since, end.isBefore(since) ? since : end);
        List<Sent> sent = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        int pages = 0;
        do {
            Page<Message> page = page(room, root, window, cursor);
            page.items().stream()
                    .filter(message -> message.own() && message.replyTo().equals(root))
                    .forEach(message -> sent.add(sent(message)));
            cursor = page.next();
            pages++;
            if (cursor.isPresent() && pages == MOST_PAGES) {
                // Half an answer would read as "it did not happen".
                throw ConnectorException.of(
                        Kind.UNAVAILABLE, "too_many_pages", "There are too many messages to tell what was posted");
            }
        } while (cursor.isPresent());
        sent.sort(Comparator.comparing(Sent::createdAt));
        return sent;
    }

    private static Sent sent(Message message) {
        List<String> names =
                message.attachments().stream().map(Attachment::name).toList();
        return new Sent(message.id(), message.createdAt(), Optional.empty(), fingerprint(message.body(), names));
    }

    @Override
    public String fingerprint(Draft part) {
        return fingerprint(
                posts.seen(part), part.files().stream().map(Upload::name).toList());
    }

    /** Names without sizes: an upload may not know its own. */
    private static String fingerprint(Document body, List<String> names) {
        StringBuilder all = new StringBuilder(normal(body));
        names.forEach(name -> all.append('\n').append(Normalizer.normalize(FileName.clean(name), Normalizer.Form.NFC)));
        return all.toString();
    }

    /** The words alone: Webex rewrites markup, and names the people it rings as it likes. */
    private static String normal(Document document) {
        String text = Normalizer.normalize(WebexWords.of(document), Normalizer.Form.NFC);
        return SPACE.matcher(text).replaceAll(" ").strip();
    }

    @Override
    public Duration settleTime() {
        return settleTime;
    }
}

package dev.footbridge.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.slack.api.methods.RequestFormBuilder;
import com.slack.api.methods.request.conversations.ConversationsHistoryRequest;
import com.slack.api.methods.request.conversations.ConversationsRepliesRequest;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.ConnectorException.Kind;
import dev.footbridge.core.connector.Draft;
import dev.footbridge.core.connector.History;
import dev.footbridge.core.connector.Page;
import dev.footbridge.core.connector.Persona;
import dev.footbridge.core.connector.Readback;
import dev.footbridge.core.connector.Window;
import dev.footbridge.core.document.Document;
import dev.footbridge.core.id.ChannelId;
import dev.footbridge.core.id.MessageId;
import dev.footbridge.core.message.Message;
import dev.footbridge.http.Json;
import dev.footbridge.http.MalformedJsonException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** Reads channels and threads, newest first as Slack tells them, threads oldest first. */
final class SlackHistory implements History, Readback {

    private static final Pattern SPACE = Pattern.compile("\\s+");
    private static final String HISTORY = "conversations.history";
    private static final String REPLIES = "conversations.replies";

    /** Far more than a channel holds since the start of one attempt to post. */
    private static final int MOST_PAGES = 50;

    private final SlackApi api;
    private final SlackIds ids;
    private final SlackMessages messages;
    private final SlackSession session;
    private final SlackPosts posts;
    private final SlackThreads threads;
    private final int pageSize;
    private final Duration settleTime;

    SlackHistory(
            SlackApi api,
            SlackIds ids,
            SlackMessages messages,
            SlackSession session,
            SlackPosts posts,
            SlackThreads threads,
            SlackSettings settings) {
        this.api = api;
        this.ids = ids;
        this.messages = messages;
        this.session = session;
        this.posts = posts;
        this.threads = threads;
        this.pageSize = settings.pageSize();
        this.settleTime = settings.settleTime();
    }

    @Override
    public Page<Message> messages(ChannelId channel, Window window, Optional<String> cursor)
            throws ConnectorException, InterruptedException {
        JsonNode answer = history(channel, SlackIds.ts(window.from()), SlackIds.ts(window.to()), cursor);
        return page(channel, answer, message -> message.replyTo().isEmpty());
    }

    @Override
    public Page<Message> replies(MessageId root, Window window, Optional<String> cursor)
            throws ConnectorException, InterruptedException {
        JsonNode answer = replies(root, SlackIds.ts(window.from()), SlackIds.ts(window.to()), cursor);
        // The first message of the thread comes with every page, whatever the window says.
        return page(root.channel(), answer, message -> !message.id().equals(root));
    }

    /** By way of its thread: the history of the channel has no replies. A message without a thread is found all the same. */
    @Override
    public Optional<Message> message(MessageId id) throws ConnectorException, InterruptedException {
        try {
            String ts = ids.raw(id);
            JsonNode answer = replies(id, ts, ts, Optional.empty());
            return page(id.channel(), answer, message -> message.id().equals(id)).items().stream()
                    .findFirst();
        } catch (ConnectorException e) {
            if (e.code().equals("thread_not_found") || e.code().equals("message_not_found")) {
                return Optional.empty();
            }
            throw e;
        }
    }

    @Override
    public List<Sent> sent(ChannelId channel, Optional<MessageId> thread, Instant since)
            throws ConnectorException, InterruptedException {
        Optional<MessageId> root = thread.map(threads::root);
        List<Sent> sent = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        int pages = 0;
        do {
            JsonNode answer = root.isPresent()
                    ? replies(root.get(), SlackIds.ts(since), "", cursor)
                    : history(channel, SlackIds.ts(since), "", cursor);
            Page<Message> page = page(channel, answer, message -> isSent(message, root, since));
            page.items().forEach(message -> sent.add(sent(message)));
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

    private static boolean isSent(Message message, Optional<MessageId> thread, Instant since) {
        return message.own()
                && message.replyTo().equals(thread)
                && !message.createdAt().isBefore(since);
    }

    private static Sent sent(Message message) {
        List<String> files = message.attachments().stream()
                .map(file -> file(file.name(), file.size()))
                .toList();
        String fingerprint = visible(message.body()) + String.join("", files);
        return new Sent(message.id(), message.createdAt(), message.idempotencyKey(), fingerprint);
    }

    private static String file(String name, OptionalLong size) {
        return "\n" + name + "\n" + size.orElse(-1);
    }

    @Override
    public String fingerprint(Draft part) {
        return part.files().isEmpty() ? words(part) : files(part);
    }

    private static String files(Draft part) {
        String label = SPACE.matcher(part.author().map(Persona::label).orElse(""))
                .replaceAll(" ")
                .strip();
        List<String> files = part.files().stream()
                .map(file -> file(file.name(), file.size()))
                .toList();
        return label + String.join("", files);
    }

    private String words(Draft part) {
        SlackBody body = posts.body(part);
        try {
            JsonNode message = Json.object()
                    .put("text", body.text())
                    .set("blocks", Json.pushed().parse(body.blocks().getBytes(StandardCharsets.UTF_8)));
            return visible(new SlackReader(ids).read(message));
        } catch (MalformedJsonException e) {
            throw new IllegalStateException("a part that was prepared is small enough to be read", e);
        }
    }

    private static String visible(Document body) {
        return SPACE.matcher(body.plainText()).replaceAll(" ").strip();
    }

    @Override
    public Duration settleTime() {
        return settleTime;
    }

    private JsonNode history(ChannelId channel, String oldest, String latest, Optional<String> cursor)
            throws ConnectorException, InterruptedException {
        ConversationsHistoryRequest.ConversationsHistoryRequestBuilder request = ConversationsHistoryRequest.builder()
                .channel(ids.raw(channel))
                .oldest(oldest)
                .inclusive(true)
                .limit(pageSize)
                .includeAllMetadata(true);
        if (!latest.isEmpty()) {
            request.latest(latest);
        }
        cursor.ifPresent(request::cursor);
        session.introduce();
        return api.call(HISTORY, RequestFormBuilder.toForm(request.build()));
    }

    private JsonNode replies(MessageId root, String oldest, String latest, Optional<String> cursor)
            throws ConnectorException, InterruptedException {
        ConversationsRepliesRequest.ConversationsRepliesRequestBuilder request = ConversationsRepliesRequest.builder()
                .channel(ids.raw(root.channel()))
                .ts(ids.raw(root))
                .oldest(oldest)
                .inclusive(true)
                .limit(pageSize)
                .includeAllMetadata(true);
        if (!latest.isEmpty()) {
            request.latest(latest);
        }
        cursor.ifPresent(request::cursor);
        session.introduce();
        return api.call(REPLIES, RequestFormBuilder.toForm(request.build()));
    }

    private interface Wanted {
        boolean is(Message message);
    }

    private Page<Message> page(ChannelId channel, JsonNode answer, Wanted wanted) {
        List<Message> found = new ArrayList<>();
        for (JsonNode json : answer.path("messages")) {
            messages.read(channel, json, true).filter(wanted::is).ifPresent(found::add);
        }
        return new Page<>(found, Json.nonBlank(answer, "response_metadata", "next_cursor"));
    }
}

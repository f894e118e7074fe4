package dev.footbridge.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.slack.api.methods.RequestFormBuilder;
import com.slack.api.methods.request.chat.ChatDeleteRequest;
import com.slack.api.methods.request.chat.ChatPostMessageRequest;
import com.slack.api.methods.request.chat.ChatUpdateRequest;
import com.slack.api.methods.request.reactions.ReactionsAddRequest;
import com.slack.api.methods.request.reactions.ReactionsRemoveRequest;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.ConnectorException.Kind;
import dev.footbridge.core.connector.Draft;
import dev.footbridge.core.connector.Editing;
import dev.footbridge.core.connector.Persona;
import dev.footbridge.core.connector.Prepared;
import dev.footbridge.core.connector.Reactions;
import dev.footbridge.core.connector.Removal;
import dev.footbridge.core.document.Document;
import dev.footbridge.core.document.Element;
import dev.footbridge.core.document.Emoji;
import dev.footbridge.core.document.Link;
import dev.footbridge.core.document.Loss;
import dev.footbridge.core.id.ChannelId;
import dev.footbridge.core.id.MessageId;
import dev.footbridge.http.Json;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import okhttp3.FormBody;

/** Posts, edits, deletes, reacts. */
final class SlackPosts implements Editing, Removal, Reactions {

    private static final String POST = "chat.postMessage";
    private static final String UPDATE = "chat.update";
    private static final String DELETE = "chat.delete";
    private static final String REACT = "reactions.add";
    private static final String UNREACT = "reactions.remove";
    private static final String NOTHING_PARSED = "none";
    private static final int MAX_USERNAME = 80;

    private final SlackApi api;
    private final SlackIds ids;
    private final SlackWriter writer;
    private final SlackChannels channels;
    private final SlackThreads threads;
    private final SlackUploads uploads;
    private final BooleanSupplier customize;

    SlackPosts(
            SlackApi api,
            SlackIds ids,
            SlackChannels channels,
            SlackThreads threads,
            SlackUploads uploads,
            BooleanSupplier customize) {
        this.api = api;
        this.ids = ids;
        this.writer = new SlackWriter(ids);
        this.channels = channels;
        this.threads = threads;
        this.uploads = uploads;
        this.customize = customize;
    }

    Prepared prepare(Draft draft) {
        Set<Loss> losses = new LinkedHashSet<>();
        Optional<Persona> named = nameInText(draft);
        boolean wordless = draft.body().isEmpty() && !draft.files().isEmpty();
        List<Document> bodies = wordless ? List.of() : writer.split(draft.body(), named);
        bodies.forEach(body -> losses.addAll(writer.losses(body)));
        List<Draft> parts = new ArrayList<>(draft.bodyParts(bodies));
        if (parts.size() > 1) {
            losses.add(Loss.degraded(Element.LONG_BODY));
        }
        parts.addAll(draft.fileParts(SlackUploads.LIMITS.perMessage()));
        if (!draft.files().isEmpty() && draft.author().isPresent()) {
            losses.add(Loss.degraded(Element.ATTACHMENT));
        }
        if (named.isPresent()) {
            losses.add(Loss.degraded(Element.AUTHOR_NAME));
            named.flatMap(Persona::avatarUrl).ifPresent(url -> losses.add(Loss.dropped(Element.AUTHOR_AVATAR)));
        }
        return new Prepared(parts, List.copyOf(losses));
    }

    /** The author whose name must stand in the text, because Slack will not show it otherwise. */
    private Optional<Persona> nameInText(Draft draft) {
        return customize.getAsBoolean() ? Optional.empty() : draft.author();
    }

    MessageId post(ChannelId channel, Draft part) throws ConnectorException, InterruptedException {
        channels.add(channel);
        return part.files().isEmpty() ? postWords(channel, part) : uploads.post(channel, part);
    }

    private MessageId postWords(ChannelId channel, Draft part) throws ConnectorException, InterruptedException {
        String rawChannel = ids.raw(channel);
        SlackBody body = checked(part);
        Optional<MessageId> root = part.replyTo().map(threads::root);
        ChatPostMessageRequest.ChatPostMessageRequestBuilder request = ChatPostMessageRequest.builder()
                .channel(rawChannel)
                .text(body.text())
                .blocksAsString(body.blocks())
                .metadataAsString(metadata(part.idempotencyKey()))
                .parse(NOTHING_PARSED)
                .linkNames(false)
                .unfurlLinks(false)
                .unfurlMedia(false);
        if (root.isPresent()) {
            request.threadTs(ids.rawThread(channel, root.get()));
        }
        if (nameInText(part).isEmpty()) {
            part.author().ifPresent(author -> appearAs(author, request));
        }
        JsonNode answer = api.call(POST, RequestFormBuilder.toForm(request.build()));
        MessageId posted = SlackIds.message(channel, Json.text(answer, "ts"))
                .orElseThrow(() -> SlackErrors.notFromSlack(POST, 200, "no_ts"));
        root.ifPresent(first -> threads.learn(posted, first));
        return posted;
    }

    private static void appearAs(Persona author, ChatPostMessageRequest.ChatPostMessageRequestBuilder request) {
        request.username(username(author));
        author.avatarUrl().filter(SlackPosts::isWebAddress).ifPresent(request::iconUrl);
    }

    /** Name and origin; a name that is too long for both is cut, so that the origin always shows. */
    private static String username(Persona author) {
        String label = author.label();
        if (label.length() <= MAX_USERNAME) {
            return label;
        }
        String origin = label.substring(author.name().length());
        int room = Math.max(1, MAX_USERNAME - origin.length());
        int end = Math.min(room, author.name().length());
        int whole = Character.isHighSurrogate(author.name().charAt(end - 1)) ? end - 1 : end;
        return author.name().substring(0, whole) + origin;
    }

    private static boolean isWebAddress(String url) {
        return Link.isSafe(url) && url.toLowerCase(Locale.ROOT).startsWith("http");
    }

    /** Readable again in the history and by our own events: the proof that a post happened. */
    private static String metadata(String key) {
        ObjectNode metadata = Json.object();
        metadata.put("event_type", SlackMessages.METADATA_TYPE)
                .putObject("event_payload")
                .put(SlackMessages.METADATA_KEY, key);
        return metadata.toString();
    }

    /** What Slack is given of a part; pure. */
    SlackBody body(Draft part) {
        return writer.body(part.body(), nameInText(part));
    }

    private SlackBody checked(Draft part) throws ConnectorException {
        if (part.body().isEmpty()) {
            throw ConnectorException.of(Kind.REJECTED, "no_text", "Slack takes no message without text");
        }
        SlackBody body = body(part);
        if (body.text().length() > SlackWriter.MAX_TEXT
                && writer.split(part.body(), nameInText(part)).size() > 1) {
            throw ConnectorException.of(
                    Kind.REJECTED, "msg_too_long", "The body is too long for one message: prepare the draft first");
        }
        return body;
    }

    @Override
    public void edit(MessageId message, Draft part) throws ConnectorException, InterruptedException {
        SlackBody body = checked(part);
        // Without metadata: then Slack keeps what the message has.
        ChatUpdateRequest request = ChatUpdateRequest.builder()
                .channel(ids.raw(message.channel()))
                .ts(ids.raw(message))
                .text(body.text())
                .blocksAsString(body.blocks())
                .parse(NOTHING_PARSED)
                .linkNames(false)
                .build();
        api.call(UPDATE, RequestFormBuilder.toForm(request));
    }

    @Override
    public void remove(MessageId message) throws ConnectorException, InterruptedException {
        ChatDeleteRequest request = ChatDeleteRequest.builder()
                .channel(ids.raw(message.channel()))
                .ts(ids.raw(message))
                .build();
        callUnless("message_not_found", DELETE, RequestFormBuilder.toForm(request));
    }

    @Override
    public boolean supports(Emoji emoji) {
        return SlackEmoji.name(emoji).isPresent();
    }

    @Override
    public void react(MessageId message, Emoji emoji) throws ConnectorException, InterruptedException {
        ReactionsAddRequest request = ReactionsAddRequest.builder()
                .channel(ids.raw(message.channel()))
                .timestamp(ids.raw(message))
                .name(name(emoji))
                .build();
        callUnless("already_reacted", REACT, RequestFormBuilder.toForm(request));
    }

    @Override
    public void unreact(MessageId message, Emoji emoji) throws ConnectorException, InterruptedException {
        ReactionsRemoveRequest request = ReactionsRemoveRequest.builder()
                .channel(ids.raw(message.channel()))
                .timestamp(ids.raw(message))
                .name(name(emoji))
                .build();
        callUnless("no_reaction", UNREACT, RequestFormBuilder.toForm(request));
    }

    private static String name(Emoji emoji) throws ConnectorException {
        return SlackEmoji.name(emoji)
                .orElseThrow(() ->
                        ConnectorException.of(Kind.REJECTED, "invalid_name", "Slack has no such emoji as a reaction"));
    }

    /** Calls; an error that says the work is done already is a success. */
    private void callUnless(String done, String method, FormBody.Builder form)
            throws ConnectorException, InterruptedException {
        try {
            api.call(method, form);
        } catch (ConnectorException e) {
            if (!e.code().equals(done)) {
                throw e;
            }
        }
    }
}

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
    private static final int MAX_KEY = 64;
    private static final int MAX_USERNAME = 80;

    private final SlackApi api;
    private final SlackIds ids;
    private final SlackWriter writer;
    private final SlackChannels channels;
    private final BooleanSupplier customize;

    SlackPosts(SlackApi api, SlackIds ids, SlackChannels channels, BooleanSupplier customize) {
        this.api = api;
        this.ids = ids;
        this.writer = new SlackWriter(ids);
        this.channels = channels;
        this.customize = customize;
    }

    Prepared prepare(Draft draft) {
        Draft named = shown(draft);
        List<Draft> parts = new ArrayList<>();
        Set<Loss> losses = new LinkedHashSet<>();
        for (Document body : writer.split(named.body())) {
            Draft part = named.withBody(body);
            parts.add(parts.isEmpty() ? part : part.withKey(numbered(draft.idempotencyKey(), parts.size() + 1)));
            losses.addAll(writer.losses(body));
        }
        if (parts.size() > 1) {
            losses.add(Loss.degraded(Element.LONG_BODY));
        }
        if (draft.author().isPresent() && named.author().isEmpty()) {
            losses.add(Loss.degraded(Element.AUTHOR_NAME));
            draft.author()
                    .flatMap(Persona::avatarUrl)
                    .ifPresent(url -> losses.add(Loss.dropped(Element.AUTHOR_AVATAR)));
        }
        return new Prepared(parts, List.copyOf(losses));
    }

    private static Draft withNameInText(Draft draft) {
        return draft.author().isEmpty()
                ? draft
                : new Draft(
                        SlackWriter.withName(draft.body(), draft.author().get()),
                        draft.replyTo(),
                        Optional.empty(),
                        draft.idempotencyKey());
    }

    private static String numbered(String key, int number) {
        String suffix = "-" + number;
        return key.substring(0, Math.min(key.length(), MAX_KEY - suffix.length())) + suffix;
    }

    MessageId post(ChannelId channel, Draft part) throws ConnectorException, InterruptedException {
        String rawChannel = ids.raw(channel);
        Draft shown = shown(part);
        SlackBody body = body(shown);
        ChatPostMessageRequest.ChatPostMessageRequestBuilder request = ChatPostMessageRequest.builder()
                .channel(rawChannel)
                .text(body.text())
                .blocksAsString(body.blocks())
                .metadataAsString(metadata(part.idempotencyKey()))
                .parse(NOTHING_PARSED)
                .linkNames(false)
                .unfurlLinks(false)
                .unfurlMedia(false);
        if (part.replyTo().isPresent()) {
            request.threadTs(thread(channel, part.replyTo().get()));
        }
        shown.author().ifPresent(author -> appearAs(author, request));
        channels.add(channel);
        JsonNode answer = api.call(POST, RequestFormBuilder.toForm(request.build()));
        return SlackIds.message(channel, Json.text(answer, "ts"))
                .orElseThrow(() -> SlackErrors.notFromSlack(POST, 200, "no_ts"));
    }

    private static void appearAs(Persona author, ChatPostMessageRequest.ChatPostMessageRequestBuilder request) {
        String label = author.label();
        request.username(label.length() <= MAX_USERNAME ? label : author.name());
        author.avatarUrl().filter(SlackPosts::isWebAddress).ifPresent(request::iconUrl);
    }

    private static boolean isWebAddress(String url) {
        return Link.isSafe(url) && url.toLowerCase(Locale.ROOT).startsWith("http");
    }

    private String thread(ChannelId channel, MessageId root) throws ConnectorException {
        if (!root.channel().equals(channel)) {
            throw ConnectorException.of(Kind.REJECTED, "other_channel", "The thread is in another channel");
        }
        return ids.raw(root);
    }

    /** Readable again in the history and by our own events: the proof that a post happened. */
    private static String metadata(String key) {
        ObjectNode metadata = Json.object();
        metadata.put("event_type", SlackMessages.METADATA_TYPE)
                .putObject("event_payload")
                .put(SlackMessages.METADATA_KEY, key);
        return metadata.toString();
    }

    /** Without the scope to show a name, the name is text. A part that prepare made so has no author any more. */
    private Draft shown(Draft draft) {
        return customize.getAsBoolean() ? draft : withNameInText(draft);
    }

    private SlackBody body(Draft shown) throws ConnectorException {
        SlackBody body = writer.body(shown.body());
        if (body.isEmpty()) {
            throw ConnectorException.of(Kind.REJECTED, "no_text", "Slack takes no message without text");
        }
        if (body.text().length() > SlackWriter.MAX_TEXT
                && writer.split(shown.body()).size() > 1) {
            throw ConnectorException.of(
                    Kind.REJECTED, "msg_too_long", "The body is too long for one message: prepare the draft first");
        }
        return body;
    }

    @Override
    public void edit(MessageId message, Draft part) throws ConnectorException, InterruptedException {
        SlackBody body = body(shown(part));
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

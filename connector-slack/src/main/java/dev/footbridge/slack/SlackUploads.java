package dev.footbridge.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.ConnectorException.Effect;
import dev.footbridge.core.connector.ConnectorException.Kind;
import dev.footbridge.core.connector.Draft;
import dev.footbridge.core.connector.FileLimits;
import dev.footbridge.core.connector.Persona;
import dev.footbridge.core.connector.Upload;
import dev.footbridge.core.id.ChannelId;
import dev.footbridge.core.id.MessageId;
import dev.footbridge.http.FileTransfer;
import dev.footbridge.http.HttpAnswer;
import dev.footbridge.http.HttpFailures;
import dev.footbridge.http.Json;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.FormBody;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/**
 * Posts files: asks for an address, sends the bytes there, and shares what arrived as one message. Before the last step
 * nobody sees anything. See <a href="https://docs.slack.dev/messaging/working-with-files#uploading_files">uploading</a>.
 */
final class SlackUploads {

    /** Begins the id of the block that tells whose files they are; behind it stands the idempotency key. */
    static final String BLOCK_PREFIX = "footbridge:";

    /** 1 GB a file; ten files a message, as Slack's own clients do. Empty files are refused ({@code length} must be positive). */
    static final FileLimits LIMITS = new FileLimits(1_000_000_000L, 10, true, Set.of());

    private static final String ADDRESS = "files.getUploadURLExternal";
    private static final String COMPLETE = "files.completeUploadExternal";
    private static final String INFO = "files.info";

    /** The bytes arrived, says the upload host, and how many. */
    private static final Pattern RECEIVED = Pattern.compile("OK - (\\d{1,18})\\s*");

    private final SlackApi api;
    private final SlackIds ids;
    private final SlackThreads threads;
    private final FileTransfer transfer;
    private final Clock clock;

    SlackUploads(SlackApi api, SlackIds ids, SlackThreads threads, OkHttpClient client, Clock clock) {
        this.api = api;
        this.ids = ids;
        this.threads = threads;
        this.transfer = new FileTransfer(client);
        this.clock = clock;
    }

    MessageId post(ChannelId channel, Draft part) throws ConnectorException, InterruptedException {
        // Without it the files would be there, and nobody could tell under which id.
        api.require(INFO);
        String rawChannel = ids.raw(channel);
        Optional<MessageId> root = part.replyTo().map(threads::root);
        Optional<String> thread = root.isPresent() ? Optional.of(ids.rawThread(channel, root.get())) : Optional.empty();
        require(part);
        List<String> files = new ArrayList<>();
        for (Upload upload : part.files()) {
            files.add(sent(upload));
        }
        JsonNode answer = api.call(COMPLETE, completion(part, files, rawChannel, thread));
        MessageId posted = new MessageId(channel, shownAs(answer, files.get(0), rawChannel, thread));
        root.ifPresent(first -> threads.learn(posted, first));
        return posted;
    }

    private static void require(Draft part) throws ConnectorException {
        LIMITS.require(part);
        if (part.files().stream().anyMatch(file -> file.size().orElse(0) == 0)) {
            throw refused("file_empty", "Slack takes no empty files");
        }
    }

    private static ConnectorException refused(String code, String message) {
        return ConnectorException.of(Kind.REJECTED, code, message);
    }

    /** Sends the bytes; the id of what nobody sees yet. */
    private String sent(Upload upload) throws ConnectorException, InterruptedException {
        long length = upload.size().orElseThrow();
        try {
            JsonNode answer = api.call(
                    ADDRESS,
                    new FormBody.Builder().add("filename", upload.name()).add("length", Long.toString(length)));
            Optional<HttpUrl> address = Json.text(answer, "upload_url").map(HttpUrl::parse);
            Optional<String> id = Json.text(answer, "file_id").filter(SlackIds::isId);
            if (address.isEmpty() || id.isEmpty()) {
                throw SlackErrors.notFromSlack(ADDRESS, 200, "no_upload_url");
            }
            // The address is the permission: no token goes to the host that takes the bytes.
            taken(
                    transfer.upload(
                            upload,
                            body -> new Request.Builder()
                                    .url(address.get())
                                    .post(body)
                                    .build()),
                    length);
            return id.get();
        } catch (ConnectorException e) {
            throw e.withoutEffect();
        }
    }

    private void taken(HttpAnswer answer, long length) throws ConnectorException {
        if (answer.status() == 413) {
            throw refused("file_too_large", "Slack does not take a file of this size here");
        }
        if (!answer.isSuccess()) {
            ConnectorException failure = HttpFailures.ofStatus(
                    answer.status(), null, answer.headers().get("Retry-After"), clock.instant());
            // A new attempt gets a new address, so an address that is used up or too old is no reason to give up.
            throw failure.kind() == Kind.THROTTLED
                    ? failure
                    : ConnectorException.unavailable(
                            Effect.NOT_APPLIED,
                            failure.code(),
                            "The upload was not taken: " + failure.getMessage(),
                            null);
        }
        Matcher received = RECEIVED.matcher(new String(answer.body(), StandardCharsets.UTF_8));
        if (received.matches() && Long.parseLong(received.group(1)) != length) {
            throw ConnectorException.unavailable(
                    Effect.NOT_APPLIED, "upload_short", "Slack received another number of bytes than was sent", null);
        }
    }

    private static FormBody.Builder completion(
            Draft part, List<String> files, String channel, Optional<String> thread) {
        ArrayNode list = Json.object().putArray("list");
        for (int i = 0; i < files.size(); i++) {
            list.addObject()
                    .put("id", files.get(i))
                    .put("title", part.files().get(i).name());
        }
        FormBody.Builder form =
                new FormBody.Builder().add("files", list.toString()).add("channel_id", channel);
        thread.ifPresent(ts -> form.add("thread_ts", ts));
        part.author().ifPresent(author -> form.add("blocks", blocks(author, part.idempotencyKey())));
        return form;
    }

    /** Slack shows the app above files whatever is asked for, so the author stands beside them. */
    private static String blocks(Persona author, String key) {
        ArrayNode blocks = Json.object().putArray("list");
        ObjectNode block = blocks.addObject().put("type", "rich_text").put("block_id", BLOCK_PREFIX + key);
        block.putArray("elements")
                .addObject()
                .put("type", "rich_text_section")
                .putArray("elements")
                .addObject()
                .put("type", "text")
                .put("text", author.label())
                .putObject("style")
                .put("bold", true);
        return blocks.toString();
    }

    /** Slack shares files a moment later and then has no answer yet: the look at the history that follows knows. */
    private String shownAs(JsonNode answer, String file, String channel, Optional<String> thread)
            throws ConnectorException, InterruptedException {
        for (JsonNode json : answer.path("files")) {
            Optional<String> ts = new SlackFile(json).share(channel, thread);
            if (ts.isPresent()) {
                return ts.get();
            }
        }
        @Nullable Throwable cause = null;
        try {
            JsonNode info = api.call(INFO, new FormBody.Builder().add("file", file));
            Optional<String> ts = new SlackFile(info.path("file")).share(channel, thread);
            if (ts.isPresent()) {
                return ts.get();
            }
        } catch (ConnectorException e) {
            cause = e;
        }
        throw ConnectorException.unavailable(
                Effect.UNKNOWN, "share_pending", "Slack has the files, but does not show them yet", cause);
    }
}

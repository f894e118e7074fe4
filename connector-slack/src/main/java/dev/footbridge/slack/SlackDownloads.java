package dev.footbridge.slack;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.ConnectorException.Kind;
import dev.footbridge.core.connector.Download;
import dev.footbridge.core.connector.Downloads;
import dev.footbridge.core.connector.Secret;
import dev.footbridge.core.id.FileId;
import dev.footbridge.http.FileTransfer;
import dev.footbridge.http.HttpFailures;
import java.time.Clock;
import java.util.Locale;
import java.util.OptionalLong;
import okhttp3.FormBody;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Reads files. Each time {@code files.info} is asked first: an id is all that is kept of a file, in shared channels the
 * message does not tell more either, and a deleted file is noticed.
 */
final class SlackDownloads implements Downloads {

    private static final String INFO = "files.info";
    private static final int OK = 200;

    private final SlackApi api;
    private final SlackIds ids;
    private final Secret token;
    private final FileTransfer transfer;
    private final Clock clock;

    SlackDownloads(SlackApi api, SlackIds ids, Secret token, OkHttpClient client, Clock clock) {
        this.api = api;
        this.ids = ids;
        this.token = token;
        this.transfer = new FileTransfer(client);
        this.clock = clock;
    }

    @Override
    public Download open(FileId id, long from) throws ConnectorException, InterruptedException {
        JsonNode answer = api.call(INFO, new FormBody.Builder().add("file", ids.raw(id)));
        SlackFile file = new SlackFile(answer.path("file"));
        if (file.isGone()) {
            throw ConnectorException.of(Kind.NOT_FOUND, "file_deleted", "The file is gone from Slack");
        }
        if (file.isDocument()) {
            throw ConnectorException.of(
                    Kind.UNSUPPORTED, "external_file", "The file is a page, there is nothing to copy");
        }
        HttpUrl address = file.download()
                .map(HttpUrl::parse)
                .orElseThrow(() -> SlackErrors.notFromSlack(INFO, 200, "no_url").withoutEffect());
        // To any other host than Slack's the client does not send it: see HostGuard.
        Request request = new Request.Builder()
                .url(address)
                .header("Authorization", "Bearer " + token.reveal())
                .build();
        Download download = transfer.open(
                request,
                from,
                response -> HttpFailures.ofStatus(
                                response.code(), null, response.header("Retry-After"), clock.instant())
                        .withoutEffect(),
                response -> !isSignIn(response, file));
        OptionalLong length = download.length().isPresent() ? download.length() : file.size();
        return new Download(download.bytes(), file.mediaType(), length);
    }

    /** Slack answers 200 with a page that asks for a sign-in where the token may not read the file. */
    private static boolean isSignIn(Response response, SlackFile file) {
        if (!isPage(response.header("Content-Type", ""))) {
            return false;
        }
        String told = response.header("Content-Length", "");
        boolean otherLength = response.code() == OK
                && file.size().isPresent()
                && !told.equals(Long.toString(file.size().getAsLong()));
        return !isPage(file.mediaType()) || otherLength;
    }

    private static boolean isPage(@Nullable String mediaType) {
        return mediaType != null && mediaType.toLowerCase(Locale.ROOT).startsWith("text/html");
    }
}

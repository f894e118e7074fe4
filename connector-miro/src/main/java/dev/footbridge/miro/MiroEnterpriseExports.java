package dev.footbridge.miro;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.ConnectorException.Effect;
import dev.footbridge.core.connector.ConnectorException.Kind;
import dev.footbridge.core.connector.Page;
import dev.footbridge.http.HttpFailures;
import dev.footbridge.http.Json;
import dev.footbridge.http.ResponseLimit;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;

/**
 * Exports of whole boards: start a job, ask until it is finished, read the results, stream each archive.
 *
 * @see <a href="https://developers.miro.com/reference/enterprise-create-board-export">board export</a>
 */
public final class MiroEnterpriseExports {

    private static final int BUFFER = 64 * 1024;
    private static final int MOST_BOARDS = 1_000;

    private final MiroEnterpriseCalls calls;
    private final OkHttpClient client;
    private final Clock clock;

    MiroEnterpriseExports(MiroEnterpriseCalls calls, OkHttpClient client, Clock clock) {
        this.calls = calls;
        // An archive takes as long as it takes; only silence ends it.
        this.client = client.newBuilder().callTimeout(Duration.ZERO).build();
        this.clock = clock;
    }

    /** What an archive is made of. */
    public enum Format {
        SVG,
        HTML,
        PDF
    }

    /** @param status {@code created}, {@code in_progress}, {@code cancelled} or {@code finished}, in any case */
    public record Job(String id, String status, Optional<String> format) {}

    /**
     * What became of one board.
     *
     * @param status {@code SUCCESS} once there is an archive
     * @param archive works for some minutes, for anybody who has it
     */
    public record Result(String board, String status, Optional<URI> archive, Optional<String> error) {
        /** Never the link, which opens the archive. */
        @Override
        public String toString() {
            return "Result[" + board + ", " + status + "]";
        }
    }

    /** One board of a job. */
    public record Task(String id, String board, String status, long bytes) {}

    /**
     * Starts a job.
     *
     * @param boards at most 1,000
     * @param request the same for each attempt at the same export, so that it is made once
     * @return the job's id
     */
    public String start(Set<String> boards, Format format, UUID request)
            throws ConnectorException, InterruptedException {
        if (boards.isEmpty() || boards.size() > MOST_BOARDS) {
            throw ConnectorException.of(Kind.REJECTED, "odd_count", "An export is of 1 to 1,000 boards");
        }
        ObjectNode body = Json.object().put("boardFormat", format.name());
        ArrayNode ids = body.putArray("boardIds");
        boards.forEach(ids::add);
        JsonNode answer =
                calls.call("enterprise-create-board-export", Map.of(), Map.of("request_id", request.toString()), body);
        return MiroEnterpriseCalls.text(answer, "jobId");
    }

    /** {@code CREATED}, {@code IN_PROGRESS}, {@code CANCELLED} or {@code FINISHED}. */
    public String status(String job) throws ConnectorException, InterruptedException {
        return calls.one(
                "enterprise-board-export-job-status",
                Map.of("job_id", job),
                json -> MiroEnterpriseCalls.text(json, "jobStatus"));
    }

    /** All jobs. */
    public Page<Job> jobs(Optional<String> cursor) throws ConnectorException, InterruptedException {
        return calls.page(
                "enterprise-board-export-jobs",
                Map.of(),
                Map.of(),
                cursor,
                json -> new Job(
                        MiroEnterpriseCalls.text(json, "id"),
                        MiroEnterpriseCalls.text(json, "status"),
                        Json.nonBlank(json, "boardFormat")));
    }

    /** Ends a job that is not finished. */
    public void cancel(String job) throws ConnectorException, InterruptedException {
        calls.call(
                "enterprise-update-board-export-job",
                Map.of("job_id", job),
                Map.of(),
                Json.object().put("status", "CANCELLED"));
    }

    /** The results of a finished job. */
    public List<Result> results(String job) throws ConnectorException, InterruptedException {
        JsonNode answer = calls.call("enterprise-board-export-job-results", Map.of("job_id", job), Map.of(), null);
        return Json.items(answer, "results").stream()
                .map(json -> new Result(
                        MiroEnterpriseCalls.text(json, "boardId"),
                        MiroEnterpriseCalls.text(json, "status"),
                        link(json),
                        Json.nonBlank(json, "errorType")))
                .toList();
    }

    /** The boards of a job. */
    public Page<Task> tasks(String job, Optional<String> cursor) throws ConnectorException, InterruptedException {
        return calls.page(
                "enterprise-board-export-job-tasks",
                Map.of("job_id", job),
                Map.of(),
                cursor,
                json -> new Task(
                        MiroEnterpriseCalls.text(json, "id"),
                        MiroEnterpriseCalls.text(json, "board", "key"),
                        MiroEnterpriseCalls.text(json, "status"),
                        json.path("sizeInBytes").asLong(0)));
    }

    /** A new link to an archive whose old one does not work any more; empty while there is none. */
    public Optional<URI> newLink(String job, String task) throws ConnectorException, InterruptedException {
        return link(calls.call(
                "enterprise-create-board-export-task-export-link",
                Map.of("job_id", job, "task_id", task),
                Map.of(),
                null));
    }

    private static Optional<URI> link(JsonNode json) {
        try {
            return Json.nonBlank(json, "exportLink").map(URI::create);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /**
     * Streams an archive through a small buffer; nothing is kept. The link's host must be one of {@code export-hosts}.
     *
     * @param most bytes that are taken at most; a longer archive is {@code REJECTED}, what was written stays
     * @return how many bytes it has
     * @throws IOException when {@code out} fails
     */
    public long download(URI archive, OutputStream out, long most)
            throws ConnectorException, InterruptedException, IOException {
        HttpUrl url = HttpUrl.parse(archive.toString());
        if (url == null) {
            throw ConnectorException.of(Kind.REJECTED, "odd_link", "This is no link to an archive");
        }
        // Without the token: the link itself opens the archive.
        Request request = new Request.Builder()
                .url(url)
                .tag(ResponseLimit.class, ResponseLimit.NONE)
                .build();
        try (Response response = opened(request)) {
            ResponseBody body = response.body();
            if (!response.isSuccessful() || body == null) {
                throw HttpFailures.ofStatus(response.code(), null, response.header("Retry-After"), clock.instant());
            }
            return copy(body.byteStream(), out, most);
        }
    }

    private Response opened(Request request) throws ConnectorException, InterruptedException {
        try {
            return client.newCall(request).execute();
        } catch (IOException e) {
            throw HttpFailures.of(e);
        }
    }

    private static long copy(InputStream in, OutputStream out, long most)
            throws ConnectorException, InterruptedException, IOException {
        byte[] buffer = new byte[BUFFER];
        long copied = 0;
        for (int read = read(in, buffer); read >= 0; read = read(in, buffer)) {
            copied += read;
            if (copied > most) {
                throw ConnectorException.of(Kind.REJECTED, "archive_too_large", "The archive is larger than allowed");
            }
            out.write(buffer, 0, read);
        }
        return copied;
    }

    private static int read(InputStream in, byte[] buffer) throws ConnectorException, InterruptedException {
        try {
            return in.read(buffer);
        } catch (IOException e) {
            ConnectorException broken = HttpFailures.of(e);
            throw ConnectorException.unavailable(Effect.NOT_APPLIED, broken.code(), "The archive broke off", broken);
        }
    }
}

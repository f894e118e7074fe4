package dev.footbridge.benchmarks;

import dev.footbridge.benchmarks.StubServer.Answer;
import dev.footbridge.benchmarks.StubServer.Request;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The files of the benchmark's Slack: what their objects look like, the bytes behind {@code url_private}, and the three
 * steps of an external upload. See <a href="https://docs.slack.dev/messaging/working-with-files">working with files</a>.
 */
final class SlackFiles {

    private static final String DOWNLOADS = "/files/";
    private static final String UPLOADS = "/upload/";
    private static final String ID = "F0";

    private final SharedFiles files;
    private final AtomicInteger uploads = new AtomicInteger();
    private final Map<String, SharedFile.Arrival> arrivals = new ConcurrentHashMap<>();

    SlackFiles(SharedFiles files) {
        this.files = files;
    }

    /** Where a file is read. */
    static URI download(URI server, SharedFile file) {
        return server.resolve(DOWNLOADS + file.name());
    }

    /** What a message says of a file; where its bytes are only {@code files.info} tells. */
    static String members(SharedFile file) {
        return "\"id\":\"" + ID + Runs.marker(file.number()).toUpperCase(Locale.ROOT) + "\",\"name\":\"" + file.name()
                + "\",\"title\":\"" + file.name()
                + "\",\"mimetype\":\"application/octet-stream\",\"filetype\":\"binary\",\"mode\":\"hosted\",\"is_external\":"
                + "false,\"size\":" + file.size();
    }

    /** Answers for the addresses that are no methods; empty for all others. */
    Optional<Answer> answer(Request request) {
        if (request.is("GET", DOWNLOADS)) {
            return Optional.of(files.namedIn(request.path())
                    .map(file -> Answer.streamed("application/octet-stream", file.size(), file::send))
                    .orElse(Answer.empty(404)));
        }
        if (request.is("POST", UPLOADS)) {
            SharedFile.Arrival arrival = arrivals.remove(request.path());
            if (arrival == null) {
                return Optional.of(Answer.empty(404));
            }
            arrival.end();
            return Optional.of(
                    Answer.of(200, "text/plain", ("OK - " + arrival.at()).getBytes(StandardCharsets.US_ASCII)));
        }
        return Optional.empty();
    }

    Optional<HttpInput.Sink> sink(Request request) {
        return Optional.ofNullable(arrivals.get(request.path()));
    }

    /** {@code files.info}; ids are in capitals. */
    String info(URI server, String id) {
        return files.namedIn(id.toLowerCase(Locale.ROOT))
                .map(file -> "{\"ok\":true,\"file\":{" + members(file) + ",\"url_private\":\"" + download(server, file)
                        + "\"}}")
                .orElse("{\"ok\":false,\"error\":\"file_not_found\"}");
    }

    /** {@code files.getUploadURLExternal}. */
    String address(URI server, Map<String, String> form) {
        return files.namedIn(form.getOrDefault("filename", ""))
                .filter(file -> form.getOrDefault("length", "").equals(Long.toString(file.size())))
                .map(file -> "{\"ok\":true,\"upload_url\":\"" + upload(server, file) + "\",\"file_id\":\"" + ID + "UP"
                        + file.number() + "\"}")
                .orElse("{\"ok\":false,\"error\":\"invalid_arguments\"}");
    }

    /** A new address that takes a file. */
    URI upload(URI server, SharedFile file) {
        String path = UPLOADS + uploads.incrementAndGet();
        arrivals.put(path, file.arrive());
        return server.resolve(path);
    }

    /** What {@code files.completeUploadExternal} answers. */
    static String completed(String channel, String ts) {
        return "{\"ok\":true,\"files\":[{\"id\":\"" + ID + "UP\",\"shares\":{\"public\":{\"" + channel
                + "\":[{\"ts\":\"" + ts + "\"}]}}}]}";
    }
}

package dev.footbridge.benchmarks;

import dev.footbridge.benchmarks.StubServer.Answer;
import dev.footbridge.benchmarks.StubServer.Request;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The drives of the benchmark's tenant: a channel's folder, upload sessions that take ranges in order, and reading by way
 * of {@code /shares}. See <a href="https://learn.microsoft.com/graph/api/driveitem-createuploadsession">upload sessions</a>.
 */
final class GraphFiles {

    private static final String SITE = "https://bench.sharepoint.com/sites/bench/Shared%20Documents/";
    private static final String SESSIONS = "/sessions/";
    private static final String SHARES = "/shares/u!";
    private static final Pattern RANGE = Pattern.compile("bytes (\\d+)-(\\d+)/(\\d+)");
    private static final Answer NOT_FOUND = Answer.json(404, "{\"error\":{\"code\":\"itemNotFound\"}}");

    private final SharedFiles files;
    private final AtomicInteger sessions = new AtomicInteger();
    private final Map<String, SharedFile.Arrival> arrivals = new ConcurrentHashMap<>();

    GraphFiles(SharedFiles files) {
        this.files = files;
    }

    /** Where messages say that a file is. */
    static String url(SharedFile file) {
        return SITE + file.name();
    }

    /** Where a file is read. */
    static URI download(URI graphUrl, SharedFile file) {
        String share =
                Base64.getUrlEncoder().withoutPadding().encodeToString(url(file).getBytes(StandardCharsets.UTF_8));
        return URI.create(graphUrl + SHARES + share + "/driveItem/content");
    }

    /** A new address that takes a file. */
    URI session(URI server, SharedFile file) {
        String path = SESSIONS + sessions.incrementAndGet();
        arrivals.put(path, file.arrive());
        return server.resolve(path);
    }

    Optional<Answer> answer(Request request, String path, URI server) {
        if (path.startsWith(SESSIONS)) {
            return Optional.of(ofSession(request, path));
        }
        if (request.method().equals("GET") && path.endsWith("/filesFolder")) {
            return Optional.of(Answer.json(
                    200,
                    "{\"id\":\"01BENCHFOLDER\",\"webUrl\":\"" + SITE
                            + "bench\",\"parentReference\":{\"driveId\":\"b!bench\"}}"));
        }
        if (request.method().equals("GET") && path.contains(SHARES)) {
            return Optional.of(read(path.substring(path.indexOf(SHARES) + SHARES.length())));
        }
        if (request.method().equals("POST") && path.endsWith(":/createUploadSession")) {
            return Optional.of(files.namedIn(path)
                    .map(
                            file -> Answer.json(
                                    200,
                                    "{\"uploadUrl\":\"" + session(server, file)
                                            + "\",\"expirationDateTime\":\"2099-01-01T00:00:00Z\",\"nextExpectedRanges\":[\"0-\"]}"))
                    .orElse(NOT_FOUND));
        }
        if (request.method().equals("PUT") && path.endsWith(":/content")) {
            return Optional.of(files.namedIn(path).map(GraphFiles::small).orElse(NOT_FOUND));
        }
        return Optional.empty();
    }

    private Answer read(String share) {
        String address = new String(
                Base64.getUrlDecoder().decode(share.substring(0, share.indexOf('/'))), StandardCharsets.UTF_8);
        return files.namedIn(address)
                .map(file -> Answer.streamed("application/octet-stream", file.size(), file::send))
                .orElse(NOT_FOUND);
    }

    /** The relay sends only empty files this way. */
    private static Answer small(SharedFile file) {
        file.arrive().end();
        return item(file, 0);
    }

    private Answer ofSession(Request request, String path) {
        SharedFile.Arrival arrival = arrivals.get(path);
        if (arrival == null) {
            return NOT_FOUND;
        }
        return switch (request.method()) {
            case "PUT" -> {
                if (!arrival.isWhole()) {
                    yield Answer.json(202, expected(arrival));
                }
                arrivals.remove(path);
                arrival.end();
                yield item(arrival.file(), arrival.at());
            }
            case "DELETE" -> {
                arrivals.remove(path);
                yield Answer.empty(204);
            }
            default -> Answer.json(200, expected(arrival));
        };
    }

    private static String expected(SharedFile.Arrival arrival) {
        return "{\"nextExpectedRanges\":[\"" + arrival.at() + "-\"]}";
    }

    private static Answer item(SharedFile file, long size) {
        String guid = String.format(Locale.ROOT, "6f0b2a1c-0000-4000-8000-%012d", file.number());
        return Answer.json(
                201,
                "{\"id\":\"01BENCH" + file.number() + "\",\"name\":\"" + file.name() + "\",\"size\":" + size
                        + ",\"eTag\":\"\\\"{" + guid + "},1\\\"\"}");
    }

    /** The ranges of a session come in order; one that does not goes nowhere, and the answer says what is expected. */
    Optional<HttpInput.Sink> sink(Request request) {
        SharedFile.Arrival arrival = arrivals.get(request.path());
        if (arrival == null || !request.method().equals("PUT")) {
            return Optional.empty();
        }
        Matcher range = RANGE.matcher(request.message().header("content-range").orElse(""));
        boolean next = range.matches() && Long.parseLong(range.group(1)) == arrival.at();
        return Optional.of(next ? arrival : (bytes, offset, length) -> {});
    }
}

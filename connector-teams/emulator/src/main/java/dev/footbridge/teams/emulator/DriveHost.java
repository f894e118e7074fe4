package dev.footbridge.teams.emulator;

import dev.footbridge.testkit.emulator.EmulatorRequest;
import dev.footbridge.testkit.emulator.EmulatorServer;
import dev.footbridge.testkit.emulator.Reply;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What stands at the storage's own addresses: they are permission enough, and a token sent along is refused, so that nobody
 * gets used to sending it there.
 */
final class DriveHost {
    private static final Duration LIFETIME = Duration.ofHours(1);
    private static final Pattern RANGE = Pattern.compile("bytes (\\d{1,15})-(\\d{1,15})/(\\d{1,15})");

    private record Ticket(String itemId, long expiresMillis) {}

    private final Drives drives;
    private final DriveJson json;
    private final GraphErrors errors;
    private final Tenant tenant;
    private final Clock clock;
    private final Map<String, UploadSession> sessions = new ConcurrentHashMap<>();
    private final Map<String, Ticket> downloads = new ConcurrentHashMap<>();

    DriveHost(Drives drives, DriveJson json, GraphErrors errors, Tenant tenant, Clock clock) {
        this.drives = drives;
        this.json = json;
        this.errors = errors;
        this.tenant = tenant;
        this.clock = clock;
    }

    void register(EmulatorServer.Builder builder) {
        builder.streamingRoute("PUT", "/storage/upload/{id}", request -> guarded(request, this::put))
                .route("GET", "/storage/upload/{id}", request -> guarded(request, this::status))
                .route("DELETE", "/storage/upload/{id}", request -> guarded(request, this::cancel))
                .route("GET", "/storage/download/{id}", request -> guarded(request, this::download));
    }

    /** The path of a new upload's address, and when it ends. */
    String open(DriveItem folder, String name, String conflict) {
        String id = tenant.hex(48);
        sessions.put(id, new UploadSession(folder, name, conflict, clock.millis() + LIFETIME.toMillis()));
        return "/storage/upload/" + id;
    }

    long expires() {
        return clock.millis() + LIFETIME.toMillis();
    }

    /** The path of an address that opens a file for a while. */
    String ticket(DriveItem item) {
        String id = tenant.hex(48);
        downloads.put(id, new Ticket(item.id, expires()));
        return "/storage/download/" + id;
    }

    /** From now on all addresses that are out are too old. */
    void expireAll() {
        downloads.clear();
        sessions.clear();
    }

    private interface Handler {
        Reply handle(EmulatorRequest request) throws IOException;
    }

    private Reply guarded(EmulatorRequest request, Handler handler) throws IOException {
        try {
            if (request.header("authorization").isPresent()) {
                throw GraphFault.of(401, "unauthenticated", "The address does not take an Authorization header.");
            }
            return handler.handle(request);
        } catch (GraphFault fault) {
            return errors.render(fault, request, tenant.guid());
        }
    }

    private UploadSession session(EmulatorRequest request) {
        return Optional.ofNullable(sessions.get(request.pathParameter("id")))
                .filter(session -> session.expiresMillis > clock.millis())
                .orElseThrow(() -> GraphFault.of(404, "itemNotFound", "The upload session was not found."));
    }

    private Reply put(EmulatorRequest request) throws IOException {
        UploadSession session = session(request);
        Matcher range = RANGE.matcher(request.header("content-range").orElse(""));
        if (!range.matches()) {
            throw GraphFault.of(400, "invalidRequest", "The Content-Range header is missing or malformed.");
        }
        synchronized (session) {
            session.take(
                    Long.parseLong(range.group(1)),
                    Long.parseLong(range.group(2)),
                    Long.parseLong(range.group(3)),
                    request.bodyStream());
            if (!session.isWhole()) {
                return progress(202, session);
            }
            sessions.remove(request.pathParameter("id"));
            DriveItem item = drives.put(
                    session.folder, session.name, session.conflict, session.finish(), Drives.mediaType(session.name));
            return GraphReplies.created(out -> out.writeObject(json.item(item)));
        }
    }

    private Reply status(EmulatorRequest request) {
        UploadSession session = session(request);
        synchronized (session) {
            return progress(200, session);
        }
    }

    private Reply progress(int status, UploadSession session) {
        return Reply.json(
                status,
                Map.of(
                        "expirationDateTime",
                        Json.time(session.expiresMillis),
                        "nextExpectedRanges",
                        List.of(session.next() + "-")));
    }

    private Reply cancel(EmulatorRequest request) {
        session(request);
        sessions.remove(request.pathParameter("id"));
        return Reply.empty(204);
    }

    private Reply download(EmulatorRequest request) {
        DriveItem item = Optional.ofNullable(downloads.get(request.pathParameter("id")))
                .filter(ticket -> ticket.expiresMillis() > clock.millis())
                .flatMap(ticket -> drives.byId(ticket.itemId()))
                .orElseThrow(() -> GraphFault.of(404, "itemNotFound", "The address is too old."));
        return Reply.file(request, item.mediaType(), item.content().orElseThrow());
    }
}

package dev.footbridge.miro.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footbridge.testkit.emulator.EmulatorRequest;
import dev.footbridge.testkit.emulator.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Images and documents, by URL or as a file in the request, and the way to their bytes. */
final class FileEndpoints {
    /** How long a link to the bytes works. */
    static final Duration LINK_LIFETIME = Duration.ofSeconds(60);

    private static final int MAX_LINKS = 10_000;

    private record Link(FileResource file, boolean preview, Instant until) {}

    private final World world;
    private final BoardAccess access;
    private final Canvas canvas;
    private final ItemReader reader;
    private final Files files;
    private final Map<String, Link> links = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Link> eldest) {
            return size() > MAX_LINKS;
        }
    };

    FileEndpoints(World world, BoardAccess access, Canvas canvas, ItemReader reader, Files files) {
        this.world = world;
        this.access = access;
        this.canvas = canvas;
        this.reader = reader;
        this.files = files;
    }

    void register(MiroApi api) {
        for (ItemKind kind : List.of(ItemKind.IMAGE, ItemKind.DOCUMENT)) {
            api.onUnlocked("create-" + kind.operation() + "-using-url", call -> create(call, kind));
            api.onUnlocked("update-" + kind.operation() + "-using-url", call -> change(call, kind));
        }
        api.on("get-resource", this::resource);
    }

    /** What the request says, and the file that it brings or points to. */
    private record Given(JsonNode body, Optional<FileResource> file) {}

    private Given given(Call call, ItemKind kind) {
        if (!Multipart.is(call.request())) {
            JsonNode body = call.body();
            return new Given(body, Nodes.optional(body.path("data"), "url").map(url -> files.fetch(kind, url)));
        }
        List<Multipart.Part> parts = Multipart.parts(call.request());
        Multipart.Part resource =
                Multipart.find(parts, "resource").orElseThrow(() -> MiroFault.invalid("resource", "required"));
        FileResource file = files.uploaded(
                resource.contentType().isEmpty() ? "application/octet-stream" : resource.contentType(),
                resource.fileName(),
                resource.bytes());
        JsonNode data = Multipart.find(parts, "data")
                .map(part -> Nodes.parse(part.bytes())
                        .filter(JsonNode::isObject)
                        .orElseThrow(() -> MiroFault.invalid("data", "a JSON object is expected")))
                .orElse(Nodes.object());
        return new Given(flattened(data), Optional.of(file));
    }

    /** In a multipart request title, position, geometry and parent stand side by side. */
    private static JsonNode flattened(JsonNode data) {
        var body = Nodes.object();
        Nodes.optional(data, "title").ifPresent(title -> body.putObject("data").put("title", title));
        for (String name : List.of("position", "geometry", "parent")) {
            if (data.has(name)) {
                body.set(name, data.path(name));
            }
        }
        return body;
    }

    private Reply create(Call call, ItemKind kind) {
        Given given = given(call, kind);
        FileResource file = given.file().orElseThrow(() -> MiroFault.invalid("data.url", "url is required"));
        synchronized (world) {
            Board board = access.board(call, Role.EDITOR);
            ItemContent content = reader.read(board, kind, ItemContent.usual(kind), given.body());
            files.attach(call.base(), board, kind, content.data(), file);
            Item item = canvas.create(board, kind, content, call.user().id());
            return Reply.json(201, ItemJson.full(call.base(), board, item));
        }
    }

    private Reply change(Call call, ItemKind kind) {
        Given given = given(call, kind);
        synchronized (world) {
            Board board = access.board(call, Role.EDITOR);
            Item item = BoardAccess.item(call, board, kind);
            ItemContent content = reader.change(board, item, given.body());
            given.file().ifPresent(file -> files.attach(call.base(), board, kind, content.data(), file));
            canvas.change(board, item, content, call.user().id());
            return Reply.json(ItemJson.full(call.base(), board, item));
        }
    }

    /** A link to the bytes that works for a minute: in the answer, or as a redirection. */
    private Reply resource(Call call) {
        Board board = access.board(call, Role.VIEWER);
        FileResource file = board.resources.get(call.path("resource_id"));
        if (file == null) {
            throw MiroFault.notFound("Resource");
        }
        boolean preview = file.contentType().startsWith("image/")
                && !call.query("format").orElse("preview").equals("original");
        String key = world.secret();
        links.put(key, new Link(file, preview, world.clock.instant().plus(LINK_LIFETIME)));
        String url = call.base() + "/files/" + key;
        if (call.query("redirect").filter("true"::equals).isPresent()) {
            return Reply.empty(307).withHeader("Location", url);
        }
        return Reply.json(Nodes.object().put("url", url).put("type", "resource"));
    }

    /** The bytes; needs no token. */
    Reply download(EmulatorRequest request) {
        synchronized (world) {
            Link link = links.get(request.pathParameter("key"));
            if (link == null || world.clock.instant().isAfter(link.until())) {
                return MiroFault.forbidden().reply();
            }
            FileResource file = link.preview() ? Previews.of(link.file()) : link.file();
            return Reply.of(200, file.contentType(), file.bytes());
        }
    }
}

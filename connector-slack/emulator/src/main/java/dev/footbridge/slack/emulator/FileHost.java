package dev.footbridge.slack.emulator;

import dev.footbridge.testkit.emulator.EmulatorRequest;
import dev.footbridge.testkit.emulator.EmulatorServer;
import dev.footbridge.testkit.emulator.FileContent;
import dev.footbridge.testkit.emulator.Principal;
import dev.footbridge.testkit.emulator.Reply;
import java.io.IOException;
import java.util.Optional;

/**
 * What stands at files.slack.com: takes the bytes of uploads at addresses that are their own permission, and gives files to
 * tokens that may read them. Everybody else gets a page to sign in, with status 200.
 */
final class FileHost {
    private static final String SIGN_IN =
            "<!DOCTYPE html><html><head><title>Sign in | Slack</title></head><body><h1>Sign in</h1></body></html>";

    private final Workspace workspace;
    private final FileStore store;
    private final Tokens tokens;

    FileHost(Workspace workspace, FileStore store, Tokens tokens) {
        this.workspace = workspace;
        this.store = store;
        this.tokens = tokens;
    }

    EmulatorServer.Builder routes(EmulatorServer.Builder stage) {
        return stage.streamingRoute("POST", "/upload/v1/{ticket}", this::receive)
                .route("GET", "/files-pri/{file}/download/{name}", this::send)
                .route("GET", "/files-pri/{file}/{name}", this::send)
                .route("HEAD", "/files-pri/{file}/download/{name}", this::send)
                .route("HEAD", "/files-pri/{file}/{name}", this::send);
    }

    private Reply receive(EmulatorRequest request) throws IOException {
        Optional<FileStore.Ticket> ticket;
        synchronized (workspace) {
            ticket = store.redeem(request.pathParameter("ticket"));
        }
        if (ticket.isEmpty()) {
            return Reply.text(404, "not found");
        }
        if (request.header("content-type").orElse("").startsWith("multipart/")) {
            return Reply.text(400, "this emulator takes raw bytes only");
        }
        FileContent content = FileContent.received(request.bodyStream());
        if (content.size() != ticket.get().length()) {
            return Reply.text(400, "bad length");
        }
        synchronized (workspace) {
            ticket.get().file().content(content);
        }
        return Reply.text(200, "OK - " + content.size());
    }

    private Reply send(EmulatorRequest request) {
        Optional<Principal> reader =
                request.bearerToken().flatMap(tokens.table::active).filter(holder -> holder.has("files:read"));
        synchronized (workspace) {
            String path = request.pathParameter("file");
            Optional<SlackFile> file = store.find(path.substring(path.indexOf('-') + 1));
            if (reader.isEmpty()
                    || file.isEmpty()
                    || !file.get().visibleTo(reader.get().id())) {
                return Reply.html(200, SIGN_IN);
            }
            Optional<FileContent> content = file.get().content().filter(FileContent::isKept);
            return content.isPresent()
                    ? Reply.file(request, file.get().mediaType, content.get())
                    : Reply.html(404, "<!DOCTYPE html><html><body>This file is gone</body></html>");
        }
    }
}

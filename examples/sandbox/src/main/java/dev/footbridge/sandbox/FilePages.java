package dev.footbridge.sandbox;

import dev.footbridge.core.connector.FileName;
import dev.footbridge.testkit.emulator.ClientFile;
import dev.footbridge.testkit.emulator.FileContent;
import dev.footbridge.testkit.emulator.HumanClient;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Files on the page: what people drag into a client, and what they see there. */
final class FilePages {

    /** Largest file that the page takes; the emulators keep what is smaller than their own limit in the heap. */
    static final long MAX_BYTES = FileContent.MAX_KEPT;

    /** What a browser shows as a picture and never runs. */
    private static final Set<String> PICTURES = Set.of("image/gif", "image/jpeg", "image/png", "image/webp");

    private FilePages() {}

    /** What the page is told of a message's files. */
    static List<Map<String, Object>> of(HumanClient people, String channel, String message) {
        List<Map<String, Object>> shown = new ArrayList<>();
        for (ClientFile file : people.files(channel, message)) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("name", file.name());
            row.put("size", file.content().size());
            row.put("picture", file.content().isKept() && PICTURES.contains(file.mediaType()));
            shown.add(row);
        }
        return shown;
    }

    /** Answers one file of a message. */
    static void show(Context context, SandboxPlatform side) {
        int number = context.queryParamAsClass("number", Integer.class).getOrDefault(0);
        List<ClientFile> files = side.emulator()
                .people()
                .files(
                        side.channel(),
                        Optional.ofNullable(context.queryParam("message")).orElse(""));
        if (number < 0 || number >= files.size()) {
            throw new NotFoundResponse("no such file");
        }
        ClientFile file = files.get(number);
        if (!file.content().isKept()) {
            throw new NotFoundResponse("of large files the sandbox keeps only length and hash");
        }
        boolean picture = PICTURES.contains(file.mediaType());
        context.header("Content-Disposition", picture ? "inline" : "attachment; filename=\"file\"");
        context.contentType(picture ? file.mediaType() : "application/octet-stream");
        context.result(file.content().open());
    }

    /** A person posts the request's body as a file. */
    static void post(Context context, SandboxPlatform side) throws IOException {
        String name =
                FileName.clean(Optional.ofNullable(context.queryParam("name")).orElse(""));
        String type = Optional.ofNullable(context.contentType()).orElse("application/octet-stream");
        try (InputStream body = context.bodyInputStream()) {
            FileContent content = FileContent.received(body);
            side.emulator()
                    .people()
                    .post(
                            Optional.ofNullable(context.queryParam("user")).orElse(""),
                            side.channel(),
                            Optional.ofNullable(context.queryParam("text")).orElse(""),
                            Optional.ofNullable(context.queryParam("replyTo")),
                            List.of(new ClientFile(name, type, content)));
        }
    }
}

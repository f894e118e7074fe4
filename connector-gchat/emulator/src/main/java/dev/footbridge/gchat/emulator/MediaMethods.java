package dev.footbridge.gchat.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.footbridge.testkit.emulator.EmulatorRequest;
import dev.footbridge.testkit.emulator.Reply;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import okhttp3.MultipartReader;
import okio.Buffer;

/** {@code media.download} and {@code media.upload}: simple, multipart, and resumable in one piece. */
final class MediaMethods {
    /** Kinds of file that Chat takes from nobody. */
    private static final Set<String> BLOCKED = Set.of("exe", "bat", "cmd", "com", "jar", "js", "msi", "scr", "vbs");

    private static final int MAX_SESSIONS = 100;

    private record Upload(ChatSpace space, String fileName, String contentType) {}

    private final Access access;
    private final Files files;
    private final String scheme;
    private final Map<String, Upload> sessions = new LinkedHashMap<>();

    /** @param scheme of this server, for the addresses of upload sessions */
    MediaMethods(Access access, Files files, String scheme) {
        this.access = access;
        this.files = files;
        this.scheme = scheme;
    }

    void register(ChatApi api) {
        api.add("chat.media.download", this::download);
        api.add("chat.media.upload", this::upload);
        api.add("chat.spaces.messages.attachments.get", this::attachment);
    }

    private Reply download(Call call) {
        StoredFile file = files.byResource(call.param("mediaId")).orElseThrow(ChatFault::notFound);
        ChatSpace space = access.domain().spaceById(file.spaceId()).orElseThrow(ChatFault::notFound);
        if (!space.has(call.caller().self())) {
            throw ChatFault.forbidden("Permission denied to perform the requested action on the specified resource.");
        }
        if (!call.option("alt").orElse("").equals("media")) {
            return Reply.json(Map.of("resourceName", file.resourceName()));
        }
        return Reply.of(200, file.contentType(), file.bytes());
    }

    private Reply attachment(Call call) {
        ChatMessage message = access.message(call, access.space(call));
        return message.content().files().stream()
                .filter(file -> MessageJson.attachmentId(file).equals(call.param("attachmentsId")))
                .findFirst()
                .map(file -> Reply.json(MessageJson.attachment(message, file)))
                .orElseThrow(ChatFault::notFound);
    }

    private Reply upload(Call call) {
        ChatSpace space = access.space(call);
        EmulatorRequest request = call.request();
        String type = request.header("content-type").orElse("application/octet-stream");
        return switch (call.option("uploadType")
                .orElse(request.header("x-goog-upload-protocol").orElse("media"))) {
            case "multipart" -> multipart(space, type, request.body());
            case "resumable" -> begin(space, request);
            case "media" -> stored(space, call.option("filename").orElse("file"), type, request.body());
            default -> throw ChatFault.invalid("Invalid upload type.");
        };
    }

    private Reply multipart(ChatSpace space, String contentType, byte[] body) {
        String boundary = parameter(contentType, "boundary").orElseThrow(() -> ChatFault.invalid("No boundary."));
        try (MultipartReader reader = new MultipartReader(new Buffer().write(body), boundary)) {
            MultipartReader.Part metadata = reader.nextPart();
            if (metadata == null) {
                throw ChatFault.invalid("No metadata.");
            }
            ObjectNode json = Json.body(metadata.body().readByteArray());
            MultipartReader.Part content = reader.nextPart();
            if (content == null) {
                throw ChatFault.invalid("No content.");
            }
            String type =
                    Optional.ofNullable(content.headers().get("Content-Type")).orElse("application/octet-stream");
            return stored(
                    space, Json.text(json, "filename"), type, content.body().readByteArray());
        } catch (IOException e) {
            throw ChatFault.invalid("Malformed multipart body.");
        }
    }

    private static Optional<String> parameter(String contentType, String name) {
        okhttp3.MediaType type = okhttp3.MediaType.parse(contentType);
        return type == null ? Optional.empty() : Optional.ofNullable(type.parameter(name));
    }

    private Reply begin(ChatSpace space, EmulatorRequest request) {
        String id = access.domain().ids().token();
        String fileName = Json.text(Json.body(request.body()), "filename");
        String type = request.header("x-upload-content-type").orElse("application/octet-stream");
        sessions.put(id, new Upload(space, fileName, type));
        if (sessions.size() > MAX_SESSIONS) {
            sessions.remove(sessions.keySet().iterator().next());
        }
        String url = scheme + "://" + request.header("host").orElse("localhost") + "/upload-session/" + id;
        return Reply.empty(200).withHeader("Location", url).withHeader("X-GUploader-UploadID", id);
    }

    /** The bytes of a resumable upload; the address itself is the permission. */
    Reply finish(EmulatorRequest request) {
        synchronized (access.domain()) {
            Upload upload = sessions.remove(request.pathParameter("id"));
            if (upload == null) {
                throw ChatFault.notFound();
            }
            return stored(upload.space(), upload.fileName(), upload.contentType(), request.body());
        }
    }

    private Reply stored(ChatSpace space, String fileName, String contentType, byte[] bytes) {
        if (fileName.isBlank()) {
            throw ChatFault.invalid("A file name is required.");
        }
        String extension = fileName.substring(fileName.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        if (BLOCKED.contains(extension)) {
            throw ChatFault.invalid("Files of this type cannot be uploaded.");
        }
        String plainType = new String(contentType.getBytes(StandardCharsets.US_ASCII), StandardCharsets.US_ASCII);
        StoredFile file = files.store(space, fileName, plainType, bytes);
        ObjectNode body = Json.object();
        body.putObject("attachmentDataRef")
                .put("resourceName", file.resourceName())
                .put("attachmentUploadToken", file.uploadToken());
        return Reply.json(body);
    }
}

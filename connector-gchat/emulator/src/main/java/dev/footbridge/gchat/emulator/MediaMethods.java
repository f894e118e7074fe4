package dev.footbridge.gchat.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.footbridge.testkit.emulator.EmulatorRequest;
import dev.footbridge.testkit.emulator.FileContent;
import dev.footbridge.testkit.emulator.Reply;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import okhttp3.MultipartReader;
import okio.Okio;

/** {@code media.download} and {@code media.upload}: simple, multipart, and resumable in one piece. */
final class MediaMethods {
    /** Kinds of file that Chat takes from nobody. */
    private static final Set<String> BLOCKED = Set.of("exe", "bat", "cmd", "com", "jar", "js", "msi", "scr", "vbs");

    /** The vendor's limit for files. */
    private static final long MAX_BYTES = 209_715_200;

    private static final int MAX_METADATA = 64 * 1024;
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
        api.addWaiting("chat.media.upload", this::upload);
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
        return Reply.file(call.request(), file.contentType(), file.content());
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
        ChatSpace space;
        synchronized (access.domain()) {
            space = access.space(call);
        }
        EmulatorRequest request = call.request();
        String type = request.header("content-type").orElse("application/octet-stream");
        return switch (call.option("uploadType")
                .orElse(request.header("x-goog-upload-protocol").orElse("media"))) {
            case "multipart" -> multipart(space, type, request.bodyStream());
            case "resumable" -> begin(space, request);
            case "media" -> stored(space, call.option("filename").orElse("file"), type, request.bodyStream());
            default -> throw ChatFault.invalid("Invalid upload type.");
        };
    }

    private Reply multipart(ChatSpace space, String contentType, InputStream body) {
        String boundary = parameter(contentType, "boundary").orElseThrow(() -> ChatFault.invalid("No boundary."));
        try (MultipartReader reader = new MultipartReader(Okio.buffer(Okio.source(body)), boundary)) {
            MultipartReader.Part metadata = reader.nextPart();
            if (metadata == null) {
                throw ChatFault.invalid("No metadata.");
            }
            ObjectNode json = Json.body(metadata.body().inputStream().readNBytes(MAX_METADATA));
            MultipartReader.Part content = reader.nextPart();
            if (content == null) {
                throw ChatFault.invalid("No content.");
            }
            String type =
                    Optional.ofNullable(content.headers().get("Content-Type")).orElse("application/octet-stream");
            return stored(
                    space, Json.text(json, "filename"), type, content.body().inputStream());
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
        synchronized (access.domain()) {
            sessions.put(id, new Upload(space, fileName, type));
            if (sessions.size() > MAX_SESSIONS) {
                sessions.remove(sessions.keySet().iterator().next());
            }
        }
        String url = scheme + "://" + request.header("host").orElse("localhost") + "/upload-session/" + id;
        return Reply.empty(200).withHeader("Location", url).withHeader("X-GUploader-UploadID", id);
    }

    /** The bytes of a resumable upload; the address itself is the permission. */
    Reply finish(EmulatorRequest request) {
        Upload upload;
        synchronized (access.domain()) {
            upload = sessions.remove(request.pathParameter("id"));
        }
        if (upload == null) {
            throw ChatFault.notFound();
        }
        return stored(upload.space(), upload.fileName(), upload.contentType(), request.bodyStream());
    }

    private Reply stored(ChatSpace space, String fileName, String contentType, InputStream bytes) {
        if (fileName.isBlank()) {
            throw ChatFault.invalid("A file name is required.");
        }
        String extension = fileName.substring(fileName.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        if (BLOCKED.contains(extension)) {
            throw ChatFault.invalid("Files of this type cannot be uploaded.");
        }
        String plainType = new String(contentType.getBytes(StandardCharsets.US_ASCII), StandardCharsets.US_ASCII);
        FileContent content = received(bytes);
        StoredFile file;
        synchronized (access.domain()) {
            file = files.store(space, fileName, plainType, content);
        }
        ObjectNode body = Json.object();
        body.putObject("attachmentDataRef")
                .put("resourceName", file.resourceName())
                .put("attachmentUploadToken", file.uploadToken());
        return Reply.json(body);
    }

    private static FileContent received(InputStream bytes) {
        try {
            FileContent content = FileContent.received(bytes);
            if (content.size() > MAX_BYTES) {
                throw ChatFault.of(413, "INVALID_ARGUMENT", "The file is too large.");
            }
            return content;
        } catch (IOException brokenOff) {
            throw ChatFault.invalid("The upload broke off.");
        }
    }
}

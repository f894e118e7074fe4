package dev.footbridge.webex;

import dev.footbridge.core.connector.BoundedMap;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.Download;
import dev.footbridge.core.connector.Downloads;
import dev.footbridge.core.connector.FileName;
import dev.footbridge.core.id.FileId;
import dev.footbridge.core.message.Attachment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Reads files of messages. A message has only their addresses, so one request more per file tells name, type and size; what was
 * told is kept, as files never change. Safe for concurrent use.
 *
 * @see <a href="https://developer.webex.com/docs/basics">REST API Basics, Message Attachments</a>
 */
final class WebexDownloads implements Downloads {

    private static final int MOST = 10_000;
    private static final String UNKNOWN_NAME = "file";
    private static final String UNKNOWN_TYPE = "application/octet-stream";

    private final WebexApi api;
    private final WebexIds ids;
    private final boolean unscannable;
    private final Map<FileId, Attachment> known = new BoundedMap<>(MOST);

    /** @param unscannable whether files are read that Webex cannot scan for malware */
    WebexDownloads(WebexApi api, WebexIds ids, boolean unscannable) {
        this.api = api;
        this.ids = ids;
        this.unscannable = unscannable;
    }

    @Override
    public Download open(FileId file, long from) throws ConnectorException, InterruptedException {
        return api.file(ids.raw(file), from, unscannable);
    }

    /** The files with their names, as far as Webex tells them. */
    List<Attachment> described(List<FileId> files) throws ConnectorException, InterruptedException {
        List<Attachment> described = new ArrayList<>();
        for (FileId file : files) {
            described.add(described(file));
        }
        return described;
    }

    private Attachment described(FileId file) throws ConnectorException, InterruptedException {
        Optional<Attachment> told = told(file);
        if (told.isPresent()) {
            return told.get();
        }
        try {
            Attachment attachment = read(file, api.fileHead(ids.raw(file)));
            synchronized (known) {
                known.put(file, attachment);
            }
            return attachment;
        } catch (ConnectorException e) {
            if (isForNow(e)) {
                throw e;
            }
            return new Attachment(file, UNKNOWN_NAME, UNKNOWN_TYPE, OptionalLong.empty());
        }
    }

    private Optional<Attachment> told(FileId file) {
        synchronized (known) {
            return Optional.ofNullable(known.get(file));
        }
    }

    /** A file that is still scanned, infected or gone must not hold up the words of its message. */
    private static boolean isForNow(ConnectorException e) {
        return switch (e.kind()) {
            case THROTTLED, UNAUTHORIZED -> true;
            case UNAVAILABLE -> !e.code().equals(WebexErrors.LOCKED);
            case FORBIDDEN, NOT_FOUND, REJECTED, UNSUPPORTED -> false;
        };
    }

    static Attachment read(FileId file, Headers head) {
        String name = WebexDisposition.fileName(head.get("Content-Disposition")).orElse(UNKNOWN_NAME);
        @Nullable String type = head.get("Content-Type");
        return new Attachment(
                file, FileName.clean(name), type == null ? UNKNOWN_TYPE : type, size(head.get("Content-Length")));
    }

    private static OptionalLong size(@Nullable String length) {
        boolean number = length != null && length.matches("[0-9]{1,18}");
        return number ? OptionalLong.of(Long.parseLong(length)) : OptionalLong.empty();
    }
}

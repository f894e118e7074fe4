package dev.footbridge.webex.emulator;

import dev.footbridge.testkit.emulator.FileContent;
import dev.footbridge.testkit.emulator.Reply;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** {@code /contents/{contentId}}. */
final class ContentEndpoints {
    private static final int RETRY_AFTER_SECONDS = 5;
    private static final String OPERATION = "GET /contents/{contentId}";

    private final Access access;
    private final Map<String, FileScan> scans = new ConcurrentHashMap<>();
    private volatile FileScan others = FileScan.CLEAN;

    ContentEndpoints(Access access) {
        this.access = access;
    }

    /** Of one file, by the last segment of its URL. */
    void scan(String contentId, FileScan result) {
        scans.put(contentId, result);
    }

    /** Of all files without a result of their own. */
    void scan(FileScan result) {
        others = result;
    }

    void register(WebexApi api) {
        api.add(OPERATION, this::reply);
        api.alias("HEAD /contents/{contentId}", OPERATION, this::reply);
    }

    private Reply reply(Call call) {
        StoredFile file = access.file(call, call.path("contentId"));
        switch (scans.getOrDefault(file.id(), others)) {
            case CLEAN -> {}
            case RUNNING -> throw WebexFault.locked(RETRY_AFTER_SECONDS);
            case INFECTED -> throw WebexFault.of(410, "The requested resource is no longer available.");
            case IMPOSSIBLE -> {
                if (!call.query("allow").filter("unscannable"::equals).isPresent()) {
                    throw WebexFault.of(428, "File(s) cannot be scanned for malware and need to be force downloaded.");
                }
            }
        }
        FileContent content = file.file().content();
        // The vendor says nothing of ranges: the whole file, always.
        return new Reply(
                200,
                Map.of(
                        "Content-Type",
                        file.file().type(),
                        "Content-Disposition",
                        disposition(file.file().name()),
                        "Cache-Control",
                        "no-cache"),
                new byte[0],
                Optional.of(new Reply.Stretch(content, 0, content.size())));
    }

    private static String disposition(String name) {
        String plain = name.replaceAll("[^ -~]|[\"\\\\]", "_");
        String disposition = "attachment; filename=\"" + plain + "\"";
        if (plain.equals(name)) {
            return disposition;
        }
        String encoded = URLEncoder.encode(name, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A");
        return disposition + "; filename*=UTF-8''" + encoded;
    }
}

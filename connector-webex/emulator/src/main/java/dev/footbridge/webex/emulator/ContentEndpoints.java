package dev.footbridge.webex.emulator;

import dev.footbridge.testkit.emulator.Reply;
import java.util.Map;
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
        api.add(OPERATION, call -> reply(call, true));
        api.alias("HEAD /contents/{contentId}", OPERATION, call -> reply(call, false));
    }

    private Reply reply(Call call, boolean withBody) {
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
        String name = file.name().replaceAll("[\"\\\\\\p{Cntrl}]", "_");
        return Reply.of(200, file.type(), withBody ? file.bytes() : new byte[0])
                .withHeader("Content-Disposition", "attachment; filename=\"" + name + "\"")
                .withHeader("Content-Length", String.valueOf(file.bytes().length))
                .withHeader("Cache-Control", "no-cache");
    }
}

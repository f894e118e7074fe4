package dev.footbridge.testkit.emulator;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * One request an emulator answered.
 *
 * @param path the path with its query, as sent
 * @param headers names in lower case; {@code Authorization} and {@code Cookie} values are masked
 * @param body the raw bytes, shared: do not change them
 * @param status what was answered; 0 when the connection was reset
 * @param fault the fault that struck, empty text if none did
 */
public record JournalEntry(
        long sequence,
        Instant at,
        Duration took,
        String method,
        String path,
        Map<String, String> headers,
        byte[] body,
        int status,
        String fault) {
    public String bodyText() {
        return new String(body, StandardCharsets.UTF_8);
    }
}

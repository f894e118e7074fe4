package dev.footbridge.teams.emulator;

import dev.footbridge.testkit.emulator.Reply;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;

/** An error answer of the token endpoint. Carries no stack trace: it is an answer, not a failure of the emulator. */
final class EntraFault extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss'Z'").withZone(ZoneOffset.UTC);

    private final int status;
    private final String error;
    private final int number;

    EntraFault(int status, String error, int number, String description) {
        super(description, null, false, false);
        this.status = status;
        this.error = error;
        this.number = number;
    }

    Reply reply(Instant now, String traceId) {
        var body = new LinkedHashMap<String, Object>();
        body.put("error", error);
        body.put(
                "error_description",
                "AADSTS" + number + ": " + getMessage() + " Trace ID: " + traceId + " Correlation ID: " + traceId
                        + " Timestamp: " + TIME.format(now));
        body.put("error_codes", List.of(number));
        body.put("timestamp", TIME.format(now));
        body.put("trace_id", traceId);
        body.put("correlation_id", traceId);
        body.put("error_uri", "https://login.microsoftonline.com/error?code=" + number);
        return Reply.json(status, body);
    }
}

package dev.footbridge.testkit.emulator;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts another address in the place of every one that an answer tells, in its headers and in its text. */
final class Misdirection {

    /** Scheme and host, then what is asked for there. */
    private static final Pattern ADDRESS = Pattern.compile("(http|ws)s?://[^\\s\"'<>|\\\\/]*([^\\s\"'<>|\\\\]*)");

    private Misdirection() {}

    /** @param address takes over path and query where it ends with a slash */
    static Reply of(Reply genuine, String address) {
        String type = genuine.headers().getOrDefault("Content-Type", "").toLowerCase(Locale.ROOT);
        boolean json = type.contains("json");
        byte[] body = genuine.body();
        if (json || type.startsWith("text/")) {
            String written = json ? new String(JsonStringEncoder.getInstance().quoteAsString(address)) : address;
            body = replaced(new String(body, StandardCharsets.UTF_8), written).getBytes(StandardCharsets.UTF_8);
        }
        Map<String, String> headers = new LinkedHashMap<>();
        genuine.headers().forEach((name, value) -> headers.put(name, replaced(value, address)));
        return new Reply(genuine.status(), headers, body, genuine.file());
    }

    private static String replaced(String text, String address) {
        return ADDRESS.matcher(text).replaceAll(found -> {
            // That of a web socket stays one.
            String other = found.group(1).equals("ws") ? address.replaceFirst("^http", "ws") : address;
            String path = found.group(2);
            boolean takesPath = other.endsWith("/") && path.startsWith("/");
            return Matcher.quoteReplacement(takesPath ? other + path.substring(1) : other);
        });
    }
}

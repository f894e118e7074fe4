package dev.footbridge.testkit.emulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An HTTP answer. The body array is not copied: do not change it after handing it over.
 *
 * @param file what is sent instead of the body, a buffer at a time
 */
public record Reply(int status, Map<String, String> headers, byte[] body, Optional<Stretch> file) {

    private static final Pattern RANGE = Pattern.compile("bytes=([0-9]{1,18})-([0-9]{0,18})");

    /**
     * Part of a file, or all of it.
     *
     * @param from the first byte
     * @param length how many bytes there are, at most as many as the file has behind {@code from}
     */
    public record Stretch(FileContent content, long from, long length) {}

    public Reply {
        headers = Map.copyOf(headers);
    }

    /** Without a file. */
    public Reply(int status, Map<String, String> headers, byte[] body) {
        this(status, headers, body, Optional.empty());
    }

    /** A file, or the part of it that a {@code Range} header of the usual kind asks for. */
    public static Reply file(EmulatorRequest request, String contentType, FileContent content) {
        Reply whole = new Reply(
                200,
                Map.of("Content-Type", contentType, "Accept-Ranges", "bytes"),
                new byte[0],
                Optional.of(new Stretch(content, 0, content.size())));
        Matcher range = RANGE.matcher(request.header("range").orElse(""));
        if (!range.matches()) {
            return whole;
        }
        long from = Long.parseLong(range.group(1));
        long last = range.group(2).isEmpty() ? Long.MAX_VALUE - 1 : Long.parseLong(range.group(2));
        long end = Math.min(content.size(), last + 1);
        if (from >= end) {
            return empty(416).withHeader("Content-Range", "bytes */" + content.size());
        }
        return new Reply(206, whole.headers(), whole.body(), Optional.of(new Stretch(content, from, end - from)))
                .withHeader("Content-Range", "bytes " + from + "-" + (end - 1) + "/" + content.size());
    }

    /** 200 with {@code application/json; charset=utf-8}. Takes what Jackson can write: maps, lists, nodes, records. */
    public static Reply json(Object value) {
        return json(200, value);
    }

    public static Reply json(int status, Object value) {
        try {
            return of(status, "application/json; charset=utf-8", Json.MAPPER.writeValueAsBytes(value));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not writable as JSON: " + value.getClass(), e);
        }
    }

    public static Reply text(int status, String text) {
        return of(status, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
    }

    public static Reply html(int status, String html) {
        return of(status, "text/html; charset=utf-8", html.getBytes(StandardCharsets.UTF_8));
    }

    public static Reply of(int status, String contentType, byte[] body) {
        return new Reply(status, Map.of("Content-Type", contentType), body);
    }

    /** No body and no content type. */
    public static Reply empty(int status) {
        return new Reply(status, Map.of(), new byte[0]);
    }

    public Reply withHeader(String name, String value) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put(name, value);
        return new Reply(status, all, body, file);
    }
}

package dev.footbridge.testkit.emulator;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** One HTTP request as an emulator sees it. Header names are looked up without regard to case. */
public final class EmulatorRequest {
    private final String method;
    private final String path;
    private final String query;
    private final Map<String, String> pathParameters;
    private final Map<String, String> headers;
    private final byte[] body;
    private final InputStream rest;

    /**
     * @param headers with lower-case names
     * @param query without the question mark, empty if there was none
     * @param rest what comes behind {@code body}
     */
    EmulatorRequest(
            String method,
            String path,
            String query,
            Map<String, String> pathParameters,
            Map<String, String> headers,
            byte[] body,
            InputStream rest) {
        this.method = method;
        this.path = path;
        this.query = query;
        this.pathParameters = pathParameters;
        this.headers = headers;
        this.body = body;
        this.rest = rest;
    }

    public String method() {
        return method;
    }

    /** The decoded path without query. */
    public String path() {
        return path;
    }

    /** The raw query string, empty if there was none. */
    public String query() {
        return query;
    }

    /** The decoded value of a named path segment; empty text when the route has no such segment. */
    public String pathParameter(String name) {
        return pathParameters.getOrDefault(name, "");
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    /** All headers, names in lower case. */
    public Map<String, String> headers() {
        return headers;
    }

    /** The token of an {@code Authorization: Bearer} header. */
    public Optional<String> bearerToken() {
        return header("authorization")
                .filter(value -> value.regionMatches(true, 0, "Bearer ", 0, 7))
                .map(value -> value.substring(7).trim())
                .filter(value -> !value.isEmpty());
    }

    /**
     * The raw body; of a {@linkplain EmulatorServer.Builder#streamingRoute streaming route} its first 64 KiB. The array is
     * shared with the journal: do not change it.
     */
    public byte[] body() {
        return body;
    }

    /** The raw body from its first byte, to be read once. What is not read here is thrown away. */
    public InputStream bodyStream() {
        return new SequenceInputStream(new ByteArrayInputStream(body), rest);
    }

    public String bodyText() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** First value of a query parameter. */
    public Optional<String> queryParameter(String name) {
        List<String> values = queryParameters().getOrDefault(name, List.of());
        return values.isEmpty() ? Optional.empty() : Optional.of(values.get(0));
    }

    public Map<String, List<String>> queryParameters() {
        return parseForm(query);
    }

    /** The body read as {@code application/x-www-form-urlencoded}. */
    public Map<String, List<String>> formParameters() {
        return parseForm(bodyText());
    }

    private static Map<String, List<String>> parseForm(String text) {
        Map<String, List<String>> result = new LinkedHashMap<>();
        int start = 0;
        while (start < text.length()) {
            int end = text.indexOf('&', start);
            if (end < 0) {
                end = text.length();
            }
            int equals = text.indexOf('=', start);
            if (end > start) {
                int nameEnd = equals < 0 || equals > end ? end : equals;
                String name = decode(text.substring(start, nameEnd));
                String value = nameEnd == end ? "" : decode(text.substring(nameEnd + 1, end));
                result.computeIfAbsent(name, unused -> new ArrayList<>(1)).add(value);
            }
            start = end + 1;
        }
        return result;
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return text;
        }
    }
}

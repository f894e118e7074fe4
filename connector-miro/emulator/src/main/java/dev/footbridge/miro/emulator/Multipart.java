package dev.footbridge.miro.emulator;

import dev.footbridge.testkit.emulator.EmulatorRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The parts of a {@code multipart/form-data} body. Total: what is no part is left out. */
final class Multipart {
    private static final int MAX_PARTS = 50;
    private static final Pattern BOUNDARY = Pattern.compile("boundary=\"?([^\";]+)\"?", Pattern.CASE_INSENSITIVE);
    private static final Pattern NAME = Pattern.compile("(?<!file)name=\"([^\"]*)\"", Pattern.CASE_INSENSITIVE);
    private static final Pattern FILE = Pattern.compile("filename=\"([^\"]*)\"", Pattern.CASE_INSENSITIVE);
    private static final Pattern TYPE = Pattern.compile("(?m)^content-type:\\s*(\\S.*)$", Pattern.CASE_INSENSITIVE);

    private Multipart() {}

    /** One part; {@code fileName} is empty text for a plain field. */
    record Part(String name, String fileName, String contentType, byte[] bytes) {}

    static boolean is(EmulatorRequest request) {
        return request.header("content-type")
                .filter(type -> type.regionMatches(true, 0, "multipart/form-data", 0, 19))
                .isPresent();
    }

    static Optional<Part> find(List<Part> parts, String name) {
        return parts.stream().filter(part -> part.name().equals(name)).findFirst();
    }

    static List<Part> parts(EmulatorRequest request) {
        Matcher boundary = BOUNDARY.matcher(request.header("content-type").orElse(""));
        if (!boundary.find()) {
            return List.of();
        }
        // One char per byte, so that positions in the text are positions in the body.
        byte[] body = request.body();
        String text = new String(body, StandardCharsets.ISO_8859_1);
        String mark = "--" + boundary.group(1);
        List<Part> parts = new ArrayList<>();
        int start = text.indexOf(mark);
        while (start >= 0 && parts.size() < MAX_PARTS) {
            int end = text.indexOf("\r\n" + mark, start + mark.length());
            int head = text.indexOf("\r\n\r\n", start);
            if (end < 0 || head < 0 || head > end) {
                break;
            }
            String headers = utf8(body, start + mark.length(), head);
            byte[] bytes = java.util.Arrays.copyOfRange(body, Math.min(head + 4, end), end);
            parts.add(new Part(
                    group(NAME, headers),
                    group(FILE, headers).replace("%22", "\""),
                    group(TYPE, headers).strip(),
                    bytes));
            start = end + 2;
        }
        return parts;
    }

    private static String utf8(byte[] body, int from, int to) {
        return new String(body, from, to - from, StandardCharsets.UTF_8);
    }

    private static String group(Pattern pattern, String headers) {
        Matcher found = pattern.matcher(headers);
        return found.find() ? found.group(1) : "";
    }
}

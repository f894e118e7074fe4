package dev.footbridge.webex.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.Headers;
import okhttp3.MediaType;
import okhttp3.MultipartReader;
import okio.Okio;

/**
 * A multipart body: its fields as JSON text members, and its files.
 *
 * @param files at most {@value #MAX_PARTS}, in order
 */
record Multipart(ObjectNode fields, List<NewFile> files) {
    private static final int MAX_PARTS = 50;
    private static final int MAX_FIELD = 64 * 1024;
    private static final String FILES = "files";
    private static final Pattern PARAMETER =
            Pattern.compile(";\\s*([a-zA-Z]+)=(?:\"((?:[^\"\\\\]|\\\\.)*)\"|([^;\\s]*))");

    static Multipart read(String contentType, InputStream body) {
        ObjectNode fields = Json.object();
        List<NewFile> files = new ArrayList<>();
        try (MultipartReader parts = new MultipartReader(Okio.buffer(Okio.source(body)), boundary(contentType))) {
            int count = 0;
            for (MultipartReader.Part part = parts.nextPart(); part != null; part = parts.nextPart()) {
                if (++count > MAX_PARTS) {
                    throw WebexFault.badRequest("Too many parts.");
                }
                take(part, fields, files);
            }
        } catch (IOException | IllegalArgumentException malformed) {
            throw WebexFault.badRequest("The multipart body cannot be read.");
        }
        return new Multipart(fields, List.copyOf(files));
    }

    private static String boundary(String contentType) {
        String boundary = MediaType.get(contentType).parameter("boundary");
        if (boundary == null) {
            throw new IllegalArgumentException("no boundary");
        }
        return boundary;
    }

    private static void take(MultipartReader.Part part, ObjectNode fields, List<NewFile> files) throws IOException {
        Headers headers = part.headers();
        String disposition = header(headers, "Content-Disposition", "");
        String name = parameter(disposition, "name");
        String fileName = parameter(disposition, "filename");
        if (name.equals(FILES) && !fileName.isEmpty()) {
            String type = header(headers, "Content-Type", "application/octet-stream");
            files.add(new NewFile(fileName, type, FileFetch.limited(part.body().inputStream())));
        } else if (name.equals(FILES)) {
            fields.withArray(FILES).add(text(part));
        } else {
            fields.put(name, text(part));
        }
    }

    private static String text(MultipartReader.Part part) throws IOException {
        byte[] text = part.body().inputStream().readNBytes(MAX_FIELD + 1);
        if (text.length > MAX_FIELD) {
            throw WebexFault.badRequest("A field is too long.");
        }
        return new String(text, StandardCharsets.UTF_8);
    }

    private static String header(Headers headers, String name, String otherwise) {
        String value = headers.get(name);
        return value == null ? otherwise : value;
    }

    private static String parameter(String header, String wanted) {
        Matcher parameter = PARAMETER.matcher(header);
        while (parameter.find()) {
            if (parameter.group(1).equalsIgnoreCase(wanted)) {
                String quoted = parameter.group(2);
                // Browsers and OkHttp write a quote in a name as %22.
                return quoted == null
                        ? parameter.group(3)
                        : quoted.replaceAll("\\\\(.)", "$1").replace("%22", "\"");
            }
        }
        return "";
    }
}

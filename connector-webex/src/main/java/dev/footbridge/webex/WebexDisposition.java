package dev.footbridge.webex;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the file name of a {@code Content-Disposition} header (RFC 6266). Total. */
final class WebexDisposition {

    private static final int MAX_HEADER = 4_096;
    private static final int HEX = 16;
    private static final Pattern PLAIN = Pattern.compile(
            ";\\s*filename\\s*=\\s*(?:\"((?:[^\"\\\\]|\\\\.)*+)\"|([^\\s;\"]++))", Pattern.CASE_INSENSITIVE);
    private static final Pattern EXTENDED =
            Pattern.compile(";\\s*filename\\*\\s*=\\s*(utf-8|iso-8859-1)'[^']*+'([^\\s;]++)", Pattern.CASE_INSENSITIVE);

    private WebexDisposition() {}

    /** The name as it stands there, harmless or not; the extended form first, as it has all letters. */
    static Optional<String> fileName(@Nullable String header) {
        if (header == null || header.length() > MAX_HEADER) {
            return Optional.empty();
        }
        Matcher extended = EXTENDED.matcher(header);
        if (extended.find()) {
            Charset charset =
                    extended.group(1).equalsIgnoreCase("utf-8") ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1;
            return Optional.of(decoded(extended.group(2), charset));
        }
        Matcher plain = PLAIN.matcher(header);
        if (!plain.find()) {
            return Optional.empty();
        }
        String quoted = plain.group(1);
        return Optional.of(quoted == null ? plain.group(2) : quoted.replaceAll("\\\\(.)", "$1"))
                .filter(name -> !name.isBlank());
    }

    private static String decoded(String text, Charset charset) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < text.length(); i++) {
            int high = i + 2 < text.length() ? Character.digit(text.charAt(i + 1), HEX) : -1;
            int low = high >= 0 ? Character.digit(text.charAt(i + 2), HEX) : -1;
            if (text.charAt(i) == '%' && low >= 0) {
                bytes.write(high * HEX + low);
                i += 2;
            } else {
                bytes.writeBytes(text.substring(i, i + 1).getBytes(charset));
            }
        }
        return bytes.toString(charset);
    }
}

package dev.footbridge.relay.link;

import dev.footbridge.core.connector.FileName;
import java.nio.charset.StandardCharsets;

/** The {@code Content-Disposition} of a file, as RFC 6266 and RFC 8187 write it. */
final class Disposition {

    private static final String ATTR_CHARS = "!#$&+-.^_`|~";

    private Disposition() {}

    /** To be shown where the browser can. */
    static String inline(String name) {
        return "inline; " + parameters(name);
    }

    /** To be saved. */
    static String attachment(String name) {
        return "attachment; " + parameters(name);
    }

    private static String parameters(String name) {
        String clean = FileName.clean(name);
        StringBuilder plain = new StringBuilder();
        clean.codePoints().forEach(c -> plain.append(isPlain(c) ? Character.toString(c) : "_"));
        String quoted = "filename=\"" + plain + "\"";
        return plain.toString().equals(clean) ? quoted : quoted + "; filename*=UTF-8''" + encoded(clean);
    }

    /** What may stand between quotes and that no browser takes for an encoding. */
    private static boolean isPlain(int c) {
        return c >= ' ' && c < 0x7f && c != '"' && c != '\\' && c != '%';
    }

    private static String encoded(String text) {
        StringBuilder encoded = new StringBuilder();
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            int c = octet & 0xff;
            boolean alphanumeric = c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z';
            if (alphanumeric || ATTR_CHARS.indexOf(c) >= 0) {
                encoded.append((char) c);
            } else {
                encoded.append(String.format("%%%02X", c));
            }
        }
        return encoded.toString();
    }
}

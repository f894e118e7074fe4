package dev.footbridge.gchat;

import dev.footbridge.core.document.Link;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds links whose text pretends to be another address. */
final class GchatLinks {

    private static final int MAX_LOOKED_AT = 512;
    private static final Pattern ADDRESS = Pattern.compile(
            "(?:[a-z][a-z0-9+.-]{0,20}://)?(?:[^/@?#\\s]{0,64}@)?((?:[\\p{L}\\p{N}-]{1,63}\\.){1,10}\\p{L}{2,24})(?:[:/?#].*)?");

    private GchatLinks() {}

    /** Whether the text looks like an address on another host than the one the link leads to. */
    static boolean misleads(Link link) {
        String text = link.text().strip();
        if (text.equals(link.url()) || text.length() > MAX_LOOKED_AT) {
            return false;
        }
        String shown = host(text);
        return !shown.isEmpty() && !shown.equals(host(target(link.url())));
    }

    /** Mail addresses have their host behind the sign, and perhaps a subject behind that. */
    private static String target(String url) {
        return url.regionMatches(true, 0, "mailto:", 0, 7) ? url.substring(7) : url;
    }

    private static String host(String address) {
        String head = address.substring(0, Math.min(MAX_LOOKED_AT, address.length()));
        Matcher matcher = ADDRESS.matcher(head.toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            return "";
        }
        String host = matcher.group(1);
        return host.startsWith("www.") ? host.substring(4) : host;
    }
}

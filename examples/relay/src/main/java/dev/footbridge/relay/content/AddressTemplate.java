package dev.footbridge.relay.content;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * A web address with a place for another one, as an operator writes it. Where it leads is fixed: the place is behind scheme, host
 * and port, and what is put there is escaped.
 *
 * @param place what stands for the other address, such as {@code {link}}
 */
public record AddressTemplate(String text, String place) {

    private static final String SCHEME = "https://";

    /** @throws IllegalArgumentException saying what a template must be */
    public AddressTemplate {
        int path = text.indexOf('/', SCHEME.length());
        boolean fixed = text.startsWith(SCHEME)
                && path > SCHEME.length()
                && text.lastIndexOf('@', path) < 0
                && text.indexOf('{') > path
                && text.contains(place);
        if (!fixed || !isAddress(text.replace(place, "x"))) {
            throw new IllegalArgumentException(
                    "must begin with https:// and a host, and have " + place + " behind that");
        }
    }

    private static boolean isAddress(String text) {
        try {
            return URI.create(text).getHost() != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** The address with another one in its place. */
    public URI with(URI address) {
        String escaped =
                URLEncoder.encode(address.toString(), StandardCharsets.UTF_8).replace("+", "%20");
        return URI.create(text.replace(place, escaped));
    }

    /** Where it leads. */
    public String host() {
        return URI.create(text.replace(place, "x")).getHost();
    }
}

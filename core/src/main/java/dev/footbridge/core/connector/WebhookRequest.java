package dev.footbridge.core.connector;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A request of a platform to our address, bytes untouched.
 *
 * @param path what follows the address this connector was given; empty or starting with a slash
 * @param headers by name in any case
 * @param body raw; a copy is not made
 */
public record WebhookRequest(
        String method, String path, Map<String, List<String>> headers, Map<String, List<String>> query, byte[] body) {

    public WebhookRequest {
        Map<String, List<String>> byLowerName = new TreeMap<>();
        headers.forEach((name, values) -> byLowerName.put(name.toLowerCase(Locale.ROOT), List.copyOf(values)));
        headers = Map.copyOf(byLowerName);
        query = Map.copyOf(query);
    }

    /** The header's value when it comes exactly once; a header that comes twice is treated as absent. */
    public Optional<String> header(String name) {
        return single(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    /** The query parameter's decoded value when it comes exactly once. */
    public Optional<String> queryParameter(String name) {
        return single(query.get(name));
    }

    private static Optional<String> single(@org.jspecify.annotations.Nullable List<String> values) {
        return values != null && values.size() == 1 ? Optional.of(values.get(0)) : Optional.empty();
    }

    /** Never the body or the headers. */
    @Override
    public String toString() {
        return "WebhookRequest[" + method + ", " + body.length + " bytes]";
    }
}

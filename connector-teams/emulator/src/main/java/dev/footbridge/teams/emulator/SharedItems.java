package dev.footbridge.teams.emulator;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The documents of the tenant that have permissions of their own, and the invitations that were mailed. */
final class SharedItems {
    private final Map<String, SharedItem> byId = new LinkedHashMap<>();

    synchronized void add(SharedItem item) {
        byId.put(item.drive() + "/" + item.id(), item);
    }

    synchronized Optional<SharedItem> find(String drive, String id) {
        return Optional.ofNullable(byId.get(drive + "/" + id));
    }

    /** By its address or by one of its sharing links, however they were copied. */
    synchronized Optional<SharedItem> byUrl(String url) {
        var plain = plain(url);
        return byId.values().stream()
                .filter(item -> plain(item.webUrl()).equals(plain)
                        || item.links().values().stream()
                                .anyMatch(link -> plain(link.url()).equals(plain)))
                .findFirst();
    }

    static String plain(String url) {
        var query = url.indexOf('?');
        return query < 0 ? url : url.substring(0, query);
    }
}

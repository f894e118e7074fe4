package dev.footbridge.core.connector;

import java.util.List;
import java.util.Optional;

/**
 * One page of a longer list. An empty page may still have a next one.
 *
 * @param next opaque; give it back to get the next page
 */
public record Page<T>(List<T> items, Optional<String> next) {

    public Page {
        items = List.copyOf(items);
    }

    /** The only page. */
    public static <T> Page<T> last(List<T> items) {
        return new Page<>(items, Optional.empty());
    }
}

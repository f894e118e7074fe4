package dev.footbridge.core.connector;

import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Which files a channel takes, as data.
 *
 * @param maxBytes largest file; 0 when the channel takes none
 * @param perMessage most files of one message, at least 1
 * @param lengthFirst whether the platform must know the length before the first byte
 * @param refusedTypes file name extensions that the platform refuses, in lower case without the dot
 */
public record FileLimits(long maxBytes, int perMessage, boolean lengthFirst, Set<String> refusedTypes) {

    /** No file at all. */
    public static final FileLimits NONE = new FileLimits(0, 1, false, Set.of());

    public FileLimits {
        if (maxBytes < 0 || perMessage < 1) {
            throw new IllegalArgumentException("file limits are not negative, and a message takes at least one file");
        }
        refusedTypes = Set.copyOf(refusedTypes);
    }

    /** Files of any type up to a size, one per message, the length told first or not. */
    public static FileLimits upTo(long maxBytes) {
        return new FileLimits(maxBytes, 1, false, Set.of());
    }

    /** Whether the channel takes files at all. */
    public boolean takesFiles() {
        return maxBytes > 0;
    }

    /** Whether a file is small enough; one of unknown size is until it turns out otherwise. */
    public boolean fits(OptionalLong size) {
        return takesFiles() && (size.isEmpty() || size.getAsLong() <= maxBytes);
    }

    /**
     * Refuses the files of a part before anybody opens one.
     *
     * @throws ConnectorException {@code REJECTED} as {@code not_prepared} when there are more than fit into one message, or
     *     words beside them; as {@link #require(Upload)} says of each
     */
    public void require(Draft part) throws ConnectorException {
        if (part.files().size() > perMessage || !part.body().isEmpty()) {
            throw ConnectorException.of(
                    ConnectorException.Kind.REJECTED,
                    "not_prepared",
                    "Files go without words, " + perMessage + " to a message: prepare the draft first");
        }
        for (Upload file : part.files()) {
            require(file);
        }
    }

    /**
     * Refuses a file before anybody opens it.
     *
     * @throws ConnectorException {@code REJECTED} as {@code file_too_large}, {@code file_type} or {@code length_required}
     */
    public void require(Upload file) throws ConnectorException {
        if (!fits(file.size())) {
            throw ConnectorException.of(
                    ConnectorException.Kind.REJECTED,
                    "file_too_large",
                    "The channel takes files of " + maxBytes + " bytes at most");
        }
        if (refuses(file.name())) {
            throw ConnectorException.of(
                    ConnectorException.Kind.REJECTED, "file_type", "The platform refuses files of this type");
        }
        if (lengthFirst && file.size().isEmpty()) {
            throw ConnectorException.of(
                    ConnectorException.Kind.REJECTED, "length_required", "The platform must know the length first");
        }
    }

    /** Whether the platform refuses files of such a name. */
    public boolean refuses(String fileName) {
        int dot = fileName.lastIndexOf('.');
        return dot >= 0 && refusedTypes.contains(fileName.substring(dot + 1).toLowerCase(Locale.ROOT));
    }
}

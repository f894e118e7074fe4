package dev.footbridge.teams;

import dev.footbridge.core.connector.Draft;
import dev.footbridge.core.connector.FileLimits;
import dev.footbridge.core.connector.Upload;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * How the files of one message go: small pictures inside the message, where they are seen and move, everything else by
 * way of a drive.
 *
 * @param stored to be put into a drive first
 * @param pictures to be sent with the message
 */
record TeamsUploads(List<Upload> stored, List<Upload> pictures) {

    /** 250 GB a file; an upload session must know the length; the client takes ten to a message. */
    static final FileLimits LIMITS = new FileLimits(250_000_000_000L, 10, true, Set.of());

    /**
     * Most bytes of pictures in one message. The reference names no limit; a request of 4 MB is safe, and Base64 makes
     * three bytes four.
     */
    static final long MAX_PICTURES = 3_000_000;

    private static final Set<String> TYPES = Set.of("image/png", "image/jpeg", "image/gif");
    private static final Set<String> ENDINGS = Set.of("png", "jpg", "jpeg", "gif");

    static TeamsUploads of(Draft part) {
        List<Upload> stored = new ArrayList<>();
        List<Upload> pictures = new ArrayList<>();
        long room = MAX_PICTURES;
        for (Upload file : part.files()) {
            long size = file.size().orElse(Long.MAX_VALUE);
            if (isPicture(file) && size > 0 && size <= room) {
                room -= size;
                pictures.add(file);
            } else {
                stored.add(file);
            }
        }
        return new TeamsUploads(stored, pictures);
    }

    /** By type and by name: the platform believes the one, people the other. */
    private static boolean isPicture(Upload file) {
        String name = file.name().toLowerCase(Locale.ROOT);
        return TYPES.contains(file.mediaType().toLowerCase(Locale.ROOT))
                && ENDINGS.contains(name.substring(name.lastIndexOf('.') + 1));
    }

    /** What tells these files from others when they are read again. */
    String fingerprint() {
        return fingerprint(Stream.concat(stored.stream(), pictures.stream()).map(Upload::name));
    }

    static String fingerprint(Stream<String> names) {
        StringBuilder out = new StringBuilder();
        names.forEach(name -> out.append('\n').append(Normalizer.normalize(name, Normalizer.Form.NFC)));
        return out.toString();
    }
}

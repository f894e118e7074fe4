package dev.footbridge.relay.link;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Pictures that a browser may show by itself: made of dots, with nothing in them that could run. */
enum ImageType {
    PNG("image/png"),
    JPEG("image/jpeg"),
    GIF("image/gif"),
    WEBP("image/webp");

    /** How many bytes tell. */
    static final int BYTES = 12;

    private static final List<String> UNDECLARED = List.of("application/octet-stream", "");

    private final String mediaType;

    ImageType(String mediaType) {
        this.mediaType = mediaType;
    }

    String mediaType() {
        return mediaType;
    }

    /** What a file is, if its first bytes say so and its source says the same or nothing. */
    static Optional<ImageType> of(byte[] first, String declared) {
        return of(first).filter(type -> {
            String said = bare(declared);
            return UNDECLARED.contains(said) || said.equals(type.mediaType);
        });
    }

    /** What a source calls a file. */
    static Optional<ImageType> declared(String mediaType) {
        return Arrays.stream(values())
                .filter(type -> type.mediaType.equals(bare(mediaType)))
                .findFirst();
    }

    private static String bare(String mediaType) {
        String type = mediaType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return type.equals("image/jpg") ? JPEG.mediaType : type;
    }

    private static Optional<ImageType> of(byte[] first) {
        String text = new String(first, StandardCharsets.ISO_8859_1);
        if (text.startsWith("\u0089PNG\r\n\u001a\n")) {
            return Optional.of(PNG);
        }
        if (text.startsWith("\u00ff\u00d8\u00ff")) {
            return Optional.of(JPEG);
        }
        if (text.startsWith("GIF87a") || text.startsWith("GIF89a")) {
            return Optional.of(GIF);
        }
        return text.startsWith("RIFF") && text.startsWith("WEBP", 8) ? Optional.of(WEBP) : Optional.empty();
    }
}

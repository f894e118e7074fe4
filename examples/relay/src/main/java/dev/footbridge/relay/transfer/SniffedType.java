package dev.footbridge.relay.transfer;

import dev.footbridge.core.message.Attachment;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.mime.MediaType;
import org.apache.tika.mime.MediaTypeRegistry;
import org.apache.tika.mime.MimeTypeException;
import org.apache.tika.mime.MimeTypes;
import org.jspecify.annotations.Nullable;

/**
 * What a file is by its first bytes, whatever it says it is. Formats that are made of another one, as documents are of
 * zip, are that one unless the name says which of them.
 */
final class SniffedType {

    /** How many bytes tell: the signature of a disk image is the last to come. */
    static final int BYTES = 65_536;

    /** What every program is called, of whichever system. */
    private static final String PROGRAM = "exe";

    private static final Set<MediaType> PROGRAMS = Set.of(
            MediaType.application("x-msdownload"), MediaType.application("x-elf"), MediaType.application("x-mach-o"));

    /** Bytes and text have no signature. */
    private static final Set<MediaType> UNKNOWN = Set.of(MediaType.OCTET_STREAM, MediaType.TEXT_PLAIN);

    /** Sound and film share their formats. */
    private static final Set<String> MEDIA = Set.of("audio", "video");

    private SniffedType() {}

    /**
     * The type in the words of {@link FileRules}: media type, family, extensions. Empty when the bytes tell nothing.
     *
     * @param head the first {@link #BYTES} of the file, or all of it
     */
    static Optional<Set<String>> words(byte[] head, Attachment file) {
        MimeTypes types = MimeTypes.getDefaultMimeTypes();
        MediaType real = detect(types, head, file);
        if (UNKNOWN.contains(real.getBaseType()) || isMedium(real) && isMedium(detect(types, null, file))) {
            return Optional.empty();
        }
        Set<String> words = new HashSet<>();
        words.add(real.getType() + "/*");
        MediaTypeRegistry registry = types.getMediaTypeRegistry();
        for (MediaType name : List.of(real, real.getBaseType())) {
            words.add(name.toString());
            registry.getAliases(name).forEach(alias -> words.add(alias.toString()));
            words.addAll(extensions(types, name));
        }
        if (PROGRAMS.stream().anyMatch(program -> registry.isInstanceOf(real, program))) {
            words.add(PROGRAM);
        }
        return Optional.of(words);
    }

    private static boolean isMedium(MediaType type) {
        return MEDIA.contains(type.getType());
    }

    /** @param head null to go by name and declared type only */
    private static MediaType detect(MimeTypes types, byte @Nullable [] head, Attachment file) {
        Metadata told = new Metadata();
        told.set(TikaCoreProperties.RESOURCE_NAME_KEY, file.name());
        told.set(Metadata.CONTENT_TYPE, file.mediaType());
        try {
            return types.detect(head == null ? null : new ByteArrayInputStream(head), told);
        } catch (IOException e) {
            throw new UncheckedIOException("bytes in the heap", e);
        }
    }

    private static List<String> extensions(MimeTypes types, MediaType type) {
        try {
            return types.forName(type.toString()).getExtensions().stream()
                    .map(extension -> extension.substring(1))
                    .toList();
        } catch (MimeTypeException e) {
            return List.of();
        }
    }
}

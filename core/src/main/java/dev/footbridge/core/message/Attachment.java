package dev.footbridge.core.message;

import dev.footbridge.core.id.FileId;
import java.util.OptionalLong;

/**
 * A file that hangs on a message. The bytes stay where they are.
 *
 * @param mediaType as declared by the source, {@code application/octet-stream} when it declares none
 * @param size in bytes, when the source tells
 */
public record Attachment(FileId id, String name, String mediaType, OptionalLong size) {

    /** Never the name: file names are content. */
    @Override
    public String toString() {
        return "Attachment[" + id + "]";
    }
}

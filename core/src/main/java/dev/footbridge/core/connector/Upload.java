package dev.footbridge.core.connector;

import java.util.OptionalLong;

/**
 * A file to be posted. Its bytes are fetched when they are needed and are in nobody's heap as a whole.
 *
 * @param name what people see, made harmless by {@link FileName#clean}
 * @param mediaType {@code application/octet-stream} when nobody knows
 * @param size in bytes, when it is known; then the source gives exactly as many, or the post fails
 */
public record Upload(String name, String mediaType, OptionalLong size, FileSource source) {

    public Upload {
        name = FileName.clean(name);
    }

    /** Never the name: file names are content. */
    @Override
    public String toString() {
        return "Upload[" + mediaType + ", " + size + "]";
    }
}

package dev.footbridge.gchat.emulator;

import dev.footbridge.testkit.emulator.FileContent;

/**
 * An uploaded file.
 *
 * @param resourceName what {@code media.download} is asked for
 * @param uploadToken what a message refers to it by
 * @param spaceId where it was uploaded to
 */
record StoredFile(
        String resourceName,
        String uploadToken,
        String spaceId,
        String fileName,
        String contentType,
        FileContent content) {}

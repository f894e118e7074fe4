package dev.footbridge.gchat.emulator;

/**
 * An uploaded file; the bytes are shared, do not change them.
 *
 * @param resourceName what {@code media.download} is asked for
 * @param uploadToken what a message refers to it by
 * @param spaceId where it was uploaded to
 */
record StoredFile(
        String resourceName, String uploadToken, String spaceId, String fileName, String contentType, byte[] bytes) {}

package dev.footbridge.sandbox;

import dev.footbridge.testkit.emulator.ClientFile;
import dev.footbridge.testkit.emulator.FileContent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** A picture that moves, for the seeded conversation. */
final class Pictures {

    private static final String RESOURCE = "wave.gif";

    private Pictures() {}

    /** The same picture each time, but no two senders have the same bytes: what stands behind a picture's end is not shown. */
    static ClientFile wave(String sender) {
        try (InputStream in = Pictures.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(RESOURCE + " is missing from the jar");
            }
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            in.transferTo(bytes);
            bytes.write(sender.getBytes(StandardCharsets.UTF_8));
            return new ClientFile(RESOURCE, "image/gif", FileContent.of(bytes.toByteArray()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

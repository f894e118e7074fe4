package dev.footbridge.relay.transfer;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Where a file waits whose target must know its length first while its source does not tell: encrypted, under a key that
 * is in the heap only, in a file that has no name any more once it is open. Safe for concurrent use.
 */
public final class Spool {

    /** The folder in the data directory. */
    public static final String FOLDER = "spool";

    private static final Set<OpenOption> OPTIONS = Set.of(
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            // Where the system can, the name is gone as soon as the file is open: then not even a power cut leaves one.
            StandardOpenOption.DELETE_ON_CLOSE);
    private static final int NAME_BYTES = 16;

    private final Path folder;
    private final long maxBytes;
    private final SecureRandom random;
    private final Consumer<String> steps;
    private final AtomicLong used = new AtomicLong();

    private Spool(Path folder, long maxBytes, SecureRandom random, Consumer<String> steps) {
        this.folder = folder;
        this.maxBytes = maxBytes;
        this.random = random;
        this.steps = steps;
    }

    /**
     * Opens the spool and deletes what an earlier life may have left.
     *
     * @param maxBytes most bytes of all files together
     * @param steps is told the steps; for crash tests
     * @throws UncheckedIOException when the folder cannot be made or emptied
     */
    public static Spool open(Path folder, long maxBytes, SecureRandom random, Consumer<String> steps) {
        try {
            if (Files.isDirectory(folder)) {
                wipe(folder);
            } else {
                Files.createDirectories(folder, attributes(folder, "rwx------"));
            }
            return new Spool(folder, maxBytes, random, steps);
        } catch (IOException e) {
            throw new UncheckedIOException("the spool " + folder + " cannot be made or emptied", e);
        }
    }

    /** Takes nothing. */
    public static Spool none() {
        return new Spool(Path.of(FOLDER), 0, new SecureRandom(), step -> {});
    }

    private static void wipe(Path folder) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                Files.delete(file);
            }
        }
    }

    private static FileAttribute<?>[] attributes(Path path, String permissions) {
        boolean posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    /**
     * Takes a stream to its end.
     *
     * @throws SpoolException when there is no room, here or on the disk
     * @throws IOException of the stream itself
     */
    SpoolFile take(InputStream in) throws IOException {
        byte[] name = new byte[NAME_BYTES];
        random.nextBytes(name);
        SpoolFile file = new SpoolFile(channel(HexFormat.of().formatHex(name)), random, this::give);
        steps.accept("spool-open");
        boolean whole = false;
        try {
            byte[] chunk = new byte[SpoolFile.CHUNK];
            for (int read = in.readNBytes(chunk, 0, chunk.length);
                    read > 0;
                    read = in.readNBytes(chunk, 0, chunk.length)) {
                reserve(read);
                file.append(chunk, read);
                if (file.length() == read) {
                    steps.accept("spool-half");
                }
            }
            whole = true;
            steps.accept("spool-done");
            return file;
        } finally {
            if (!whole) {
                file.close();
            }
        }
    }

    private FileChannel channel(String name) throws SpoolException {
        if (maxBytes == 0) {
            throw new SpoolException("there is no spool");
        }
        try {
            Path path = folder.resolve(name);
            return FileChannel.open(path, OPTIONS, attributes(path, "rw-------"));
        } catch (IOException e) {
            throw new SpoolException("the spool takes no file");
        }
    }

    private void reserve(int bytes) throws SpoolException {
        if (used.addAndGet(bytes) > maxBytes) {
            used.addAndGet(-bytes);
            throw new SpoolException("the spool is full");
        }
    }

    private void give(long bytes) {
        used.addAndGet(-bytes);
    }

    /** Bytes of all files in it. */
    public long used() {
        return used.get();
    }
}

package dev.footbridge.relay.vault;

import dev.footbridge.core.connector.CredentialStore;
import dev.footbridge.core.connector.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Keeps rotated credentials in files of its folder, each sealed with AES-256-GCM under a key that lives elsewhere. A file
 * opens only for the connector and the name it was written for. A value that {@code save} returned for survives a power
 * loss. Safe for concurrent use.
 */
public final class TokenVault {

    /** Bytes of the key. */
    public static final int KEY_BYTES = 32;

    /** What to say of a key that is none. */
    public static final String KEY_HINT =
            "the vault key must be " + KEY_BYTES + " bytes in base64; make one with: openssl rand -base64 32";

    /** Longest value that is kept. */
    private static final int MAX_VALUE = 65_536;

    private static final byte VERSION = 1;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final String NAME = "[a-z0-9][a-z0-9.-]{0,127}";

    private final Path folder;
    private final SecretKeySpec key;
    private final SecureRandom random;

    private TokenVault(Path folder, SecretKeySpec key, SecureRandom random) {
        this.folder = folder;
        this.key = key;
        this.random = random;
    }

    /**
     * Opens a vault, and makes its folder when it is new.
     *
     * @param key {@value #KEY_BYTES} random bytes in base64
     * @throws IllegalArgumentException when that is not what the key is; never quotes it
     * @throws UncheckedIOException when the folder cannot be made
     */
    public static TokenVault open(Path folder, Secret key, SecureRandom random) {
        byte[] bytes = decode(key)
                .orElseThrow(() -> new IllegalArgumentException("the vault key must be " + KEY_BYTES
                        + " bytes in base64; make one with: openssl rand -base64 32"));
        try {
            Files.createDirectories(folder);
            if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
                Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make the folder of the token vault, " + folder, e);
        }
        return new TokenVault(folder, new SecretKeySpec(bytes, "AES"), random);
    }

    /** The key's bytes; empty when it is not a key. */
    public static Optional<byte[]> decode(Secret key) {
        try {
            byte[] bytes = Base64.getDecoder().decode(key.reveal().strip());
            return bytes.length == KEY_BYTES ? Optional.of(bytes) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The part of the vault that belongs to one connector. */
    public CredentialStore of(String connector) {
        return new CredentialStore() {
            @Override
            public Optional<Secret> load(String name) {
                return TokenVault.this.load(connector, name);
            }

            @Override
            public void save(String name, Secret value) {
                TokenVault.this.save(connector, name, value);
            }
        };
    }

    private synchronized Optional<Secret> load(String connector, String name) {
        Path file = file(connector, name);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            ByteBuffer sealed = ByteBuffer.wrap(Files.readAllBytes(file));
            if (sealed.remaining() < 1 + NONCE_BYTES + TAG_BITS / 8 || sealed.get() != VERSION) {
                throw unreadable(file);
            }
            byte[] nonce = new byte[NONCE_BYTES];
            sealed.get(nonce);
            byte[] text = cipher(Cipher.DECRYPT_MODE, nonce, connector, name)
                    .doFinal(sealed.array(), sealed.position(), sealed.remaining());
            return Optional.of(Secret.of(new String(text, StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        } catch (GeneralSecurityException e) {
            throw unreadable(file);
        }
    }

    private static IllegalStateException unreadable(Path file) {
        return new IllegalStateException(
                file + " does not open with this vault key. Give the key it was written with; or"
                        + " delete the file, and sign in anew at the platform");
    }

    private synchronized void save(String connector, String name, Secret value) {
        byte[] text = value.reveal().getBytes(StandardCharsets.UTF_8);
        if (text.length > MAX_VALUE) {
            throw new IllegalArgumentException("a credential has at most " + MAX_VALUE + " bytes");
        }
        Path file = file(connector, name);
        Path fresh = folder.resolve(file.getFileName() + ".new");
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, connector, name).doFinal(text);
            ByteBuffer out = ByteBuffer.allocate(1 + NONCE_BYTES + sealed.length)
                    .put(VERSION)
                    .put(nonce)
                    .put(sealed)
                    .flip();
            write(fresh, out);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            sync(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM", e);
        } finally {
            Arrays.fill(text, (byte) 0);
        }
    }

    private static void write(Path file, ByteBuffer bytes) throws IOException {
        Set<StandardOpenOption> options =
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
        try (FileChannel channel = FileChannel.open(file, options)) {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    /** Makes the rename durable, where folders can be opened. */
    private static void sync(Path folder) throws IOException {
        if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    private Path file(String connector, String name) {
        String file = connector + "." + name;
        if (!file.matches(NAME)) {
            throw new IllegalArgumentException("names of credentials are lower-case letters, digits, dots and hyphens");
        }
        return folder.resolve(file);
    }

    /** The names are part of what is sealed: a file that was renamed or copied does not open. */
    private Cipher cipher(int mode, byte[] nonce, String connector, String name) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD((VERSION + "\n" + connector + "\n" + name).getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}

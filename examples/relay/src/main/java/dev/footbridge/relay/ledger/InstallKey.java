package dev.footbridge.relay.ledger;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The key of this installation for all hashes in the ledger. Chat messages are short and guessable: a plain hash of one
 * would be the message in disguise.
 */
public final class InstallKey {

    private static final String FILE = "install.key";
    private static final int BYTES = 32;
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");
    private static final char[] BASE32 = "abcdefghijklmnopqrstuvwxyz234567".toCharArray();

    private final SecretKeySpec key;
    private final ThreadLocal<Mac> macs;

    private InstallKey(byte[] bytes) {
        key = new SecretKeySpec(bytes, "HmacSHA256");
        macs = ThreadLocal.withInitial(this::newMac);
    }

    static InstallKey loadOrCreate(Path directory) throws LedgerException {
        Path file = directory.resolve(FILE);
        try {
            if (!Files.exists(file)) {
                create(file);
            }
            if (isPosix(file) && !OWNER_ONLY.containsAll(Files.getPosixFilePermissions(file))) {
                throw new LedgerException(file + " can be read by others: chmod 600 " + file);
            }
            byte[] bytes = Files.readAllBytes(file);
            if (bytes.length != BYTES) {
                throw new LedgerException(file + " must have " + BYTES + " bytes, has " + bytes.length
                        + ": restore it from the backup of this data directory");
            }
            return new InstallKey(bytes);
        } catch (IOException e) {
            throw new LedgerException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    private static void create(Path file) throws IOException {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null && isPosix(folder)) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
            Files.write(file, bytes, StandardOpenOption.SYNC);
        } else {
            Files.write(file, bytes, StandardOpenOption.CREATE_NEW, StandardOpenOption.SYNC);
        }
    }

    private static boolean isPosix(Path path) throws IOException {
        return Files.getFileStore(path).supportsFileAttributeView("posix");
    }

    /** 128 bits as 26 characters of {@code [a-z2-7]}; {@code purpose} keeps hashes of different things apart. */
    public String name(String purpose, String data) {
        byte[] mac = mac(purpose, data);
        StringBuilder out = new StringBuilder(26);
        int bits = 0;
        int held = 0;
        for (int i = 0; i < 16; i++) {
            held = held << 8 | mac[i] & 0xff;
            for (bits += 8; bits >= 5; bits -= 5) {
                out.append(BASE32[held >>> (bits - 5) & 31]);
            }
        }
        return out.append(BASE32[held << (5 - bits) & 31]).toString();
    }

    /** 64 bits, never zero: zero is free to mean "none". */
    public long number(String purpose, String data) {
        long value = ByteBuffer.wrap(mac(purpose, data)).getLong();
        return value == 0 ? 1 : value;
    }

    private byte[] mac(String purpose, String data) {
        Mac mac = macs.get();
        mac.update(purpose.getBytes(StandardCharsets.UTF_8));
        mac.update((byte) 0);
        return mac.doFinal(data.getBytes(StandardCharsets.UTF_8));
    }

    private Mac newMac() {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac;
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            // Every Java platform has it.
            throw new IllegalStateException("HmacSHA256", (GeneralSecurityException) e);
        }
    }
}

package dev.footbridge.teams;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.concurrent.TimeUnit;
import okhttp3.tls.HeldCertificate;

/** A key pair for notifications, in a key store as an operator makes it. */
final class TeamsHarnessKeys {

    static final String PASSWORD = "keystore-password-of-the-test";
    static final String ALIAS = "footbridge-2026";

    private static final TeamsHarnessKeys SHARED = new TeamsHarnessKeys();

    private final HeldCertificate certificate;
    private final Path file;

    private TeamsHarnessKeys() {
        certificate = new HeldCertificate.Builder()
                .commonName("footbridge")
                .rsa2048()
                .duration(30, TimeUnit.DAYS)
                .build();
        file = write(certificate);
    }

    /** Made once: an RSA key takes a while. */
    static TeamsHarnessKeys shared() {
        return SHARED;
    }

    Path file() {
        return file;
    }

    HeldCertificate certificate() {
        return certificate;
    }

    private static Path write(HeldCertificate held) {
        try {
            Path file = Files.createTempFile("footbridge-test-keys", ".p12");
            file.toFile().deleteOnExit();
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry(
                    ALIAS, held.keyPair().getPrivate(), PASSWORD.toCharArray(), new Certificate[] {held.certificate()});
            try (OutputStream out = Files.newOutputStream(file)) {
                store.store(out, PASSWORD.toCharArray());
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}

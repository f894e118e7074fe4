package dev.footbridge.testkit.emulator;

import java.security.KeyPair;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;

/** A certificate authority made for one server and forgotten with it, and a certificate for 127.0.0.1 and localhost. */
public final class TlsIdentity {
    private static final int DAYS = 30;

    private final HeldCertificate authority;
    private final HandshakeCertificates server;

    private TlsIdentity(HeldCertificate authority, HandshakeCertificates server) {
        this.authority = authority;
        this.server = server;
    }

    static TlsIdentity create() {
        // A name of its own: a client that trusts several emulators looks an authority up by its name.
        KeyPair keys = new HeldCertificate.Builder().build().keyPair();
        String name = Integer.toHexString(Arrays.hashCode(keys.getPublic().getEncoded()));
        HeldCertificate authority = new HeldCertificate.Builder()
                .keyPair(keys)
                .commonName("Footbridge emulator CA " + name)
                .certificateAuthority(0)
                .duration(DAYS, TimeUnit.DAYS)
                .build();
        HeldCertificate leaf = new HeldCertificate.Builder()
                .commonName("localhost")
                .addSubjectAlternativeName("localhost")
                .addSubjectAlternativeName("127.0.0.1")
                .duration(DAYS, TimeUnit.DAYS)
                .signedBy(authority)
                .build();
        HandshakeCertificates server =
                new HandshakeCertificates.Builder().heldCertificate(leaf).build();
        return new TlsIdentity(authority, server);
    }

    /** The authority's certificate, to be trusted by clients. */
    public String authorityPem() {
        return authority.certificatePem();
    }

    /** A context that trusts this authority only. */
    public SSLContext clientContext() {
        return new HandshakeCertificates.Builder()
                .addTrustedCertificate(authority.certificate())
                .build()
                .sslContext();
    }

    SSLContext serverContext() {
        return server.sslContext();
    }
}

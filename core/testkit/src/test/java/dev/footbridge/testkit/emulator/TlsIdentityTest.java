package dev.footbridge.testkit.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import org.junit.jupiter.api.Test;

class TlsIdentityTest {

    @Test
    void authoritiesOfTwoServersHaveDifferentNamesSoThatAClientCanTrustBoth() throws Exception {
        assertThat(authority().getSubjectX500Principal())
                .isNotEqualTo(authority().getSubjectX500Principal());
    }

    private static X509Certificate authority() throws Exception {
        byte[] pem = TlsIdentity.create().authorityPem().getBytes(StandardCharsets.US_ASCII);
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(pem));
    }
}

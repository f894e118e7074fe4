package dev.footbridge.gchat.emulator;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.security.PrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Map;
import okhttp3.tls.HeldCertificate;

/**
 * One signing key with its self-signed certificate. Those of the emulator are made once per process, when first needed: an
 * RSA key costs more than all the rest of a start.
 */
final class Keys {
    private static final class OfServiceAccount {
        private static final Keys KEYS = new Keys("relay");
    }

    private static final class OfAccounts {
        private static final Keys KEYS = new Keys("accounts.google.com");
    }

    private static final class OfChat {
        private static final Keys KEYS = new Keys(GoogleTokens.CHAT);
    }

    private final HeldCertificate certificate;
    private final String id;

    Keys(String commonName) {
        certificate =
                new HeldCertificate.Builder().commonName(commonName).rsa2048().build();
        id = thumbprint();
    }

    static Keys ofServiceAccount() {
        return OfServiceAccount.KEYS;
    }

    static Keys ofAccounts() {
        return OfAccounts.KEYS;
    }

    static Keys ofChat() {
        return OfChat.KEYS;
    }

    private RSAKey jwk() {
        return new RSAKey.Builder(publicKey())
                .keyUse(KeyUse.SIGNATURE)
                .algorithm(JWSAlgorithm.RS256)
                .keyID(id)
                .build();
    }

    private String thumbprint() {
        try {
            return new RSAKey.Builder(publicKey()).build().computeThumbprint().toString();
        } catch (JOSEException e) {
            throw new IllegalStateException("this Java runtime has no SHA-256", e);
        }
    }

    String id() {
        return id;
    }

    RSAPublicKey publicKey() {
        return (RSAPublicKey) certificate.keyPair().getPublic();
    }

    PrivateKey privateKey() {
        return certificate.keyPair().getPrivate();
    }

    /** The private key as a PEM of PKCS #8, as credentials files hold it. */
    String privatePem() {
        return certificate.privateKeyPkcs8Pem();
    }

    /** Key id and certificate, as the vendor's x509 documents hold them. */
    Map<String, Object> certificates() {
        return Map.of(id, certificate.certificatePem());
    }

    Map<String, Object> keySet() {
        return new JWKSet(jwk()).toJSONObject(true);
    }

    String sign(JWTClaimsSet claims) {
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                .type(JOSEObjectType.JWT)
                .keyID(id)
                .build();
        SignedJWT token = new SignedJWT(header, claims);
        try {
            token.sign(new RSASSASigner(privateKey()));
        } catch (JOSEException e) {
            throw new IllegalStateException("a fresh RSA key cannot sign", e);
        }
        return token.serialize();
    }
}

package dev.footbridge.teams.emulator;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.util.Map;

/**
 * The key the emulated Entra signs tokens with. The first is made once per process, as an RSA key costs more than all the
 * rest of a start; {@link #rotate()} makes another.
 */
final class SigningKeys {
    private static final int BITS = 2048;

    private static final class First {
        private static final RSAKey KEY = newKey();
    }

    private volatile RSAKey current = First.KEY;

    /** From now on tokens are signed by a new key, and only that one is published. */
    void rotate() {
        current = newKey();
    }

    /** The public key set, in the form of Entra's {@code discovery/keys}. */
    Map<String, Object> publicKeys() {
        return new JWKSet(current.toPublicJWK()).toJSONObject(true);
    }

    String sign(JWTClaimsSet claims) {
        var key = current;
        var header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                .type(JOSEObjectType.JWT)
                .keyID(key.getKeyID())
                .build();
        var token = new SignedJWT(header, claims);
        try {
            token.sign(new RSASSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException("A fresh RSA key cannot sign", e);
        }
        return token.serialize();
    }

    private static RSAKey newKey() {
        try {
            return new RSAKeyGenerator(BITS)
                    .keyUse(KeyUse.SIGNATURE)
                    .keyIDFromThumbprint(true)
                    .generate();
        } catch (JOSEException e) {
            throw new IllegalStateException("This Java runtime cannot make RSA keys", e);
        }
    }
}

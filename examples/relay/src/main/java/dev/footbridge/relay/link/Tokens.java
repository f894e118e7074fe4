package dev.footbridge.relay.link;

import java.util.Base64;
import java.util.random.RandomGenerator;

/** Makes what nobody can guess. */
final class Tokens {

    private static final int BYTES = 32;

    private final RandomGenerator random;

    Tokens(RandomGenerator random) {
        this.random = random;
    }

    /** 256 bits as 43 characters of {@code [A-Za-z0-9_-]}. */
    String next() {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}

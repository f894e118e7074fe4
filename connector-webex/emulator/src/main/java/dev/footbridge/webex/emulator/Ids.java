package dev.footbridge.webex.emulator;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/** Public ids: base64 of {@code ciscospark://REGION/KIND/key} without padding. */
final class Ids {
    /** What an id names. The names are part of the ids. */
    enum Kind {
        PEOPLE,
        ROOM,
        MESSAGE,
        MEMBERSHIP,
        WEBHOOK,
        ORGANIZATION,
        APPLICATION,
        CONTENT,
        ATTACHMENT_ACTION,
        TEAM
    }

    static final String HOME_REGION = "us";

    private static final int MAX_LENGTH = 1_000;
    private static final String SCHEME = "ciscospark://";
    private static final Pattern UUID =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    private final RandomGenerator random;

    /** @param random has to be safe for concurrent use */
    Ids(RandomGenerator random) {
        this.random = random;
    }

    static String of(Kind kind, String key) {
        return of(HOME_REGION, kind, key);
    }

    static String of(String region, Kind kind, String key) {
        byte[] plain = (SCHEME + region + "/" + kind + "/" + key).getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain);
    }

    /**
     * The id as it is stored: without padding, and of the home region where only a UUID is given.
     *
     * @throws WebexFault 400 for what is neither
     */
    static String read(Kind kind, String given) {
        if (UUID.matcher(given).matches()) {
            return of(kind, given);
        }
        String bare = given.endsWith("=") ? given.replaceAll("=+$", "") : given;
        if (!isId(bare)) {
            throw WebexFault.badRequest("Expect base64 ID or UUID.");
        }
        return bare;
    }

    private static boolean isId(String given) {
        if (given.length() > MAX_LENGTH) {
            return false;
        }
        try {
            String plain = new String(Base64.getUrlDecoder().decode(given), StandardCharsets.UTF_8);
            return plain.startsWith(SCHEME);
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
    }

    String fresh(Kind kind) {
        return of(kind, uuid());
    }

    String uuid() {
        return new java.util.UUID(random.nextLong() & ~0xF000L | 0x4000L, random.nextLong() >>> 2 | Long.MIN_VALUE)
                .toString();
    }

    String secret(int bytes) {
        byte[] data = new byte[bytes];
        random.nextBytes(data);
        return HexFormat.of().formatHex(data);
    }
}

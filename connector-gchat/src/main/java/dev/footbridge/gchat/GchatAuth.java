package dev.footbridge.gchat;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * In whose name the connector speaks to Google Chat. What it can do follows from that; see
 * <a href="https://developers.google.com/workspace/chat/authenticate-authorize">Authenticate and authorize</a>.
 */
enum GchatAuth {
    /** As the app, without an administrator: it hears what mentions it, and writes. */
    BOT,
    /** As the app, with an administrator's approval once: it reads everything where it is a member. */
    APP,
    /** As one account of the organisation, by domain-wide delegation: everything that account can do. */
    DELEGATED;

    /** As operators write it. */
    String setting() {
        return name().toLowerCase(Locale.ROOT);
    }

    static GchatAuth of(String setting) {
        return Arrays.stream(values())
                .filter(auth -> auth.setting().equals(setting))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("setting auth must be one of "
                        + Arrays.stream(values()).map(GchatAuth::setting).collect(Collectors.joining(", "))));
    }

    boolean isDelegated() {
        return this == DELEGATED;
    }

    /** Whether messages of others can be read without being told. */
    boolean reads() {
        return this != BOT;
    }
}

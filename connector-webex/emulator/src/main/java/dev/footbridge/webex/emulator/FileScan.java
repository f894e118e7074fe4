package dev.footbridge.webex.emulator;

/** What the anti-malware scan says of a file. */
public enum FileScan {
    /** Served. */
    CLEAN,
    /** Not done yet: 423 with {@code Retry-After}. */
    RUNNING,
    /** 410. */
    INFECTED,
    /** 428, unless the request says {@code allow=unscannable}. */
    IMPOSSIBLE
}

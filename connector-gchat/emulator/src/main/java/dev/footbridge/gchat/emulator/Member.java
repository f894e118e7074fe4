package dev.footbridge.gchat.emulator;

import java.time.Instant;

/** Somebody's membership in a space. */
record Member(ChatUser user, String role, Instant since) {
    static final String MEMBER = "ROLE_MEMBER";
    static final String MANAGER = "ROLE_MANAGER";
}

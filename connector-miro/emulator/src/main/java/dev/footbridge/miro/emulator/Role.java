package dev.footbridge.miro.emulator;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a member may do on a board, least first. */
enum Role {
    VIEWER,
    COMMENTER,
    EDITOR,
    COOWNER,
    OWNER;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean atLeast(Role other) {
        return compareTo(other) >= 0;
    }

    static Optional<Role> of(String word) {
        return Arrays.stream(values()).filter(role -> role.word().equals(word)).findFirst();
    }
}

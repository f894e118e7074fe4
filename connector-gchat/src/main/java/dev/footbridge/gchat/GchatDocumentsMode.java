package dev.footbridge.gchat;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What the connector may do with files in Drive. Each asks for one scope, by a token that serves for nothing else. */
enum GchatDocumentsMode {
    /** Nothing. */
    OFF(List.of()),
    /** Seeing who can open a file. */
    CHECK(List.of("drive.metadata.readonly")),
    /** Giving people access to a file, too. Narrower is only a scope for files that the app itself made. */
    SHARE(List.of(GchatDocumentsMode.SHARE_SCOPE));

    static final String SHARE_SCOPE = "drive";

    private final List<String> scopes;

    GchatDocumentsMode(List<String> scopes) {
        this.scopes = scopes;
    }

    boolean shares() {
        return this == SHARE;
    }

    /** With the vendor's prefix. */
    List<String> scopes() {
        return scopes.stream().map(GchatScopes::full).toList();
    }

    static GchatDocumentsMode of(String setting) {
        return Arrays.stream(values())
                .filter(mode -> mode.name().toLowerCase(Locale.ROOT).equals(setting))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("setting documents must be one of "
                        + Arrays.stream(values())
                                .map(mode -> mode.name().toLowerCase(Locale.ROOT))
                                .collect(Collectors.joining(", "))));
    }
}

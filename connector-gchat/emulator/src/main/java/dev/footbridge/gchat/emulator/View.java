package dev.footbridge.gchat.emulator;

/**
 * For whose eyes a resource is written.
 *
 * @param audience who reads it
 * @param markdown whether {@code formattedText} is Markdown
 */
record View(Audience audience, boolean markdown) {
    /** Who reads, as the vendor shows users differently to each. */
    enum Audience {
        /** The app in its own name: always sees names. */
        APP,
        /** A person through the app: sees the names of members of the space. */
        USER,
        /** A payload of Workspace Events: ids and types only. */
        EVENT,
        /** An interaction event: sees the acting person whole. */
        INTERACTION
    }
}

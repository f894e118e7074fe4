package dev.footbridge.gchat.emulator;

import java.util.Optional;

/** Finds whom {@code <users/…>} names, and custom emoji. */
interface Mentions {
    /** The user for an id or, where the caller may use one, a mail address; {@code all} stands for everybody. */
    Optional<Run> user(String key, java.util.Set<Run.Mark> marks);

    /** Whether the id or name is one of the organisation's own emoji. */
    Optional<Run> emoji(String key, java.util.Set<Run.Mark> marks);
}

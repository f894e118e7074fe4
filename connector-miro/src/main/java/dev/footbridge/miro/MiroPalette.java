package dev.footbridge.miro;

import dev.footbridge.core.connector.Persona;
import java.util.List;
import java.util.Optional;

/** The colour of a note by where its author is at home, so that people see at a glance who is from elsewhere. */
final class MiroPalette {

    /** For what the connector says in its own name. */
    static final String OWN = "light_yellow";

    /** Colours of notes that black text is well read on, as far apart as they come. */
    private static final List<String> COLOURS =
            List.of("light_blue", "light_green", "light_pink", "orange", "cyan", "violet", "green", "yellow");

    private MiroPalette() {}

    /** The same for the same origin, in every process. */
    static String note(Optional<Persona> author) {
        return author.map(Persona::origin).map(MiroPalette::of).orElse(OWN);
    }

    private static String of(String origin) {
        return COLOURS.get(Math.floorMod(origin.hashCode(), COLOURS.size()));
    }
}

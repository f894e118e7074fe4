package dev.footbridge.relay.documents;

import dev.footbridge.core.connector.Sharing.Role;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * What came out for the documents of one message, in numbers: who it is about is nobody's business.
 *
 * @param readers people who were asked about
 * @param shutOut those who cannot open one of the documents
 * @param unsure those of whom that is not known, of documents whose link opens them for nobody else
 * @param given those who were let in now, by the role they got
 * @param unseen documents that the relay's own accounts cannot see
 */
public record DocumentFindings(int readers, int shutOut, int unsure, Map<Role, Integer> given, int unseen) {

    public DocumentFindings {
        Map<Role, Integer> ordered = new EnumMap<>(Role.class);
        ordered.putAll(given);
        given = Collections.unmodifiableMap(ordered);
    }

    /** Whether the author has to know. */
    public boolean isWorthTelling() {
        return shutOut > 0 || unsure > 0 || unseen > 0 || !given.isEmpty();
    }
}

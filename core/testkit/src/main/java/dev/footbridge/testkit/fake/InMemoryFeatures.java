package dev.footbridge.testkit.fake;

import dev.footbridge.core.connector.Features;
import dev.footbridge.core.connector.FileLimits;
import dev.footbridge.core.document.Document;
import dev.footbridge.core.document.Element;
import dev.footbridge.core.document.Fidelity;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/** What the in-memory platform keeps: nearly all, with one element of each lesser kind so that hosts meet losses. */
final class InMemoryFeatures {

    static final int MAX_LENGTH = 4_000;

    private InMemoryFeatures() {}

    /** What counts against {@link #MAX_LENGTH}. */
    static int length(Document document) {
        return document.plainText().length();
    }

    static Features withoutFiles() {
        Features all = features(FileLimits.NONE);
        Map<Element, Fidelity> fidelities = new EnumMap<>(all.fidelities());
        fidelities.put(Element.ATTACHMENT, Fidelity.DROPPED);
        Map<Element, String> notes = new HashMap<>(all.notes());
        notes.put(Element.ATTACHMENT, "This workspace takes no files.");
        return new Features(fidelities, notes, all.maxLength());
    }

    static Features features(FileLimits files) {
        Map<Element, Fidelity> fidelities = new EnumMap<>(Element.class);
        for (Element element : Element.values()) {
            fidelities.put(element, Fidelity.FULL);
        }
        fidelities.put(Element.UNDERLINE, Fidelity.DROPPED);
        fidelities.put(Element.TABLE, Fidelity.DEGRADED);
        fidelities.put(Element.LONG_BODY, Fidelity.DEGRADED);
        return new Features(
                        fidelities,
                        Map.of(
                                Element.UNDERLINE, "The text stays, its line goes.",
                                Element.TABLE, "A table becomes one line of text per row.",
                                Element.LONG_BODY, "A long body becomes several messages."),
                        MAX_LENGTH)
                .withFiles(files);
    }
}

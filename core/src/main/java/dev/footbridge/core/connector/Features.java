package dev.footbridge.core.connector;

import dev.footbridge.core.document.Element;
import dev.footbridge.core.document.Fidelity;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * How well a channel keeps content, as data. The contract suite checks it against behaviour.
 *
 * @param fidelities every {@link Element}; the constructor adds {@link Fidelity#DROPPED} for those left out
 * @param notes per element why it is less than full, one sentence for people
 * @param maxLength most characters of one message body that can still be edited later
 */
public record Features(Map<Element, Fidelity> fidelities, Map<Element, String> notes, int maxLength) {

    public Features {
        Map<Element, Fidelity> all = new EnumMap<>(Element.class);
        for (Element element : Element.values()) {
            all.put(element, fidelities.getOrDefault(element, Fidelity.DROPPED));
        }
        fidelities = java.util.Collections.unmodifiableMap(all);
        notes = Map.copyOf(notes);
    }

    /** How well an element is kept. */
    public Fidelity fidelity(Element element) {
        return fidelities.getOrDefault(element, Fidelity.DROPPED);
    }

    /** Why an element is less than full. */
    public Optional<String> note(Element element) {
        return Optional.ofNullable(notes.get(element));
    }
}

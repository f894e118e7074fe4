package dev.footbridge.testkit.contract;

import dev.footbridge.core.connector.Connector;
import dev.footbridge.core.connector.Features;
import dev.footbridge.core.document.Element;
import dev.footbridge.core.document.Fidelity;
import dev.footbridge.core.id.ChannelId;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Says of a connector that it lacks something, whether it does or not. */
class ModestFeatures extends PostingMutants.Described {

    private final Connector real;
    private final Set<Element> absent;
    private final Set<Element> foreign;

    ModestFeatures(Connector real, Set<Element> absent, Set<Element> foreign) {
        super(real);
        this.real = real;
        this.absent = absent;
        this.foreign = foreign;
    }

    @Override
    public Features features(ChannelId channel) {
        return lesser(real.features(channel), absent, Fidelity.REJECTED).withForeign(foreign);
    }

    static Features lesser(Features told, Set<Element> elements, Fidelity fidelity) {
        Map<Element, Fidelity> fidelities = new EnumMap<>(told.fidelities());
        Map<Element, String> notes = new HashMap<>(told.notes());
        for (Element element : elements) {
            fidelities.put(element, fidelity);
            notes.put(element, "The platform has nothing like it.");
        }
        Features lesser = new Features(fidelities, notes, told.maxLength());
        return elements.contains(Element.ATTACHMENT) ? lesser : lesser.withFiles(told.files());
    }
}

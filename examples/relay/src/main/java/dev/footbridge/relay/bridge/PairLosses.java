package dev.footbridge.relay.bridge;

import dev.footbridge.core.connector.Features;
import dev.footbridge.core.connector.LossReport;
import dev.footbridge.core.connector.LossReport.Arrival;
import dev.footbridge.core.document.Element;
import dev.footbridge.core.document.Fidelity;

/** What a message loses between two channels of different workspaces when this relay carries it. */
public final class PairLosses {

    private PairLosses() {}

    /** What the channels declare, changed by what the relay does and leaves undone; pure. */
    public static LossReport of(Features source, Features target) {
        LossReport declared = LossReport.between(source, target);
        return new LossReport(
                declared.arrivals().stream().map(PairLosses::carried).toList(), declared.never());
    }

    private static Arrival carried(Arrival arrival) {
        if (arrival.element() == Element.ATTACHMENT && arrival.fidelity().compareTo(Fidelity.DROPPED) < 0) {
            return new Arrival(
                    Element.ATTACHMENT,
                    Fidelity.DROPPED,
                    "The relay does not carry files; it says that there are some.");
        }
        return arrival;
    }
}

package dev.footbridge.relay.bridge;

import dev.footbridge.core.connector.Features;
import dev.footbridge.core.connector.LossReport;
import dev.footbridge.core.connector.LossReport.Arrival;
import dev.footbridge.core.document.Element;
import dev.footbridge.core.document.Fidelity;
import dev.footbridge.relay.bridge.BridgePolicy.Edits;
import dev.footbridge.relay.bridge.BridgePolicy.Reactions;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What a message loses between two channels of different workspaces when a bridge of this policy joins them; pure. */
public final class PairLosses {

    private final Features target;
    private final BridgePolicy policy;
    private final Map<Element, Function<Arrival, Arrival>> changes = Map.of(
            Element.ATTACHMENT, this::attachment,
            Element.REACTION, this::reaction,
            Element.CUSTOM_REACTION, this::customReaction,
            Element.EDIT, this::edit,
            Element.DELETE, this::removal,
            Element.BROADCAST_MENTION, this::broadcast);

    private PairLosses(Features target, BridgePolicy policy) {
        this.target = target;
        this.policy = policy;
    }

    /** What the channels declare, changed by what the relay does and leaves undone. */
    public static LossReport of(Features source, Features target, BridgePolicy policy) {
        LossReport declared = LossReport.between(source, target);
        PairLosses losses = new PairLosses(target, policy);
        return new LossReport(declared.arrivals().stream().map(losses::carried).toList(), declared.never());
    }

    /** Only what the relay changes; everything else is as the channels say. */
    private Arrival carried(Arrival declared) {
        Optional<Function<Arrival, Arrival>> change = Optional.ofNullable(changes.get(declared.element()));
        return change.map(how -> how.apply(declared)).orElse(declared);
    }

    private Arrival attachment(Arrival declared) {
        return policy.files().on()
                ? declared
                : atMost(declared, Fidelity.DROPPED, "The bridge does not carry files; it says that there are some.");
    }

    private Arrival edit(Arrival declared) {
        return can(Element.EDIT) || !can(Element.POST) || policy.edits() == Edits.OFF
                ? declared
                : new Arrival(Element.EDIT, Fidelity.DEGRADED, "A reply tells the new text.");
    }

    private Arrival broadcast(Arrival declared) {
        return policy.broadcast()
                ? new Arrival(
                        declared.element(),
                        target.fidelity(declared.element()),
                        target.note(declared.element()).orElse(""))
                : declared;
    }

    private boolean can(Element element) {
        return target.fidelity(element).compareTo(Fidelity.DROPPED) < 0;
    }

    private static Arrival atMost(Arrival declared, Fidelity fidelity, String note) {
        return declared.fidelity().compareTo(fidelity) >= 0
                ? declared
                : new Arrival(declared.element(), fidelity, note);
    }

    private Arrival reaction(Arrival declared) {
        if (policy.reactions() == Reactions.OFF) {
            return atMost(declared, Fidelity.DROPPED, "The bridge does not carry reactions.");
        }
        return can(Element.REACTION) || !can(Element.POST) || policy.reactions() == Reactions.MIRROR
                ? declared
                : new Arrival(Element.REACTION, Fidelity.DEGRADED, "A reply tells the emoji and who reacted.");
    }

    private Arrival customReaction(Arrival declared) {
        if (policy.reactions() == Reactions.OFF || policy.emoji().isEmpty()) {
            return declared;
        }
        return new Arrival(Element.CUSTOM_REACTION, Fidelity.DEGRADED, "Those of the bridge's emoji table cross.");
    }

    private Arrival removal(Arrival declared) {
        if (!policy.removals()) {
            return atMost(declared, Fidelity.DROPPED, "The bridge keeps copies.");
        }
        return can(Element.DELETE) || !can(Element.EDIT)
                ? declared
                : new Arrival(Element.DELETE, Fidelity.DEGRADED, "The text goes, the message stays.");
    }
}

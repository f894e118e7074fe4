package dev.footbridge.core.connector;

import dev.footbridge.core.document.Element;
import dev.footbridge.core.document.Fidelity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What becomes of a message on its way from one channel to a channel of another workspace, computed from what both
 * declare. Plain lists in the order of {@link Element}, so that any JSON library writes it as it is.
 *
 * @param arrivals one for each element that may come
 * @param never elements that never come from the source, see {@link Features#foreign}: no loss
 */
public record LossReport(List<Arrival> arrivals, List<Element> never) {

    /**
     * How an element arrives.
     *
     * @param note why it is less than full, one sentence for people; empty when it is full or nobody said why
     */
    public record Arrival(Element element, Fidelity fidelity, String note) {}

    private static final String TEXT = "Shown as text: it belongs to the other workspace.";

    /** Elements that name something of the source's own workspace, and what is at best left of them elsewhere. */
    private static final Map<Element, Arrival> LOCAL = Map.of(
            Element.USER_MENTION, new Arrival(Element.USER_MENTION, Fidelity.DEGRADED, TEXT),
            Element.GROUP_MENTION, new Arrival(Element.GROUP_MENTION, Fidelity.DEGRADED, TEXT),
            Element.BROADCAST_MENTION,
                    new Arrival(
                            Element.BROADCAST_MENTION,
                            Fidelity.DEGRADED,
                            "Shown as text: nobody rings a crowd elsewhere."),
            Element.CHANNEL_REF, new Arrival(Element.CHANNEL_REF, Fidelity.DEGRADED, TEXT),
            Element.CUSTOM_EMOJI, new Arrival(Element.CUSTOM_EMOJI, Fidelity.DEGRADED, TEXT),
            Element.CUSTOM_REACTION,
                    new Arrival(Element.CUSTOM_REACTION, Fidelity.DROPPED, "Only its own workspace has this emoji."));

    public LossReport {
        arrivals = List.copyOf(arrivals);
        never = List.copyOf(never);
    }

    /** What becomes of messages of the source at the target; pure. */
    public static LossReport between(Features source, Features target) {
        List<Arrival> arrivals = new ArrayList<>();
        List<Element> never = new ArrayList<>();
        for (Element element : Element.values()) {
            if (source.foreign().contains(element)) {
                never.add(element);
            } else {
                arrivals.add(arrival(element, target));
            }
        }
        return new LossReport(arrivals, never);
    }

    private static Arrival arrival(Element element, Features target) {
        Fidelity fidelity = target.fidelity(element);
        Arrival kept = new Arrival(
                element,
                fidelity,
                fidelity == Fidelity.FULL ? "" : target.note(element).orElse(""));
        Arrival local = LOCAL.getOrDefault(element, kept);
        return local.fidelity().compareTo(fidelity) > 0 ? local : kept;
    }

    /** What does not arrive whole. */
    public List<Arrival> losses() {
        return arrivals.stream()
                .filter(arrival -> arrival.fidelity() != Fidelity.FULL)
                .toList();
    }
}

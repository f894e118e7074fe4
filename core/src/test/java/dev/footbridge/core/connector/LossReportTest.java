package dev.footbridge.core.connector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.core.connector.LossReport.Arrival;
import dev.footbridge.core.document.Element;
import dev.footbridge.core.document.Fidelity;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LossReportTest {

    /** They name something of their own workspace. */
    private static final Set<Element> LOCAL = EnumSet.of(
            Element.USER_MENTION,
            Element.GROUP_MENTION,
            Element.BROADCAST_MENTION,
            Element.CHANNEL_REF,
            Element.CUSTOM_EMOJI,
            Element.CUSTOM_REACTION);

    @Test
    void whatBothKeepArrivesButForWhatBelongsToAWorkspace() {
        LossReport report = LossReport.between(all(Map.of()), all(Map.of()));

        assertThat(report.arrivals()).extracting(Arrival::element).containsExactly(Element.values());
        assertThat(report.losses()).extracting(Arrival::element).containsExactlyElementsOf(LOCAL);
        assertThat(report.losses()).allSatisfy(loss -> assertThat(loss.note()).isNotEmpty());
        assertThat(report.never()).isEmpty();
    }

    @Test
    void theTargetDecidesWhatArrivesAndSaysWhy() {
        LossReport report = LossReport.between(
                all(Map.of(Element.TABLE, Fidelity.DEGRADED)), all(Map.of(Element.TABLE, Fidelity.DROPPED)));

        assertThat(report.losses()).contains(new Arrival(Element.TABLE, Fidelity.DROPPED, "why TABLE"));
        assertThat(LossReport.between(
                                all(Map.of(Element.TABLE, Fidelity.DEGRADED)),
                                all(Map.of(Element.EDIT, Fidelity.REJECTED)))
                        .losses())
                .contains(new Arrival(Element.EDIT, Fidelity.REJECTED, "why EDIT"))
                .extracting(Arrival::element)
                .doesNotContain(Element.TABLE);
    }

    @Test
    void theWorseOfTargetAndWorkspaceIsTold() {
        LossReport report = LossReport.between(
                all(Map.of()),
                all(Map.of(
                        Element.USER_MENTION, Fidelity.DROPPED,
                        Element.CUSTOM_EMOJI, Fidelity.DEGRADED,
                        Element.CUSTOM_REACTION, Fidelity.DEGRADED)));

        assertThat(report.losses())
                .contains(
                        new Arrival(Element.USER_MENTION, Fidelity.DROPPED, "why USER_MENTION"),
                        new Arrival(Element.CUSTOM_EMOJI, Fidelity.DEGRADED, "why CUSTOM_EMOJI"))
                .anyMatch(loss -> loss.element() == Element.CUSTOM_REACTION && loss.fidelity() == Fidelity.DROPPED);
    }

    @Test
    void whatNeverComesIsNoLoss() {
        Features source = all(Map.of(
                Element.TABLE, Fidelity.DROPPED,
                Element.REACTION, Fidelity.DROPPED,
                Element.RULE, Fidelity.REJECTED,
                Element.ATTACHMENT, Fidelity.DROPPED,
                Element.CODE_LANGUAGE, Fidelity.DROPPED));
        Features target = all(Map.of(
                Element.TABLE, Fidelity.DROPPED,
                Element.REACTION, Fidelity.DROPPED,
                Element.RULE, Fidelity.DROPPED,
                Element.ATTACHMENT, Fidelity.DROPPED,
                Element.CODE_LANGUAGE, Fidelity.DROPPED));
        LossReport report = LossReport.between(source, target);

        assertThat(report.never()).containsExactly(Element.TABLE, Element.REACTION);
        // What the connector may not write people may; and they do attach files and name their code's language.
        assertThat(report.losses())
                .extracting(Arrival::element)
                .contains(Element.RULE, Element.ATTACHMENT, Element.CODE_LANGUAGE)
                .doesNotContain(Element.TABLE, Element.REACTION);
    }

    @Test
    void withoutReactionsThereAreNoCustomOnesEither() {
        assertThat(LossReport.between(all(Map.of(Element.CUSTOM_REACTION, Fidelity.DROPPED)), all(Map.of()))
                        .never())
                .isEmpty();
        assertThat(LossReport.between(
                                all(Map.of(
                                        Element.REACTION, Fidelity.DROPPED,
                                        Element.CUSTOM_REACTION, Fidelity.DROPPED)),
                                all(Map.of()))
                        .never())
                .containsExactly(Element.REACTION, Element.CUSTOM_REACTION);
    }

    @Test
    void aConnectorThatKnowsBetterSaysWhatNeverComes() {
        Features source = all(Map.of(Element.TABLE, Fidelity.DROPPED)).withForeign(Set.of(Element.HEADING));

        assertThat(LossReport.between(source, all(Map.of())).never()).containsExactly(Element.HEADING);
    }

    @Test
    void theSameFeaturesMakeTheSameReport() {
        Features one = all(Map.of(Element.TABLE, Fidelity.DROPPED, Element.BOLD, Fidelity.DEGRADED));

        assertThat(LossReport.between(one, one)).isEqualTo(LossReport.between(one, one));
        List<Element> order = LossReport.between(one, one).arrivals().stream()
                .map(Arrival::element)
                .toList();
        assertThat(order).isSorted();
    }

    private static Features all(Map<Element, Fidelity> lesser) {
        Map<Element, Fidelity> fidelities = new EnumMap<>(Element.class);
        Map<Element, String> notes = new EnumMap<>(Element.class);
        Arrays.stream(Element.values()).forEach(element -> fidelities.put(element, Fidelity.FULL));
        lesser.forEach((element, fidelity) -> {
            fidelities.put(element, fidelity);
            notes.put(element, "why " + element);
        });
        return new Features(fidelities, notes, 4_000);
    }
}

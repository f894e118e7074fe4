package dev.footbridge.relay.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.core.connector.Features;
import dev.footbridge.core.connector.LossReport.Arrival;
import dev.footbridge.core.document.Element;
import dev.footbridge.core.document.Emoji;
import dev.footbridge.core.document.Fidelity;
import dev.footbridge.relay.transfer.FileRules;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What is told before a bridge is linked is what the fallbacks do: see {@link FallbackTest}. */
class PairLossesTest {

    private static final BridgePolicy DEFAULT = BridgePolicy.everything();

    @Test
    void filesCrossUnlessTheyAreOff() {
        assertThat(arrival(DEFAULT, Element.ATTACHMENT)).isEqualTo(Fidelity.FULL);
        assertThat(arrival(DEFAULT, Element.ATTACHMENT, Element.ATTACHMENT)).isEqualTo(Fidelity.DROPPED);
        assertThat(arrival(DEFAULT.withFiles(FileRules.NOTHING), Element.ATTACHMENT))
                .isEqualTo(Fidelity.DROPPED);
        assertThat(arrival(DEFAULT, Element.BOLD)).isEqualTo(Fidelity.FULL);
    }

    @Test
    void reactionsAreAsThePolicySays() {
        assertThat(arrival(DEFAULT, Element.REACTION)).isEqualTo(Fidelity.FULL);
        assertThat(arrival(DEFAULT, Element.REACTION, Element.REACTION)).isEqualTo(Fidelity.DROPPED);
        BridgePolicy reply = DEFAULT.withReactions(BridgePolicy.Reactions.REPLY);
        assertThat(arrival(reply, Element.REACTION)).isEqualTo(Fidelity.FULL);
        assertThat(arrival(reply, Element.REACTION, Element.REACTION)).isEqualTo(Fidelity.DEGRADED);
        BridgePolicy off = DEFAULT.withReactions(BridgePolicy.Reactions.OFF);
        assertThat(arrival(off, Element.REACTION)).isEqualTo(Fidelity.DROPPED);
    }

    @Test
    void editsAndRemovalsAreAsThePolicySays() {
        assertThat(arrival(DEFAULT, Element.EDIT, Element.EDIT)).isEqualTo(Fidelity.DEGRADED);
        assertThat(arrival(DEFAULT.withEdits(BridgePolicy.Edits.OFF), Element.EDIT, Element.EDIT))
                .isEqualTo(Fidelity.DROPPED);
        assertThat(arrival(DEFAULT, Element.DELETE, Element.DELETE)).isEqualTo(Fidelity.DEGRADED);
        assertThat(arrival(DEFAULT, Element.DELETE, Element.DELETE, Element.EDIT))
                .isEqualTo(Fidelity.DROPPED);
        assertThat(arrival(DEFAULT.withRemovals(false), Element.DELETE)).isEqualTo(Fidelity.DROPPED);
    }

    @Test
    void whereNothingCanBePostedNothingTakesAnythingsPlace() {
        BridgePolicy reply = DEFAULT.withReactions(BridgePolicy.Reactions.REPLY);
        assertThat(arrival(reply, Element.EDIT, Element.EDIT, Element.POST)).isEqualTo(Fidelity.DROPPED);
        assertThat(arrival(reply, Element.REACTION, Element.REACTION, Element.POST))
                .isEqualTo(Fidelity.DROPPED);
    }

    @Test
    void crowdsAndCustomEmojiAreAsThePolicySays() {
        assertThat(arrival(DEFAULT, Element.BROADCAST_MENTION)).isEqualTo(Fidelity.DEGRADED);
        assertThat(arrival(DEFAULT.withBroadcast(true), Element.BROADCAST_MENTION))
                .isEqualTo(Fidelity.FULL);
        assertThat(arrival(DEFAULT, Element.CUSTOM_REACTION)).isEqualTo(Fidelity.DROPPED);
        BridgePolicy table = DEFAULT.withEmoji(
                List.of(new EmojiRow(Map.of("one", Emoji.custom("ship")), Optional.of(Emoji.unicode("🚢")))));
        assertThat(arrival(table, Element.CUSTOM_REACTION)).isEqualTo(Fidelity.DEGRADED);
    }

    private static Fidelity arrival(BridgePolicy policy, Element element, Element... dropped) {
        List<Arrival> arrivals =
                PairLosses.of(features(), features(dropped), policy).arrivals();
        assertThat(arrivals).extracting(Arrival::element).containsExactly(Element.values());
        return arrivals.stream()
                .filter(arrival -> arrival.element() == element)
                .map(Arrival::fidelity)
                .findFirst()
                .orElseThrow();
    }

    private static Features features(Element... dropped) {
        Map<Element, Fidelity> all =
                Arrays.stream(Element.values()).collect(Collectors.toMap(Function.identity(), any -> Fidelity.FULL));
        Arrays.stream(dropped).forEach(element -> all.put(element, Fidelity.DROPPED));
        return new Features(all, Map.of(), 4_000);
    }
}

package dev.footbridge.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.Draft;
import dev.footbridge.core.connector.Prepared;
import dev.footbridge.core.document.Document;
import dev.footbridge.core.document.Element;
import dev.footbridge.core.document.Fidelity;
import dev.footbridge.core.document.Loss;
import dev.footbridge.core.id.MessageId;
import dev.footbridge.core.message.Message;
import dev.footbridge.testkit.contract.ConnectorHarness.Ingress;
import dev.footbridge.testkit.contract.ConnectorHarness.Listening;
import dev.footbridge.testkit.fake.DocumentGenerator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** C94 to C99: Features tell the truth. */
abstract class FeatureContract extends WebhookContract {

    private static final int GENERATED = 150;
    private static final List<String> WORDS = List.of("alpha", "beta", "gamma", "delta", "epsilon", "zeta");
    private static final Set<Element> MARKS =
            EnumSet.of(Element.BOLD, Element.ITALIC, Element.UNDERLINE, Element.STRIKE, Element.CODE);

    /** Elements of a body that need nothing but the body: no people, groups, channels or emoji that must exist. */
    private static final Set<Element> FREE = EnumSet.of(
            Element.BOLD,
            Element.ITALIC,
            Element.UNDERLINE,
            Element.STRIKE,
            Element.CODE,
            Element.LINK,
            Element.LINE_BREAK,
            Element.HEADING,
            Element.QUOTE,
            Element.CODE_BLOCK,
            Element.CODE_LANGUAGE,
            Element.BULLET_LIST,
            Element.ORDERED_LIST,
            Element.NESTED_LIST,
            Element.TABLE,
            Element.RULE);

    /**
     * Posts one part and compares what is read back: from history, or from the echo where there is no history. Where there
     * is neither, what people see has its words.
     */
    final void crosses(String what, Draft part, Document wanted, UnaryOperator<Document> normal) throws Exception {
        Ingress way = connector.stream().isPresent() ? Ingress.STREAM : Ingress.WEBHOOK;
        if (connector.history().isPresent()) {
            MessageId id = connector.post(channel(), part);
            Optional<Message> read = connector.history().get().message(id);
            Document body =
                    read.map(Message::body).orElseGet(() -> fail("history does not know a message just posted"));
            assertThat(normal.apply(body)).as(what).isEqualTo(normal.apply(wanted));
        } else if (harness.tellsOwn(way)) {
            RecordingSink sink = new RecordingSink();
            try (Listening listening = harness.listen(connector, way, sink)) {
                MessageId id = connector.post(channel(), part);
                Document body = told("the echo of an own post", sink, id, message -> true)
                        .body();
                assertThat(normal.apply(body)).as(what).isEqualTo(normal.apply(wanted));
            }
        } else {
            MessageId id = connector.post(channel(), part);
            assertThat(plainWords(shown(id).text()))
                    .as("%s: the words that people see", what)
                    .containsSubsequence(plainWords(wanted.plainText()));
        }
    }

    private static List<String> plainWords(String text) {
        return Pattern.compile("[\\p{L}\\p{N}]+")
                .matcher(text)
                .results()
                .map(MatchResult::group)
                .toList();
    }

    @Nested
    @DisplayName("Features")
    class FeatureRules {

        @Test
        void c94_what_is_not_whole_has_a_note() {
            for (Element element : Element.values()) {
                if (features().fidelity(element) != Fidelity.FULL) {
                    assertThat(features().note(element).orElse(""))
                            .as("note of %s, which is %s", element, features().fidelity(element))
                            .isNotBlank();
                }
            }
        }

        @ParameterizedTest
        @EnumSource(Element.class)
        void c95_each_element_is_kept_as_declared(Element element) throws Exception {
            Fidelity declared = features().fidelity(element);
            List<Document> samples = new Samples(harness).of(element);
            boolean needsWhatIsThere = element == Element.GROUP_MENTION || element == Element.CUSTOM_EMOJI;
            if (needsWhatIsThere && declared == Fidelity.FULL) {
                assertThat(samples)
                        .as("%s is FULL, so the harness must supply one", element)
                        .isNotEmpty();
            }
            for (Document sample : samples) {
                switch (declared) {
                    case FULL -> full(element, sample);
                    case DEGRADED, DROPPED -> lesser(element, declared, sample);
                    case REJECTED -> rejected(element, sample);
                }
            }
        }

        private void full(Element element, Document sample) throws Exception {
            Prepared prepared = connector.prepare(channel(), draft(sample));
            assertThat(prepared.losses())
                    .as("losses of %s, which is FULL", element)
                    .isEmpty();
            assertThat(prepared.parts()).as("parts of a short body").hasSize(1);
            String what = element + " is FULL: read back, it equals what was written";
            crosses(what, prepared.parts().get(0), sample, Labels::without);
        }

        private void lesser(Element element, Fidelity declared, Document sample) throws Exception {
            Prepared prepared = connector.prepare(channel(), draft(sample));
            assertThat(prepared.losses())
                    .as("losses of %s, which is %s", element, declared)
                    .contains(new Loss(element, declared));
            MessageId id = connector.post(channel(), prepared.parts().get(0));
            String text = shown(id).text();
            if (declared == Fidelity.DEGRADED || MARKS.contains(element)) {
                String written = sample.plainText();
                List<String> words = WORDS.stream().filter(written::contains).toList();
                assertThat(text).as("words of %s, as people see it", element).contains(words);
            }
            assertThat(text).as("what stands around %s", element).contains("alpha");
        }

        private void rejected(Element element, Document sample) throws InterruptedException {
            Prepared prepared = connector.prepare(channel(), draft(sample));
            if (!prepared.losses().contains(new Loss(element, Fidelity.REJECTED))) {
                Draft part = prepared.parts().get(0);
                ConnectorException failure = failureOf("posting " + element, () -> connector.post(channel(), part));
                assertThat(failure.kind()).isIn(ConnectorException.Kind.REJECTED, ConnectorException.Kind.UNSUPPORTED);
            }
        }

        @Test
        void c96_generated_bodies_cross_whole_or_tell_a_loss() throws Exception {
            Set<Element> allowed = EnumSet.copyOf(FREE);
            allowed.removeIf(element -> features().fidelity(element) != Fidelity.FULL);
            int whole = 0;
            for (int seed = 0; seed < GENERATED; seed++) {
                Document body = new DocumentGenerator(seed, connector.workspace(), allowed).next();
                Prepared prepared = connector.prepare(channel(), draft(body));
                if (prepared.losses().isEmpty() && prepared.parts().size() == 1) {
                    whole++;
                    String what = "generated body of seed " + seed + ", prepared without a loss";
                    crosses(what, prepared.parts().get(0), body, UnaryOperator.identity());
                } else {
                    assertThat(prepared.losses())
                            .as("losses of the body of seed %s", seed)
                            .isNotEmpty();
                }
            }
            assertThat(whole)
                    .as("of %s generated bodies with elements that are FULL, those without a loss", GENERATED)
                    .isGreaterThan(GENERATED / 4);
        }

        @Test
        void c97_generated_bodies_with_everything_are_always_taken() throws Exception {
            for (int seed = 0; seed < GENERATED / 3; seed++) {
                Document body = new DocumentGenerator(1_000 + seed, connector.workspace(), FREE).next();
                for (MessageId id : postAll(draft(body))) {
                    shown(id);
                }
            }
        }

        @Test
        void c98_a_body_of_the_greatest_length_is_one_part() throws Exception {
            int length = features().maxLength();
            assertThat(length).isPositive();
            MessageId id = connector.post(channel(), part("a".repeat(length)));
            assertThat(shown(id).text()).hasSize(length);
        }

        @Test
        void c103_what_is_foreign_is_never_the_rule() {
            assertThat(features().foreign())
                    .as("elements that people never send: posts are sent everywhere")
                    .doesNotContain(Element.POST);
        }

        @Test
        void c104_a_platform_without_threads_or_reactions_says_so() {
            if (!people().canReply()) {
                assertThat(features().fidelity(Element.REPLY))
                        .as("REPLY, where not even people can reply")
                        .isNotEqualTo(Fidelity.FULL);
                assertThat(features().foreign()).contains(Element.REPLY);
            }
            if (!people().canReact()) {
                assertThat(connector.reactions())
                        .as("reactions, where not even people can react")
                        .isEmpty();
                assertThat(features().foreign()).contains(Element.REACTION);
            }
        }

        @Test
        void c99_a_connector_posts() {
            assertThat(features().fidelity(Element.POST)).isEqualTo(Fidelity.FULL);
        }
    }
}

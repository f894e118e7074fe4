package dev.footbridge.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.ConnectorException.Effect;
import dev.footbridge.core.connector.ConnectorException.Kind;
import dev.footbridge.core.connector.Draft;
import dev.footbridge.core.connector.Persona;
import dev.footbridge.core.connector.Prepared;
import dev.footbridge.core.connector.Verb;
import dev.footbridge.core.document.Document;
import dev.footbridge.core.document.Element;
import dev.footbridge.core.document.Fidelity;
import dev.footbridge.core.document.Loss;
import dev.footbridge.core.document.Mention;
import dev.footbridge.core.document.Text;
import dev.footbridge.core.id.MessageId;
import dev.footbridge.core.id.Platform;
import dev.footbridge.core.id.UserId;
import dev.footbridge.core.id.WorkspaceId;
import dev.footbridge.testkit.contract.ConnectorHarness.Seen;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** C10 to C24: preparing and posting. */
abstract class PostingContract extends ConnectionContract {

    static final int LONG = 40_000;
    private static final int WORD = 8;
    private static final String FAMILY = "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67\u200D\uD83D\uDC66";

    /** Numbered words in paragraphs, so that order and completeness can be read off. */
    static Document longDocument() {
        String text = IntStream.range(0, LONG / WORD)
                .mapToObj(i -> String.format("w%06d", i) + (i % 40 == 39 ? "\n\n" : " "))
                .collect(Collectors.joining());
        return Document.text(text.strip());
    }

    static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        Matcher word = Pattern.compile("w\\d{6}").matcher(text);
        while (word.find()) {
            words.add(word.group());
        }
        return words;
    }

    @Nested
    @DisplayName("Prepare and post")
    class Posting {

        @Test
        void c10_people_see_what_was_posted() throws Exception {
            MessageId id = post("good morning");
            assertThat(id.channel()).isEqualTo(channel());
            assertThat(shown(id).text()).isEqualTo("good morning");
            assertThat(look()).as("messages in the channel after one post").hasSize(1);
        }

        @Test
        void c10_post_is_one_call() throws Exception {
            Draft part = part("once");
            long before = harness.calls().of(Verb.POST);
            connector.post(channel(), part);
            assertThat(harness.calls().of(Verb.POST) - before)
                    .as("POST calls of one post")
                    .isEqualTo(1);
        }

        @Test
        void c11_prepare_is_pure() {
            Draft draft = draft(longDocument());
            long before = harness.calls().all();
            Prepared first = connector.prepare(channel(), draft);
            assertThat(connector.prepare(channel(), draft)).isEqualTo(first);
            assertThat(harness.calls().all()).as("calls made by prepare").isEqualTo(before);
        }

        @Test
        void c11_preparing_a_part_again_changes_nothing() {
            for (Draft part :
                    connector.prepare(channel(), draft(longDocument())).parts()) {
                assertThat(connector.prepare(channel(), part).parts())
                        .as("parts of a part")
                        .hasSize(1);
            }
        }

        @Test
        void c12_parts_keep_key_thread_and_persona() throws Exception {
            Persona persona = new Persona("Maria", Optional.empty(), "Elsewhere");
            MessageId root = post("root");
            Draft draft = draft(longDocument()).inThread(root).as(persona);
            List<Draft> parts = connector.prepare(channel(), draft).parts();
            assertThat(parts.get(0).idempotencyKey()).isEqualTo(draft.idempotencyKey());
            assertThat(parts.stream().map(Draft::idempotencyKey))
                    .as("keys of the parts")
                    .doesNotHaveDuplicates()
                    .allSatisfy(key -> assertThat(key).startsWith(draft.idempotencyKey()));
            assertThat(parts).as("parts of a reply").allSatisfy(part -> {
                assertThat(part.replyTo()).contains(root);
                assertThat(part.author()).contains(persona);
            });
        }

        @Test
        void c12_the_longest_key_can_be_numbered() {
            String key = "k".repeat(64);
            List<Draft> parts =
                    connector.prepare(channel(), Draft.of(longDocument(), key)).parts();
            assertThat(parts.get(0).idempotencyKey()).isEqualTo(key);
            assertThat(parts.stream().map(Draft::idempotencyKey)).doesNotHaveDuplicates();
        }

        @Test
        void c13_a_long_body_arrives_whole_and_in_order() throws Exception {
            Document body = longDocument();
            Draft draft = draft(body);
            Prepared prepared = connector.prepare(channel(), draft);
            List<MessageId> ids = postAll(draft);
            String text = look().stream().map(Seen::text).collect(Collectors.joining("\n"));
            List<String> wanted = IntStream.range(0, LONG / WORD)
                    .mapToObj(i -> String.format("w%06d", i))
                    .toList();
            boolean whole = words(text).equals(wanted);
            assertThat(whole)
                    .as(
                            "whether the %s words of a long body arrive in order; %s arrived",
                            wanted.size(), words(text).size())
                    .isTrue();
            assertThat(look().stream().map(Seen::id)).as("order of the parts").containsExactlyElementsOf(ids);
            boolean split = ids.size() > 1;
            assertThat(prepared.losses().contains(Loss.degraded(Element.LONG_BODY)))
                    .as("a body in %s parts has a LONG_BODY loss", ids.size())
                    .isEqualTo(split);
            assertThat(split && features().fidelity(Element.LONG_BODY) == Fidelity.FULL)
                    .as("LONG_BODY is FULL and yet a body is split")
                    .isFalse();
        }

        @Test
        void c14_no_character_is_cut_in_two() throws Exception {
            postAll(draft(Document.of(Text.of(FAMILY.repeat(1_500)))));
            for (Seen part : look()) {
                assertThat(part.text().replace(FAMILY, "").isBlank())
                        .as("a part that consists of whole emoji only")
                        .isTrue();
            }
            int whole = look().stream()
                    .mapToInt(part -> part.text().split(FAMILY, -1).length - 1)
                    .sum();
            assertThat(whole).as("whole emoji that arrived").isEqualTo(1_500);
        }

        @Test
        void c15_an_empty_message_has_a_clear_outcome() throws Exception {
            Draft part = connector
                    .prepare(channel(), draft(Document.empty()))
                    .parts()
                    .get(0);
            try {
                shown(connector.post(channel(), part));
            } catch (ConnectorException e) {
                checkHarmless(e);
                assertThat(e.kind()).isEqualTo(Kind.REJECTED);
                assertThat(e.effect()).isEqualTo(Effect.NOT_APPLIED);
                assertThat(look()).as("messages after a rejected post").isEmpty();
            }
        }

        @Test
        void c16_a_message_that_is_only_a_mention_is_posted() throws Exception {
            String name = people().nameOf(person());
            MessageId id = connector.post(channel(), part(draft(Document.of(Mention.user(person(), name)))));
            assertThat(shown(id).text()).contains(name);
        }

        @Test
        void c17_a_foreign_mention_is_text() throws Exception {
            UserId stranger = new UserId(new WorkspaceId(new Platform("elsewhere"), "W9"), person().value());
            Draft draft = draft(Document.of(Text.of("hello "), Mention.user(stranger, "Zoe")));
            Prepared prepared = connector.prepare(channel(), draft);
            assertThat(prepared.losses()).contains(Loss.degraded(Element.USER_MENTION));
            MessageId id = connector.post(channel(), prepared.parts().get(0));
            assertThat(shown(id).text())
                    .as("a foreign mention shows its label and not the local person of the same id")
                    .contains("Zoe")
                    .doesNotContain(people().nameOf(person()));
        }

        @Test
        void c18_markup_in_text_stays_inert() throws Exception {
            List<String> texts = List.of(
                    "<!channel> <!here|x> <@U123> <#C123|general> & &amp; &lt;b&gt;",
                    "*stars* _lines_ ~waves~ `ticks` **two** [text](https://a.example)",
                    "<b>bold</b> <at id=\"0\">Everyone</at> <script>x</script> </p>",
                    "@everyone @channel <users/all> <@all>");
            for (String text : texts) {
                MessageId id = post(text);
                assertThat(shown(id).text())
                        .as("text with foreign markup, as people see it")
                        .isEqualTo(text);
            }
        }

        @Test
        void c19_a_post_to_a_missing_channel_is_refused() throws Exception {
            Draft part = part(CANARY);
            ConnectorException failure =
                    failureOf("a post to a missing channel", () -> connector.post(harness.missingChannel(), part));
            assertThat(failure.kind()).isIn(Kind.NOT_FOUND, Kind.FORBIDDEN);
            assertThat(failure.effect()).isEqualTo(Effect.NOT_APPLIED);
        }
    }

    @Nested
    @DisplayName("Replies")
    class Replies {

        @Test
        void c20_a_reply_lands_in_its_thread() throws Exception {
            MessageId root = people().post(person(), channel(), "question");
            MessageId id = connector.post(channel(), part(draft("answer").inThread(root)));
            if (features().fidelity(Element.REPLY) == Fidelity.FULL) {
                assertThat(shown(id).replyTo()).contains(root);
            } else {
                declared(Element.REPLY, draft("answer").inThread(root));
            }
            assertThat(shown(id).text()).contains("answer");
        }

        @Test
        void c21_a_reply_to_a_reply_stays_in_the_thread() throws Exception {
            MessageId root = people().post(person(), channel(), "question");
            MessageId first =
                    connector.post(channel(), part(draft("first answer").inThread(root)));
            MessageId second =
                    connector.post(channel(), part(draft("second answer").inThread(first)));
            assertThat(shown(second).replyTo()).isEqualTo(shown(first).replyTo());
        }
    }

    @Nested
    @DisplayName("Personas")
    class Personas {

        @Test
        void c22_the_author_is_shown_with_origin() throws Exception {
            Persona maria = new Persona("Maria Vega", Optional.empty(), "Elsewhere");
            Seen seen = shown(connector.post(channel(), part(draft("hola").as(maria))));
            switch (features().fidelity(Element.AUTHOR_NAME)) {
                case FULL -> assertThat(seen.authorName()).contains("Maria Vega", "Elsewhere");
                case DEGRADED -> {
                    assertThat(seen.text()).contains("Maria Vega", "Elsewhere");
                    declared(Element.AUTHOR_NAME, draft("hola").as(maria));
                }
                case DROPPED, REJECTED ->
                    declared(Element.AUTHOR_NAME, draft("hola").as(maria));
            }
            assertThat(seen.text()).contains("hola");
        }

        @Test
        void c23_the_picture_is_shown_or_its_loss_is_told() throws Exception {
            String picture = "https://pictures.example/maria.png";
            Persona maria = new Persona("Maria", Optional.of(picture), "Elsewhere");
            Seen seen = shown(connector.post(channel(), part(draft("hola").as(maria))));
            if (features().fidelity(Element.AUTHOR_AVATAR) == Fidelity.FULL) {
                assertThat(seen.avatarUrl()).contains(picture);
            } else {
                declared(Element.AUTHOR_AVATAR, draft("hola").as(maria));
            }
        }

        @Test
        void c24_a_name_cannot_break_out() throws Exception {
            Persona odd = new Persona("*Eve* <!channel> <b>x</b>\nAdmin", Optional.empty(), "Elsewhere");
            Seen seen = shown(connector.post(channel(), part(draft("hola").as(odd))));
            if (features().fidelity(Element.AUTHOR_NAME) != Fidelity.DROPPED) {
                assertThat(seen.authorName() + " " + seen.text()).contains("*Eve* <!channel> <b>x</b> Admin");
            }
        }
    }

    /** A lesser element has a note, and preparing tells the loss. */
    final void declared(Element element, Draft draft) {
        Fidelity fidelity = features().fidelity(element);
        assertThat(fidelity).as("%s is not kept whole", element).isNotEqualTo(Fidelity.FULL);
        assertThat(features().note(element)).as("note of %s", element).isPresent();
        assertThat(connector.prepare(channel(), draft).losses().stream().map(Loss::element))
                .as("losses told by prepare")
                .contains(element);
    }
}

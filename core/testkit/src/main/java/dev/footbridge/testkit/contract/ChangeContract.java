package dev.footbridge.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.ConnectorException.Effect;
import dev.footbridge.core.connector.ConnectorException.Kind;
import dev.footbridge.core.connector.Draft;
import dev.footbridge.core.connector.Editing;
import dev.footbridge.core.connector.Persona;
import dev.footbridge.core.connector.Reactions;
import dev.footbridge.core.connector.Removal;
import dev.footbridge.core.document.Element;
import dev.footbridge.core.document.Emoji;
import dev.footbridge.core.document.Fidelity;
import dev.footbridge.core.id.MessageId;
import dev.footbridge.testkit.contract.ConnectorHarness.Seen;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** C34 to C51: changing, deleting, reacting. */
abstract class ChangeContract extends ErrorContract {

    private static final Emoji UNKNOWN_EMOJI = Emoji.custom("no_such_emoji_9f3");

    /** The id of a message that was there. */
    final MessageId goneMessage() {
        MessageId message = people().post(person(), channel(), "soon gone");
        people().remove(person(), message);
        return message;
    }

    @Nested
    @DisplayName("Editing")
    class EditingRules {

        private Optional<Editing> editing() {
            return capability(connector.editing(), Element.EDIT);
        }

        @Test
        void c34_people_see_the_new_text_under_the_same_id() throws Exception {
            if (editing().isPresent()) {
                MessageId id = post("first version");
                editing().get().edit(id, part("second version"));
                assertThat(shown(id).text()).isEqualTo("second version");
                assertThat(look()).as("messages after an edit").hasSize(1);
            }
        }

        @Test
        void c35_editing_twice_is_the_same_as_once() throws Exception {
            if (editing().isPresent()) {
                MessageId id = post("first version");
                Draft second = part("second version");
                editing().get().edit(id, second);
                editing().get().edit(id, second);
                assertThat(shown(id).text()).isEqualTo("second version");
            }
        }

        @Test
        void c36_every_part_of_a_long_body_can_be_edited() throws Exception {
            if (editing().isPresent()) {
                List<Draft> parts =
                        connector.prepare(channel(), draft(longDocument())).parts();
                List<MessageId> ids = postAll(draft(longDocument()));
                for (int i = 0; i < ids.size(); i++) {
                    editing().get().edit(ids.get(i), parts.get(i));
                    assertThat(words(shown(ids.get(i)).text()))
                            .as("words of part %s after it was edited to itself", i)
                            .isEqualTo(words(parts.get(i).body().plainText()));
                }
            }
        }

        @Test
        void c37_a_reply_can_be_edited_and_stays_in_its_thread() throws Exception {
            if (editing().isPresent()) {
                MessageId root = post("root");
                MessageId reply = connector.post(channel(), part(draft("reply").inThread(root)));
                Optional<MessageId> thread = shown(reply).replyTo();
                editing().get().edit(reply, part(draft("better reply").inThread(root)));
                assertThat(shown(reply).text()).contains("better reply");
                assertThat(shown(reply).replyTo()).isEqualTo(thread);
            }
        }

        @Test
        void c100_an_edit_keeps_the_author_shown() throws Exception {
            if (editing().isPresent()) {
                Persona maria = new Persona("Maria Vega", Optional.empty(), "Elsewhere");
                MessageId id = connector.post(channel(), part(draft("hola").as(maria)));
                editing().get().edit(id, part(draft("adios").as(maria)));
                Seen seen = shown(id);
                assertThat(seen.text()).contains("adios");
                if (features().fidelity(Element.AUTHOR_NAME) != Fidelity.DROPPED) {
                    assertThat(seen.authorName() + " " + seen.text())
                            .as("author and text after an edit")
                            .contains("Maria Vega");
                }
            }
        }

        @Test
        void c38_editing_what_is_gone_is_not_found() throws Exception {
            if (editing().isPresent()) {
                MessageId id = post("soon gone");
                if (connector.removal().isPresent()) {
                    connector.removal().get().remove(id);
                    Draft part = part(CANARY);
                    ConnectorException failure = failureOf(
                            "an edit of a deleted message",
                            () -> editing().get().edit(id, part));
                    assertThat(failure.kind()).isEqualTo(Kind.NOT_FOUND);
                    assertThat(failure.effect()).isEqualTo(Effect.NOT_APPLIED);
                }
            }
        }

        @Test
        void c39_anothers_message_cannot_be_edited() throws Exception {
            if (editing().isPresent()) {
                MessageId theirs = people().post(person(), channel(), "mine");
                Draft part = part("stolen");
                ConnectorException failure = failureOf(
                        "an edit of another's message", () -> editing().get().edit(theirs, part));
                assertThat(failure.kind()).isIn(Kind.FORBIDDEN, Kind.REJECTED, Kind.NOT_FOUND);
                assertThat(shown(theirs).text()).isEqualTo("mine");
            }
        }
    }

    @Nested
    @DisplayName("Removal")
    class RemovalRules {

        private Optional<Removal> removal() {
            return capability(connector.removal(), Element.DELETE);
        }

        @Test
        void c40_people_no_longer_see_it() throws Exception {
            if (removal().isPresent()) {
                MessageId kept = post("kept");
                MessageId id = post("deleted");
                removal().get().remove(id);
                assertThat(seen(id)).isEmpty();
                assertThat(look().stream().map(Seen::id)).containsExactly(kept);
            }
        }

        @Test
        void c41_what_is_gone_already_is_a_success() throws Exception {
            if (removal().isPresent()) {
                MessageId id = post("deleted");
                removal().get().remove(id);
                removal().get().remove(id);
                assertThat(seen(id)).isEmpty();
            }
        }

        @Test
        void c42_a_reply_goes_and_its_thread_stays() throws Exception {
            if (removal().isPresent()) {
                MessageId root = people().post(person(), channel(), "question");
                MessageId reply = connector.post(channel(), part(draft("answer").inThread(root)));
                removal().get().remove(reply);
                assertThat(seen(reply)).isEmpty();
                assertThat(seen(root)).isPresent();
            }
        }

        @Test
        void c43_anothers_message_stays() throws Exception {
            if (removal().isPresent()) {
                MessageId theirs = people().post(person(), channel(), "mine");
                ConnectorException failure = failureOf(
                        "a removal of another's message", () -> removal().get().remove(theirs));
                assertThat(failure.kind()).isIn(Kind.FORBIDDEN, Kind.REJECTED);
                assertThat(seen(theirs)).isPresent();
            }
        }
    }

    @Nested
    @DisplayName("Reactions")
    class ReactionRules {

        private Optional<Reactions> reactions() {
            return capability(connector.reactions(), Element.REACTION);
        }

        @Test
        void c44_people_see_the_emoji_and_see_it_go() throws Exception {
            if (reactions().isPresent()) {
                MessageId id = people().post(person(), channel(), "look at this");
                reactions().get().react(id, THUMB);
                reactions().get().react(id, HEART);
                assertThat(shown(id).reactions()).containsExactlyInAnyOrder(THUMB, HEART);
                reactions().get().unreact(id, THUMB);
                assertThat(shown(id).reactions()).containsExactly(HEART);
            }
        }

        @Test
        void c45_reacting_twice_is_the_same_as_once() throws Exception {
            if (reactions().isPresent()) {
                MessageId id = people().post(person(), channel(), "look at this");
                reactions().get().react(id, THUMB);
                reactions().get().react(id, THUMB);
                assertThat(shown(id).reactions()).containsExactly(THUMB);
                reactions().get().unreact(id, THUMB);
                reactions().get().unreact(id, THUMB);
                assertThat(shown(id).reactions()).isEmpty();
            }
        }

        @Test
        void c46_taking_away_leaves_what_others_put_there() throws Exception {
            if (reactions().isPresent()) {
                MessageId id = people().post(person(), channel(), "look at this");
                people().react(people().second(), id, THUMB);
                reactions().get().unreact(id, THUMB);
                assertThat(shown(id).reactions()).containsExactly(THUMB);
            }
        }

        @Test
        void c47_a_reply_can_be_reacted_to() throws Exception {
            if (reactions().isPresent() && people().canReply()) {
                MessageId root = people().post(person(), channel(), "question");
                MessageId reply = people().reply(people().second(), root, "answer");
                reactions().get().react(reply, THUMB);
                assertThat(shown(reply).reactions()).containsExactly(THUMB);
                assertThat(shown(root).reactions()).isEmpty();
            }
        }

        @Test
        void c48_an_unknown_emoji_is_refused() throws Exception {
            if (reactions().isPresent()) {
                MessageId id = people().post(person(), channel(), "look at this");
                ConnectorException failure = failureOf(
                        "a reaction with an unknown emoji",
                        () -> reactions().get().react(id, UNKNOWN_EMOJI));
                assertThat(failure.kind()).isIn(Kind.REJECTED, Kind.UNSUPPORTED);
                assertThat(failure.effect()).isEqualTo(Effect.NOT_APPLIED);
                assertThat(shown(id).reactions()).isEmpty();
            }
        }

        @Test
        void c49_supports_tells_without_a_call_and_keeps_its_word() throws Exception {
            if (reactions().isPresent()) {
                MessageId id = people().post(person(), channel(), "look at this");
                for (Emoji emoji :
                        List.of(THUMB, HEART, Emoji.unicode("\uD83D\uDE80"), Emoji.unicode("\uD83C\uDF89"))) {
                    long before = harness.calls().all();
                    boolean supported = reactions().get().supports(emoji);
                    assertThat(harness.calls().all())
                            .as("calls made by supports")
                            .isEqualTo(before);
                    assertThat(supported).as("support of a common emoji").isTrue();
                    reactions().get().react(id, emoji);
                    assertThat(shown(id).reactions()).contains(emoji);
                }
            }
        }

        @Test
        void c50_a_custom_emoji_crosses_if_features_say_so() throws Exception {
            Fidelity fidelity = features().fidelity(Element.CUSTOM_REACTION);
            if (reactions().isPresent() && fidelity == Fidelity.FULL) {
                Emoji custom = harness.customEmoji().orElseThrow();
                MessageId id = people().post(person(), channel(), "look at this");
                assertThat(reactions().get().supports(custom)).isTrue();
                reactions().get().react(id, custom);
                assertThat(shown(id).reactions()).containsExactly(custom);
            } else {
                assertThat(features().note(Element.CUSTOM_REACTION))
                        .as("note of CUSTOM_REACTION, which is not kept whole")
                        .isPresent();
            }
        }

        @Test
        void c51_reacting_to_what_is_gone_is_not_found() throws Exception {
            if (reactions().isPresent()) {
                MessageId gone = goneMessage();
                ConnectorException failure = failureOf(
                        "a reaction to a deleted message",
                        () -> reactions().get().react(gone, THUMB));
                assertThat(failure.kind()).isEqualTo(Kind.NOT_FOUND);
            }
        }
    }
}

package dev.footbridge.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.document.Emoji;
import dev.footbridge.core.id.MessageId;
import dev.footbridge.core.id.UserId;
import dev.footbridge.core.message.InboundEvent;
import dev.footbridge.core.message.Message;
import dev.footbridge.core.message.Reaction;
import dev.footbridge.testkit.contract.ConnectorHarness.Ingress;
import dev.footbridge.testkit.contract.ConnectorHarness.Listening;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** C71 to C82: what happens on the platform is told, by each way in; subscriptions. */
abstract class EventContract extends ReadingContract {

    /** What one test does while events flow into a sink. */
    interface WhileListening {
        void run(RecordingSink sink, Listening listening) throws Exception;
    }

    final void listening(Ingress way, WhileListening test) throws Exception {
        boolean there = switch (way) {
            case WEBHOOK -> connector.webhooks().isPresent();
            case STREAM -> connector.stream().isPresent();
        };
        if (there) {
            RecordingSink sink = new RecordingSink();
            try (Listening listening = harness.listen(connector, way, sink)) {
                test.run(sink, listening);
            }
        }
    }

    /** The message an event brings, or hints at and history tells. */
    final Optional<Message> content(InboundEvent event) {
        if (event instanceof InboundEvent.Posted posted) {
            return Optional.of(posted.message());
        } else if (event instanceof InboundEvent.Edited edited) {
            return Optional.of(edited.message());
        } else if (event instanceof InboundEvent.Touched touched) {
            return touched.snapshot().isPresent() ? touched.snapshot() : read(touched.message());
        }
        return Optional.empty();
    }

    private Optional<Message> read(MessageId id) {
        try {
            return connector.history().isPresent() ? connector.history().get().message(id) : Optional.empty();
        } catch (ConnectorException e) {
            throw new IllegalStateException("a message that an event hints at cannot be read: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    final Message told(String what, RecordingSink sink, MessageId id, Predicate<Message> wanted)
            throws InterruptedException {
        return sink.await(
                        event -> content(event)
                                .filter(message -> message.id().equals(id) && wanted.test(message))
                                .isPresent(),
                        patience())
                .flatMap(this::content)
                .orElseGet(() -> fail("not told within " + patience() + ": " + what + "; told were " + sink.events()));
    }

    static Predicate<Message> says(String text) {
        return message -> message.body().plainText().equals(text);
    }

    private boolean tells(InboundEvent event, MessageId id, UserId user, Emoji emoji, boolean there) {
        if (event instanceof InboundEvent.Reacted reacted) {
            return there
                    && reacted.message().equals(id)
                    && reacted.user().equals(user)
                    && reacted.emoji().equals(emoji);
        } else if (event instanceof InboundEvent.Unreacted unreacted) {
            return !there
                    && unreacted.message().equals(id)
                    && unreacted.user().equals(user)
                    && unreacted.emoji().equals(emoji);
        } else if (event instanceof InboundEvent.Touched) {
            return content(event)
                    .filter(message -> message.id().equals(id) && message.reactionsKnown())
                    .filter(message -> message.reactions().contains(new Reaction(user, emoji)) == there)
                    .isPresent();
        }
        return false;
    }

    private InboundEvent reaction(RecordingSink sink, MessageId id, UserId user, Emoji emoji, boolean there)
            throws InterruptedException {
        return sink.await(event -> tells(event, id, user, emoji, there), patience())
                .orElseGet(() -> fail((there ? "a reaction" : "the end of a reaction") + " was not told; told were "
                        + sink.events()));
    }

    private void removed(RecordingSink sink, MessageId id) throws InterruptedException {
        Predicate<InboundEvent> removal = event -> event instanceof InboundEvent.Removed removed
                && removed.message().equals(id);
        assertThat(sink.await(removal, patience()))
                .as("the removal of a message; told were %s", sink.events())
                .isPresent();
    }

    @Nested
    @DisplayName("Events")
    class Events {

        @ParameterizedTest
        @EnumSource(Ingress.class)
        void c71_a_persons_post_is_told_whole(Ingress way) throws Exception {
            listening(way, (sink, listening) -> {
                MessageId id = people().post(person(), channel(), "good morning");
                Message message = told("a person's post", sink, id, says("good morning"));
                assertThat(message.author().id()).isEqualTo(person());
                assertThat(message.own()).isFalse();
                assertThat(message.replyTo()).isEmpty();
            });
        }

        @ParameterizedTest
        @EnumSource(Ingress.class)
        void c72_a_persons_reply_names_its_thread(Ingress way) throws Exception {
            listening(way, (sink, listening) -> {
                MessageId root = people().post(person(), channel(), "question");
                MessageId id = people().reply(people().second(), root, "answer");
                assertThat(told("a reply", sink, id, says("answer")).replyTo()).contains(root);
            });
        }

        @ParameterizedTest
        @EnumSource(Ingress.class)
        void c73_a_persons_edit_is_told(Ingress way) throws Exception {
            listening(way, (sink, listening) -> {
                MessageId id = people().post(person(), channel(), "before");
                told("a post", sink, id, says("before"));
                people().edit(person(), id, "after");
                assertThat(told("an edit", sink, id, says("after")).own()).isFalse();
            });
        }

        @ParameterizedTest
        @EnumSource(Ingress.class)
        void c74_a_persons_removal_is_told(Ingress way) throws Exception {
            listening(way, (sink, listening) -> {
                MessageId root = people().post(person(), channel(), "question");
                MessageId reply = people().reply(people().second(), root, "answer");
                for (MessageId id : List.of(reply, root)) {
                    people().remove(id.equals(root) ? person() : people().second(), id);
                    removed(sink, id);
                }
            });
        }

        @ParameterizedTest
        @EnumSource(Ingress.class)
        void c101_a_root_removed_before_its_replies_is_told(Ingress way) throws Exception {
            listening(way, (sink, listening) -> {
                MessageId root = people().post(person(), channel(), "question");
                people().reply(people().second(), root, "answer");
                people().remove(person(), root);
                removed(sink, root);
            });
        }

        @ParameterizedTest
        @EnumSource(Ingress.class)
        void c75_a_persons_reactions_are_told(Ingress way) throws Exception {
            listening(way, (sink, listening) -> {
                MessageId id = people().post(person(), channel(), "look at this");
                told("a post", sink, id, says("look at this"));
                people().react(people().second(), id, THUMB);
                reaction(sink, id, people().second(), THUMB, true);
                people().react(people().second(), id, HEART);
                reaction(sink, id, people().second(), HEART, true);
                people().unreact(people().second(), id, HEART);
                reaction(sink, id, people().second(), HEART, false);
            });
        }

        @ParameterizedTest
        @EnumSource(Ingress.class)
        void c76_own_posts_and_edits_are_own(Ingress way) throws Exception {
            listening(way, (sink, listening) -> {
                MessageId id = post("from the connector");
                Message echo = told("the echo of an own post", sink, id, says("from the connector"));
                assertThat(echo.own()).as("own flag of an own post").isTrue();
                MessageId reply =
                        connector.post(channel(), part(draft("own reply").inThread(id)));
                assertThat(told("the echo of an own reply", sink, reply, says("own reply"))
                                .own())
                        .as("own flag of an own reply")
                        .isTrue();
                if (connector.editing().isPresent()) {
                    connector.editing().get().edit(id, part("corrected"));
                    assertThat(told("the echo of an own edit", sink, id, says("corrected"))
                                    .own())
                            .as("own flag of an own edit")
                            .isTrue();
                }
            });
        }

        @ParameterizedTest
        @EnumSource(Ingress.class)
        void c77_own_reactions_are_own(Ingress way) throws Exception {
            UserId self = connector.check().self();
            listening(way, (sink, listening) -> {
                if (connector.reactions().isPresent()) {
                    MessageId id = people().post(person(), channel(), "look at this");
                    connector.reactions().get().react(id, THUMB);
                    InboundEvent event = reaction(sink, id, self, THUMB, true);
                    if (event instanceof InboundEvent.Reacted reacted) {
                        assertThat(reacted.own())
                                .as("own flag of an own reaction")
                                .isTrue();
                    }
                    people().react(person(), id, THUMB);
                    if (reaction(sink, id, person(), THUMB, true) instanceof InboundEvent.Reacted reacted) {
                        assertThat(reacted.own())
                                .as("own flag of a person's reaction")
                                .isFalse();
                    }
                }
            });
        }

        @ParameterizedTest
        @EnumSource(Ingress.class)
        void c78_different_events_have_different_ids(Ingress way) throws Exception {
            listening(way, (sink, listening) -> {
                MessageId first = people().post(person(), channel(), "one");
                MessageId second = people().post(person(), channel(), "two");
                told("the first post", sink, first, says("one"));
                InboundEvent one = eventOf(sink, first);
                told("the second post", sink, second, says("two"));
                InboundEvent two = eventOf(sink, second);
                people().edit(person(), first, "three");
                told("an edit", sink, first, says("three"));
                assertThat(one.eventId()).isNotEqualTo(two.eventId());
                assertThat(sink.events())
                        .allSatisfy(event -> assertThat(event.eventId())
                                .as("event id")
                                .isNotBlank()
                                .hasSizeLessThanOrEqualTo(256));
                long ids = sink.events().stream()
                        .map(InboundEvent::eventId)
                        .distinct()
                        .count();
                assertThat(ids).as("distinct ids of two posts and an edit").isGreaterThanOrEqualTo(3);
            });
        }

        private InboundEvent eventOf(RecordingSink sink, MessageId id) {
            return sink.events().stream()
                    .filter(event -> content(event)
                            .filter(message -> message.id().equals(id))
                            .isPresent())
                    .findFirst()
                    .orElseThrow();
        }

        @ParameterizedTest
        @EnumSource(Ingress.class)
        void c79_what_the_sink_refuses_comes_again(Ingress way) throws Exception {
            listening(way, (sink, listening) -> {
                sink.refuseNext(1);
                MessageId id = people().post(person(), channel(), "please take this");
                assertThat(sink.awaitRefusal(patience()))
                        .as("whether the sink was asked")
                        .isTrue();
                told("a post that was refused once", sink, id, says("please take this"));
            });
        }
    }

    @Nested
    @DisplayName("Stream")
    class Stream {

        @Test
        void c80_an_interrupt_ends_it() throws Exception {
            if (connector.stream().isPresent()) {
                Thread runner = new Thread(() -> {
                    try {
                        connector.stream().get().run(new RecordingSink());
                    } catch (ConnectorException | InterruptedException expected) {
                        Thread.currentThread().interrupt();
                    }
                });
                runner.setDaemon(true);
                runner.start();
                runner.interrupt();
                runner.join(patience().toMillis());
                assertThat(runner.isAlive())
                        .as("a stream still runs after its thread was interrupted")
                        .isFalse();
            }
        }
    }

    @Nested
    @DisplayName("Subscriptions")
    class SubscriptionRules {

        @Test
        void c81_ensuring_twice_tells_each_event_once() throws Exception {
            if (connector.subscriptions().isPresent()) {
                listening(Ingress.WEBHOOK, (sink, listening) -> {
                    for (int i = 0; i < 2; i++) {
                        Instant again = connector
                                .subscriptions()
                                .get()
                                .ensure(Set.of(channel()), listening.address().orElseThrow());
                        assertThat(again).as("when to ensure again").isAfter(Instant.EPOCH);
                    }
                    MessageId id = people().post(person(), channel(), "once");
                    told("a post", sink, id, says("once"));
                    MessageId last = people().post(person(), channel(), "last");
                    told("a later post", sink, last, says("last"));
                    long ids = sink.events().stream()
                            .filter(event -> content(event)
                                    .map(Message::id)
                                    .filter(id::equals)
                                    .isPresent())
                            .map(InboundEvent::eventId)
                            .distinct()
                            .count();
                    assertThat(ids).as("distinct events about one post").isEqualTo(1);
                });
            }
        }

        @Test
        void c82_a_missing_channel_cannot_be_subscribed() throws Exception {
            if (connector.subscriptions().isPresent()) {
                listening(
                        Ingress.WEBHOOK,
                        (sink, listening) -> failureOf(
                                "subscribing a missing channel",
                                () -> connector
                                        .subscriptions()
                                        .get()
                                        .ensure(
                                                Set.of(harness.missingChannel()),
                                                listening.address().orElseThrow())));
            }
        }
    }
}

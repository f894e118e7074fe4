package dev.footbridge.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.document.Element;
import dev.footbridge.core.document.Emoji;
import dev.footbridge.core.id.ChannelId;
import dev.footbridge.core.id.MessageId;
import dev.footbridge.core.id.UserId;
import dev.footbridge.core.message.InboundEvent;
import dev.footbridge.core.message.Message;
import dev.footbridge.core.message.Reaction;
import dev.footbridge.testkit.contract.ConnectorHarness.Ingress;
import dev.footbridge.testkit.contract.ConnectorHarness.Listening;
import java.net.URI;
import java.time.Instant;
import java.util.HashSet;
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

    /** For subscriptions of connectors that fetch: they need no address. */
    private static final URI NO_ADDRESS = URI.create("https://nowhere.example");

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

    /** Whether Features say that this is not told. */
    final boolean untold(Element element) {
        return features().foreign().contains(element);
    }

    private boolean isAbout(InboundEvent event, MessageId id) {
        return content(event).filter(message -> message.id().equals(id)).isPresent();
    }

    /** Posts what is told for sure: by then what came before it would have been told, too. */
    private void later(RecordingSink sink) throws InterruptedException {
        MessageId last = people().post(person(), channel(), "something later");
        told("a later post", sink, last, says("something later"));
    }

    /** What Features say is not told is not told. */
    private void silent(Element element, RecordingSink sink, Predicate<InboundEvent> wrong)
            throws InterruptedException {
        later(sink);
        assertThat(sink.events())
                .as("%s is foreign by Features, so nothing tells of it", element)
                .noneMatch(wrong);
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
                if (people().canReply()) {
                    MessageId root = people().post(person(), channel(), "question");
                    MessageId id = people().reply(people().second(), root, "answer");
                    if (untold(Element.REPLY)) {
                        silent(Element.REPLY, sink, event -> isAbout(event, id));
                    } else {
                        assertThat(told("a reply", sink, id, says("answer")).replyTo())
                                .contains(root);
                    }
                }
            });
        }

        @ParameterizedTest
        @EnumSource(Ingress.class)
        void c73_a_persons_edit_is_told(Ingress way) throws Exception {
            listening(way, (sink, listening) -> {
                MessageId id = people().post(person(), channel(), "before");
                told("a post", sink, id, says("before"));
                people().edit(person(), id, "after");
                if (untold(Element.EDIT)) {
                    silent(Element.EDIT, sink, event -> event instanceof InboundEvent.Edited);
                } else {
                    assertThat(told("an edit", sink, id, says("after")).own()).isFalse();
                }
            });
        }

        @ParameterizedTest
        @EnumSource(Ingress.class)
        void c74_a_persons_removal_is_told(Ingress way) throws Exception {
            listening(way, (sink, listening) -> {
                MessageId root = people().post(person(), channel(), "question");
                if (people().canReply()) {
                    MessageId reply = people().reply(people().second(), root, "answer");
                    people().remove(people().second(), reply);
                    removedOrDeclared(sink, reply);
                }
                told("a post", sink, root, says("question"));
                people().remove(person(), root);
                removedOrDeclared(sink, root);
            });
        }

        private void removedOrDeclared(RecordingSink sink, MessageId id) throws InterruptedException {
            if (untold(Element.DELETE)) {
                silent(Element.DELETE, sink, event -> event instanceof InboundEvent.Removed);
            } else {
                removed(sink, id);
            }
        }

        @ParameterizedTest
        @EnumSource(Ingress.class)
        void c101_a_root_removed_before_its_replies_is_told(Ingress way) throws Exception {
            listening(way, (sink, listening) -> {
                if (people().canReply()) {
                    MessageId root = people().post(person(), channel(), "question");
                    people().reply(people().second(), root, "answer");
                    people().remove(person(), root);
                    removedOrDeclared(sink, root);
                }
            });
        }

        @ParameterizedTest
        @EnumSource(Ingress.class)
        void c75_a_persons_reactions_are_told(Ingress way) throws Exception {
            listening(way, (sink, listening) -> {
                if (people().canReact()) {
                    MessageId id = people().post(person(), channel(), "look at this");
                    told("a post", sink, id, says("look at this"));
                    people().react(people().second(), id, THUMB);
                    if (untold(Element.REACTION)) {
                        silent(Element.REACTION, sink, event -> event instanceof InboundEvent.Reacted);
                        return;
                    }
                    reaction(sink, id, people().second(), THUMB, true);
                    people().react(people().second(), id, HEART);
                    reaction(sink, id, people().second(), HEART, true);
                    people().unreact(people().second(), id, HEART);
                    reaction(sink, id, people().second(), HEART, false);
                }
            });
        }

        @ParameterizedTest
        @EnumSource(Ingress.class)
        void c76_own_posts_and_edits_are_own(Ingress way) throws Exception {
            listening(way, (sink, listening) -> {
                MessageId id = post("from the connector");
                Set<MessageId> ours = new HashSet<>(Set.of(id));
                own("post", way, sink, id, "from the connector", ours);
                MessageId reply =
                        connector.post(channel(), part(draft("own reply").inThread(id)));
                ours.add(reply);
                own("reply", way, sink, reply, "own reply", ours);
                if (connector.editing().isPresent()) {
                    connector.editing().get().edit(id, part("corrected"));
                    own("edit", way, sink, id, "corrected", ours);
                }
            });
        }

        /** An echo may come although it need not, also late: it is own if it is of any message of ours. */
        private void own(String what, Ingress way, RecordingSink sink, MessageId id, String text, Set<MessageId> ours)
                throws InterruptedException {
            if (harness.tellsOwn(way)) {
                assertThat(told("the echo of an own " + what, sink, id, says(text))
                                .own())
                        .as("own flag of an own %s", what)
                        .isTrue();
            } else {
                later(sink);
                assertThat(sink.events().stream().flatMap(event -> content(event).stream()))
                        .as("what is told of an own %s", what)
                        .allSatisfy(message -> assertThat(message.own()).isEqualTo(ours.contains(message.id())));
            }
        }

        @ParameterizedTest
        @EnumSource(Ingress.class)
        void c77_own_reactions_are_own(Ingress way) throws Exception {
            UserId self = connector.check().self();
            listening(way, (sink, listening) -> {
                if (connector.reactions().isPresent() && !untold(Element.REACTION)) {
                    MessageId id = people().post(person(), channel(), "look at this");
                    connector.reactions().get().react(id, THUMB);
                    if (harness.tellsOwn(way)
                            && reaction(sink, id, self, THUMB, true) instanceof InboundEvent.Reacted reacted) {
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
                long wanted = 2;
                if (!untold(Element.EDIT)) {
                    people().edit(person(), first, "three");
                    told("an edit", sink, first, says("three"));
                    wanted = 3;
                }
                // A hint is read when it is looked at: the one about the post tells the edit as well.
                awaitIds(sink, wanted);
                assertThat(one.eventId()).isNotEqualTo(two.eventId());
                assertThat(sink.events())
                        .allSatisfy(event -> assertThat(event.eventId())
                                .as("event id")
                                .isNotBlank()
                                .hasSizeLessThanOrEqualTo(256));
            });
        }

        private void awaitIds(RecordingSink sink, long wanted) throws InterruptedException {
            assertThat(sink.await(
                            event -> sink.events().stream()
                                            .map(InboundEvent::eventId)
                                            .distinct()
                                            .count()
                                    >= wanted,
                            patience()))
                    .as("%s distinct ids of two posts and an edit; told were %s", wanted, sink.events())
                    .isPresent();
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
                if (harness.repeats(way)) {
                    told("a post that was refused once", sink, id, says("please take this"));
                } else {
                    later(sink);
                    Predicate<InboundEvent> gap = event ->
                            event instanceof InboundEvent.Gap && event.channel().equals(channel());
                    assertThat(sink.await(gap, patience()))
                            .as("a gap, told after the sink refused what never comes again")
                            .isPresent();
                }
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

        private Ingress way() {
            return connector.webhooks().isPresent() ? Ingress.WEBHOOK : Ingress.STREAM;
        }

        private Instant ensure(ChannelId channel, Listening listening) throws ConnectorException, InterruptedException {
            URI address = listening.address().orElse(NO_ADDRESS);
            return connector.subscriptions().orElseThrow().ensure(Set.of(channel), address);
        }

        @Test
        void c81_ensuring_twice_tells_each_event_once() throws Exception {
            if (connector.subscriptions().isPresent()) {
                listening(way(), (sink, listening) -> {
                    for (int i = 0; i < 2; i++) {
                        Instant again = ensure(channel(), listening);
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
                        way(),
                        (sink, listening) -> failureOf(
                                "subscribing a missing channel", () -> ensure(harness.missingChannel(), listening)));
            }
        }
    }
}

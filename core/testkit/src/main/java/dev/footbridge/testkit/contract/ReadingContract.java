package dev.footbridge.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.ConnectorException.Kind;
import dev.footbridge.core.connector.Directory;
import dev.footbridge.core.connector.Draft;
import dev.footbridge.core.connector.History;
import dev.footbridge.core.connector.Page;
import dev.footbridge.core.connector.Readback;
import dev.footbridge.core.connector.Verb;
import dev.footbridge.core.connector.Window;
import dev.footbridge.core.id.MessageId;
import dev.footbridge.core.id.UserId;
import dev.footbridge.core.message.Channel;
import dev.footbridge.core.message.Message;
import dev.footbridge.core.message.Reaction;
import dev.footbridge.testkit.contract.ConnectorHarness.Fault;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** C52 to C70: history, readback, directory. */
abstract class ReadingContract extends ChangeContract {

    private static final int MAX_PAGES = 1_000;

    /** One page of something. */
    interface Pages<T> {
        Page<T> get(Optional<String> cursor) throws ConnectorException, InterruptedException;
    }

    static <T> List<List<T>> allPages(Pages<T> pages) throws ConnectorException, InterruptedException {
        List<List<T>> all = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        do {
            Page<T> page = pages.get(cursor);
            all.add(page.items());
            cursor = page.next();
            assertThat(all.size()).as("pages of one list: it never ends").isLessThan(MAX_PAGES);
        } while (cursor.isPresent());
        return all;
    }

    static <T> List<T> all(Pages<T> pages) throws ConnectorException, InterruptedException {
        return allPages(pages).stream().flatMap(List::stream).toList();
    }

    final List<Message> messages(History history, Window window) throws ConnectorException, InterruptedException {
        return all(cursor -> history.messages(channel(), window, cursor)).stream()
                .sorted(Comparator.comparing(Message::createdAt))
                .toList();
    }

    @Nested
    @DisplayName("History")
    class HistoryRules {

        @Test
        void c52_messages_are_told_whole() throws Exception {
            if (connector.history().isPresent()) {
                MessageId theirs = people().post(person(), channel(), "from a person");
                MessageId own = post("from the connector");
                List<Message> read = messages(connector.history().get(), ALWAYS);
                assertThat(read.stream().map(Message::id)).containsExactly(theirs, own);
                assertThat(read.get(0).author().id()).isEqualTo(person());
                assertThat(read.get(0).own())
                        .as("own flag of a person's message")
                        .isFalse();
                assertThat(read.get(0).body().plainText()).isEqualTo("from a person");
                assertThat(read.get(0).editedAt())
                        .as("edit time of an unedited message")
                        .isEmpty();
                assertThat(read.get(1).own())
                        .as("own flag of the connector's message")
                        .isTrue();
                assertThat(read.get(1).body().plainText()).isEqualTo("from the connector");
                assertThat(read.get(1).createdAt()).isAfterOrEqualTo(read.get(0).createdAt());
            }
        }

        @Test
        void c53_a_window_includes_both_ends() throws Exception {
            if (connector.history().isPresent()) {
                History history = connector.history().get();
                for (int i = 0; i < 5; i++) {
                    people().post(person(), channel(), "message " + i);
                }
                List<Message> read = messages(history, ALWAYS);
                Window middle = new Window(read.get(1).createdAt(), read.get(3).createdAt());
                List<MessageId> wanted = read.stream()
                        .filter(message -> !message.createdAt().isBefore(middle.from())
                                && !message.createdAt().isAfter(middle.to()))
                        .map(Message::id)
                        .toList();
                assertThat(messages(history, middle).stream().map(Message::id))
                        .as("messages in a window whose ends are the times of two messages")
                        .containsExactlyElementsOf(wanted);
                Instant before = read.get(0).createdAt().minus(Duration.ofDays(1));
                assertThat(messages(history, new Window(before.minusSeconds(60), before)))
                        .isEmpty();
            }
        }

        @Test
        void c54_pages_tell_everything_once() throws Exception {
            if (connector.history().isPresent()) {
                List<MessageId> posted = new ArrayList<>();
                for (int i = 0; i < harness.moreThanOnePage(); i++) {
                    posted.add(people().post(person(), channel(), "message " + i));
                }
                List<List<Message>> pages =
                        allPages(cursor -> connector.history().get().messages(channel(), ALWAYS, cursor));
                assertThat(pages).as("pages of a long history").hasSizeGreaterThan(1);
                assertThat(pages.stream().flatMap(List::stream).map(Message::id))
                        .containsExactlyInAnyOrderElementsOf(posted);
            }
        }

        @Test
        void c55_each_page_is_one_call() throws Exception {
            if (connector.history().isPresent()) {
                MessageId id = people().post(person(), channel(), "hello");
                connector.history().get().message(id);
                long before = harness.calls().all();
                connector.history().get().messages(channel(), ALWAYS, Optional.empty());
                assertThat(harness.calls().all() - before)
                        .as("calls of one page")
                        .isEqualTo(1);
            }
        }

        @Test
        void c56_where_nobody_can_reply_own_replies_are_told_once() throws Exception {
            if (connector.history().isPresent() && !people().canReply()) {
                MessageId root = people().post(person(), channel(), "question");
                MessageId answer =
                        connector.post(channel(), part(draft("answer").inThread(root)));
                List<Message> replies = all(cursor -> connector.history().get().replies(root, ALWAYS, cursor));
                List<MessageId> told = new ArrayList<>();
                messages(connector.history().get(), ALWAYS).forEach(message -> told.add(message.id()));
                assertThat(told).as("messages of a channel").contains(root);
                replies.forEach(reply -> told.add(reply.id()));
                assertThat(told)
                        .as("messages of a channel, and replies where a connector makes threads of its own")
                        .containsExactly(root, answer);
                assertThat(replies)
                        .allSatisfy(reply -> assertThat(reply.replyTo()).contains(root));
            }
        }

        @Test
        void c56_replies_belong_to_their_thread() throws Exception {
            if (connector.history().isPresent() && people().canReply()) {
                History history = connector.history().get();
                MessageId root = people().post(person(), channel(), "question");
                MessageId other = people().post(person(), channel(), "other question");
                MessageId first = people().reply(people().second(), root, "answer");
                MessageId second =
                        connector.post(channel(), part(draft("another").inThread(root)));
                people().reply(person(), other, "elsewhere");
                List<Message> replies = all(cursor -> history.replies(root, ALWAYS, cursor));
                assertThat(replies.stream().map(Message::id))
                        .as("replies of a thread, without its first message")
                        .containsExactlyInAnyOrder(first, second);
                assertThat(replies)
                        .allSatisfy(reply -> assertThat(reply.replyTo()).contains(root));
                assertThat(messages(history, ALWAYS).stream().map(Message::id))
                        .as("messages of a channel, without replies")
                        .containsExactly(root, other);
            }
        }

        @Test
        void c57_a_single_message_or_reply_is_found() throws Exception {
            if (connector.history().isPresent()) {
                History history = connector.history().get();
                MessageId root = people().post(person(), channel(), "question");
                assertThat(history.message(root)).map(Message::id).contains(root);
                assertThat(history.message(root).orElseThrow().replyTo()).isEmpty();
                if (!people().canReply()) {
                    return;
                }
                MessageId reply = people().reply(people().second(), root, "answer");
                assertThat(history.message(reply)).map(Message::id).contains(reply);
                assertThat(history.message(reply).orElseThrow().replyTo()).contains(root);
            }
        }

        @Test
        void c58_deleted_messages_are_left_out() throws Exception {
            if (connector.history().isPresent()) {
                History history = connector.history().get();
                MessageId kept = people().post(person(), channel(), "kept");
                MessageId gone = goneMessage();
                assertThat(messages(history, ALWAYS).stream().map(Message::id)).containsExactly(kept);
                assertThat(history.message(gone)).isEmpty();
                if (people().canReply()) {
                    MessageId goneReply = people().reply(person(), kept, "soon gone");
                    people().remove(person(), goneReply);
                    assertThat(all(cursor -> history.replies(kept, ALWAYS, cursor)))
                            .isEmpty();
                    assertThat(history.message(goneReply)).isEmpty();
                }
            }
        }

        @Test
        void c102_a_deleted_root_is_left_out_although_replies_remain() throws Exception {
            if (connector.history().isPresent() && people().canReply()) {
                MessageId root = people().post(person(), channel(), "question");
                people().reply(people().second(), root, "answer");
                people().remove(person(), root);
                assertThat(messages(connector.history().get(), ALWAYS)).isEmpty();
                assertThat(connector.history().get().message(root)).isEmpty();
            }
        }

        @Test
        void c59_reactions_are_known() throws Exception {
            if (connector.history().isPresent()) {
                MessageId id = people().post(person(), channel(), "look at this");
                Set<Reaction> there = new HashSet<>();
                if (people().canReact()) {
                    people().react(person(), id, THUMB);
                    people().react(people().second(), id, THUMB);
                    people().react(people().second(), id, HEART);
                    there.add(new Reaction(person(), THUMB));
                    there.add(new Reaction(people().second(), THUMB));
                    there.add(new Reaction(people().second(), HEART));
                }
                Message single = connector.history().get().message(id).orElseThrow();
                assertThat(single.reactionsKnown() || connector.reactions().isEmpty())
                        .as("whether the reactions of a single message are known")
                        .isTrue();
                for (Message message : List.of(
                        single, messages(connector.history().get(), ALWAYS).get(0))) {
                    assertThat(message.reactions())
                            .as("reactions, person by person; none where they are not known")
                            .containsExactlyInAnyOrderElementsOf(message.reactionsKnown() ? there : Set.of());
                }
            }
        }

        @Test
        void c60_an_edit_changes_text_and_version() throws Exception {
            if (connector.history().isPresent()) {
                MessageId id = people().post(person(), channel(), "before");
                Message before = connector.history().get().message(id).orElseThrow();
                people().edit(person(), id, "after");
                Message after = connector.history().get().message(id).orElseThrow();
                assertThat(after.body().plainText()).isEqualTo("after");
                assertThat(after.editedAt()).as("time of an edit").isPresent();
                assertThat(after.createdAt()).isEqualTo(before.createdAt());
                assertThat(after.version().isEmpty() || !after.version().equals(before.version()))
                        .as("the version changes with an edit")
                        .isTrue();
            }
        }

        @Test
        void c61_a_missing_channel_is_not_found() throws Exception {
            if (connector.history().isPresent()) {
                ConnectorException failure = failureOf(
                        "reading a missing channel",
                        () -> connector.history().get().messages(harness.missingChannel(), ALWAYS, Optional.empty()));
                assertThat(failure.kind()).isIn(Kind.NOT_FOUND, Kind.FORBIDDEN);
            }
        }
    }

    @Nested
    @DisplayName("Readback")
    class ReadbackRules {

        private List<Readback.Sent> matching(Draft part, Optional<MessageId> thread)
                throws ConnectorException, InterruptedException {
            Readback readback = connector.readback().orElseThrow();
            return readback.sent(channel(), thread, Instant.EPOCH).stream()
                    .filter(sent -> sent.key().isPresent()
                            ? sent.key().get().equals(part.idempotencyKey())
                            : sent.fingerprint().equals(readback.fingerprint(part)))
                    .toList();
        }

        @Test
        void c62_own_posts_are_told_oldest_first_and_others_not() throws Exception {
            if (connector.readback().isPresent()) {
                people().post(person(), channel(), "first");
                MessageId first = post("first");
                MessageId second = post("second");
                List<Readback.Sent> sent = connector.readback().get().sent(channel(), Optional.empty(), Instant.EPOCH);
                assertThat(sent.stream().map(Readback.Sent::id)).containsExactly(first, second);
                List<Readback.Sent> later = connector
                        .readback()
                        .get()
                        .sent(channel(), Optional.empty(), sent.get(1).createdAt());
                assertThat(later.stream().map(Readback.Sent::id)).contains(second);
                Instant future = sent.get(1).createdAt().plus(Duration.ofDays(1));
                assertThat(connector.readback().get().sent(channel(), Optional.empty(), future))
                        .isEmpty();
            }
        }

        @Test
        void c63_each_post_is_recognised_by_key_or_fingerprint() throws Exception {
            if (connector.readback().isPresent()) {
                List<Draft> parts =
                        connector.prepare(channel(), draft(longDocument())).parts();
                for (Draft part : parts) {
                    MessageId id = connector.post(channel(), part);
                    assertThat(matching(part, Optional.empty()))
                            .as("own messages that match a part just posted")
                            .extracting(Readback.Sent::id)
                            .containsExactly(id);
                }
            }
        }

        @Test
        void c64_a_lost_answer_is_found_out() throws Exception {
            if (connector.readback().isPresent()) {
                Draft lost = part("lost with effect");
                harness.faults().next(Verb.POST, Fault.RESET_AFTER_EFFECT);
                failureOf("a post whose answer is lost", () -> connector.post(channel(), lost));
                assertThat(matching(lost, Optional.empty()))
                        .as("the post that happened")
                        .hasSize(1);
                Draft never = part("lost without effect");
                harness.faults().next(Verb.POST, Fault.RESET);
                failureOf("a post that is lost", () -> connector.post(channel(), never));
                assertThat(matching(never, Optional.empty()))
                        .as("the post that did not happen")
                        .isEmpty();
            }
        }

        @Test
        void c65_replies_are_found_in_their_thread() throws Exception {
            if (connector.readback().isPresent()) {
                MessageId root = people().post(person(), channel(), "question");
                Draft part = part(draft("answer").inThread(root));
                MessageId id = connector.post(channel(), part);
                assertThat(matching(part, Optional.of(root)))
                        .extracting(Readback.Sent::id)
                        .containsExactly(id);
                if (shown(id).replyTo().isPresent()) {
                    assertThat(matching(part, Optional.empty()))
                            .as("replies among the messages of the channel")
                            .isEmpty();
                }
            }
        }

        @Test
        void c66_the_fingerprint_is_pure() {
            if (connector.readback().isPresent()) {
                Draft part = part("the same text");
                long before = harness.calls().all();
                String first = connector.readback().get().fingerprint(part);
                assertThat(connector.readback().get().fingerprint(part.withKey("other")))
                        .isEqualTo(first);
                assertThat(connector.readback().get().fingerprint(part("another text")))
                        .isNotEqualTo(first);
                assertThat(harness.calls().all())
                        .as("calls made by fingerprint")
                        .isEqualTo(before);
                assertThat(connector.readback().get().settleTime()).isGreaterThanOrEqualTo(Duration.ZERO);
            }
        }
    }

    @Nested
    @DisplayName("Directory")
    class DirectoryRules {

        @Test
        void c67_people_have_names() throws Exception {
            if (connector.directory().isPresent()) {
                Directory directory = connector.directory().get();
                for (UserId person : List.of(person(), people().second())) {
                    assertThat(directory.user(person).orElseThrow().id()).isEqualTo(person);
                    assertThat(directory.user(person).orElseThrow().displayName())
                            .isEqualTo(people().nameOf(person));
                }
            }
        }

        @Test
        void c68_unknown_people_are_empty() throws Exception {
            if (connector.directory().isPresent()) {
                assertThat(connector.directory().get().user(people().nobody())).isEmpty();
            }
        }

        @Test
        void c69_channels_are_found_and_unknown_ones_empty() throws Exception {
            if (connector.directory().isPresent()) {
                assertThat(connector.directory().get().channel(channel()).map(Channel::id))
                        .contains(channel());
                assertThat(connector.directory().get().channel(harness.missingChannel()))
                        .isEmpty();
            }
        }

        @Test
        void c70_the_list_of_channels_has_this_one() throws Exception {
            if (connector.directory().isPresent()) {
                List<Channel> channels =
                        all(cursor -> connector.directory().get().channels(cursor));
                assertThat(channels.stream().map(Channel::id))
                        .as("channels these credentials see")
                        .contains(channel())
                        .doesNotHaveDuplicates();
            }
        }
    }
}

package dev.footbridge.teams.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.testkit.fake.ManualClock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class ConversationTest {
    private final ManualClock clock = ManualClock.at("2026-11-22T10:00:00Z");
    private final List<String> observed = Collections.synchronizedList(new ArrayList<>());
    private final Conversation conversation = new Conversation(
            new Place.ChatPlace("19:x@thread.v2"), clock, (kind, message) -> observed.add(message.id()));

    @Test
    void parallelPostsGetDifferentIdsAndAreObservedInTheOrderOfTheirIds() throws Exception {
        var threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<String>> posts = Collections.nCopies(4000, this::post);
            for (var posted : threads.invokeAll(posts)) {
                assertThat(posted.get()).isNotEmpty();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(conversation.size()).isEqualTo(4000);
        assertThat(observed).hasSize(4000).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void unchangedMessageRaisesNothing() {
        var id = post();
        conversation.change(id, ChangeKind.REACTED, (message, stamp) -> message);
        assertThat(observed).hasSize(1);
    }

    @Test
    void changedChainComesLast() {
        var first = post();
        var second = post();
        Messages.post(conversation, Optional.of(first), Author.system(), MessageContent.plain("reply"));
        assertThat(conversation
                        .rootsByChange(OptionalLong.empty(), 10, m -> true)
                        .messages())
                .extracting(ChatMessage::id)
                .containsExactly(first, second);
        assertThat(conversation
                        .rootsByCreation(OptionalLong.empty(), 10, m -> true)
                        .messages())
                .extracting(ChatMessage::id)
                .containsExactly(second, first);
    }

    @Test
    void historyOfAMessageIsBounded() {
        var id = post();
        var person = new Person("p", "P", "p@northwind.example", false);
        for (int i = 0; i < 300; i++) {
            Messages.react(conversation, id, person, "👍");
            Messages.unreact(conversation, id, person, "👍");
        }
        assertThat(conversation.find(id).orElseThrow().history()).hasSize(200);
    }

    private String post() {
        return Messages.post(conversation, Optional.empty(), Author.system(), MessageContent.plain("x"))
                .id();
    }
}

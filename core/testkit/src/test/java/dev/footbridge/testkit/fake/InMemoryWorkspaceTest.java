package dev.footbridge.testkit.fake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.core.connector.ConnectorConfig;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.ConnectorException.Effect;
import dev.footbridge.core.connector.Draft;
import dev.footbridge.core.connector.InboundRefusedException;
import dev.footbridge.core.connector.Verb;
import dev.footbridge.core.document.Document;
import dev.footbridge.core.document.Emoji;
import dev.footbridge.core.id.ChannelId;
import dev.footbridge.core.id.MessageId;
import dev.footbridge.core.id.UserId;
import dev.footbridge.core.message.InboundEvent;
import dev.footbridge.core.message.Message;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class InMemoryWorkspaceTest {

    private final ManualClock clock = ManualClock.at("2026-01-01T12:00:00Z");
    private final InMemoryWorkspace workspace = new InMemoryWorkspace("left", "W1", clock);
    private final InMemoryConnector connector = workspace.connector();
    private final ChannelId general = workspace.channel("general");
    private final UserId ada = workspace.person("Ada");
    private final List<InboundEvent> told = new ArrayList<>();

    private Draft draft(String text) {
        return Draft.of(Document.text(text), "k1");
    }

    @Test
    void two_connectors_see_each_other_as_foreign() throws Exception {
        InMemoryConnector other = workspace.connector("other");
        other.listen(told::addAll);
        MessageId id = connector.post(general, draft("hello"));
        assertThat(told).hasSize(1);
        assertThat(((InboundEvent.Posted) told.get(0)).message().own()).isFalse();
        assertThat(connector.history().orElseThrow().message(id).map(Message::own))
                .contains(true);
    }

    @Test
    void messages_have_an_order_even_while_the_clock_stands_still() {
        workspace.post(ada, general, "one");
        workspace.post(ada, general, "two");
        List<Message> messages = workspace.messages(general);
        assertThat(messages.get(1).createdAt()).isAfter(messages.get(0).createdAt());
    }

    @Test
    void a_listening_sink_that_posts_is_not_called_recursively() {
        List<String> order = new ArrayList<>();
        connector.listen(events -> {
            String text = ((InboundEvent.Posted) events.get(0)).message().body().plainText();
            order.add("begin " + text);
            if (text.equals("question")) {
                workspace.post(ada, general, "answer");
            }
            order.add("end " + text);
        });
        workspace.post(ada, general, "question");
        assertThat(order).containsExactly("begin question", "end question", "begin answer", "end answer");
    }

    @Test
    void what_a_sink_refuses_is_told_again_in_order() {
        boolean[] refusing = {true};
        connector.listen(events -> {
            if (refusing[0]) {
                throw new InboundRefusedException("not now", null);
            }
            told.addAll(events);
        });
        workspace.post(ada, general, "one");
        workspace.post(ada, general, "two");
        refusing[0] = false;
        workspace.tellAgain();
        assertThat(told).isEqualTo(workspace.happened());
    }

    @Test
    void a_sink_that_breaks_tells_the_test_and_is_asked_again() {
        boolean[] broken = {true};
        connector.listen(events -> {
            if (broken[0]) {
                throw new IllegalStateException("a defect of the host");
            }
            told.addAll(events);
        });
        assertThatThrownBy(() -> workspace.post(ada, general, "one")).isInstanceOf(IllegalStateException.class);
        broken[0] = false;
        workspace.post(ada, general, "two");
        assertThat(told).isEqualTo(workspace.happened());
    }

    @Test
    void copies_carry_the_same_id() {
        connector.listen(told::addAll);
        workspace.copiesOfEachEvent(3);
        workspace.post(ada, general, "one");
        assertThat(told).hasSize(3);
        assertThat(told.stream().map(InboundEvent::eventId).distinct()).hasSize(1);
    }

    @Test
    void a_closed_listener_hears_nothing() {
        InMemoryConnector.Listening listening = connector.listen(told::addAll);
        listening.close();
        listening.close();
        workspace.post(ada, general, "one");
        assertThat(told).isEmpty();
    }

    @Test
    void faults_strike_as_often_as_asked_and_only_where_asked() throws Exception {
        ChannelId quiet = workspace.channel("quiet");
        workspace.add(InMemoryFault.throttled(Duration.ofSeconds(3))
                .on(Verb.POST)
                .in(general)
                .times(2));
        connector.post(quiet, draft("elsewhere"));
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> connector.post(general, draft("hello"))).isInstanceOf(ConnectorException.class);
        }
        connector.post(general, draft("hello"));
        assertThat(workspace.messages(general)).hasSize(1);
        assertThat(workspace.calls(Verb.POST)).isEqualTo(4);
    }

    @Test
    void a_refused_connection_certainly_has_no_effect() {
        workspace.add(InMemoryFault.unavailable());
        assertThatThrownBy(() -> connector.post(general, draft("hello")))
                .isInstanceOfSatisfying(
                        ConnectorException.class, e -> assertThat(e.effect()).isEqualTo(Effect.NOT_APPLIED));
        assertThat(workspace.messages(general)).isEmpty();
    }

    @Test
    void a_held_call_waits_and_others_pass() throws Exception {
        CountDownLatch latch = new CountDownLatch(1);
        ChannelId slow = workspace.channel("slow");
        workspace.add(InMemoryFault.held(latch).in(slow));
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            Future<MessageId> held = thread.submit(() -> connector.post(slow, draft("hello")));
            connector.post(general, draft("hello"));
            assertThat(workspace.messages(slow)).isEmpty();
            latch.countDown();
            assertThat(held.get(10, TimeUnit.SECONDS).channel()).isEqualTo(slow);
        } finally {
            thread.shutdownNow();
        }
    }

    @Test
    void healing_takes_everything_back() throws Exception {
        workspace.revokeCredentials();
        workspace.withholdScope(Verb.POST);
        workspace.add(InMemoryFault.unavailable().times(Integer.MAX_VALUE));
        workspace.heal();
        assertThat(connector.post(general, draft("hello"))).isNotNull();
    }

    @Test
    void people_cannot_do_what_the_platform_does_not_allow() {
        MessageId id = workspace.post(ada, general, "mine");
        UserId ben = workspace.person("Ben");
        assertThatThrownBy(() -> workspace.edit(ben, id, Document.text("stolen")))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> workspace.react(new UserId(workspace.id(), "Nobody"), id, Emoji.unicode("x")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void the_provider_keeps_its_workspaces() throws Exception {
        InMemoryConnectorProvider provider = new InMemoryConnectorProvider("right", clock);
        ChannelId channel = provider.workspace("W2").channel("general");
        provider.create(ConnectorConfig.of(provider, Map.of("workspace", "W2", "app", "relay")))
                .post(channel, draft("hello"));
        assertThat(provider.workspace("W2").messages(channel)).hasSize(1);
        assertThat(provider.workspace("W2").messages(channel).get(0).author().displayName())
                .isEqualTo("relay");
    }
}

package dev.footbridge.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.core.connector.Connector;
import dev.footbridge.core.connector.ConnectorProvider;
import dev.footbridge.core.connector.Draft;
import dev.footbridge.core.connector.Features;
import dev.footbridge.core.connector.Health;
import dev.footbridge.core.connector.Prepared;
import dev.footbridge.core.connector.Verb;
import dev.footbridge.core.delivery.Action;
import dev.footbridge.core.delivery.LaneDelivery;
import dev.footbridge.core.delivery.Outbound;
import dev.footbridge.core.delivery.Outcome;
import dev.footbridge.core.document.Document;
import dev.footbridge.core.id.ChannelId;
import dev.footbridge.core.id.MessageId;
import dev.footbridge.core.id.Platform;
import dev.footbridge.core.id.UserId;
import dev.footbridge.core.id.WorkspaceId;
import dev.footbridge.core.scope.Grant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What the README shows, against the smallest connector there can be. */
class UsageExampleTest {
    private final List<String> shown = new ArrayList<>();
    private final Connector connector = new SmallestConnector();
    private final ChannelId channel = new ChannelId(connector.workspace(), "general");

    @Test
    void postsOneMessage() throws Exception {
        Draft draft = Draft.of(Document.text("Hello"), "greeting-1");
        connector.post(channel, connector.prepare(channel, draft).parts().get(0));

        assertThat(shown).containsExactly("Hello");
    }

    @Test
    void deliversInOrder() throws Exception {
        try (LaneDelivery delivery = LaneDelivery.of(connector)) {
            Outcome outcome = delivery.submit(new Greeting()).get(30, TimeUnit.SECONDS);
            int people = delivery.reads().call(Verb.LOOK_UP, channel, () -> 42);

            assertThat(outcome).isEqualTo(new Outcome.Delivered(List.of(new MessageId(channel, "1"))));
            assertThat(people).isEqualTo(42);
        }
        assertThat(shown).containsExactly("Hello");
    }

    @Test
    void findsNoConnectorWhereNoneIsInstalled() {
        assertThat(ConnectorProvider.installed()).isEmpty();
    }

    private final class Greeting implements Outbound {
        @Override
        public ChannelId channel() {
            return channel;
        }

        @Override
        public String key() {
            return "greeting-1";
        }

        @Override
        public List<Action> resolve() {
            Draft draft = Draft.of(Document.text("Hello"), key());
            return connector.prepare(channel, draft).parts().stream()
                    .<Action>map(part -> new Action.Post(part.idempotencyKey(), part, Optional.empty()))
                    .toList();
        }
    }

    private final class SmallestConnector implements Connector {
        @Override
        public WorkspaceId workspace() {
            return new WorkspaceId(new Platform("demo"), "home");
        }

        @Override
        public Features features(ChannelId where) {
            return new Features(Map.of(), Map.of(), 1_000);
        }

        @Override
        public Health check() {
            return new Health(new UserId(workspace(), "me"), Grant.unknown(), List.of());
        }

        @Override
        public Prepared prepare(ChannelId where, Draft draft) {
            return new Prepared(List.of(draft), List.of());
        }

        @Override
        public MessageId post(ChannelId where, Draft part) {
            shown.add(part.body().plainText());
            return new MessageId(where, String.valueOf(shown.size()));
        }

        @Override
        public void close() {}
    }
}

package dev.footbridge.testkit.contract;

import dev.footbridge.core.connector.Connector;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.Draft;
import dev.footbridge.core.connector.Features;
import dev.footbridge.core.connector.InboundRefusedException;
import dev.footbridge.core.connector.InboundSink;
import dev.footbridge.core.connector.Prepared;
import dev.footbridge.core.connector.Reactions;
import dev.footbridge.core.connector.Readback;
import dev.footbridge.core.connector.StreamIngress;
import dev.footbridge.core.connector.Subscriptions;
import dev.footbridge.core.connector.WebhookIngress;
import dev.footbridge.core.document.Element;
import dev.footbridge.core.document.Fidelity;
import dev.footbridge.core.document.Loss;
import dev.footbridge.core.id.ChannelId;
import dev.footbridge.core.id.MessageId;
import dev.footbridge.core.message.InboundEvent;
import dev.footbridge.core.message.Message;
import dev.footbridge.testkit.fake.InMemoryWorkspace;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** No threads, no reactions, no webhooks: replies are posts, and what people do is found by looking again and again. */
final class BoardConnector extends PostingMutants.Described {

    private static final Set<Element> ABSENT = Set.of(Element.REACTION, Element.CUSTOM_REACTION);

    private final Connector real;
    private final InMemoryWorkspace workspace;
    private final Map<MessageId, String> known = new LinkedHashMap<>();

    BoardConnector(Connector real, InMemoryWorkspace workspace) {
        super(real);
        this.real = real;
        this.workspace = workspace;
    }

    @Override
    public Features features(ChannelId channel) {
        Features told = ModestFeatures.lesser(real.features(channel), ABSENT, Fidelity.REJECTED);
        return ModestFeatures.lesser(told, Set.of(Element.REPLY), Fidelity.DEGRADED)
                .withForeign(Set.of(Element.REPLY, Element.REACTION, Element.CUSTOM_REACTION));
    }

    @Override
    public Prepared prepare(ChannelId channel, Draft draft) {
        Prepared prepared = real.prepare(channel, draft);
        List<Loss> losses = new ArrayList<>(prepared.losses());
        draft.replyTo().ifPresent(root -> losses.add(Loss.degraded(Element.REPLY)));
        return new Prepared(prepared.parts(), losses);
    }

    @Override
    public MessageId post(ChannelId channel, Draft part) throws ConnectorException, InterruptedException {
        return real.post(
                channel, new Draft(part.body(), Optional.empty(), part.author(), part.idempotencyKey(), part.files()));
    }

    @Override
    public Optional<Reactions> reactions() {
        return Optional.empty();
    }

    @Override
    public Optional<Readback> readback() {
        Readback readback = real.readback().orElseThrow();
        return Optional.of(new Readback() {
            @Override
            public List<Sent> sent(ChannelId channel, Optional<MessageId> thread, Instant since)
                    throws ConnectorException, InterruptedException {
                return readback.sent(channel, Optional.empty(), since);
            }

            @Override
            public String fingerprint(Draft part) {
                return readback.fingerprint(part);
            }

            @Override
            public Duration settleTime() {
                return readback.settleTime();
            }
        });
    }

    @Override
    public Optional<WebhookIngress> webhooks() {
        return Optional.empty();
    }

    @Override
    public Optional<Subscriptions> subscriptions() {
        return Optional.empty();
    }

    @Override
    public Optional<StreamIngress> stream() {
        return Optional.of(sink -> {
            while (true) {
                try {
                    look(sink);
                } catch (InboundRefusedException refused) {
                    throw ConnectorException.unavailable(
                            ConnectorException.Effect.NOT_APPLIED, "sink_refused", "not stored", refused);
                }
                TimeUnit.MILLISECONDS.sleep(2);
            }
        });
    }

    /** What differs from the last look is an event, and known once the sink has taken it. */
    private void look(InboundSink sink) throws InboundRefusedException {
        Map<MessageId, Message> there = new LinkedHashMap<>();
        workspace.messages(workspace.channel("general")).forEach(message -> there.put(message.id(), message));
        for (MessageId id : List.copyOf(known.keySet())) {
            if (!there.containsKey(id)) {
                sink.accept(List.of(new InboundEvent.Removed("gone-" + id.value(), id)));
                known.remove(id);
            }
        }
        for (Message message : there.values()) {
            MessageId id = message.id();
            if (!message.version().equals(known.get(id))) {
                String eventId = "seen-" + id.value() + "-" + message.version();
                sink.accept(List.of(new InboundEvent.Touched(eventId, id, Optional.empty())));
                known.put(id, message.version());
            }
        }
    }
}

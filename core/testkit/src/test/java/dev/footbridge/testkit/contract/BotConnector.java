package dev.footbridge.testkit.contract;

import dev.footbridge.core.connector.Connector;
import dev.footbridge.core.connector.Features;
import dev.footbridge.core.connector.InboundRefusedException;
import dev.footbridge.core.connector.InboundSink;
import dev.footbridge.core.connector.WebhookIngress;
import dev.footbridge.core.connector.WebhookReply;
import dev.footbridge.core.connector.WebhookRequest;
import dev.footbridge.core.document.Element;
import dev.footbridge.core.document.Fidelity;
import dev.footbridge.core.id.ChannelId;
import dev.footbridge.core.message.InboundEvent;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** Posts, and hears people's posts that start no or their own thread: of replies, edits and all the rest it is told nothing. */
final class BotConnector extends ModestConnector {

    static final Set<Element> ABSENT =
            Set.of(Element.EDIT, Element.DELETE, Element.REACTION, Element.CUSTOM_REACTION, Element.ATTACHMENT);

    private final Connector real;
    private final boolean tellsGaps;
    private final Set<ChannelId> doubtful = new HashSet<>();
    private final AtomicInteger gaps = new AtomicInteger();

    BotConnector(Connector real, boolean tellsGaps) {
        super(real);
        this.real = real;
        this.tellsGaps = tellsGaps;
    }

    /** One that does not care about what its sink refused. */
    static Connector forgetful(Connector bot) {
        return new BotConnector(((BotConnector) bot).real, false);
    }

    @Override
    public Features features(ChannelId channel) {
        return ModestFeatures.lesser(real.features(channel), ABSENT, Fidelity.REJECTED)
                .withForeign(
                        Set.of(Element.REPLY, Element.EDIT, Element.DELETE, Element.REACTION, Element.CUSTOM_REACTION));
    }

    @Override
    public Optional<WebhookIngress> webhooks() {
        WebhookIngress ingress = real.webhooks().orElseThrow();
        return Optional.of((request, sink) -> receive(ingress, request, sink));
    }

    private synchronized WebhookReply receive(WebhookIngress ingress, WebhookRequest request, InboundSink sink) {
        return ingress.receive(request, new InboundSink() {
            @Override
            public void accept(List<InboundEvent> events) throws InboundRefusedException {
                List<InboundEvent> told = new ArrayList<>();
                doubtful.forEach(channel ->
                        told.add(new InboundEvent.Gap("gap-" + gaps.incrementAndGet(), channel, Optional.empty())));
                events.stream().filter(BotConnector::isHeard).forEach(told::add);
                try {
                    if (!told.isEmpty()) {
                        sink.accept(told);
                        doubtful.clear();
                    }
                } catch (InboundRefusedException refused) {
                    if (tellsGaps) {
                        events.forEach(event -> doubtful.add(event.channel()));
                    }
                    throw refused;
                }
            }

            @Override
            public void ignored(String reason) {
                sink.ignored(reason);
            }

            @Override
            public void rejected(String reason) {
                sink.rejected(reason);
            }
        });
    }

    private static boolean isHeard(InboundEvent event) {
        return event instanceof InboundEvent.Posted posted
                && !posted.message().own()
                && posted.message().replyTo().isEmpty();
    }
}

package dev.footbridge.testkit.contract;

import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.InboundRefusedException;
import dev.footbridge.core.connector.InboundSink;
import dev.footbridge.core.connector.StreamIngress;
import dev.footbridge.core.connector.WebhookIngress;
import dev.footbridge.core.connector.WebhookReply;
import dev.footbridge.core.connector.WebhookRequest;
import dev.footbridge.core.message.InboundEvent;
import dev.footbridge.core.message.Message;
import dev.footbridge.testkit.contract.PostingMutants.Described;
import dev.footbridge.testkit.fake.InMemoryWorkspace;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/** Defects of webhooks, streams and events. */
final class InboundMutants {

    private InboundMutants() {}

    /** Receives in place of the real connector. */
    interface Receive {
        WebhookReply run(WebhookIngress real, WebhookRequest request, InboundSink sink, InMemoryWorkspace workspace);
    }

    private static Mutant webhook(String name, String rule, Receive receive) {
        return new Mutant(name, rule, (real, workspace) -> new Described(real) {
            @Override
            public Optional<WebhookIngress> webhooks() {
                WebhookIngress ingress = real.webhooks().orElseThrow();
                return Optional.of((request, sink) -> receive.run(ingress, request, sink, workspace));
            }
        });
    }

    /** Changes every batch of events on its way to the sink, by both ways in. */
    private static Mutant events(String name, String rule, UnaryOperator<List<InboundEvent>> change) {
        return new Mutant(name, rule, (real, workspace) -> new Described(real) {
            @Override
            public Optional<WebhookIngress> webhooks() {
                WebhookIngress ingress = real.webhooks().orElseThrow();
                return Optional.of((request, sink) -> ingress.receive(request, changed(sink, change)));
            }

            @Override
            public Optional<StreamIngress> stream() {
                StreamIngress stream = real.stream().orElseThrow();
                return Optional.of(sink -> stream.run(changed(sink, change)));
            }
        });
    }

    private static InboundSink changed(InboundSink sink, UnaryOperator<List<InboundEvent>> change) {
        return new InboundSink() {
            @Override
            public void accept(List<InboundEvent> events) throws InboundRefusedException {
                List<InboundEvent> told = change.apply(events);
                if (!told.isEmpty()) {
                    sink.accept(told);
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
        };
    }

    private static WebhookRequest signedNow(InMemoryWorkspace workspace, WebhookRequest request) {
        Instant now = Instant.parse("2026-01-01T12:00:00Z");
        return workspace.webhook(workspace.webhookSecret(), now, request.body());
    }

    static List<Mutant> all() {
        List<Mutant> all = new ArrayList<>(verifying());
        all.addAll(answering());
        all.addAll(telling());
        return all;
    }

    private static List<Mutant> verifying() {
        return List.of(
                webhook(
                        "believes everything",
                        "c84",
                        (real, request, sink, workspace) -> real.receive(signedNow(workspace, request), sink)),
                webhook("does not look at the body", "c86", (real, request, sink, workspace) -> {
                    boolean signed = request.header("x-memory-signature").isPresent();
                    return real.receive(signed ? signedNow(workspace, request) : request, sink);
                }),
                webhook("does not look at the time", "c85", (real, request, sink, workspace) -> {
                    Instant sent = Instant.ofEpochSecond(
                            request.header("x-memory-time").map(Long::parseLong).orElse(0L));
                    WebhookRequest honest = workspace.webhook(workspace.webhookSecret(), sent, request.body());
                    return real.receive(
                            honest.headers().equals(request.headers()) ? signedNow(workspace, request) : request, sink);
                }),
                webhook(
                        "does not count what it rejects",
                        "c84",
                        (real, request, sink, workspace) -> real.receive(request, events -> sink.accept(events))),
                webhook("answers 200 to what it rejects", "c84", (real, request, sink, workspace) -> {
                    real.receive(request, sink);
                    return WebhookReply.status(200);
                }));
    }

    private static List<Mutant> answering() {
        return List.of(
                webhook("answers 200 although the sink refused", "c87", (real, request, sink, workspace) -> {
                    WebhookReply reply = real.receive(request, sink);
                    return reply.status() == 503 ? WebhookReply.status(200) : reply;
                }),
                new Mutant("calls out while it receives", "c88", (real, workspace) -> new Described(real) {
                    @Override
                    public Optional<WebhookIngress> webhooks() {
                        return Optional.of((request, sink) -> {
                            try {
                                real.check();
                            } catch (ConnectorException | InterruptedException e) {
                                throw new IllegalStateException(e);
                            }
                            return real.webhooks().orElseThrow().receive(request, sink);
                        });
                    }
                }),
                webhook(
                        "crashes on what it does not know",
                        "c91",
                        (real, request, sink, workspace) -> real.receive(request, new InboundSink() {
                            @Override
                            public void accept(List<InboundEvent> events) throws InboundRefusedException {
                                sink.accept(events);
                            }

                            @Override
                            public void rejected(String reason) {
                                sink.rejected(reason);
                            }

                            @Override
                            public void ignored(String reason) {
                                throw new IllegalArgumentException("unknown type");
                            }
                        })),
                new Mutant("ignores an interrupt", "c80", (real, workspace) -> new Described(real) {
                    @Override
                    public Optional<StreamIngress> stream() {
                        return Optional.of(sink -> {
                            long end = System.nanoTime() + 2_000_000_000L;
                            while (System.nanoTime() < end) {
                                Thread.onSpinWait();
                            }
                        });
                    }
                }));
    }

    private static List<Mutant> telling() {
        AtomicInteger made = new AtomicInteger();
        return List.of(
                events("marks nobody own", "c76", events -> each(events, message -> own(message, false))),
                events("marks everybody own", "c71", events -> each(events, message -> own(message, true))),
                events(
                        "makes a new event id for each delivery",
                        "c89",
                        events -> events.stream()
                                .map(event -> event instanceof InboundEvent.Posted posted
                                        ? new InboundEvent.Posted("E" + made.incrementAndGet(), posted.message())
                                        : event)
                                .toList()),
                events(
                        "gives all events one id",
                        "c78",
                        events -> events.stream()
                                .map(event -> event instanceof InboundEvent.Posted posted
                                        ? new InboundEvent.Posted("E1", posted.message())
                                        : event)
                                .toList()),
                events("tells only the first event of a request", "c90", events -> events.subList(0, 1)),
                events("tells no edits", "c73", events -> without(events, InboundEvent.Edited.class)),
                events("tells no removals", "c74", events -> without(events, InboundEvent.Removed.class)),
                events("tells no end of a reaction", "c75", events -> without(events, InboundEvent.Unreacted.class)),
                events(
                        "loses the thread of a reply",
                        "c72",
                        events -> each(
                                events,
                                message -> Message.builder(message.id(), message.author(), message.createdAt())
                                        .own(message.own())
                                        .body(message.body())
                                        .reactions(message.reactions())
                                        .build())));
    }

    private static List<InboundEvent> without(List<InboundEvent> events, Class<?> kind) {
        return events.stream().filter(event -> !kind.isInstance(event)).toList();
    }

    private static List<InboundEvent> each(List<InboundEvent> events, UnaryOperator<Message> change) {
        return events.stream()
                .map(event -> event instanceof InboundEvent.Posted posted
                        ? new InboundEvent.Posted(posted.eventId(), change.apply(posted.message()))
                        : event)
                .toList();
    }

    private static Message own(Message message, boolean own) {
        return Message.builder(message.id(), message.author(), message.createdAt())
                .own(own)
                .body(message.body())
                .replyTo(message.replyTo())
                .reactions(message.reactions())
                .version(message.version())
                .build();
    }
}

package dev.footbridge.relay.bridge;

import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.InboundRefusedException;
import dev.footbridge.core.connector.InboundSink;
import dev.footbridge.core.connector.StreamIngress;
import dev.footbridge.core.id.ChannelId;
import dev.footbridge.core.id.MessageId;
import dev.footbridge.core.message.InboundEvent;
import dev.footbridge.core.message.Message;
import dev.footbridge.core.message.User;
import dev.footbridge.testkit.fake.InMemoryWorkspace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** A platform that tells nothing: one channel is looked at again and again, and what differs is an event. */
final class Polling implements StreamIngress {

    private static final AtomicLong EVENTS = new AtomicLong();

    private final InMemoryWorkspace platform;
    private final ChannelId channel;

    Polling(InMemoryWorkspace platform, ChannelId channel) {
        this.platform = platform;
        this.channel = channel;
    }

    @Override
    public void run(InboundSink sink) throws ConnectorException, InterruptedException {
        Map<MessageId, Message> seen = new HashMap<>();
        sink(sink, List.of(new InboundEvent.Gap(id(), channel, Optional.empty())));
        look().forEach(message -> seen.put(message.id(), message));
        while (!Thread.interrupted()) {
            List<InboundEvent> events = new ArrayList<>();
            Map<MessageId, Message> now = new HashMap<>();
            for (Message message : look()) {
                now.put(message.id(), message);
                change(Optional.ofNullable(seen.get(message.id())), message).ifPresent(events::add);
            }
            for (MessageId gone : seen.keySet()) {
                if (!now.containsKey(gone)) {
                    events.add(new InboundEvent.Removed(id(), gone));
                }
            }
            sink(sink, events);
            seen.clear();
            seen.putAll(now);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
        throw new InterruptedException();
    }

    private static Optional<InboundEvent> change(Optional<Message> before, Message now) {
        if (before.isEmpty()) {
            return Optional.of(new InboundEvent.Posted(id(), now));
        }
        if (!before.get().version().equals(now.version())) {
            return Optional.of(new InboundEvent.Edited(id(), now));
        }
        return before.get().reactions().equals(now.reactions())
                ? Optional.empty()
                : Optional.of(new InboundEvent.Touched(id(), now.id(), Optional.of(now)));
    }

    private static String id() {
        return "poll-" + EVENTS.incrementAndGet();
    }

    private static void sink(InboundSink sink, List<InboundEvent> events) throws ConnectorException {
        try {
            if (!events.isEmpty()) {
                sink.accept(events);
            }
        } catch (InboundRefusedException e) {
            throw ConnectorException.unavailable(ConnectorException.Effect.NOT_APPLIED, "sink_refused", "later", e);
        }
    }

    private List<Message> look() {
        return platform.messages(channel).stream().map(Polling::own).toList();
    }

    private static Message own(Message message) {
        return Message.builder(message.id(), message.author(), message.createdAt())
                .own(message.author().kind() == User.Kind.BOT)
                .body(message.body())
                .replyTo(message.replyTo())
                .editedAt(message.editedAt())
                .version(message.version())
                .reactions(message.reactions())
                .build();
    }
}

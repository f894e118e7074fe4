package dev.footbridge.relay.bridge;

import dev.footbridge.core.connector.InboundRefusedException;
import dev.footbridge.core.connector.InboundSink;
import dev.footbridge.core.id.MessageId;
import dev.footbridge.core.message.InboundEvent;
import java.util.List;
import java.util.Optional;

/** Of what happened it passes on only which message it happened to. */
record Hints(InboundSink sink) implements InboundSink {

    @Override
    public void accept(List<InboundEvent> events) throws InboundRefusedException {
        sink.accept(events.stream().map(Hints::hint).toList());
    }

    private static InboundEvent hint(InboundEvent event) {
        Optional<MessageId> message = Optional.empty();
        if (event instanceof InboundEvent.Posted posted) {
            message = Optional.of(posted.message().id());
        } else if (event instanceof InboundEvent.Edited edited) {
            message = Optional.of(edited.message().id());
        } else if (event instanceof InboundEvent.Removed removed) {
            message = Optional.of(removed.message());
        } else if (event instanceof InboundEvent.Reacted reacted) {
            message = Optional.of(reacted.message());
        } else if (event instanceof InboundEvent.Unreacted unreacted) {
            message = Optional.of(unreacted.message());
        }
        return message.<InboundEvent>map(id -> new InboundEvent.Touched(event.eventId(), id, Optional.empty()))
                .orElse(event);
    }

    @Override
    public void ignored(String reason) {
        sink.ignored(reason);
    }

    @Override
    public void rejected(String reason) {
        sink.rejected(reason);
    }
}

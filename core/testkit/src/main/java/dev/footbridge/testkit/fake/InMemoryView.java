package dev.footbridge.testkit.fake;

import dev.footbridge.core.id.UserId;
import dev.footbridge.core.message.InboundEvent;
import dev.footbridge.core.message.InboundVisitor;
import dev.footbridge.core.message.Message;

/** What happened, as one connector sees it: its own doing is marked as own. */
final class InMemoryView implements InboundVisitor<InboundEvent> {

    private final UserId self;

    InMemoryView(UserId self) {
        this.self = self;
    }

    Message of(Message message) {
        return Message.builder(message.id(), message.author(), message.createdAt())
                .own(message.author().id().equals(self))
                .body(message.body())
                .attachments(message.attachments())
                .replyTo(message.replyTo())
                .editedAt(message.editedAt())
                .version(message.version())
                .reactions(message.reactions())
                .idempotencyKey(message.idempotencyKey())
                .build();
    }

    @Override
    public InboundEvent posted(InboundEvent.Posted event) {
        return new InboundEvent.Posted(event.eventId(), of(event.message()));
    }

    @Override
    public InboundEvent edited(InboundEvent.Edited event) {
        return new InboundEvent.Edited(event.eventId(), of(event.message()));
    }

    @Override
    public InboundEvent touched(InboundEvent.Touched event) {
        return event;
    }

    @Override
    public InboundEvent removed(InboundEvent.Removed event) {
        return event;
    }

    @Override
    public InboundEvent reacted(InboundEvent.Reacted event) {
        boolean own = event.user().equals(self);
        return new InboundEvent.Reacted(event.eventId(), event.message(), event.user(), event.emoji(), own);
    }

    @Override
    public InboundEvent unreacted(InboundEvent.Unreacted event) {
        boolean own = event.user().equals(self);
        return new InboundEvent.Unreacted(event.eventId(), event.message(), event.user(), event.emoji(), own);
    }

    @Override
    public InboundEvent memberJoined(InboundEvent.MemberJoined event) {
        return event;
    }

    @Override
    public InboundEvent memberLeft(InboundEvent.MemberLeft event) {
        return event;
    }

    @Override
    public InboundEvent channelChanged(InboundEvent.ChannelChanged event) {
        return event;
    }

    @Override
    public InboundEvent gap(InboundEvent.Gap event) {
        return event;
    }
}

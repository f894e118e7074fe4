package dev.footbridge.core.message;

/** One method per kind of {@link InboundEvent}. */
public interface InboundVisitor<R> {

    R posted(InboundEvent.Posted event);

    R edited(InboundEvent.Edited event);

    R touched(InboundEvent.Touched event);

    R removed(InboundEvent.Removed event);

    R reacted(InboundEvent.Reacted event);

    R unreacted(InboundEvent.Unreacted event);

    R memberJoined(InboundEvent.MemberJoined event);

    R memberLeft(InboundEvent.MemberLeft event);

    R channelChanged(InboundEvent.ChannelChanged event);

    R gap(InboundEvent.Gap event);
}

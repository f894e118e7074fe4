package dev.footbridge.miro;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.ConnectorException.Kind;
import dev.footbridge.core.connector.InboundRefusedException;
import dev.footbridge.core.connector.InboundSink;
import dev.footbridge.core.id.ChannelId;
import dev.footbridge.core.message.InboundEvent;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Lists one frame and tells what is new in it. */
final class MiroFramePolls {

    /** Items that one look asks for by themselves, to be sure that they are gone. */
    private static final int MOST_DOUBTS = 20;

    private final MiroListing listing;
    private final MiroIds ids;
    private final MiroEvents events;
    private final MiroPlacement placement;
    private final Clock clock;

    /** @param settled whether everything that was found has been told */
    record Result(int events, boolean settled) {}

    MiroFramePolls(MiroListing listing, MiroIds ids, MiroEvents events, MiroPlacement placement, Clock clock) {
        this.listing = listing;
        this.ids = ids;
        this.events = events;
        this.placement = placement;
        this.clock = clock;
    }

    Result poll(ChannelId channel, MiroBoard.Frame frame, InboundSink sink, MiroListing.Toll toll)
            throws ConnectorException, InterruptedException {
        MiroIds.Place place = ids.place(channel);
        Optional<MiroListing.Listing> read = read(place, frame, toll);
        if (read.isEmpty()) {
            return gone(channel, frame, sink);
        }
        frame.gone = false;
        MiroListing.Listing listed = read.get();
        frame.pages = listed.pages();
        placement.learn(channel, listed.items());
        if (!frame.listed) {
            return baseline(channel, frame, listed, sink);
        }
        Set<String> keep = notGone(place, frame, listed, toll);
        MiroEvents.Difference difference = events.difference(channel, frame.snapshot, listed.items(), keep);
        for (int i = 0; i < difference.moved(); i++) {
            sink.ignored("moved");
        }
        if (!difference.events().isEmpty() && !accepted(sink, difference.events())) {
            return new Result(0, false);
        }
        frame.snapshot = difference.next();
        return new Result(difference.events().size(), keep.isEmpty() || listed.complete());
    }

    /** The items; empty when the frame is gone. An empty listing of a frame that had items is looked at twice. */
    private Optional<MiroListing.Listing> read(MiroIds.Place place, MiroBoard.Frame frame, MiroListing.Toll toll)
            throws ConnectorException, InterruptedException {
        try {
            MiroListing.Listing listed = listing.all(place, toll);
            if (listed.items().isEmpty()
                    && (frame.gone || !frame.listed || !frame.snapshot.items().isEmpty())) {
                toll.pay(MiroLevel.LEVEL_1);
                listing.frame(place);
            }
            return Optional.of(listed);
        } catch (ConnectorException e) {
            if (e.kind() == Kind.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** A frame that was deleted takes no message along: people may have kept its notes. Told once. */
    Result gone(ChannelId channel, MiroBoard.Frame frame, InboundSink sink) {
        if (frame.gone) {
            return new Result(0, true);
        }
        String id = "gone:" + channel.value() + ":" + clock.millis();
        boolean told = accepted(sink, List.of(new InboundEvent.ChannelChanged(id, channel, Optional.empty())));
        frame.gone = told;
        return new Result(told ? 1 : 0, told);
    }

    /** What was there before the first look is not news; what a host missed, its own records tell. */
    private Result baseline(ChannelId channel, MiroBoard.Frame frame, MiroListing.Listing listed, InboundSink sink) {
        String id = "baseline:" + channel.value() + ":" + clock.millis();
        if (!accepted(sink, List.of(new InboundEvent.Gap(id, channel, Optional.empty())))) {
            return new Result(0, false);
        }
        frame.snapshot = events.snapshot(channel, listed.items());
        frame.listed = true;
        return new Result(0, true);
    }

    /**
     * Missing items that may be there all the same: between two pages an item may slip through, so each is asked for by
     * itself as far as that is affordable; the rest waits for the next look.
     */
    private Set<String> notGone(
            MiroIds.Place place, MiroBoard.Frame frame, MiroListing.Listing listed, MiroListing.Toll toll)
            throws ConnectorException, InterruptedException {
        Set<String> keep = new HashSet<>();
        if (listed.pages() == 1 && listed.complete()) {
            return keep;
        }
        int asked = 0;
        for (String item : MiroEvents.missing(frame.snapshot, listed.items())) {
            if (!listed.complete() || asked >= MOST_DOUBTS) {
                keep.add(item);
            } else {
                asked++;
                toll.pay(MiroLevel.LEVEL_1);
                if (isThere(place, item)) {
                    keep.add(item);
                }
            }
        }
        return keep;
    }

    private boolean isThere(MiroIds.Place place, String item) throws ConnectorException, InterruptedException {
        try {
            JsonNode read = listing.item(place, item);
            return MiroMessages.isIn(place, read);
        } catch (ConnectorException e) {
            if (e.kind() == Kind.NOT_FOUND) {
                return false;
            }
            throw e;
        }
    }

    private static boolean accepted(InboundSink sink, List<InboundEvent> found) {
        try {
            sink.accept(found);
            return true;
        } catch (InboundRefusedException e) {
            // Not remembered, so that the next look finds it again.
            return false;
        }
    }
}

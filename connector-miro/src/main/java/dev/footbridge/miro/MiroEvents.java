package dev.footbridge.miro;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footbridge.core.id.ChannelId;
import dev.footbridge.core.id.MessageId;
import dev.footbridge.core.message.InboundEvent;
import dev.footbridge.core.message.Message;
import dev.footbridge.http.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What happened in a frame between two listings. An item whose {@code modifiedAt} moved while it says the same was
 * dragged, coloured or resized: that is no edit. Total: what cannot be read is no message.
 */
final class MiroEvents {

    private final MiroMessages messages;

    /** An item as it was seen last. {@code digest} stands for what it said; heap only. */
    record Seen(MessageId id, String modifiedAt, String digest, int edition) {}

    /** Items by their id. Immutable. */
    record Snapshot(Map<String, Seen> items) {
        Snapshot {
            items = Map.copyOf(items);
        }
    }

    /** What to tell, and the snapshot to keep once it was told. {@code moved} items say the same as before. */
    record Difference(List<InboundEvent> events, Snapshot next, int moved) {}

    MiroEvents(MiroMessages messages) {
        this.messages = messages;
    }

    /** The messages of a listing. */
    Snapshot snapshot(ChannelId channel, List<JsonNode> items) {
        return difference(channel, new Snapshot(Map.of()), items, Set.of()).next();
    }

    /** Items that were there and are missing now. */
    static List<String> missing(Snapshot before, List<JsonNode> items) {
        Map<String, Seen> left = new HashMap<>(before.items());
        items.forEach(item -> Json.text(item, "id").ifPresent(left::remove));
        return left.keySet().stream().sorted().toList();
    }

    /** @param keep items that are missing in the listing and yet not gone */
    Difference difference(ChannelId channel, Snapshot before, List<JsonNode> items, Set<String> keep) {
        Comparison comparison = new Comparison(before);
        for (JsonNode item : items) {
            String id = Json.text(item, "id").orElse("");
            messages.read(channel, item).ifPresent(message -> comparison.listed(id, message));
        }
        return comparison.end(keep);
    }

    /** One listing held against the last one. */
    private static final class Comparison {

        private final Snapshot before;
        private final Map<String, Seen> next = new HashMap<>();
        private final List<Told> told = new ArrayList<>();
        private int moved;

        Comparison(Snapshot before) {
            this.before = before;
        }

        void listed(String id, Message message) {
            Seen old = before.items().get(id);
            String digest = digest(message);
            if (old == null) {
                if (next.put(id, new Seen(message.id(), message.version(), digest, 0)) == null) {
                    told.add(new Told(message, new InboundEvent.Posted(eventId("p", message, 0), message)));
                }
                return;
            }
            boolean changed = !old.digest().equals(digest);
            boolean sameTime = old.modifiedAt().equals(message.version());
            int edition = changed && sameTime ? old.edition() + 1 : 0;
            if (next.put(id, new Seen(message.id(), message.version(), digest, edition)) != null) {
                return;
            }
            if (changed) {
                told.add(new Told(message, new InboundEvent.Edited(eventId("e", message, edition), message)));
            } else if (!sameTime) {
                moved++;
            }
        }

        Difference end(Set<String> keep) {
            List<InboundEvent> events = new ArrayList<>();
            // A note comes before the cards that answer it.
            told.stream()
                    .sorted(Comparator.comparing((Told one) -> one.message().createdAt())
                            .thenComparing(one -> one.message().replyTo().isPresent()))
                    .forEach(one -> events.add(one.event()));
            before.items().entrySet().stream()
                    .filter(entry -> !next.containsKey(entry.getKey()))
                    .sorted(Map.Entry.comparingByKey())
                    .forEach(entry -> {
                        if (keep.contains(entry.getKey())) {
                            next.put(entry.getKey(), entry.getValue());
                        } else {
                            events.add(removed(entry.getValue()));
                        }
                    });
            return new Difference(events, new Snapshot(next), moved);
        }
    }

    private record Told(Message message, InboundEvent event) {}

    private static InboundEvent removed(Seen gone) {
        return new InboundEvent.Removed("r:" + where(gone.id()) + ":" + gone.modifiedAt(), gone.id());
    }

    /** The same in every process that sees the same change. */
    private static String eventId(String kind, Message message, int edition) {
        String id = kind + ":" + where(message.id()) + ":" + message.version();
        return edition == 0 ? id : id + "+" + edition;
    }

    private static String where(MessageId id) {
        return id.channel().value() + "/" + id.value();
    }

    /** Stands for what a message says, so that the text itself need not be kept. */
    private static String digest(Message message) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            sha.update(message.body().toString().getBytes(StandardCharsets.UTF_8));
            message.attachments().forEach(file -> sha.update(file.name().getBytes(StandardCharsets.UTF_8)));
            return HexFormat.of().formatHex(sha.digest(), 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}

package dev.footbridge.gchat;

import dev.footbridge.core.connector.BoundedMap;
import dev.footbridge.core.id.ChannelId;
import dev.footbridge.core.id.MessageId;
import java.util.Map;

/**
 * Which thread a message is in, and which message is the first of a thread. Google's ids tell both ({@code T.M}, first
 * {@code T.T}); what is seen to be otherwise is remembered. Bounded; safe for concurrent use.
 */
final class GchatThreads {

    private static final int MOST = 10_000;

    private record Place(ChannelId channel, String id) {}

    private final Map<Place, MessageId> roots = new BoundedMap<>(MOST);
    private final Map<MessageId, String> threads = new BoundedMap<>(MOST);

    /** Takes note of a message's thread where its id does not tell it. */
    synchronized void learn(MessageId message, String thread, boolean reply) {
        if (!byId(message).equals(thread)) {
            threads.put(message, thread);
        }
        if (!reply && !message.value().equals(thread + "." + thread)) {
            roots.put(new Place(message.channel(), thread), message);
        }
    }

    /** The thread that a message is in. */
    synchronized String thread(MessageId message) {
        return threads.getOrDefault(message, byId(message));
    }

    /** The first message of a thread. */
    synchronized MessageId root(ChannelId channel, String thread) {
        MessageId byId = new MessageId(channel, thread + "." + thread);
        return roots.getOrDefault(new Place(channel, thread), byId);
    }

    /** The first message of the thread that a message is in. */
    MessageId rootOf(MessageId message) {
        return root(message.channel(), thread(message));
    }

    private static String byId(MessageId message) {
        int dot = message.value().indexOf('.');
        return dot > 0 ? message.value().substring(0, dot) : message.value();
    }

    /** Whether an id is that of a reply, as far as ids tell. */
    static boolean isReply(MessageId message, String thread) {
        return message.value().startsWith(thread + ".") && !message.value().equals(thread + "." + thread);
    }
}

package dev.footbridge.slack.emulator;

import java.util.List;
import java.util.function.IntFunction;

/**
 * Messages to be posted by a person as fast as the app answers, or at a rate.
 *
 * @param channels names or ids; message {@code i} goes to channel {@code i % channels.size()}
 * @param user name or id of the author
 * @param outstanding requests not yet answered at the same time
 * @param inOrder per channel the next message waits for the answer to the one before, so at most one request per channel is
 *     outstanding; without it, events of one channel may reach the app in another order than their timestamps
 * @param perSecond 0 for as fast as possible
 * @param text of message {@code i}, as typed
 */
public record LoadPlan(
        List<String> channels,
        String user,
        int messages,
        int outstanding,
        boolean inOrder,
        double perSecond,
        IntFunction<String> text) {
    public LoadPlan {
        channels = List.copyOf(channels);
        if (channels.isEmpty() || outstanding < 1 || messages < 0) {
            throw new IllegalArgumentException("a load needs a channel and at least one outstanding request");
        }
    }

    /** As fast as possible, in order. */
    public static LoadPlan flood(List<String> channels, String user, int messages, int outstanding) {
        return new LoadPlan(channels, user, messages, outstanding, true, 0, i -> "message " + i);
    }
}

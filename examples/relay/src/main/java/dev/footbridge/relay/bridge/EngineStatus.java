package dev.footbridge.relay.bridge;

import dev.footbridge.core.id.ChannelId;
import java.util.List;
import java.util.Map;

/**
 * How the engine is doing. Events are counted since the start of the process:
 * {@code received = duplicates + ignored + delivered + dead + parked + pending}.
 *
 * @param ready whether events are taken and operations can be done
 * @param problems what an operator should look at, one sentence each
 * @param ignored by reason
 * @param delivered events whose every operation is done
 * @param dead events of which an operation was given up, by reason
 * @param parked events that wait for another event
 * @param pending events with operations under way
 * @param backlog operations waiting, per target channel
 * @param repairs the last comparison with the history, per source channel
 */
public record EngineStatus(
        boolean ready,
        List<String> problems,
        long received,
        long duplicates,
        Map<String, Long> ignored,
        long delivered,
        Map<String, Long> dead,
        long parked,
        long pending,
        Map<ChannelId, Long> backlog,
        Map<ChannelId, Repair> repairs) {

    public EngineStatus {
        problems = List.copyOf(problems);
        ignored = Map.copyOf(ignored);
        dead = Map.copyOf(dead);
        backlog = Map.copyOf(backlog);
        repairs = Map.copyOf(repairs);
    }

    /**
     * A comparison of a channel's history with the ledger.
     *
     * @param seen messages in the history
     * @param applied of them known or brought in now
     * @param missing of them that could not be brought in
     */
    public record Repair(int seen, int applied, int missing) {}
}

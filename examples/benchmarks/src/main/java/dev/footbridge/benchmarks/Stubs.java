package dev.footbridge.benchmarks;

import java.time.Clock;

/** Both platforms of a benchmark, with all that is known of what people write there and of what arrives. */
final class Stubs implements AutoCloseable {

    private final Runs runs = new Runs();
    private final Unknown unknown = new Unknown();
    private final SharedFiles shared;
    private final SlackMessages slackMessages;
    private final GraphMessages graphMessages;
    private final SlackFiles slackFiles;
    private final GraphFiles graphFiles;
    private final SlackStub slack;
    private final GraphStub graph;

    /** @param seed of what is in files */
    Stubs(int channels, Clock clock, long seed) {
        shared = new SharedFiles(seed);
        slackMessages = new SlackMessages(channels, clock, shared);
        graphMessages = new GraphMessages(channels, shared, clock);
        slackFiles = new SlackFiles(shared);
        graphFiles = new GraphFiles(shared);
        slack = new SlackStub(slackMessages, slackFiles, runs, unknown);
        graph = new GraphStub(runs, graphMessages, graphFiles, unknown);
    }

    Runs runs() {
        return runs;
    }

    Unknown unknown() {
        return unknown;
    }

    SharedFiles shared() {
        return shared;
    }

    SlackMessages slackMessages() {
        return slackMessages;
    }

    GraphMessages graphMessages() {
        return graphMessages;
    }

    SlackFiles slackFiles() {
        return slackFiles;
    }

    GraphFiles graphFiles() {
        return graphFiles;
    }

    SlackStub slack() {
        return slack;
    }

    GraphStub graph() {
        return graph;
    }

    @Override
    public void close() {
        slack.close();
        graph.close();
    }
}

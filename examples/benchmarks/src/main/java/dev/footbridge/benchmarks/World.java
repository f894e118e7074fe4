package dev.footbridge.benchmarks;

import java.util.Locale;

/** The accounts and places of the benchmark: a Slack workspace and a Teams tenant that exist only here. */
final class World {

    static final String SLACK_TEAM = "T0BENCH0001";
    static final String SLACK_APP = "A0BENCH0001";
    static final String SLACK_BOT_USER = "U0BENCHBOT1";
    static final String SLACK_BOT = "B0BENCHBOT1";
    static final String SLACK_TOKEN = "xoxb-benchmark";
    static final String SIGNING_SECRET = "8f742231b10e8888abcd99yyyzzz85a5";

    static final String TENANT = "2432b57b-0abd-43db-aa7b-16eadd115d34";
    static final String CLIENT = "0f9c3a52-7d0e-4a5b-9a35-6f0f4cfe7d11";
    static final String CLIENT_SECRET = "benchmark-secret";
    static final String REFRESH_TOKEN = "benchmark-refresh";
    static final String CLIENT_STATE = "benchmark-client-state";
    static final String GRAPH_USER = "8ea0e38b-efb3-4757-924a-5f94061cf8c2";
    static final String TEAM = "fbe2bf47-16c8-47cf-b4a5-4b9b187c508b";

    /** How many people write; the relay asks once for each of their names. */
    private static final int PEOPLE = 16;

    private World() {}

    static String slackChannel(int channel) {
        return String.format(Locale.ROOT, "C0BENCH%04d", channel);
    }

    static String slackUser(int number) {
        return String.format(Locale.ROOT, "U0BENCH%04d", number % PEOPLE);
    }

    static String teamsUser(int number) {
        return String.format(Locale.ROOT, "c1b7d2a0-0000-4000-8000-%012d", number % PEOPLE);
    }

    static String teamsChannel(int channel) {
        return String.format(Locale.ROOT, "19:bench%027d@thread.tacv2", channel);
    }

    /** The channel that a path or resource of Graph names, or -1. */
    static int teamsChannelIn(String path) {
        String plain = path.replace("%3A", ":").replace("%40", "@");
        int from = plain.indexOf("19:bench");
        int to = plain.indexOf("@thread", Math.max(0, from));
        return from < 0 || to < 0 ? -1 : Integer.parseInt(plain.substring(from + "19:bench".length(), to));
    }
}

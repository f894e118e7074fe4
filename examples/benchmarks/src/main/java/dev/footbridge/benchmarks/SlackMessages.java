package dev.footbridge.benchmarks;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * The messages that people wrote in the benchmark's Slack: what an event carries and what the history shows. As the
 * desktop client writes them, with a {@code rich_text} block beside the text.
 */
final class SlackMessages {

    private final Clock clock;
    private final SharedFiles files;
    private final List<NavigableMap<String, Integer>> sent = new ArrayList<>();

    SlackMessages(int channels, Clock clock) {
        this(channels, clock, new SharedFiles(0));
    }

    /** @param files that some of the messages share */
    SlackMessages(int channels, Clock clock, SharedFiles files) {
        this.clock = clock;
        this.files = files;
        for (int i = 0; i < channels; i++) {
            sent.add(new ConcurrentSkipListMap<>());
        }
    }

    int channels() {
        return sent.size();
    }

    Clock clock() {
        return clock;
    }

    /** Writes a message; from now on the history has it. */
    String write(int number) {
        String ts = String.format(Locale.ROOT, "%d.%06d", clock.instant().getEpochSecond(), number % 1_000_000);
        sent.get(number % channels()).put(ts, number);
        return ts;
    }

    /** The members of a message's object, without braces and without the channel. */
    String members(int number, String ts) {
        return files.find(number)
                .map(file ->
                        head(number, ts) + ",\"subtype\":\"file_share\",\"text\":\"\",\"upload\":false,\"files\":[{"
                                + SlackFiles.members(file) + "}]")
                .orElseGet(() -> head(number, ts) + words(Runs.marker(number)));
    }

    private static String head(int number, String ts) {
        return "\"user\":\"" + World.slackUser(number)
                + "\",\"type\":\"message\",\"ts\":\"" + ts
                + "\",\"client_msg_id\":\"3fd13273-5a6a-4b5c-bd6f-1" + Runs.marker(number) + "\",\"team\":\""
                + World.SLACK_TEAM + "\"";
    }

    private static String words(String marker) {
        return ",\"text\":\"Build " + marker
                + " is *green*, the release notes are in the usual place and the roll-out can start at noon.\""
                + ",\"blocks\":[{\"type\":\"rich_text\",\"block_id\":\"FMAzp\",\"elements\":[{\"type\":"
                + "\"rich_text_section\",\"elements\":[{\"type\":\"text\",\"text\":\"Build " + marker
                + " is \"},{\"type\":\"text\",\"text\":\"green\",\"style\":{\"bold\":true}},{\"type\":\"text\",\"text\":"
                + "\", the release notes are in the usual place and the roll-out can start at noon.\"}]}]}]";
    }

    /** A page of {@code conversations.history}: newest first, between two times, at most so many; a cursor is a time too. */
    String history(int channel, String oldest, String latest, boolean inclusive, String cursor, int limit) {
        String from = oldest.isEmpty() ? "0" : oldest;
        String to = !cursor.isEmpty() ? cursor : latest.isEmpty() ? "9" : latest;
        NavigableMap<String, Integer> range = sent.get(channel)
                .subMap(from, inclusive, to, inclusive && cursor.isEmpty())
                .descendingMap();
        StringBuilder page = new StringBuilder("{\"ok\":true,\"messages\":[");
        String last = "";
        int n = 0;
        for (var entry : range.entrySet()) {
            if (n == limit) {
                break;
            }
            page.append(n++ == 0 ? "{" : ",{")
                    .append(members(entry.getValue(), entry.getKey()))
                    .append('}');
            last = entry.getKey();
        }
        boolean more = n == limit && !range.tailMap(last, false).isEmpty();
        page.append("],\"has_more\":").append(more);
        return page.append(",\"response_metadata\":{\"next_cursor\":\"")
                .append(more ? last : "")
                .append("\"}}")
                .toString();
    }

    /** {@code conversations.replies} of a message that has none: the message alone. */
    String thread(int channel, String ts) {
        Integer number = sent.get(channel).get(ts);
        return number == null
                ? "{\"ok\":false,\"error\":\"thread_not_found\"}"
                : "{\"ok\":true,\"messages\":[{" + members(number, ts) + "}],\"has_more\":false}";
    }
}

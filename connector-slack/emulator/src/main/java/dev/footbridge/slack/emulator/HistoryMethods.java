package dev.footbridge.slack.emulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.regex.Pattern;

/** conversations.history (newest first) and conversations.replies (first message, then oldest first). */
final class HistoryMethods {
    static final Pattern STAMP = Pattern.compile("\\d{1,12}\\.\\d{1,6}");
    private static final Pattern TIME = Pattern.compile("\\d{1,12}(\\.\\d{1,6})?");
    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_LIMIT = 999;
    private static final String CURSOR_PREFIX = "next_ts:";

    private final Access access;
    private volatile boolean closestToOldest;

    HistoryMethods(Access access) {
        this.access = access;
    }

    /**
     * With {@code oldest} and no {@code latest}, older editions of the vendor's page return the messages closest to
     * {@code oldest}; today's says the most recent come first, which is the default here.
     */
    void closestToOldest(boolean on) {
        closestToOldest = on;
    }

    void register(WebApi api) {
        api.register("conversations.history", this::history);
        api.register("conversations.replies", this::replies);
    }

    /** The asked-for stretch of time. Without {@code inclusive} the ends themselves are left out. */
    private record Range(String oldest, String latest, boolean inclusive, boolean openEnd) {
        static Range of(Arguments arguments) throws SlackError {
            Optional<String> oldest = arguments.text("oldest").filter(value -> !value.equals("0"));
            Optional<String> latest = arguments.text("latest").filter(value -> !value.equals("now"));
            if (oldest.isPresent() && !TIME.matcher(oldest.get()).matches()) {
                throw new SlackError("invalid_ts_oldest");
            }
            if (latest.isPresent() && !TIME.matcher(latest.get()).matches()) {
                throw new SlackError("invalid_ts_latest");
            }
            return new Range(
                    pad(oldest.orElse("0")),
                    pad(latest.orElse("999999999999")),
                    arguments.flag("inclusive"),
                    oldest.isPresent() && latest.isEmpty());
        }

        /** Compares as text in the store: as many digits as stamps of our century have. */
        private static String pad(String time) {
            int dot = time.indexOf('.');
            String seconds = dot < 0 ? time : time.substring(0, dot);
            String fraction = dot < 0 ? "" : time.substring(dot + 1);
            String padded = seconds.length() >= 10 ? seconds : "0".repeat(10 - seconds.length()) + seconds;
            return padded + '.' + fraction + "0".repeat(6 - fraction.length());
        }

        Collection<SlackMessage> of(NavigableMap<String, SlackMessage> messages) {
            if (oldest.compareTo(latest) > 0) {
                return List.of();
            }
            return messages.subMap(oldest, inclusive, latest, inclusive).values();
        }

        Collection<SlackMessage> newestFirst(NavigableMap<String, SlackMessage> messages) {
            if (oldest.compareTo(latest) > 0) {
                return List.of();
            }
            return messages.subMap(oldest, inclusive, latest, inclusive)
                    .descendingMap()
                    .values();
        }
    }

    private ObjectNode history(Call call) throws SlackError {
        SlackChannel channel = access.readable(call, "history");
        member(call, channel);
        Arguments arguments = call.arguments();
        Range range = Range.of(arguments);
        boolean forward = closestToOldest && range.openEnd();
        Page page = new Page(arguments, forward);
        for (SlackMessage message : forward ? range.of(channel.messages()) : range.newestFirst(channel.messages())) {
            boolean inChannel = !message.reply() || message.subtype().equals("thread_broadcast");
            if (inChannel && page.full(message)) {
                break;
            }
        }
        return page.answer(forward)
                .put("pin_count", 0)
                .put("channel_actions_count", 0)
                .putNull("channel_actions_ts");
    }

    private ObjectNode replies(Call call) throws SlackError {
        SlackChannel channel = access.readable(call, "history");
        member(call, channel);
        Arguments arguments = call.arguments();
        String ts = arguments.required("ts", "thread_not_found");
        SlackMessage asked = channel.find(ts).orElseThrow(() -> new SlackError("thread_not_found"));
        Range range = Range.of(arguments);
        Page page = new Page(arguments, true);
        Collection<SlackMessage> between = range.of(channel.messages());
        if (!between.contains(asked)) {
            // The first message of the thread heads the first page whatever the range says.
            page.full(asked);
        }
        for (SlackMessage message : between) {
            boolean inThread =
                    message == asked || (message.reply() && message.threadTs().equals(ts));
            if (inThread && page.full(message)) {
                break;
            }
        }
        return page.answer(false);
    }

    private static void member(Call call, SlackChannel channel) throws SlackError {
        boolean publicToPeople = channel.kind == SlackChannel.Kind.PUBLIC && !call.bot();
        if (!publicToPeople && !channel.members.contains(call.caller().id())) {
            throw new SlackError("not_in_channel");
        }
    }

    /** Collects one page, and one message more to know whether there is another. */
    private static final class Page {
        private final int limit;
        private final boolean withMetadata;
        private final boolean ascending;
        private final Optional<String> from;
        private final List<SlackMessage> found = new ArrayList<>();

        private Page(Arguments arguments, boolean ascending) throws SlackError {
            this.limit = arguments.number("limit", DEFAULT_LIMIT, 1, MAX_LIMIT, "invalid_limit");
            this.withMetadata = arguments.flag("include_all_metadata");
            this.ascending = ascending;
            this.from = cursor(arguments);
        }

        boolean full(SlackMessage message) {
            int order = from.map(start -> message.ts().compareTo(start)).orElse(0);
            boolean before = ascending ? order < 0 : order > 0;
            if (!before) {
                found.add(message);
            }
            return found.size() > limit;
        }

        ObjectNode answer(boolean reversed) {
            boolean more = found.size() > limit;
            List<SlackMessage> shown = new ArrayList<>(found.subList(0, Math.min(limit, found.size())));
            if (reversed) {
                Collections.reverse(shown);
            }
            ObjectNode answer = Nodes.object();
            ArrayNode messages = answer.putArray("messages");
            shown.forEach(message -> messages.add(message.inHistory(withMetadata)));
            answer.put("has_more", more);
            if (more) {
                String next = CURSOR_PREFIX + found.get(limit).ts();
                answer.putObject("response_metadata").put("next_cursor", Cursors.encode(next));
            }
            return answer;
        }
    }

    private static Optional<String> cursor(Arguments arguments) throws SlackError {
        Optional<String> cursor = arguments.text("cursor");
        if (cursor.isEmpty()) {
            return Optional.empty();
        }
        String plain = Cursors.decode(cursor.get());
        String ts = plain.startsWith(CURSOR_PREFIX) ? plain.substring(CURSOR_PREFIX.length()) : "";
        if (!STAMP.matcher(ts).matches()) {
            throw new SlackError("invalid_cursor");
        }
        return Optional.of(ts);
    }
}

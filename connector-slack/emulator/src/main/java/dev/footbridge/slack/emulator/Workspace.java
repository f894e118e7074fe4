package dev.footbridge.slack.emulator;

import dev.footbridge.testkit.emulator.Ticks;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** People, conversations and messages of one workspace. Every method must be called with this object's monitor held. */
final class Workspace {
    static final String SLACKBOT = "USLACKBOT";

    final String teamId;
    final String name;
    final String domain;
    final SlackApp app;
    private final Clock clock;
    private final Ticks ticks;
    private final Map<String, SlackUser> users = new LinkedHashMap<>();
    private final Map<String, SlackChannel> channels = new LinkedHashMap<>();
    private int lastId;
    private String filesUrl = "";

    Workspace(String teamId, String name, SlackApp app, Clock clock) {
        this.teamId = teamId;
        this.name = name;
        this.domain = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        this.app = app;
        this.clock = clock;
        this.ticks = Ticks.micros(clock);
    }

    /** A new message id: seconds and six digits, unique in the workspace. */
    String nextTs() {
        return format(ticks.next());
    }

    static String format(long micros) {
        StringBuilder text = new StringBuilder(17).append(micros / 1_000_000).append('.');
        String fraction = Long.toString(micros % 1_000_000);
        text.append("000000", 0, 6 - fraction.length());
        return text.append(fraction).toString();
    }

    /** Where files are, without a slash at the end. */
    String filesUrl() {
        return filesUrl;
    }

    void filesUrl(URI url) {
        filesUrl = url.toString();
    }

    long seconds() {
        return clock.millis() / 1000;
    }

    /** Ids look like the vendor's: a letter and ten upper-case characters. */
    String nextId(String letter) {
        String number = Integer.toString(++lastId, 36).toUpperCase(Locale.ROOT);
        return letter + "07FB" + "000000".substring(number.length()) + number;
    }

    SlackUser addUser(String id, String handle, String fullName, String email, String team, boolean bot) {
        SlackUser user = new SlackUser(id, handle, fullName, email, team, bot, seconds());
        users.put(id, user);
        return user;
    }

    SlackChannel addChannel(String channelName, SlackChannel.Kind kind, String creator, Collection<String> members) {
        String letter = kind == SlackChannel.Kind.IM ? "D" : "C";
        SlackChannel channel = new SlackChannel(nextId(letter), channelName, kind, creator, seconds());
        channel.members.addAll(members);
        channels.put(channel.id, channel);
        return channel;
    }

    Collection<SlackUser> users() {
        return users.values();
    }

    Collection<SlackChannel> channels() {
        return channels.values();
    }

    Optional<SlackUser> user(String id) {
        return Optional.ofNullable(users.get(id));
    }

    /** By id or by handle without at sign. */
    Optional<SlackUser> userByIdOrHandle(String key) {
        Optional<SlackUser> byId = user(key);
        return byId.isPresent()
                ? byId
                : users.values().stream()
                        .filter(one -> one.handle().equalsIgnoreCase(key))
                        .findFirst();
    }

    Optional<SlackChannel> channel(String id) {
        return Optional.ofNullable(channels.get(id));
    }

    /** By id or by name without number sign. */
    Optional<SlackChannel> channelByIdOrName(String key) {
        Optional<SlackChannel> byId = channel(key);
        return byId.isPresent()
                ? byId
                : channels.values().stream()
                        .filter(one -> one.name().equalsIgnoreCase(key))
                        .findFirst();
    }

    /** The direct conversation of exactly these people, if it exists. */
    Optional<SlackChannel> direct(Set<String> people) {
        return channels.values().stream()
                .filter(one -> one.kind == SlackChannel.Kind.IM || one.kind == SlackChannel.Kind.MPIM)
                .filter(one -> one.members.equals(people))
                .findFirst();
    }

    SlackChannel openDirect(Set<String> people, String creator) {
        Optional<SlackChannel> found = direct(people);
        if (found.isPresent()) {
            return found.get();
        }
        if (people.size() <= 2) {
            return addChannel("", SlackChannel.Kind.IM, creator, people);
        }
        List<String> handles = new ArrayList<>();
        for (String person : new TreeSet<>(people)) {
            handles.add(user(person).map(SlackUser::handle).orElse(person));
        }
        return addChannel("mpdm-" + String.join("--", handles) + "-1", SlackChannel.Kind.MPIM, creator, people);
    }
}

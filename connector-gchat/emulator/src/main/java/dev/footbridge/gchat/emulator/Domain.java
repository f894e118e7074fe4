package dev.footbridge.gchat.emulator;

import dev.footbridge.testkit.emulator.Ticks;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One organisation with its people, its spaces and one Chat app. Its lock guards everything in it. */
final class Domain {
    /**
     * Who the organisation and the app's project are.
     *
     * @param domain of mail addresses
     */
    record Identity(String customerId, String domain, String projectId, String projectNumber) {}

    private final Identity identity;
    private final ChatUser app;
    private final Ids ids;
    private final Clock clock;
    private final Map<String, String> customEmoji;
    private final Ticks ticks;
    private final Map<String, ChatUser> users = new LinkedHashMap<>();
    private final Map<String, ChatSpace> spaces = new LinkedHashMap<>();

    Domain(Identity identity, String appName, Map<String, String> customEmoji, Ids ids, Clock clock) {
        this.identity = identity;
        this.ids = ids;
        this.clock = clock;
        this.customEmoji = Map.copyOf(customEmoji);
        this.ticks = Ticks.micros(clock);
        String handle = appName.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        this.app = new ChatUser("116034390321", handle, appName, "", true, false);
        users.put(app.id(), app);
    }

    Identity identity() {
        return identity;
    }

    ChatUser app() {
        return app;
    }

    Ids ids() {
        return ids;
    }

    /** The time, not moved forward. */
    Instant clock() {
        return clock.instant();
    }

    /** A time later than any given before, in microseconds. */
    Instant now() {
        long micros = ticks.next();
        return Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000), Math.floorMod(micros, 1_000_000) * 1_000L);
    }

    ChatUser addUser(String handle, String displayName, boolean external) {
        String email = handle + '@' + (external ? "elsewhere.example" : identity.domain());
        ChatUser user = new ChatUser(ids.user(), handle, displayName, email, false, external);
        users.put(user.id(), user);
        return user;
    }

    Collection<ChatUser> users() {
        return users.values();
    }

    /** By id, resource name, mail address or handle. */
    Optional<ChatUser> user(String key) {
        String bare = key.startsWith("users/") ? key.substring(6) : key;
        if (bare.equals("app")) {
            return Optional.of(app);
        }
        ChatUser byId = users.get(bare);
        if (byId != null) {
            return Optional.of(byId);
        }
        return users.values().stream()
                .filter(user ->
                        user.handle().equalsIgnoreCase(bare) || user.email().equalsIgnoreCase(bare) && !bare.isEmpty())
                .findFirst();
    }

    ChatSpace addSpace(ChatSpace.Kind kind, String displayName, List<ChatUser> members) {
        ChatSpace space = new ChatSpace(ids.space(), kind, displayName, now());
        boolean first = true;
        for (ChatUser user : members) {
            boolean manager = first && !user.bot() && kind == ChatSpace.Kind.SPACE;
            first = first && user.bot();
            space.members().put(user.id(), new Member(user, manager ? Member.MANAGER : Member.MEMBER, now()));
        }
        spaces.put(space.id(), space);
        return space;
    }

    Collection<ChatSpace> spaces() {
        return spaces.values();
    }

    Optional<ChatSpace> spaceById(String id) {
        return Optional.ofNullable(spaces.get(id));
    }

    /** By id, resource name or display name. */
    Optional<ChatSpace> space(String key) {
        String bare = key.startsWith("spaces/") ? key.substring(7) : key;
        ChatSpace byId = spaces.get(bare);
        if (byId != null) {
            return Optional.of(byId);
        }
        return spaces.values().stream()
                .filter(space -> !bare.isEmpty() && space.displayName().equals(bare))
                .findFirst();
    }

    Map<String, String> customEmoji() {
        return customEmoji;
    }

    /** @param byEmail whether mail addresses name users, too, as they do for callers who are users */
    Mentions mentions(boolean byEmail) {
        return new Mentions() {
            @Override
            public Optional<Run> user(String key, Set<Run.Mark> marks) {
                if (key.equals("all")) {
                    return Optional.of(new Run(Run.Kind.USER, "@all", "all", marks));
                }
                Optional<ChatUser> found = Optional.ofNullable(users.get(key));
                if (found.isEmpty() && (key.equals("app") || byEmail && key.contains("@"))) {
                    found = Domain.this.user(key);
                }
                return found.map(user -> new Run(Run.Kind.USER, '@' + user.displayName(), user.id(), marks));
            }

            @Override
            public Optional<Run> emoji(String key, Set<Run.Mark> marks) {
                for (Map.Entry<String, String> emoji : customEmoji.entrySet()) {
                    String name = ':' + emoji.getKey() + ':';
                    if (key.equals(emoji.getValue()) || key.equals(name)) {
                        return Optional.of(new Run(Run.Kind.EMOJI, name, emoji.getValue(), marks));
                    }
                }
                return Optional.empty();
            }
        };
    }
}

package dev.footbridge.relay.config;

import dev.footbridge.core.document.Emoji;
import dev.footbridge.relay.bridge.BridgePolicy;
import dev.footbridge.relay.bridge.BridgePolicy.Edits;
import dev.footbridge.relay.bridge.BridgePolicy.Reactions;
import dev.footbridge.relay.bridge.EmojiRow;
import dev.footbridge.relay.config.RelayConfig.PersonEntry;
import dev.footbridge.relay.documents.DocumentPolicy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads what a bridge carries beside messages, and who is who. */
final class PolicyReader {

    static final List<String> POLICY_KEYS =
            List.of("reactions", "edits", "removals", "mentions", "previews", "files", "documents", "emoji");
    static final List<String> MENTION_KEYS = List.of("broadcast");
    static final String ANY = "any";

    /** Most rows of a table. */
    static final int MAX_ROWS = 1_000;

    /** Most people. */
    static final int MAX_PEOPLE = 20_000;

    /** Where a person's own account is. */
    static final String HOME = "home";

    private static final Pattern CUSTOM = Pattern.compile(":([^:\\s]{1,100}):");

    private final Set<String> connectors;

    PolicyReader(Set<String> connectors) {
        this.connectors = connectors;
    }

    BridgePolicy policy(Map<String, ConfigNode> members) {
        BridgePolicy defaults = BridgePolicy.everything();
        @Nullable ConfigNode mentions = members.get("mentions");
        Map<String, ConfigNode> mention = mentions == null ? Map.of() : mentions.members(MENTION_KEYS);
        return defaults.withReactions(choice(members.get("reactions"), Reactions.class, defaults.reactions()))
                .withEdits(choice(members.get("edits"), Edits.class, defaults.edits()))
                .withRemovals(isOn(members.get("removals"), defaults.removals()))
                .withBroadcast(is(mention.get("broadcast"), "allow", "text", defaults.broadcast()))
                .withPreviews(isOn(members.get("previews"), defaults.previews()))
                .withFiles(FilesReader.rules(members.get("files")))
                .withDocuments(choice(members.get("documents"), DocumentPolicy.class, defaults.documents()))
                .withEmoji(emoji(members.get("emoji")));
    }

    private static <E extends Enum<E>> E choice(@Nullable ConfigNode node, Class<E> type, E fallback) {
        if (node == null) {
            return fallback;
        }
        Map<String, E> known = new LinkedHashMap<>();
        for (E value : type.getEnumConstants()) {
            known.put(value.name().toLowerCase(Locale.ROOT), value);
        }
        Optional<String> written = node.scalar();
        @Nullable E value = written.map(known::get).orElse(null);
        if (value == null && written.isPresent()) {
            node.complain("must be one of " + String.join(", ", known.keySet()));
        }
        return value == null ? fallback : value;
    }

    static boolean isOn(@Nullable ConfigNode node, boolean fallback) {
        return is(node, "on", "off", fallback);
    }

    private static boolean is(@Nullable ConfigNode node, String yes, String no, boolean fallback) {
        Optional<String> written = node == null ? Optional.empty() : node.scalar();
        if (node != null
                && written.isPresent()
                && !written.get().equals(yes)
                && !written.get().equals(no)) {
            node.complain("must be " + yes + " or " + no);
        }
        return written.map(yes::equals).orElse(fallback);
    }

    private List<EmojiRow> emoji(@Nullable ConfigNode node) {
        List<EmojiRow> rows = new ArrayList<>();
        if (node == null) {
            return rows;
        }
        Set<String> seen = new HashSet<>();
        for (ConfigNode element : bounded(node, MAX_ROWS)) {
            Map<String, Emoji> forms = new HashMap<>();
            element.members().forEach((name, member) -> {
                Optional<Emoji> emoji = member.scalar().flatMap(written -> emoji(member, name, written));
                if (!name.equals(ANY) && !connectors.contains(name)) {
                    member.complain("is not a connector of this file" + Nearest.hint(name, connectors));
                } else if (emoji.isPresent() && !seen.add(name + " " + emoji.get()) && !name.equals(ANY)) {
                    member.complain("is in another row already");
                }
                emoji.ifPresent(known -> forms.put(name, known));
            });
            if (forms.size() < 2) {
                element.complain("names an emoji on at least two connectors, or on one and " + ANY);
            } else {
                Optional<Emoji> anywhere = Optional.ofNullable(forms.remove(ANY));
                rows.add(new EmojiRow(forms, anywhere));
            }
        }
        return rows;
    }

    private static Optional<Emoji> emoji(ConfigNode node, String connector, String written) {
        boolean custom = CUSTOM.matcher(written).matches();
        boolean unicode = written.length() <= Emoji.MAX_LENGTH
                && written.codePoints().anyMatch(c -> c > 0xFF)
                && written.codePoints().noneMatch(c -> Character.isWhitespace(c) || c == ':');
        if (custom && !connector.equals(ANY)) {
            return Optional.of(Emoji.custom(written.substring(1, written.length() - 1)));
        }
        if (unicode) {
            return Optional.of(Emoji.unicode(written));
        }
        node.complain(connector.equals(ANY) ? "must be a Unicode emoji" : "must be :name: or a Unicode emoji");
        return Optional.empty();
    }

    List<PersonEntry> people(@Nullable ConfigNode node) {
        List<PersonEntry> people = new ArrayList<>();
        if (node == null) {
            return people;
        }
        Set<String> seen = new HashSet<>();
        List<String> allowed =
                Stream.concat(connectors.stream(), Stream.of(HOME)).toList();
        for (ConfigNode element : bounded(node, MAX_PEOPLE)) {
            Map<String, ConfigNode> members = new LinkedHashMap<>(element.members(allowed));
            @Nullable ConfigNode home = members.remove(HOME);
            Map<String, String> accounts = new LinkedHashMap<>();
            members.forEach((name, member) -> member.scalar()
                    .filter(account -> !account.isBlank())
                    .ifPresentOrElse(
                            account -> {
                                if (!seen.add(name + " " + account)) {
                                    member.complain("belongs to another person already");
                                }
                                accounts.put(name, account);
                            },
                            () -> member.complain("must be the user's id as its platform writes it")));
            if (accounts.size() < 2) {
                element.complain("names the accounts of one person on at least two connectors");
            }
            people.add(new PersonEntry(accounts, home(home, accounts.keySet())));
        }
        return people;
    }

    private static Optional<String> home(@Nullable ConfigNode node, Set<String> connectors) {
        Optional<String> home = node == null ? Optional.empty() : node.scalar();
        if (node != null && home.isPresent() && !connectors.contains(home.get())) {
            node.complain("must be the connector of one of the accounts beside it");
        }
        return home;
    }

    private static List<ConfigNode> bounded(ConfigNode node, int most) {
        List<ConfigNode> elements = node.elements();
        if (elements.size() > most) {
            node.complain("has more than " + most + " entries");
            return List.of();
        }
        return elements;
    }
}

package dev.footbridge.relay.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.core.connector.Connector;
import dev.footbridge.core.document.Document;
import dev.footbridge.core.document.Element;
import dev.footbridge.core.document.Emoji;
import dev.footbridge.core.id.MessageId;
import dev.footbridge.core.message.Message;
import dev.footbridge.relay.bridge.BridgePolicy.Reactions;
import dev.footbridge.testkit.fake.InMemoryFault;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Five platforms that can do different things: one everything, one has no reactions and tells by hints only, one no
 * edits, one tells nothing and is looked at, one lets a message be edited twice and takes short messages. Whatever people
 * do, every message is on each of the others once, as it stands, as far as that one can.
 */
class MeshTest {

    private static final String FULL = "full";
    private static final String NO_REACTIONS = "numb";
    private static final String NO_EDITS = "stone";
    private static final String POLLED = "polled";
    private static final String FEW_EDITS = "brittle";
    private static final List<String> ALL = List.of(FULL, NO_REACTIONS, NO_EDITS, POLLED, FEW_EDITS);
    private static final List<Emoji> EMOJI = List.of(Emoji.unicode("👍"), Emoji.unicode("🎉"));
    private static final int SHORT = 60;

    @TempDir
    Path directory;

    private Rig rig;

    @AfterEach
    void stop() {
        rig.assertCountsAddUp();
        assertThat(rig.observed.dead).isEmpty();
        rig.close();
    }

    /** One bridge over all, or a ring of bridges between neighbours. */
    private void start(int size, boolean ring, BridgePolicy policy) throws Exception {
        List<String> names = ALL.subList(0, size);
        rig = new Rig(directory.resolve("data"), Clock.systemUTC(), names.toArray(String[]::new));
        List<BridgeSpec> bridges = new ArrayList<>();
        if (ring) {
            for (int i = 0; i < size; i++) {
                String from = names.get(i);
                bridges.add(new BridgeSpec(
                        "bridge" + i,
                        rig.spec("b", from, names.get((i + 1) % size)).endpoints(),
                        policy));
            }
        } else {
            bridges.add(new BridgeSpec(
                    "all", rig.spec("b", names.toArray(String[]::new)).endpoints(), policy));
        }
        rig.bridges(bridges.toArray(BridgeSpec[]::new));
        Map<String, Connector> connectors = new LinkedHashMap<>();
        for (String name : names) {
            connectors.put(name, connector(name));
        }
        rig.connectors(connectors).silent(POLLED).hinting(NO_REACTIONS).start().settle();
    }

    private Connector connector(String name) {
        Modest modest = new Modest(rig.connector(name));
        return switch (name) {
            case NO_REACTIONS -> modest.without(Element.REACTION);
            case NO_EDITS -> modest.without(Element.EDIT);
            case POLLED -> modest.withStream(new Polling(rig.platform(name), rig.channel(name)));
            case FEW_EDITS -> modest.withEdits(2).withLength(SHORT);
            default -> modest;
        };
    }

    /** What people wrote somewhere, and what of it must be seen elsewhere. */
    private static final class Said {
        private final String home;
        private final String word;
        private final MessageId id;
        private final Optional<Said> root;
        private int version;
        private boolean gone;

        private Said(String home, String word, MessageId id, Optional<Said> root) {
            this.home = home;
            this.word = word;
            this.id = id;
            this.root = root;
        }

        private String text() {
            return word + "v" + version;
        }
    }

    private final List<Said> said = new ArrayList<>();

    private Said say(String home, Optional<Said> root) {
        String word = "<" + said.size() + ">";
        MessageId id = root.isPresent()
                ? rig.platform(home)
                        .reply(
                                rig.ann(home),
                                onPlatform(root.get(), home).orElseThrow().id(),
                                Document.text(word + "v0"))
                : rig.platform(home).post(rig.ann(home), rig.channel(home), word + "v0");
        Said next = new Said(home, word, id, root);
        said.add(next);
        return next;
    }

    private void edit(Said message) {
        message.version++;
        rig.platform(message.home).edit(rig.ann(message.home), message.id, Document.text(message.text()));
    }

    private Optional<Message> onPlatform(Said message, String name) {
        return rig.messages(name).stream()
                .filter(there -> there.body().plainText().startsWith(message.word))
                .findFirst();
    }

    @ParameterizedTest
    @CsvSource({"2, true", "3, true", "4, true", "5, true", "5, false"})
    void aMessageFromAnywhereIsOnAllOthersOnceWithAllThatFollows(int size, boolean ring) throws Exception {
        start(size, ring, BridgePolicy.everything().withReactions(Reactions.REPLY));
        for (String home : ALL.subList(0, size)) {
            say(home, Optional.empty());
        }
        awaitAll();
        for (String home : ALL.subList(0, size)) {
            for (Said root : List.copyOf(said.subList(0, size))) {
                say(home, Optional.of(root));
            }
        }
        said.subList(0, size).forEach(this::edit);
        for (String home : ALL.subList(0, size)) {
            Said root = said.get(0);
            rig.platform(home)
                    .react(rig.bob(home), onPlatform(root, home).orElseThrow().id(), EMOJI.get(0));
        }
        awaitAll();
        said.subList(0, size).forEach(this::edit);
        rig.restart();
        Said last = said.get(said.size() - 1);
        last.gone = true;
        rig.platform(last.home).remove(rig.ann(last.home), last.id);
        awaitAll();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void whateverPeopleDoAndWhateverBreaksItEndsTheSameEverywhere(long seed) throws Exception {
        start(5, seed % 2 == 0, BridgePolicy.everything().withReactions(Reactions.REPLY));
        Random random = new Random(seed);
        for (int step = 0; step < 60; step++) {
            act(random);
            if (random.nextInt(4) == 0) {
                rig.platform(pick(ALL, random)).add(fault(random));
            }
            if (step % 25 == 24) {
                rig.restart();
            }
        }
        try {
            awaitAll();
        } catch (AssertionError e) {
            throw new AssertionError("seed " + seed, e);
        }
    }

    private void act(Random random) {
        List<Said> there = said.stream().filter(message -> !message.gone).toList();
        int what = random.nextInt(10);
        if (there.isEmpty() || what < 4) {
            say(pick(ALL, random), Optional.empty());
            return;
        }
        Said message = pick(there, random);
        if (what == 4 && message.root.isEmpty()) {
            say(message.home, Optional.of(message));
        } else if (what <= 6) {
            edit(message);
        } else if (what == 7 && message.root.isPresent()) {
            message.gone = true;
            rig.platform(message.home).remove(rig.ann(message.home), message.id);
        } else {
            Emoji emoji = pick(EMOJI, random);
            if (random.nextInt(3) == 0) {
                rig.platform(message.home).unreact(rig.bob(message.home), message.id, emoji);
            } else {
                rig.platform(message.home).react(rig.bob(message.home), message.id, emoji);
            }
        }
    }

    private static InMemoryFault fault(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> InMemoryFault.lostAnswer();
            case 1 -> InMemoryFault.lostRequest();
            case 2 -> InMemoryFault.unavailable();
            default -> InMemoryFault.throttled(Duration.ofMillis(30));
        };
    }

    private static <T> T pick(List<T> from, Random random) {
        return from.get(random.nextInt(from.size()));
    }

    private void awaitAll() {
        org.awaitility.Awaitility.await()
                .atMost(Duration.ofSeconds(40))
                .pollInterval(Duration.ofMillis(50))
                .untilAsserted(() -> {
                    rig.engine.runDue();
                    rig.engine
                            .status()
                            .backlog()
                            .values()
                            .forEach(waiting -> assertThat(waiting).isZero());
                    for (String name : names()) {
                        assertShows(name);
                    }
                });
        rig.settle();
        names().forEach(this::assertShows);
    }

    private List<String> names() {
        return ALL.stream().filter(name -> rig.hasPlatform(name)).toList();
    }

    private void assertShows(String name) {
        List<Message> messages = rig.messages(name);
        for (Said message : said) {
            List<Message> shown = messages.stream()
                    .filter(there -> there.body().plainText().startsWith(message.word))
                    .toList();
            assertThat(shown).as("%s on %s", message.word, name).hasSize(message.gone ? 0 : 1);
            List<String> corrections = messages.stream()
                    .map(there -> there.body().plainText())
                    .filter(text -> text.startsWith("edited: " + message.word))
                    .toList();
            if (message.gone) {
                assertThat(corrections).isEmpty();
                continue;
            }
            String text = corrections.isEmpty()
                    ? shown.get(0).body().plainText()
                    : corrections.get(corrections.size() - 1).substring("edited: ".length());
            assertThat(text).as("%s on %s", message.word, name).isEqualTo(message.text());
            boolean edits =
                    name.equals(message.home) || !Set.of(NO_EDITS, FEW_EDITS).contains(name);
            assertThat(edits && !corrections.isEmpty()).isFalse();
            message.root.ifPresent(root -> assertThat(shown.get(0).replyTo())
                    .as("%s on %s", message.word, name)
                    .isEqualTo(onPlatform(root, name).map(Message::id)));
            assertThat(emoji(shown.get(0), name))
                    .as("%s on %s", message.word, name)
                    .isEqualTo(wanted(message, name));
        }
        long expected = said.stream().filter(message -> !message.gone).count();
        assertThat(messages.stream()
                        .filter(there -> there.body().plainText().startsWith("<"))
                        .count())
                .isEqualTo(expected);
    }

    /** What a person sees of others' reactions; where there are none, as replies. */
    private Set<String> emoji(Message shown, String name) {
        Set<String> emoji = new TreeSet<>();
        if (name.equals(NO_REACTIONS)) {
            MessageId thread = shown.replyTo().orElse(shown.id());
            String notices = rig.messages(name).stream()
                    .filter(there -> there.replyTo().equals(Optional.of(thread)))
                    .map(there -> there.body().plainText())
                    .filter(text -> EMOJI.stream().anyMatch(one -> text.startsWith(one.value())))
                    .reduce("", (a, b) -> a + b);
            EMOJI.stream().map(Emoji::value).filter(notices::contains).forEach(emoji::add);
            return emoji;
        }
        shown.reactions().stream()
                .filter(reaction -> !reaction.user().value().startsWith("bob-"))
                .forEach(reaction -> emoji.add(reaction.emoji().value()));
        return emoji;
    }

    private Set<String> wanted(Said message, String name) {
        Set<String> wanted = new TreeSet<>();
        List<Said> together = name.equals(NO_REACTIONS) ? thread(message) : List.of(message);
        for (Said one : together) {
            for (String other : names()) {
                if (!other.equals(name)) {
                    onPlatform(one, other)
                            .ifPresent(there -> there.reactions().stream()
                                    .filter(reaction -> reaction.user().value().startsWith("bob-"))
                                    .forEach(reaction ->
                                            wanted.add(reaction.emoji().value())));
                }
            }
        }
        return wanted;
    }

    /** A reply about a reaction stands in the thread, whichever of its messages it is about. */
    private List<Said> thread(Said message) {
        Said root = message.root.orElse(message);
        return said.stream()
                .filter(other -> !other.gone && (other == root || other.root.equals(Optional.of(root))))
                .toList();
    }

    @Test
    void aLongMessageIsCutByEachTargetsOwnMeasureAndFollowsItsEdits() throws Exception {
        start(5, false, BridgePolicy.everything());
        String longText = "0123456789 ".repeat(40).strip();
        String longest = "abcdefghi ".repeat(900).strip();
        MessageId id = rig.platform(FULL).post(rig.ann(FULL), rig.channel(FULL), longText);
        rig.settle();
        assertThat(rig.texts(POLLED)).containsExactly(longText);
        assertThat(rig.texts(FEW_EDITS)).hasSizeGreaterThan(7).allMatch(text -> text.length() <= SHORT);
        assertThat(together(FEW_EDITS)).isEqualTo(longText.replace(" ", ""));

        rig.platform(FULL).edit(rig.ann(FULL), id, Document.text(longest));
        rig.settle();
        assertThat(rig.texts(POLLED)).hasSizeGreaterThan(2);
        assertThat(together(POLLED)).isEqualTo(longest.replace(" ", ""));
        assertThat(together(FEW_EDITS)).isEqualTo(longest.replace(" ", ""));
        assertThat(rig.texts(NO_EDITS).get(0)).isEqualTo(longText);

        rig.platform(FULL).edit(rig.ann(FULL), id, Document.text("short"));
        rig.settle();
        assertThat(rig.texts(POLLED)).containsExactly("short");
        assertThat(rig.texts(FEW_EDITS)).containsExactly("short");

        rig.platform(FULL).edit(rig.ann(FULL), id, Document.text(longText));
        rig.settle();
        assertThat(rig.texts(POLLED)).containsExactly(longText);
        List<String> there = rig.texts(FEW_EDITS);
        assertThat(there.get(0)).as("it was edited twice already").isEqualTo("short");
        assertThat(String.join("", there.subList(1, there.size())).replace(" ", ""))
                .isEqualTo("edited:" + longText.replace(" ", ""));
        rig.platform(FULL).remove(rig.ann(FULL), id);
        rig.settle();
        for (String name : ALL) {
            assertThat(rig.texts(name)).isEmpty();
        }
    }

    @Test
    void aReactionUnderAnyPartOfASplitMessageCounts() throws Exception {
        start(5, false, BridgePolicy.everything());
        Emoji emoji = EMOJI.get(0);
        rig.platform(FULL).post(rig.ann(FULL), rig.channel(FULL), "abcdefghi ".repeat(1_000));
        rig.settle();
        List<Message> parts = rig.messages(NO_REACTIONS);
        assertThat(parts).hasSizeGreaterThan(2);
        rig.platform(NO_REACTIONS).react(rig.bob(NO_REACTIONS), parts.get(1).id(), emoji);
        rig.platform(NO_REACTIONS).react(rig.ann(NO_REACTIONS), parts.get(0).id(), EMOJI.get(1));
        rig.settle();
        assertThat(rig.messages(FULL).get(0).reactions()).hasSize(2);
        rig.restart().settle();
        assertThat(rig.messages(FULL).get(0).reactions()).hasSize(2);
        rig.platform(NO_REACTIONS).unreact(rig.bob(NO_REACTIONS), parts.get(1).id(), emoji);
        rig.settle();
        assertThat(rig.messages(FULL).get(0).reactions()).hasSize(1);
    }

    private String together(String name) {
        return String.join("", rig.texts(name)).replace(" ", "");
    }

    @Test
    void everyCopyIsInItsAuthorsName() throws Exception {
        start(5, false, BridgePolicy.everything());
        ALL.forEach(home -> say(home, Optional.empty()));
        awaitAll();
        for (String name : ALL) {
            for (Said message : said) {
                String author = onPlatform(message, name).orElseThrow().author().displayName();
                assertThat(author)
                        .isEqualTo(
                                message.home.equals(name)
                                        ? "ann-" + name
                                        : "ann-" + message.home + " (" + message.home + ")");
            }
        }
    }
}

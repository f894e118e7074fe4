package dev.footbridge.sandbox;

import dev.footbridge.relay.RelayException;
import dev.footbridge.testkit.emulator.ClientMessage;
import dev.footbridge.testkit.emulator.ClientUser;
import dev.footbridge.testkit.emulator.HumanClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/** The seeded conversation: people write on both sides, and each line says whether the other side followed. */
final class Script {

    /** How long a change may take before it counts as missing. */
    static final Duration PATIENCE = Duration.ofSeconds(15);

    private static final int SCREEN = 500;
    private static final int LONG_MESSAGE = 9_000;

    /**
     * One line of the table.
     *
     * @param millis from the keystroke on one side to the change on the other side's screen
     * @param losses what did not cross whole, by the relay's own account
     */
    record Row(String what, String from, String to, boolean crossed, long millis, Map<String, Long> losses) {}

    private final Sandbox sandbox;
    private final LongSupplier nanoTime;
    private final Consumer<Row> printed;
    private final List<Row> rows = new ArrayList<>();
    private final Screens screens;

    Script(Sandbox sandbox, LongSupplier nanoTime, Consumer<Row> printed) {
        this.sandbox = sandbox;
        this.nanoTime = nanoTime;
        this.printed = printed;
        this.screens = new Screens(sandbox.platforms(), nanoTime);
    }

    /** Plays it and returns the lines. */
    List<Row> play() throws InterruptedException, RelayException {
        try (screens) {
            for (SandboxPlatform from : sandbox.platforms()) {
                for (SandboxPlatform to : sandbox.platforms()) {
                    if (from != to) {
                        new Talk(from, to).play();
                    }
                }
            }
            restart();
            return List.copyOf(rows);
        }
    }

    private void restart() throws InterruptedException, RelayException {
        Talk talk = new Talk(sandbox.platforms().get(0), sandbox.platforms().get(1));
        String before = talk.says("post", "Written before the restart", Optional.empty());
        String copy = talk.copyOf("Written before the restart");
        sandbox.restartRelay();
        talk.changes("edit after a restart", before, "Written before the restart, changed after it", copy);
        Talk back = new Talk(sandbox.platforms().get(1), sandbox.platforms().get(0));
        back.says("reply after a restart", "And it still lands in the thread", Optional.of(copy));
    }

    /** One direction of the conversation. */
    private final class Talk {
        private final SandboxPlatform from;
        private final SandboxPlatform to;
        private final HumanClient people;
        private final String speaker;

        Talk(SandboxPlatform from, SandboxPlatform to) {
            this.from = from;
            this.to = to;
            this.people = from.emulator().people();
            this.speaker = Pages.members(from).get(0).id();
        }

        void play() throws InterruptedException {
            String here = from.title();
            String first = says("post", "Good morning from " + here, Optional.empty());
            says("reply in a thread", "A reply from " + here, Optional.of(first));
            says("bold, italic, code", "*bold*, _italic_ and `code`, all from " + here, ", all from " + here);
            says("link", "Look: https://example.org/launch says " + here, "says " + here);
            says("emoji", "Ship it \uD83D\uDE80 from " + here, Optional.empty());
            says("mention", mention() + " have a look, asks " + here, "have a look, asks " + here);
            String copy = copyOf("Good morning from " + here);
            reacts(first, copy);
            changes("edit", first, "Good evening from " + here, copy);
            says("long message, split", longText(here), "The end of the story from " + here);
            deletes(first, copy);
        }

        private String mention() {
            List<ClientUser> members = Pages.members(from);
            return "@" + members.get(members.size() - 1).handle();
        }

        private String longText(String here) {
            StringBuilder text = new StringBuilder("A long story from " + here + ".");
            while (text.length() < LONG_MESSAGE) {
                text.append(" It goes on and on, sentence ")
                        .append(text.length())
                        .append('.');
            }
            return text.append(" The end of the story from ").append(here).toString();
        }

        String says(String what, String text, Optional<String> thread) throws InterruptedException {
            return says(what, text, thread, text);
        }

        private void says(String what, String text, String sought) throws InterruptedException {
            says(what, text, Optional.empty(), sought);
        }

        /** Writes, and waits for another copy with the words that markup and splitting leave alone. */
        private String says(String what, String text, Optional<String> thread, String sought)
                throws InterruptedException {
            int seen = count(sought);
            String[] id = new String[1];
            watch(what, () -> id[0] = people.post(speaker, from.channel(), text, thread), () -> count(sought) > seen);
            return id[0];
        }

        void changes(String what, String message, String text, String copy) throws InterruptedException {
            watch(
                    what,
                    () -> people.edit(speaker, from.channel(), message, text),
                    () -> shows(copy, shown -> shown.text().contains(text)));
        }

        private void reacts(String message, String copy) throws InterruptedException {
            String emoji = "\uD83C\uDF89";
            watch(
                    "reaction",
                    () -> people.react(speaker, from.channel(), message, emoji),
                    () -> shows(copy, shown -> shown.reactions().containsKey(emoji)));
            watch(
                    "reaction taken back",
                    () -> people.unreact(speaker, from.channel(), message, emoji),
                    () -> shows(copy, shown -> !shown.reactions().containsKey(emoji)));
        }

        private void deletes(String message, String copy) throws InterruptedException {
            watch(
                    "delete",
                    () -> people.delete(speaker, from.channel(), message),
                    () -> screen().stream().allMatch(shown -> !shown.id().equals(copy) || shown.deleted()));
        }

        String copyOf(String text) {
            return screen().stream()
                    .filter(shown -> to.isCopy(shown) && shown.text().contains(text))
                    .map(ClientMessage::id)
                    .findFirst()
                    .orElse("");
        }

        private int count(String text) {
            return (int) screen().stream()
                    .filter(shown -> to.isCopy(shown) && shown.text().contains(text))
                    .count();
        }

        private boolean shows(String id, Predicate<ClientMessage> wanted) {
            return screen().stream().anyMatch(shown -> shown.id().equals(id) && wanted.test(shown));
        }

        private List<ClientMessage> screen() {
            return to.emulator().people().messages(to.channel(), SCREEN);
        }

        private void watch(String what, Runnable verb, BooleanSupplier followed) throws InterruptedException {
            Map<String, Long> before = sandbox.relay().losses();
            long start = nanoTime.getAsLong();
            verb.run();
            boolean crossed = screens.await(PATIENCE, followed);
            long millis = Duration.ofNanos(nanoTime.getAsLong() - start).toMillis();
            Row row = new Row(what, from.title(), to.title(), crossed, millis, difference(before));
            rows.add(row);
            printed.accept(row);
        }

        private Map<String, Long> difference(Map<String, Long> before) {
            Map<String, Long> grown = new TreeMap<>();
            sandbox.relay().losses().forEach((loss, count) -> {
                long more = count - before.getOrDefault(loss, 0L);
                if (more > 0) {
                    grown.put(loss, more);
                }
            });
            return grown;
        }
    }
}

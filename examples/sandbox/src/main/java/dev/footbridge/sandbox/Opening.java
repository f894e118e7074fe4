package dev.footbridge.sandbox;

import dev.footbridge.testkit.emulator.ClientMessage;
import dev.footbridge.testkit.emulator.HumanClient;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/** The short conversation with which the page opens. Each line waits for the one before, as people do, so both screens agree. */
final class Opening {

    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final int SCREEN = 50;

    private final Side left;
    private final Side right;
    private final List<Side> others;
    private final Screens screens;

    private Opening(List<SandboxPlatform> platforms, Screens screens) {
        this.left = new Side(platforms.get(0));
        this.right = new Side(platforms.get(1));
        this.others = platforms.stream().skip(2).map(Side::new).toList();
        this.screens = screens;
    }

    /** Plays it. A line that does not cross in time is left behind: the page shows that well enough. */
    static void play(List<SandboxPlatform> platforms, LongSupplier nanoTime) throws InterruptedException {
        try (Screens screens = new Screens(platforms, nanoTime)) {
            new Opening(platforms, screens).play();
        }
    }

    private void play() throws InterruptedException {
        String checklist = left.says(0, "Morning! The *launch checklist* is up: https://fabrikam.example/launch");
        String checklistCopy = copied(right, "launch checklist");
        right.replies(0, checklistCopy, "Thank you, that was quick. Who owns the _rollback plan_?");
        copied(left, "rollback plan");
        left.replies(1, checklist, "I do: `deploy --undo` ran twice on staging, no surprises");
        copied(right, "no surprises");
        right.reacts(1, checklistCopy, "\uD83D\uDC4D");
        right.says(2, "The booth is booked for Thursday \uD83C\uDFAA Badges follow tomorrow.");
        left.reacts(2, copied(left, "booth is booked"), "\uD83C\uDF89");
        for (Side other : others) {
            String hello = "Hello from " + other.platform().title() + ", we read along";
            other.says(0, hello);
            copied(left, hello);
        }
        screens.await(PATIENCE, () -> left.reactedTo("launch checklist") && right.reactedTo("booth is booked"));
    }

    private String copied(Side side, String words) throws InterruptedException {
        screens.await(PATIENCE, () -> side.copy(words).isPresent());
        return side.copy(words).orElse("");
    }

    /** One platform, with the people in its channel by their number. */
    private record Side(SandboxPlatform platform) {

        private HumanClient people() {
            return platform.emulator().people();
        }

        private String person(int number) {
            return Pages.members(platform).get(number).id();
        }

        String says(int who, String text) {
            return people().post(person(who), platform.channel(), text);
        }

        void replies(int who, String message, String text) {
            if (!message.isEmpty()) {
                people().post(person(who), platform.channel(), text, Optional.of(message));
            }
        }

        void reacts(int who, String message, String emoji) {
            if (!message.isEmpty()) {
                people().react(person(who), platform.channel(), message, emoji);
            }
        }

        Optional<String> copy(String words) {
            return people().messages(platform.channel(), SCREEN).stream()
                    .filter(shown -> platform.isCopy(shown) && shown.text().contains(words))
                    .map(ClientMessage::id)
                    .findFirst();
        }

        boolean reactedTo(String words) {
            return people().messages(platform.channel(), SCREEN).stream()
                    .anyMatch(shown ->
                            shown.text().contains(words) && !shown.reactions().isEmpty());
        }
    }
}

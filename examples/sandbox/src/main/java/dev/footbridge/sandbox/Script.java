package dev.footbridge.sandbox;

import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.Features;
import dev.footbridge.core.document.Element;
import dev.footbridge.relay.RelayException;
import dev.footbridge.relay.bridge.EngineStatus;
import dev.footbridge.sandbox.Cell.Form;
import dev.footbridge.sandbox.Cell.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * The seeded conversation: on each platform somebody does everything that people do, and for each of the other platforms a
 * line says whether it followed. Then the relay starts anew, and they go on.
 */
final class Script {

    /** How long a change may take before it counts as missing. */
    static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final Duration PAUSE = Duration.ofMillis(20);

    private final Sandbox sandbox;
    private final LongSupplier nanoTime;
    private final Consumer<Cell> printed;
    private final List<Cell> cells = new ArrayList<>();
    private final List<String> seen = new ArrayList<>();
    private final Map<SandboxPlatform, Features> features = new HashMap<>();
    private final Screens screens;

    Script(Sandbox sandbox, LongSupplier nanoTime, Consumer<Cell> printed) {
        this.sandbox = sandbox;
        this.nanoTime = nanoTime;
        this.printed = printed;
        this.screens = new Screens(sandbox.platforms(), nanoTime);
    }

    /** Plays it and returns the lines. */
    List<Cell> play() throws InterruptedException, RelayException, ConnectorException {
        try (screens) {
            for (SandboxPlatform platform : sandbox.platforms()) {
                features.put(platform, platform.features());
            }
            for (SandboxPlatform from : sandbox.platforms()) {
                new Talk(this, from).play();
            }
            new TwoPartScene(this, sandbox).play();
            new DocumentScene(this, sandbox).play();
            LinkScene link = new LinkScene(this, sandbox);
            link.play();
            restart();
            link.opensAfterARestart();
            return List.copyOf(cells);
        }
    }

    /** What was seen that no table shows, in sentences; after {@link #play}. */
    List<String> seen() {
        return List.copyOf(seen);
    }

    private void restart() throws InterruptedException, RelayException {
        Map<SandboxPlatform, String> written = new HashMap<>();
        for (SandboxPlatform from : sandbox.platforms()) {
            Talk talk = new Talk(this, from);
            written.put(from, talk.says(Deed.POST, "post before a restart", before(from), Optional.empty()));
        }
        sandbox.restartRelay();
        for (SandboxPlatform from : sandbox.platforms()) {
            Talk talk = new Talk(this, from);
            talk.takeUp(before(from));
            String message = written.getOrDefault(from, "");
            talk.changes("edit after a restart", message, "Changed after the restart on " + from.title());
            talk.says(Deed.REPLY, "reply after a restart", "A late reply from " + from.title(), Optional.of(message));
        }
    }

    private static String before(SandboxPlatform from) {
        return "Written before the restart on " + from.title();
    }

    List<SandboxPlatform> othersThan(SandboxPlatform from) {
        return sandbox.platforms().stream().filter(side -> side != from).toList();
    }

    Features featuresOf(SandboxPlatform platform) {
        return features.getOrDefault(platform, new Features(Map.of(), Map.of(), 0));
    }

    /** What a platform's screen shows of a deed. */
    interface Look {
        Form on(SandboxPlatform to);
    }

    /** Does it, and waits until every screen shows it on which it should be seen. */
    void observe(Deed deed, String what, SandboxPlatform from, Runnable verb, Look look) throws InterruptedException {
        Features here = featuresOf(from);
        if (Cell.isImpossible(deed, here)) {
            String note = "People cannot do this on " + from.title() + ". " + Cell.notes(deed, here);
            othersThan(from).forEach(to -> add(what, from, to, Verdict.DECLARED, note, 0));
            return;
        }
        Map<SandboxPlatform, Long> seen = new HashMap<>();
        long start = nanoTime.getAsLong();
        verb.run();
        screens.await(PATIENCE, () -> {
            boolean everywhere = true;
            for (SandboxPlatform to : othersThan(from)) {
                if (!seen.containsKey(to) && look.on(to) != Form.NONE) {
                    seen.put(to, Duration.ofNanos(nanoTime.getAsLong() - start).toMillis());
                }
                everywhere &= seen.containsKey(to) || !isExpected(deed, to);
            }
            return everywhere;
        });
        settle();
        long waited = Duration.ofNanos(nanoTime.getAsLong() - start).toMillis();
        for (SandboxPlatform to : othersThan(from)) {
            Form form = look.on(to);
            Verdict verdict = deed == Deed.MENTION ? mention(form) : Cell.judge(deed, form, here, featuresOf(to));
            String note = verdict == Verdict.CROSSED ? "" : notes(deed, from, to);
            add(what, from, to, verdict, note, seen.getOrDefault(to, waited));
        }
    }

    private String notes(Deed deed, SandboxPlatform from, SandboxPlatform to) {
        if (deed == Deed.MENTION) {
            return "Shown as text: the account belongs to another platform.";
        }
        String there = Cell.notes(deed, featuresOf(to));
        return there.isEmpty() ? from.title() + ": " + Cell.notes(deed, featuresOf(from)) : to.title() + ": " + there;
    }

    /** A mention of somebody who has no account there is text, by contract, on every platform. */
    private static Verdict mention(Form form) {
        return form == Form.NONE ? Verdict.FAILED : Verdict.DEGRADED;
    }

    private boolean isExpected(Deed deed, SandboxPlatform to) {
        return deed.elements().stream().anyMatch(element -> !Cell.isGone(featuresOf(to), element));
    }

    private void add(String what, SandboxPlatform from, SandboxPlatform to, Verdict verdict, String note, long millis) {
        Cell cell = new Cell(what, from.title(), to.title(), verdict, note, millis);
        cells.add(cell);
        printed.accept(cell);
    }

    /** Adds a line only when something is wrong that no single line shows. */
    void complain(String what, SandboxPlatform from, SandboxPlatform to, String note) {
        add(what, from, to, Verdict.FAILED, note, 0);
    }

    /** Adds a line about something that is as it should be, or is not. */
    void judge(String what, SandboxPlatform from, SandboxPlatform to, boolean fine, String note) {
        add(what, from, to, fine ? Verdict.CROSSED : Verdict.FAILED, fine ? "" : note, 0);
    }

    /** Adds a sentence about what was seen. */
    void tell(String sentence) {
        seen.add(sentence);
    }

    /** Waits until something shows on any screen; whether it did in time. */
    boolean await(BooleanSupplier shown) throws InterruptedException {
        return screens.await(PATIENCE, shown);
    }

    /** Waits until the relay has nothing under way, so that what is not there by now does not come. */
    void settle() throws InterruptedException {
        long end = nanoTime.getAsLong() + PATIENCE.toNanos();
        while (isBusy() && nanoTime.getAsLong() < end) {
            screens.await(PAUSE, () -> false);
        }
    }

    private boolean isBusy() {
        EngineStatus status = sandbox.relay().status();
        return status.pending() + status.parked() > 0;
    }

    /** Whether both platforms keep an element whole. */
    boolean isKept(Element element, SandboxPlatform from, SandboxPlatform to) {
        return Cell.isWhole(featuresOf(from), element) && Cell.isWhole(featuresOf(to), element);
    }
}

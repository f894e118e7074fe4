package dev.footbridge.sandbox;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Links to shared documents stand everywhere as they were written, and their author is told who cannot open them. */
final class DocumentScene {

    private static final int SCREEN = 200;

    /** The first sentence of a notice; what comes behind it is advice. */
    private static final Pattern NOTICE = Pattern.compile("\\d+ (?:people|person) .*?a document you linked\\.");

    private final Script script;
    private final Sandbox sandbox;

    DocumentScene(Script script, Sandbox sandbox) {
        this.script = script;
        this.sandbox = sandbox;
    }

    void play() throws InterruptedException {
        for (SandboxPlatform from : sandbox.platforms()) {
            Optional<String> link = from.sharesDocument();
            if (link.isPresent()) {
                play(from, link.get());
            }
        }
    }

    private void play(SandboxPlatform from, String link) throws InterruptedException {
        Talk talk = new Talk(script, from);
        String message = talk.says(Deed.POST, "document link", link, Optional.empty());
        script.await(() -> notice(from, message).isPresent());
        talk.checkOnce();
        Optional<String> notice = notice(from, message);
        script.judge("document notice", from, from, notice.isPresent(), "the author was told nothing");
        notice.ifPresent(told -> script.tell("shared document: " + link
                + " stands unchanged on the others; its author on " + from.title() + " was told: " + told));
    }

    private static Optional<String> notice(SandboxPlatform from, String message) {
        return from.emulator().people().messages(from.channel(), SCREEN).stream()
                .filter(from::isCopy)
                .filter(shown -> shown.threadId().equals(Optional.of(message)))
                .map(shown -> NOTICE.matcher(shown.text()))
                .filter(Matcher::find)
                .map(Matcher::group)
                .findFirst();
    }
}

package dev.footbridge.sandbox;

import dev.footbridge.testkit.emulator.ClientFile;
import dev.footbridge.testkit.emulator.ClientMessage;
import dev.footbridge.testkit.emulator.ClientUser;
import dev.footbridge.testkit.emulator.FileContent;
import dev.footbridge.testkit.emulator.HumanClient;
import java.util.List;
import java.util.Optional;

/** One file that somebody posts on a platform, and what people see of it on another. */
final class FileCrossing {

    private static final int SCREEN = 50;
    private static final String EXTENSION = ".bin";

    /** As what the target shows a file. */
    enum Form {
        /** As a file of its own. */
        NATIVE,
        /** As a link that asks who is there. */
        LINK,
        /** As words that say that it stayed. */
        NOTICE,
        /** Not at all. */
        MISSING
    }

    private final FileWay way;
    private final String name;
    private final ClientFile file;
    private final boolean fits;
    private final int speaker;
    private long posted;
    private long seen;

    /**
     * @param name of the file but for its extension; nothing else in the target's channel begins with it
     * @param fits whether the target takes files of this size
     * @param speaker who posts it, of the source's people by number
     */
    FileCrossing(FileWay way, String name, FileContent content, boolean fits, int speaker) {
        this.way = way;
        this.name = name;
        this.file = new ClientFile(name + EXTENSION, "application/octet-stream", content);
        this.fits = fits;
        this.speaker = speaker;
    }

    FileWay way() {
        return way;
    }

    long size() {
        return file.content().size();
    }

    boolean fits() {
        return fits;
    }

    void post(long now) {
        List<ClientUser> members = Pages.members(way.from());
        String author = members.get(speaker % members.size()).id();
        posted = now;
        way.from().emulator().people().post(author, way.source().id(), "", Optional.empty(), List.of(file));
    }

    /** Whether it is on the target's screen; notes when it was first seen there. */
    boolean isSeen(long now) {
        if (seen == 0 && form() != Form.MISSING) {
            seen = now;
        }
        return seen != 0;
    }

    /** From the post until it was seen. */
    double seconds() {
        return (seen - posted) / 1e9;
    }

    Form form() {
        if (!copies().isEmpty()) {
            return Form.NATIVE;
        }
        return words().stream()
                .findFirst()
                .map(told -> told.html().contains("/f/") ? Form.LINK : Form.NOTICE)
                .orElse(Form.MISSING);
    }

    /** What is not as it should be; empty when all is well. Takes time: the source is hashed. */
    Optional<String> problem() {
        List<ClientFile> copies = copies();
        int shown = copies.size() + words().size();
        if (shown != 1) {
            return Optional.of(shown == 0 ? "missing" : shown + " times there");
        }
        if (fits == copies.isEmpty()) {
            return Optional.of(fits ? "no copy, and it would fit" : "a copy, and it does not fit");
        }
        boolean equal = copies.stream()
                .allMatch(copy -> copy.content().sha256().equals(file.content().sha256()));
        return equal ? Optional.empty() : Optional.of("differs");
    }

    /** What is said of it in place of a copy. */
    String note() {
        return words().stream()
                .map(told -> told.text().lines().reduce((first, last) -> last).orElse(""))
                .findFirst()
                .orElse("");
    }

    private List<ClientFile> copies() {
        return screen().stream()
                .flatMap(shown -> people().files(way.target().id(), shown.id()).stream())
                // A second one in the same folder may have been given another name.
                .filter(shown -> shown.name().startsWith(name))
                .toList();
    }

    private List<ClientMessage> words() {
        return screen().stream()
                .filter(shown -> shown.text().contains(name)
                        && people().files(way.target().id(), shown.id()).isEmpty())
                .toList();
    }

    private List<ClientMessage> screen() {
        return people().messages(way.target().id(), SCREEN).stream()
                .filter(shown -> way.to().isCopy(shown) && !shown.deleted())
                .toList();
    }

    private HumanClient people() {
        return way.to().emulator().people();
    }
}

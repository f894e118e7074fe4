package dev.footbridge.sandbox;

import dev.footbridge.core.document.Element;
import dev.footbridge.sandbox.Cell.Form;
import dev.footbridge.testkit.emulator.ClientFile;
import dev.footbridge.testkit.emulator.ClientMessage;
import dev.footbridge.testkit.emulator.ClientUser;
import dev.footbridge.testkit.emulator.HumanClient;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What one person does on one platform, and how it looks on the others. */
final class Talk {

    private static final int SCREEN = 500;
    private static final int LONG_MESSAGE = 9_000;
    private static final String EMOJI = "\uD83C\uDF89";
    private static final Map<Element, String> TAGS = Map.of(
            Element.BOLD, "<b>",
            Element.ITALIC, "<i>",
            Element.CODE, "<code>",
            // An address by itself: clients make a link of it, whether the message says so or not.
            Element.LINK, "https://example.org/launch",
            Element.BULLET_LIST, "<li>",
            Element.QUOTE, "<blockquote>");

    private final Script script;
    private final SandboxPlatform from;
    private final HumanClient people;
    private final ClientUser speaker;
    private final List<ClientUser> members;
    /** Per platform the copy of the message that is talked about. */
    private final Map<SandboxPlatform, String> copies = new HashMap<>();

    private final Map<SandboxPlatform, Form> reacted = new HashMap<>();
    private final List<String> said = new ArrayList<>();

    Talk(Script script, SandboxPlatform from) {
        this.script = script;
        this.from = from;
        this.people = from.emulator().people();
        this.members = Pages.members(from);
        this.speaker = members.get(0);
    }

    void play() throws InterruptedException {
        String here = from.title();
        String hello = "Good morning from " + here;
        String first = says(Deed.POST, Deed.POST.title(), hello, Optional.empty());
        script.observe(Deed.SENDER, Deed.SENDER.title(), from, () -> {}, this::sender);
        says(Deed.REPLY, Deed.REPLY.title(), "A reply from " + here, Optional.of(first));
        mentions("have a look, asks " + here);
        formats("all from " + here);
        reacts(first);
        String evening = "Good evening from " + here;
        changes(Deed.EDIT.title(), first, evening);
        said.add(evening);
        tellsALongStory("The end of the story from " + here);
        sends(Deed.FILE.title(), Pictures.wave(here));
        deletes(first);
        checkOnce();
    }

    /** Writes, and looks for one copy with the same words, in the same thread. */
    String says(Deed deed, String what, String words, Optional<String> thread) throws InterruptedException {
        String[] id = {""};
        script.observe(
                deed,
                what,
                from,
                () -> id[0] = people.post(speaker.id(), from.channel(), words, thread),
                to -> copyOf(to, words)
                        .map(copy -> thread.isPresent() && !isInThread(to, copy) ? Form.LESSER : Form.NATIVE)
                        .orElse(Form.NONE));
        if (thread.isEmpty()) {
            takeUp(words);
        }
        said.add(words);
        return id[0];
    }

    /** From now on it is about the message with these words. */
    void takeUp(String words) {
        for (SandboxPlatform to : script.othersThan(from)) {
            copyOf(to, words).ifPresent(copy -> copies.put(to, copy.id()));
        }
    }

    private boolean isInThread(SandboxPlatform to, ClientMessage copy) {
        return copy.threadId().equals(Optional.ofNullable(copies.get(to)));
    }

    private Form sender(SandboxPlatform to) {
        Optional<ClientMessage> copy = copy(to);
        if (copy.isEmpty()) {
            return Form.NONE;
        }
        if (copy.get().authorName().contains(speaker.displayName())) {
            return Form.NATIVE;
        }
        return copy.get().text().contains(speaker.displayName()) ? Form.LESSER : Form.NONE;
    }

    private void mentions(String words) throws InterruptedException {
        ClientUser named = members.get(1);
        String text = "@" + named.handle() + " " + words;
        script.observe(
                Deed.MENTION,
                Deed.MENTION.title(),
                from,
                () -> people.post(speaker.id(), from.channel(), text),
                to -> copyOf(to, words)
                        .filter(copy -> copy.text().contains(named.displayName())
                                || copy.text().contains(named.handle()))
                        .filter(copy -> rungBy(to, copy).isEmpty())
                        .map(copy -> Form.LESSER)
                        .orElse(Form.NONE));
        said.add(words);
    }

    private static Set<String> rungBy(SandboxPlatform to, ClientMessage copy) {
        return to.emulator().people().mentioned(to.channel(), copy.id());
    }

    /** A file without words, byte for byte and once. */
    void sends(String what, ClientFile file) throws InterruptedException {
        script.observe(
                Deed.FILE,
                what,
                from,
                () -> people.post(speaker.id(), from.channel(), "", Optional.empty(), List.of(file)),
                to -> copiesOf(file, to) > 0 ? Form.NATIVE : told(to));
        for (SandboxPlatform to : script.othersThan(from)) {
            if (copiesOf(file, to) > 1) {
                script.complain("once", from, to, copiesOf(file, to) + " copies of one file");
            }
        }
    }

    private static long copiesOf(ClientFile file, SandboxPlatform to) {
        return screen(to).stream()
                .filter(to::isCopy)
                .flatMap(shown -> to.emulator().people().files(to.channel(), shown.id()).stream())
                .filter(shown -> shown.content().sha256().equals(file.content().sha256()))
                .count();
    }

    /** Words that say that there is a file. */
    private Form told(SandboxPlatform to) {
        return copyOf(to, "file, see " + from.title()).isPresent() ? Form.LESSER : Form.NONE;
    }

    private void formats(String words) throws InterruptedException {
        String text =
                "*bold* and _slanted_ and `code` and https://example.org/launch " + words + "\n- one\n- two\n> quoted";
        script.observe(
                Deed.RICH_TEXT,
                Deed.RICH_TEXT.title(),
                from,
                () -> people.post(speaker.id(), from.channel(), text),
                to -> copyOf(to, words).map(copy -> formats(to, copy)).orElse(Form.NONE));
        said.add(words);
    }

    /** Nothing may be missing that both platforms keep. */
    private Form formats(SandboxPlatform to, ClientMessage copy) {
        List<Element> missing = Deed.RICH_TEXT.elements().stream()
                .filter(element -> !copy.html().contains(TAGS.getOrDefault(element, "")))
                .toList();
        if (missing.isEmpty()) {
            return Form.NATIVE;
        }
        return missing.stream().anyMatch(element -> script.isKept(element, from, to)) ? Form.NONE : Form.LESSER;
    }

    private void reacts(String message) throws InterruptedException {
        script.observe(
                Deed.REACT,
                Deed.REACT.title(),
                from,
                () -> people.react(speaker.id(), from.channel(), message, EMOJI),
                to -> {
                    reacted.put(to, reaction(to));
                    return reacted.getOrDefault(to, Form.NONE);
                });
        script.observe(
                Deed.UNREACT,
                Deed.UNREACT.title(),
                from,
                () -> people.unreact(speaker.id(), from.channel(), message, EMOJI),
                to -> reaction(to) == Form.NONE ? reacted.getOrDefault(to, Form.NONE) : Form.NONE);
    }

    /** As a reaction, or as a line that says so. */
    private Form reaction(SandboxPlatform to) {
        boolean there =
                copy(to).filter(copy -> copy.reactions().containsKey(EMOJI)).isPresent();
        if (there) {
            return Form.NATIVE;
        }
        return copyOf(to, EMOJI).isPresent() ? Form.LESSER : Form.NONE;
    }

    void changes(String what, String message, String words) throws InterruptedException {
        script.observe(Deed.EDIT, what, from, () -> people.edit(speaker.id(), from.channel(), message, words), to -> {
            if (copy(to).filter(copy -> copy.text().contains(words)).isPresent()) {
                return Form.NATIVE;
            }
            return copyOf(to, words).isPresent() ? Form.LESSER : Form.NONE;
        });
    }

    private void tellsALongStory(String end) throws InterruptedException {
        StringBuilder text = new StringBuilder("A long story from " + from.title() + ".");
        int sentences = 0;
        while (text.length() < Math.min(LONG_MESSAGE, from.longestTyped()) - 2 * end.length()) {
            sentences++;
            text.append(" It goes on and on, ")
                    .append(number(Integer.toString(sentences)))
                    .append('.');
        }
        text.append(' ').append(end);
        int told = sentences;
        script.observe(
                Deed.LONG_MESSAGE,
                Deed.LONG_MESSAGE.title(),
                from,
                () -> people.post(speaker.id(), from.channel(), text.toString()),
                to -> story(to, told));
    }

    /** Whole and in order, in one message or in several. */
    private Form story(SandboxPlatform to, int sentences) {
        Pattern sentence = Pattern.compile(number("(\\d+)"));
        List<ClientMessage> parts = screen(to).stream()
                .filter(shown ->
                        to.isCopy(shown) && sentence.matcher(shown.text()).find())
                .toList();
        List<Integer> told = sentence.matcher(
                        parts.stream().map(ClientMessage::text).collect(Collectors.joining(" ")))
                .results()
                .map(found -> Integer.valueOf(found.group(1)))
                .toList();
        if (!told.equals(IntStream.rangeClosed(1, sentences).boxed().toList())) {
            return Form.NONE;
        }
        return parts.size() == 1 ? Form.NATIVE : Form.LESSER;
    }

    /** One word, which no part ends in the middle of. */
    private String number(String digits) {
        return "sentence-" + digits + "-of-" + from.emulator().name();
    }

    private void deletes(String message) throws InterruptedException {
        script.observe(
                Deed.DELETE,
                Deed.DELETE.title(),
                from,
                () -> people.delete(speaker.id(), from.channel(), message),
                this::deleted);
    }

    /** Gone; or empty, where a message that was replied to has to stay. */
    private Form deleted(SandboxPlatform to) {
        if (!copies.containsKey(to)) {
            return Form.NONE;
        }
        Optional<ClientMessage> copy = copy(to);
        if (copy.isEmpty()) {
            return Form.NATIVE;
        }
        return said.stream().noneMatch(words -> copy.get().text().contains(words)) ? Form.LESSER : Form.NONE;
    }

    /** Everything that was written is on each screen once, and nothing came back to where it was written. */
    void checkOnce() throws InterruptedException {
        script.settle();
        for (String words : said) {
            for (SandboxPlatform to : script.othersThan(from)) {
                long count = screen(to).stream()
                        .filter(shown -> to.isCopy(shown) && shown.text().contains(words))
                        .count();
                if (count > 1) {
                    script.complain("once", from, to, count + " copies of one message");
                }
            }
            if (copyOf(from, words).isPresent()) {
                script.complain("once", from, from, "a copy of its own message");
            }
        }
    }

    private static Optional<ClientMessage> copyOf(SandboxPlatform to, String words) {
        return screen(to).stream()
                .filter(shown -> to.isCopy(shown) && shown.text().contains(words))
                .findFirst();
    }

    /** The copy of the message that is talked about, while it is there. */
    private Optional<ClientMessage> copy(SandboxPlatform to) {
        String id = copies.getOrDefault(to, "");
        return screen(to).stream().filter(shown -> shown.id().equals(id)).findFirst();
    }

    private static List<ClientMessage> screen(SandboxPlatform to) {
        return to.emulator().people().messages(to.channel(), SCREEN).stream()
                .filter(shown -> !shown.deleted())
                .toList();
    }
}

package dev.footbridge.sandbox;

import dev.footbridge.testkit.emulator.ClientChannel;
import dev.footbridge.testkit.emulator.ClientFile;
import dev.footbridge.testkit.emulator.ClientUser;
import dev.footbridge.testkit.emulator.HumanClient;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Somebody who is a guest on another platform sends a picture to a group chat. There it is a link, which opens for those who
 * are in the chat and have signed in.
 */
final class LinkScene {

    private static final int SCREEN = 50;
    private static final int SIGN_IN = 401;
    private static final int NOT_A_MEMBER = 403;
    private static final int OPEN = 200;
    private static final Pattern LINK = Pattern.compile("href=\"(http://[^\"]+/f/[a-z2-7]{26})\"");

    private final Script script;
    private final SandboxPlatform from;
    private final SandboxPlatform to;
    private final ClientFile picture = Pictures.wave("a guest");

    LinkScene(Script script, Sandbox sandbox) {
        this.script = script;
        this.from = first(sandbox, SandboxPlatform::traveller);
        this.to = first(sandbox, SandboxPlatform::guest);
    }

    private static SandboxPlatform first(Sandbox sandbox, Function<SandboxPlatform, Optional<?>> having) {
        return sandbox.platforms().stream()
                .filter(platform -> having.apply(platform).isPresent())
                .findFirst()
                .orElseThrow();
    }

    void play() throws InterruptedException {
        from.emulator()
                .people()
                .post(from.traveller().orElseThrow(), chat(from), "", Optional.empty(), List.of(picture));
        boolean came = script.await(() -> link().isPresent());
        script.settle();
        script.judge("link, no copy", from, to, came && !isCopied(), came ? "a copy came as well" : "no link came");
        opens("link opens");
    }

    /** The ledger has ids only, and that is enough. */
    void opensAfterARestart() throws InterruptedException {
        if (opens("link after a restart")) {
            script.tell("link: somebody of " + from.title() + " who is a guest on " + to.title()
                    + " sent a picture to a group chat, where it is a link; it answers 401 to who has not signed in, 403 to "
                    + user(false).displayName() + " who is not in the chat, and to "
                    + user(true).displayName()
                    + " who is 200 and the same bytes, also after a restart");
        }
    }

    private boolean opens(String what) throws InterruptedException {
        Optional<URI> link = link();
        if (link.isEmpty()) {
            script.judge(what, from, to, false, "there is no link");
            return false;
        }
        Visitor.Answer nobody = new Visitor(link.get()).open();
        Visitor.Answer outsider = new Visitor(link.get()).signIn(mail(false)).open();
        Visitor.Answer member = new Visitor(link.get()).signIn(mail(true)).open();
        boolean fine = nobody.status() == SIGN_IN
                && outsider.status() == NOT_A_MEMBER
                && member.status() == OPEN
                && member.file().sha256().equals(picture.content().sha256());
        script.judge(
                what,
                from,
                to,
                fine,
                "nobody %d, outsider %d, member %d with %d bytes"
                        .formatted(
                                nobody.status(),
                                outsider.status(),
                                member.status(),
                                member.file().size()));
        return fine;
    }

    private Optional<URI> link() {
        return people().messages(chat(to), SCREEN).stream()
                .filter(to::isCopy)
                .map(shown -> LINK.matcher(shown.html()))
                .filter(Matcher::find)
                .map(found -> URI.create(found.group(1)))
                .findFirst();
    }

    private boolean isCopied() {
        return people().messages(chat(to), SCREEN).stream()
                .filter(to::isCopy)
                .anyMatch(shown -> !people().files(chat(to), shown.id()).isEmpty());
    }

    private HumanClient people() {
        return to.emulator().people();
    }

    private static String chat(SandboxPlatform side) {
        return side.groupChat().orElseThrow().id();
    }

    private String mail(boolean member) {
        return user(member).email().orElseThrow();
    }

    /** Somebody of the target's own who is in the chat, or is not. */
    private ClientUser user(boolean member) {
        List<String> members = people().channels().stream()
                .filter(channel -> channel.id().equals(chat(to)))
                .map(ClientChannel::memberIds)
                .findFirst()
                .orElse(List.of());
        return people().users().stream()
                .filter(user -> !user.bot() && !user.id().equals(to.relayAccount()))
                .filter(user -> members.contains(user.id()) == member)
                .findFirst()
                .orElseThrow();
    }
}

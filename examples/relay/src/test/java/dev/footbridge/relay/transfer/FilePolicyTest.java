package dev.footbridge.relay.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.core.connector.FileLimits;
import dev.footbridge.core.id.FileId;
import dev.footbridge.core.id.Platform;
import dev.footbridge.core.id.WorkspaceId;
import dev.footbridge.core.message.Attachment;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FilePolicyTest {

    private static final Platform ONE = new Platform("one");
    private static final Platform TWO = new Platform("two");
    private static final FileLimits LIMITS = new FileLimits(1_000, 1, false, Set.of("exe"));

    private final FilePolicy policy = new FilePolicy(FileTable.standard());

    private static Attachment file(String name, String type, long size) {
        OptionalLong known = size < 0 ? OptionalLong.empty() : OptionalLong.of(size);
        return new Attachment(new FileId(new WorkspaceId(ONE, "home"), "f"), name, type, known);
    }

    private static FilePolicy.Pair pair(Account account, boolean readable, FileLimits limits) {
        return new FilePolicy.Pair(ONE, TWO, Conversation.CHANNEL, account, readable, limits);
    }

    private FileChoice decide(Attachment file, FileRules rules) {
        return policy.decide(file, rules, pair(Account.BOT, true, LIMITS));
    }

    @ParameterizedTest
    @CsvSource({
        "a.png, image/png, 0, NATIVE, ''",
        "a.png, image/png, 1000, NATIVE, ''",
        "a.png, image/png, 1001, LINK, too_large",
        "a.png, image/png, 5497558138880, LINK, too_large",
        "a.png, image/png, -1, NATIVE, ''",
        "a.EXE, image/png, 1, LINK, target_type",
        "exe, image/png, 1, NATIVE, ''"
    })
    void whatTheTargetTakes(String name, String type, long size, FileChoice.Way way, String reason) {
        assertThat(decide(file(name, type, size), FileRules.EVERYTHING)).isEqualTo(new FileChoice(way, reason));
    }

    @Test
    void theOperatorComesFirst() {
        Attachment tooLarge = file("a.svg", "image/svg+xml", 5_000);
        FileRules rules = new FileRules(true, 500, Set.of("image/*"), Set.of("image/svg+xml"), true);
        assertThat(decide(tooLarge, FileRules.NOTHING)).isEqualTo(FileChoice.refuse(FilePolicy.OFF));
        assertThat(decide(tooLarge, rules)).isEqualTo(FileChoice.refuse(FilePolicy.TYPE));
        assertThat(decide(file("a.pdf", "application/pdf", 1), rules)).isEqualTo(FileChoice.refuse(FilePolicy.TYPE));
        assertThat(decide(file("a", "IMAGE/PNG; charset=x", 1), rules)).isEqualTo(FileChoice.NATIVE);
        assertThat(decide(file("a.png", "image/png", 501), rules)).isEqualTo(FileChoice.link(FilePolicy.TOO_LARGE));
    }

    @Test
    void guestsOnlyWhereTheyAreWanted() {
        FileRules without = new FileRules(true, 500, Set.of(), Set.of(), false);
        Attachment file = file("a.png", "image/png", 1);
        assertThat(policy.decide(file, without, pair(Account.GUEST, true, LIMITS)))
                .isEqualTo(FileChoice.refuse(FilePolicy.NO_GUESTS));
        assertThat(policy.decide(file, without, pair(Account.MEMBER, true, LIMITS)))
                .isEqualTo(FileChoice.NATIVE);
    }

    @Test
    void theTableComesBeforeTheTargetsLimits() {
        FilePolicy.Pair chat = new FilePolicy.Pair(ONE, TWO, Conversation.DIRECT, Account.GUEST, true, LIMITS);
        assertThat(policy.decide(file("a.png", "image/png", 1), FileRules.EVERYTHING, chat))
                .isEqualTo(FileChoice.link("guest"));
    }

    @Test
    void platformsThatHaveNoFiles() {
        Attachment file = file("a.png", "image/png", 1);
        assertThat(policy.decide(file, FileRules.EVERYTHING, pair(Account.BOT, false, LIMITS)))
                .isEqualTo(FileChoice.refuse(FilePolicy.UNREADABLE));
        assertThat(policy.decide(file, FileRules.EVERYTHING, pair(Account.BOT, true, FileLimits.NONE)))
                .isEqualTo(FileChoice.link(FilePolicy.NO_FILES));
    }

    @Test
    void aWayOverTwoBridgesAllowsWhatBothAllow() {
        FileRules images = new FileRules(true, 500, Set.of("image/*", "pdf"), Set.of("gif"), true);
        FileRules small = new FileRules(true, 100, Set.of("pdf"), Set.of("exe"), false);
        assertThat(images.and(small)).isEqualTo(new FileRules(true, 100, Set.of("pdf"), Set.of("gif", "exe"), false));
        assertThat(images.and(FileRules.EVERYTHING)).isEqualTo(images);
        assertThat(FileRules.EVERYTHING.and(images)).isEqualTo(images);
        assertThat(images.and(FileRules.NOTHING).on()).isFalse();
        FileRules texts = new FileRules(true, 500, Set.of("txt"), Set.of(), true);
        assertThat(images.and(texts).on()).as("nothing is left that both allow").isFalse();
    }
}

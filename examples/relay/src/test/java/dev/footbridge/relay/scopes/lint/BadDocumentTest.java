package dev.footbridge.relay.scopes.lint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are no permission documents get an answer that says why, soon. */
class BadDocumentTest {

    @TempDir
    private Path folder;

    private void refused(byte[] content, String why) throws IOException {
        Path file = Files.write(folder.resolve("document"), content);
        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(20),
                () -> assertThatThrownBy(() -> Facts.linter().lint(file))
                        .isInstanceOf(LintException.class)
                        .hasMessageContaining(why));
    }

    @Test
    void whatIsNoText() throws IOException {
        refused(new byte[0], "empty");
        refused(" \n\n ".getBytes(), "empty");
        refused(new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1}, "no text in UTF-8");
        refused("PNG\0\1\2".getBytes(), "control characters");
        refused("a".repeat(10 * 1024 * 1024).getBytes(), "longer than " + DocumentFile.MAX_BYTES + " bytes");
        refused("a".repeat(DocumentFile.MAX_LINE + 1).getBytes(), "line 1 is longer than");
    }

    @Test
    void whatIsNoFile() {
        assertThatThrownBy(() -> Facts.linter().lint(folder)).hasMessageContaining("this is a folder");
        assertThatThrownBy(() -> Facts.linter().lint(folder.resolve("none"))).hasMessageContaining("no such file");
    }

    @Test
    void whatListsNoScopes() throws IOException {
        refused("Just some words about nothing.".getBytes(), "no table and no list of scopes");
        refused(
                "| Scope | Reason |\n|---|---|\n| Tree.Cut | Timber |\n".getBytes(),
                "no name in it is a scope of Acme");
    }

    /** Long documents of awkward characters are read in a time that grows with their length only. */
    @Test
    void awkwardTextEndsSoonAndBreaksNothing() {
        Random random = new Random(7);
        String alphabet = "|-:.#*`\\ \n\tRoom.ReadScope(only)scope permission you're can't create rooms a b 1.";
        for (int round = 0; round < 200; round++) {
            StringBuilder text = new StringBuilder("Scope | Reason\nRoom.Read | To list rooms\n");
            for (int i = 0; i < 2_000; i++) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            Assertions.assertTimeoutPreemptively(Duration.ofSeconds(20), () -> lintAnyway(text.toString()));
        }
        String dots = "Scope | Reason\nRoom.Read | " + "a.".repeat(9_000) + "\n";
        String words = "Scope | Reason\nRoom.Read | x\n\n" + "only a scope to ".repeat(1_200) + "\n";
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(20), () -> lintAnyway(dots));
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(20), () -> lintAnyway(words));
    }

    private static void lintAnyway(String text) {
        try {
            assertThat(Facts.linter().lint(text).findings()).allMatch(finding -> finding.line() >= 1);
        } catch (LintException e) {
            assertThat(e).hasMessageNotContaining("null");
        }
    }
}

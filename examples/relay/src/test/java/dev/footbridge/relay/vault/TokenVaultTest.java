package dev.footbridge.relay.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.core.connector.CredentialStore;
import dev.footbridge.core.connector.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenVaultTest {

    private static final String TOKEN = "canary-refresh-token-0123456789";

    @TempDir
    private Path folder;

    private final Secret key = key();

    private static Secret key() {
        byte[] bytes = new byte[TokenVault.KEY_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Secret.of(Base64.getEncoder().encodeToString(bytes));
    }

    private CredentialStore store(String connector) {
        return TokenVault.open(folder, key, new SecureRandom()).of(connector);
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    @Test
    void aSavedValueIsThereAfterARestart() {
        store("boards").save("refresh-token", Secret.of("first"));
        store("boards").save("refresh-token", Secret.of(TOKEN));

        assertThat(store("boards").load("refresh-token")).contains(Secret.of(TOKEN));
        assertThat(store("boards").load("other")).isEmpty();
        assertThat(store("chat").load("refresh-token")).isEmpty();
    }

    @Test
    void theDiskNeverHoldsTheValue() throws IOException {
        store("boards").save("refresh-token", Secret.of(TOKEN));

        assertThat(files()).hasSize(1);
        String onDisk = Files.readString(files().get(0), StandardCharsets.ISO_8859_1);
        assertThat(onDisk).doesNotContain(TOKEN).doesNotContain(TOKEN.substring(0, 8));
        byte[] before = Files.readAllBytes(files().get(0));
        store("boards").save("refresh-token", Secret.of(TOKEN));
        assertThat(Files.readAllBytes(files().get(0)))
                .as("sealed anew each time")
                .isNotEqualTo(before);
    }

    @Test
    void anotherKeyOpensNothingAndTheErrorSaysWhatToDo() {
        store("boards").save("refresh-token", Secret.of(TOKEN));
        CredentialStore stranger =
                TokenVault.open(folder, key(), new SecureRandom()).of("boards");

        assertThatThrownBy(() -> stranger.load("refresh-token"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("vault key")
                .hasMessageContaining("sign in anew")
                .hasMessageNotContaining(TOKEN);
    }

    @Test
    void aFileOfAnotherConnectorDoesNotOpen() throws IOException {
        store("boards").save("refresh-token", Secret.of(TOKEN));
        Files.copy(folder.resolve("boards.refresh-token"), folder.resolve("chat.refresh-token"));

        assertThatThrownBy(() -> store("chat").load("refresh-token")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void everyChangedByteIsNoticed() throws IOException {
        store("boards").save("refresh-token", Secret.of(TOKEN));
        Path file = folder.resolve("boards.refresh-token");
        byte[] good = Files.readAllBytes(file);
        for (int i = 0; i < good.length; i++) {
            byte[] bad = good.clone();
            bad[i] ^= 1;
            Files.write(file, bad);
            assertThatThrownBy(() -> store("boards").load("refresh-token"))
                    .as("byte " + i)
                    .isInstanceOf(IllegalStateException.class);
        }
        for (int length = 0; length < good.length; length++) {
            Files.write(file, java.util.Arrays.copyOf(good, length));
            assertThatThrownBy(() -> store("boards").load("refresh-token"))
                    .as("cut at " + length)
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void aKeyThatIsNoneIsRefusedWithoutQuotingIt() {
        for (String bad : List.of("", "secret", "c2hvcnQ=", "\u0000")) {
            assertThatThrownBy(() -> TokenVault.open(folder, Secret.of(bad), new SecureRandom()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("openssl rand -base64 32");
        }
    }

    @Test
    void aNameThatLeavesTheFolderIsRefused() {
        assertThatThrownBy(() -> store("boards").save("../escape", Secret.of("x")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store("boards").save("a/b", Secret.of("x")))
                .isInstanceOf(IllegalArgumentException.class);
    }
}

package dev.footbridge.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.core.id.Platform;
import dev.footbridge.core.scope.Consent;
import dev.footbridge.core.scope.GrantType;
import dev.footbridge.core.scope.Scope;
import dev.footbridge.core.scope.ScopeInfo;
import dev.footbridge.core.scope.ScopeRows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VendorFileTest {

    private static final String NAME = "acme.json";

    @TempDir
    private Path folder;

    private VendorFile file(String content, String... members) throws IOException {
        Files.writeString(folder.resolve(NAME), content);
        return VendorFile.open(folder, NAME, members).orElseThrow();
    }

    @Test
    void aFolderWithoutTheFileIsNoError() throws IOException {
        assertThat(VendorFile.open(folder, NAME, "calls")).isEmpty();
        Files.createDirectory(folder.resolve(NAME));
        assertThat(VendorFile.open(folder, NAME, "calls")).isEmpty();
    }

    @Test
    void whatIsNotTheVendorsFileIsRefused() {
        assertThatThrownBy(() -> file("{")).isInstanceOf(IOException.class).hasMessageContaining(NAME);
        assertThatThrownBy(() -> file("{\"calls\": []}", "calls"))
                .isInstanceOf(IOException.class)
                .hasMessage(NAME + " has no object \"calls\"");
        assertThatThrownBy(() -> file(" ".repeat((int) HttpOptions.MAX_RESPONSE_BYTES + 1)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("longer than");
    }

    @Test
    void rowsComeOutAsTheyWentIn() throws IOException {
        VendorFile file = file("{\"calls\": {\"a\": 1, \"b\": 2}}", "calls");
        Scope user = new Scope("read", GrantType.USER);
        file.add(ScopeInfo.of(user, "first", Consent.USER));
        file.add(ScopeInfo.of(user, "second", Consent.USER));
        file.call("a", GrantType.USER, List.of(Set.of("read")));
        file.call("a", GrantType.BOT, List.of(Set.of("read", "write")));
        file.call("b", GrantType.USER, List.of());
        ScopeRows rows = file.rows(new Platform("acme"), "here", List.of("Large"));

        assertThat(file.members("calls").keySet()).containsExactly("a", "b");
        assertThat(rows.scopes()).extracting(ScopeInfo::purpose).containsExactly("first");
        assertThat(rows.tiers()).containsExactly("Large");
        assertThat(rows.operations())
                .singleElement()
                .satisfies(operation -> assertThat(operation.alternatives())
                        .containsExactly(
                                Set.of(user),
                                Set.of(new Scope("read", GrantType.BOT), new Scope("write", GrantType.BOT))));
    }
}

package dev.footbridge.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.footbridge.core.scope.Consent;
import dev.footbridge.core.scope.GrantType;
import dev.footbridge.core.scope.Operation;
import dev.footbridge.core.scope.Scope;
import dev.footbridge.core.scope.ScopeCatalogue;
import dev.footbridge.core.scope.ScopeInfo;
import dev.footbridge.core.scope.Surface;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ScopeFileTest {

    private static final String HEAD = """
            {"platform": "example", "source": "this test, today", "tiers": ["free", "large"], "prefix": "https://x/",
             "modes": [
               {"name": "application", "title": "The app", "types": ["application", "resource-specific"]},
               {"name": "delegated", "title": "An account", "types": ["delegated"]}],
            """;

    private static final String BODY = """
             "scopes": [
               {"name": "read", "types": ["application", "delegated"], "purpose": "read", "tier": "large",
                "consent": {"application": "administrator", "delegated": "user"}, "level": {"application": 3, "delegated": 2},
                "impliesOthers": {"application": {"resource-specific": ["read.in"]}}},
               {"name": "read.in", "type": "resource-specific", "purpose": "read here", "consent": "resource-owner"},
               {"name": "write", "type": "delegated", "purpose": "write", "consent": "user", "level": 2,
                "implies": ["read"], "alsoSpelled": ["writes"]},
               {"name": "=openid", "type": "delegated", "purpose": "sign in", "consent": "user", "origin": "OpenID",
                "unused": "comes with signing in"},
               {"name": "listen", "type": "delegated", "purpose": "hear", "consent": "user", "surfaces": ["client"],
                "unused": "works in the client only"}],
             "operations": [
               {"name": "list", "purpose": "lists", "anyOf": {
                 "resource-specific": ["read.in"], "application": ["read"], "delegated": ["read"]}},
               {"name": "post", "purpose": "posts", "cases": {
                 "text": ["writes"], "both": {"delegated": [["write", "read"]]}}},
               {"name": "ping", "purpose": "pings", "none": "anybody may"}],
             "capabilities": [
               {"name": "all", "purpose": "everything", "standard": true,
                "operations": ["list", "post:text", "post:both", "ping"]}]}
            """;

    private static ScopeCatalogue read(String text) {
        return ScopeFile.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static Scope delegated(String name) {
        return new Scope(name, GrantType.DELEGATED);
    }

    @Test
    void readsScopesInAllTheirTypes() {
        ScopeCatalogue catalogue = read(HEAD + BODY);

        assertThat(catalogue.named("https://x/read"))
                .extracting(info -> info.scope().grantType() + " " + info.consent() + " " + info.level())
                .containsExactly("APPLICATION ADMINISTRATOR 3", "DELEGATED USER 2");
        ScopeInfo write = catalogue.named("https://x/writes").get(0);
        assertThat(write.scope()).isEqualTo(delegated("https://x/write"));
        assertThat(write.implies()).containsExactly(delegated("https://x/read"));
        assertThat(catalogue.named("https://x/read").get(0).implies())
                .containsExactly(new Scope("https://x/read.in", GrantType.RESOURCE_SPECIFIC));
        assertThat(catalogue.named("openid").get(0).origin()).contains("OpenID");
        assertThat(catalogue.named("https://x/listen").get(0).surfaces()).containsExactly(Surface.CLIENT);
        assertThat(catalogue.named("https://x/read.in").get(0).consent()).isEqualTo(Consent.RESOURCE_OWNER);
        assertThat(catalogue.tiers()).containsExactly("free", "large");
    }

    @Test
    void readsOperationsAndTheirCases() {
        ScopeCatalogue catalogue = read(HEAD + BODY);

        assertThat(catalogue.operation("list").alternatives()).hasSize(3);
        assertThat(catalogue.operation("post:both").alternatives())
                .containsExactly(Set.of(delegated("https://x/write"), delegated("https://x/read")));
        assertThat(catalogue.operation("post").alternatives()).hasSize(2);
        assertThat(catalogue.operations()).extracting(Operation::name).contains("post:text", "ping");
        assertThat(catalogue.operation("ping").least()).isEmpty();
        assertThat(catalogue.capability("all").standard()).isTrue();
    }

    @Test
    void refusesAFileThatIsWrong() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(text("[[\"write\", \"read.in\"]]")))
                .withMessageContaining("no grant mode can hold all of");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(text("[\"read\"]")))
                .withMessageContaining("comes in several types");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(text("[\"fly\"]")))
                .withMessageContaining("is not in the catalogue");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(HEAD + BODY.replace("\"purpose\": \"pings\", ", "")))
                .withMessage("a row of the scope catalogue has no purpose: ping");
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> ScopeFile.read(null));
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> read("{"));
    }

    private static String text(String alternatives) {
        return HEAD + BODY.replace("\"text\": [\"writes\"]", "\"text\": " + alternatives);
    }
}

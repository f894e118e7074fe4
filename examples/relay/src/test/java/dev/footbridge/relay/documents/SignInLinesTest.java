package dev.footbridge.relay.documents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.core.document.Document;
import dev.footbridge.relay.content.AddressTemplate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The people of b read documents of a, and the mirror of that. */
class SignInLinesTest {

    private static final SignInRoute AT_A = new SignInRoute(
            Set.of("docs.a.example"),
            Set.of("b"),
            new AddressTemplate("https://login.a.example/?hd=b.example&continue={document}", SignInRoute.DOCUMENT));

    private static final SignInRoute AT_B = new SignInRoute(
            Set.of("files.b.example"),
            Set.of("a"),
            new AddressTemplate("https://idp.a.example/apps/b?RelayState={document}", SignInRoute.DOCUMENT));

    private final SignInLines lines = new SignInLines(List.of(AT_A, AT_B));

    private List<String> below(String text, String connector) {
        return lines.below(Document.text(text), connector).blocks().stream()
                .skip(1)
                .map(Object::toString)
                .toList();
    }

    @Test
    void eachDocumentHasTheRouteOfItsReaders() {
        String both = "see https://DOCS.a.example/d/1 and https://team.files.b.example/x";

        assertThat(below(both, "b"))
                .hasSize(1)
                .allMatch(line -> line.contains("https://login.a.example/?hd=b.example&continue=https%3A%2F%2FDOCS"));
        assertThat(below(both, "a"))
                .hasSize(1)
                .allMatch(line -> line.contains("https://idp.a.example/apps/b?RelayState=https%3A%2F%2Fteam"));
        assertThat(below(both, "c")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://notdocs.a.example/d/1",
                "https://docs.a.example.evil.example/d/1",
                "https://evil.example/docs.a.example",
                "https://docs.a.example@evil.example/d/1",
                "no link at all"
            })
    void whatLiesElsewhereHasNone(String text) {
        assertThat(below(text, "b")).isEmpty();
    }

    @Test
    void thereIsAnEnd() {
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < 2 * DocumentDesk.MAX_DOCUMENTS; i++) {
            many.append("https://docs.a.example/d/").append(i).append(' ');
        }
        assertThat(below(many.toString(), "b")).hasSize(DocumentDesk.MAX_DOCUMENTS);
    }
}

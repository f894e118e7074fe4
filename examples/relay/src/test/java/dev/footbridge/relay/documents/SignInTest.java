package dev.footbridge.relay.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.relay.documents.SignInRoute.Flow;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignInTest {

    /** The people of b read documents of a, and the mirror of that. */
    private static final SignInRoute AT_A = new SignInRoute(
            Set.of("docs.a.example"),
            Set.of("b.example"),
            "group-at-a",
            Optional.of("https://login.a.example/chooser?Email={mail}&continue={document}"),
            Optional.of("https://idp.b.example/apps/a/start?login_hint={mail}&RelayState={document}"));

    private static final SignInRoute AT_B = new SignInRoute(
            Set.of("files.b.example"),
            Set.of("a.example"),
            "group-at-b",
            Optional.of("https://login.b.example/signin?login_hint={mail}&wreply={document}"),
            Optional.empty());

    private static final SignInGroups BOTH = new SignInGroups(List.of(AT_A, AT_B));
    private static final URI DOCUMENT = URI.create("https://docs.a.example/d/1aB?usp=sharing&x=a+b#page");

    @Test
    void whoOpensADocumentStartsAtTheStorageWithTheirOwnAddress() {
        assertThat(AT_A.start(Flow.SERVICE_PROVIDER, DOCUMENT, "tessa+x@b.example"))
                .contains(URI.create("https://login.a.example/chooser?Email=tessa%2Bx%40b.example&continue="
                        + "https%3A%2F%2Fdocs.a.example%2Fd%2F1aB%3Fusp%3Dsharing%26x%3Da%2Bb%23page"));
    }

    @Test
    void orAtTheirOwnProvider() {
        assertThat(AT_A.start(Flow.IDENTITY_PROVIDER, DOCUMENT, "tessa@b.example"))
                .hasValueSatisfying(start -> assertThat(start.getHost()).isEqualTo("idp.b.example"));
        assertThat(AT_B.start(Flow.IDENTITY_PROVIDER, URI.create("https://files.b.example/x"), "greg@a.example"))
                .as("the operator named none")
                .isEmpty();
    }

    @Test
    void eachPersonAndDocumentHasTheRightRoute() {
        assertThat(BOTH.route(DOCUMENT, "Tessa@B.example")).contains(AT_A);
        assertThat(BOTH.route(URI.create("https://team.files.b.example/x"), "greg@a.example"))
                .contains(AT_B);
        assertThat(BOTH.route(DOCUMENT, "greg@a.example")).as("at home").isEmpty();
        for (String host : List.of("notdocs.a.example", "docs.a.example.evil.example", "evil.example")) {
            URI foreign = URI.create("https://" + host + "/d/1");
            assertThat(BOTH.route(foreign, "tessa@b.example")).isEmpty();
            assertThat(AT_A.start(Flow.SERVICE_PROVIDER, foreign, "tessa@b.example"))
                    .isEmpty();
        }
        assertThat(BOTH.route(DOCUMENT, "tessa@b.example.evil.example")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://login.a.example/?continue={document}",
                "https://{document}/",
                "https://login.{mail}/?continue={document}",
                "https://login.a.example",
                "https://login.a.example/",
                "https://user@login.a.example/?continue={document}",
                "https://login.a.example/ ?continue={document}",
            })
    void aTemplateThatCouldLeadElsewhereIsNone(String template) {
        assertThatThrownBy(() -> new SignInRoute(
                        Set.of("docs.a.example"), Set.of("b.example"), "g", Optional.of(template), Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void accountsBelongIntoTheGroupOfTheirOwnProvider() {
        assertThat(BOTH.wanted(List.of("tessa@b.example", "Greg@a.example", "zoe@elsewhere.example")))
                .isEqualTo(Map.of("group-at-a", Set.of("tessa@b.example"), "group-at-b", Set.of("greg@a.example")));
        assertThat(BOTH.wanted(List.of()))
                .as("a group that nobody belongs into any more is emptied")
                .isEqualTo(Map.of("group-at-a", Set.of(), "group-at-b", Set.of()));
    }

    /** Whatever the state, one change brings it about, a second has nothing to do, and nobody else's members are touched. */
    @Test
    void aChangeBringsTheGroupToWhatItShouldBe() {
        Random random = new Random(5);
        for (int round = 0; round < 2_000; round++) {
            Set<String> wanted = some(random);
            Set<String> present = some(random);
            Set<String> ours = some(random).stream().filter(present::contains).collect(Collectors.toSet());

            SignInGroups.Change change = SignInGroups.change(wanted, present, ours);

            Set<String> after = applied(present, change);
            Set<String> oursAfter = applied(ours, change);
            assertThat(after).containsAll(wanted);
            assertThat(after)
                    .containsAll(present.stream()
                            .filter(each -> !ours.contains(each))
                            .toList());
            assertThat(wanted).containsAll(oursAfter);
            assertThat(SignInGroups.change(wanted, after, oursAfter))
                    .isEqualTo(new SignInGroups.Change(Set.of(), Set.of()));
        }
    }

    private static Set<String> applied(Set<String> members, SignInGroups.Change change) {
        Set<String> after = new HashSet<>(members);
        after.removeAll(change.remove());
        after.addAll(change.add());
        return after;
    }

    private static Set<String> some(Random random) {
        return IntStream.range(0, 8)
                .filter(each -> random.nextBoolean())
                .mapToObj(each -> "p" + each + "@b.example")
                .collect(Collectors.toSet());
    }
}

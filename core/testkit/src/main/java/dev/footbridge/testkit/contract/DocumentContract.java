package dev.footbridge.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.ConnectorException.Kind;
import dev.footbridge.core.connector.DocumentAccess;
import dev.footbridge.core.connector.DocumentLink;
import dev.footbridge.core.connector.DocumentShare;
import dev.footbridge.core.connector.LinkPreviews;
import dev.footbridge.core.connector.LinkPreviews.LinkPreview;
import dev.footbridge.core.connector.Sharing;
import dev.footbridge.core.connector.Sharing.Role;
import dev.footbridge.testkit.contract.ConnectorHarness.LinkedDocument;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** C105 to C109, C134 and C135: documents that are not messages, behind links. */
abstract class DocumentContract extends FeatureContract {

    /** More than one call of any platform takes. */
    private static final int MANY = 45;

    private LinkedDocument document() {
        return harness.document()
                .orElseThrow(
                        () -> new AssertionError("a connector with previews or sharing needs a document to test with"));
    }

    /** Says yes to its own links, in no way to links that only look like them, and asks nobody. */
    private void recognition(Predicate<URI> recognises) {
        String link = document().link().toString();
        String host = document().link().getHost();
        long before = harness.calls().all();
        assertThat(recognises)
                .as("links of the platform")
                .accepts(document().link(), document().missing());
        List<URI> foreign = List.of(
                URI.create("https://elsewhere.example/?u=" + link.replace("&", "%26")),
                URI.create("https://elsewhere.example/" + host),
                URI.create(link.replace("://" + host, "://" + host + ".elsewhere.example")),
                URI.create(link.replace("://" + host, "://" + host + "@elsewhere.example")),
                URI.create(link.replace("://" + host, "://" + besides(host))),
                URI.create("mailto:a@" + host),
                URI.create("https:opaque"),
                URI.create("/relative"),
                URI.create(""));
        assertThat(foreign).as("links that lead elsewhere").noneMatch(recognises);
        assertThat(harness.calls().all()).as("calls made by recognises").isEqualTo(before);
    }

    /** A host of somebody else whose name ends alike: {@code a.notb.example} for {@code a.b.example}. */
    private static String besides(String host) {
        int top = host.lastIndexOf('.');
        int registered = host.lastIndexOf('.', top - 1) + 1;
        return host.substring(0, registered) + "not" + host.substring(registered);
    }

    @Nested
    @DisplayName("Link previews")
    class Previews {

        @Test
        void c105_only_links_of_the_platform_are_recognised() {
            connector.linkPreviews().ifPresent(previews -> recognition(previews::recognises));
        }

        @Test
        void c106_a_preview_is_one_call_and_shows_what_people_see() throws Exception {
            if (connector.linkPreviews().isPresent()) {
                LinkPreviews previews = connector.linkPreviews().get();
                previews.preview(document().link());
                long before = harness.calls().all();
                LinkPreview preview = previews.preview(document().link()).orElseThrow();
                assertThat(harness.calls().all() - before)
                        .as("calls of one preview")
                        .isEqualTo(1);
                assertThat(preview.title()).isEqualTo(document().title());
                assertThat(preview.link()).isEqualTo(document().link());
                assertThat(preview.toString()).doesNotContain(document().title());
            }
        }

        @Test
        void c107_what_does_not_exist_has_no_preview() throws Exception {
            if (connector.linkPreviews().isPresent()) {
                assertThat(connector.linkPreviews().get().preview(document().missing()))
                        .isEmpty();
            }
        }
    }

    @Nested
    @DisplayName("Sharing")
    class SharingRules {

        private static final String ADA = "ada@elsewhere.example";
        private static final String BEN = "Ben@Elsewhere.example";

        private Sharing sharing() {
            return connector.sharing().orElseThrow();
        }

        private Role atMost(Role role) {
            return document().grants(role);
        }

        @Test
        void c105_only_documents_of_the_platform_are_recognised() {
            connector.sharing().ifPresent(sharing -> {
                recognition(link -> sharing.identify(link).isPresent());
                DocumentLink known = sharing.identify(document().link()).orElseThrow();
                assertThat(known.id()).isNotBlank();
                assertThat(known.toString()).doesNotContain(known.id());
            });
        }

        @Test
        void c108_people_get_access_and_keep_what_they_have() throws Exception {
            if (connector.sharing().isPresent()) {
                URI link = document().link();
                document().linkGives(Optional.of(Role.EDIT));
                DocumentShare first = sharing().share(link, Set.of(ADA), Role.VIEW);
                assertThat(document().access()).isEqualTo(Map.of(ADA, Role.VIEW));
                assertThat(first.given()).isEqualTo(Map.of(ADA, Role.VIEW));
                DocumentShare second = sharing().share(link, Set.of(ADA, BEN), Role.EDIT);
                sharing().share(link, Set.of(ADA, BEN), Role.COMMENT);
                assertThat(document().access())
                        .as("roles after both were invited again, with other roles")
                        .isEqualTo(Map.of(ADA, Role.VIEW, BEN.toLowerCase(Locale.ROOT), Role.EDIT));
                assertThat(second).isEqualTo(new DocumentShare(Map.of(BEN, Role.EDIT), Set.of(ADA), Map.of()));
                Set<String> many = IntStream.range(0, MANY)
                        .mapToObj(i -> "person" + i + "@elsewhere.example")
                        .collect(Collectors.toSet());
                assertThat(sharing().share(link, many, Role.VIEW).given().keySet())
                        .isEqualTo(many);
                assertThat(document().access().keySet())
                        .as("more people than one call takes")
                        .containsAll(many);
            }
        }

        @Test
        void c109_what_does_not_exist_cannot_be_shared_nor_looked_into() throws Exception {
            if (connector.sharing().isPresent()) {
                Set<String> someone = Set.of(CANARY + "@elsewhere.example");
                ConnectorException failure = failureOf(
                        "sharing a missing document",
                        () -> sharing().share(document().missing(), someone, Role.VIEW));
                assertThat(failure.kind()).isIn(Kind.NOT_FOUND, Kind.FORBIDDEN);
                failure = failureOf(
                        "looking into a missing document",
                        () -> sharing().check(document().missing(), someone));
                assertThat(failure.kind()).isIn(Kind.NOT_FOUND, Kind.FORBIDDEN);
            }
        }

        @Test
        void c134_nobody_gets_more_than_the_link_gives() throws Exception {
            if (connector.sharing().isPresent()) {
                URI link = document().link();
                document().linkGives(Optional.empty());
                DocumentShare nothing = sharing().share(link, Set.of(ADA), Role.EDIT);
                assertThat(nothing)
                        .isEqualTo(
                                new DocumentShare(Map.of(), Set.of(), Map.of(ADA, DocumentShare.LINK_GIVES_NOTHING)));
                assertThat(document().access()).isEmpty();
                document().linkGives(Optional.of(Role.VIEW));
                sharing().share(link, Set.of(ADA), Role.EDIT);
                assertThat(document().access()).isEqualTo(Map.of(ADA, Role.VIEW));
                document().linkGives(Optional.of(Role.COMMENT));
                sharing().share(link, Set.of(BEN), Role.EDIT);
                assertThat(document().access())
                        .isEqualTo(Map.of(ADA, Role.VIEW, BEN.toLowerCase(Locale.ROOT), atMost(Role.COMMENT)));
            }
        }

        @Test
        void c135_a_look_changes_nothing_and_does_not_mistake_anybody() throws Exception {
            if (connector.sharing().isPresent()) {
                URI link = document().link();
                document().linkGives(Optional.of(Role.EDIT));
                sharing().share(link, Set.of(ADA), Role.VIEW);
                DocumentAccess access = sharing().check(link, Set.of(ADA.toUpperCase(Locale.ROOT), BEN));
                assertThat(access.link()).hasValue(Role.EDIT);
                assertThat(access.roles().entrySet())
                        .isSubsetOf(
                                Map.of(ADA.toUpperCase(Locale.ROOT), Role.VIEW).entrySet());
                assertThat(access.shutOut(Set.of(ADA.toUpperCase(Locale.ROOT), BEN)))
                        .isSubsetOf(BEN);
                assertThat(document().access()).isEqualTo(Map.of(ADA, Role.VIEW));
                document().linkGives(Optional.empty());
                assertThat(sharing().check(link, Set.of(ADA)).link()).isEmpty();
                assertThat(access.toString()).doesNotContainIgnoringCase("elsewhere.example");
                assertThat(sharing().share(link, Set.of(ADA), Role.VIEW).toString())
                        .doesNotContainIgnoringCase("elsewhere.example");
            }
        }
    }
}

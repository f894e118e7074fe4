package dev.footbridge.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.ConnectorException.Kind;
import dev.footbridge.core.connector.LinkPreviews;
import dev.footbridge.core.connector.LinkPreviews.LinkPreview;
import dev.footbridge.core.connector.Sharing;
import dev.footbridge.core.connector.Sharing.Role;
import dev.footbridge.testkit.contract.ConnectorHarness.LinkedDocument;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** C105 to C109: documents that are not messages, behind links. */
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
                URI.create(link.replace("://" + host, "://not" + host)),
                URI.create("mailto:a@" + host),
                URI.create("https:opaque"),
                URI.create("/relative"),
                URI.create(""));
        assertThat(foreign).as("links that lead elsewhere").noneMatch(recognises);
        assertThat(harness.calls().all()).as("calls made by recognises").isEqualTo(before);
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

        @Test
        void c105_only_documents_of_the_platform_are_recognised() {
            connector.sharing().ifPresent(sharing -> recognition(sharing::recognises));
        }

        @Test
        void c108_people_get_access_and_keep_what_they_have() throws Exception {
            if (connector.sharing().isPresent()) {
                Sharing sharing = connector.sharing().get();
                URI link = document().link();
                sharing.share(link, Set.of("ada@elsewhere.example"), Role.VIEW);
                assertThat(document().access()).isEqualTo(Map.of("ada@elsewhere.example", Role.VIEW));
                sharing.share(link, Set.of("ada@elsewhere.example", "ben@elsewhere.example"), Role.EDIT);
                sharing.share(link, Set.of("ada@elsewhere.example", "ben@elsewhere.example"), Role.COMMENT);
                assertThat(document().access())
                        .as("roles after both were invited again, with other roles")
                        .isEqualTo(Map.of("ada@elsewhere.example", Role.VIEW, "ben@elsewhere.example", Role.EDIT));
                Set<String> many = IntStream.range(0, MANY)
                        .mapToObj(i -> "person" + i + "@elsewhere.example")
                        .collect(Collectors.toSet());
                sharing.share(link, many, Role.VIEW);
                assertThat(document().access().keySet())
                        .as("more people than one call takes")
                        .containsAll(many);
            }
        }

        @Test
        void c109_what_does_not_exist_cannot_be_shared() throws Exception {
            if (connector.sharing().isPresent()) {
                ConnectorException failure = failureOf(
                        "sharing a missing document",
                        () -> connector
                                .sharing()
                                .get()
                                .share(document().missing(), Set.of(CANARY + "@elsewhere.example"), Role.VIEW));
                assertThat(failure.kind()).isIn(Kind.NOT_FOUND, Kind.FORBIDDEN);
            }
        }
    }
}

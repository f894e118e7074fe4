package dev.footbridge.teams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.footbridge.core.connector.Connector;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.ConnectorException.Effect;
import dev.footbridge.core.connector.ConnectorException.Kind;
import dev.footbridge.core.connector.Draft;
import dev.footbridge.core.connector.Features;
import dev.footbridge.core.connector.Health;
import dev.footbridge.core.document.Document;
import dev.footbridge.core.document.Element;
import dev.footbridge.core.document.Fidelity;
import dev.footbridge.core.id.MessageId;
import dev.footbridge.core.scope.GrantType;
import dev.footbridge.teams.emulator.Seed;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Without a relay account: the application itself reads, and cannot send. */
class TeamsApplicationTest {

    private final TeamsHarness harness = new TeamsHarness();
    private final Connector connector = harness.connect(Map.of(TeamsSettings.REFRESH_TOKEN, ""));

    @AfterEach
    void close() {
        connector.close();
        harness.close();
    }

    @Test
    void sending_is_refused_with_what_to_do_and_without_a_call() throws Exception {
        long before = harness.calls().all();
        ConnectorException failure = catchThrowableOfType(
                ConnectorException.class,
                () -> connector.post(harness.channel(), Draft.of(Document.text("hello"), "k-1")));
        assertThat(failure.kind()).isEqualTo(Kind.UNSUPPORTED);
        assertThat(failure.effect()).isEqualTo(Effect.NOT_APPLIED);
        assertThat(failure).hasMessageContaining("relay account").hasMessageContaining("refresh-token");
        assertThat(harness.calls().all()).isEqualTo(before);
    }

    @Test
    void features_say_so_with_a_note_and_the_capabilities_are_absent() {
        Features features = connector.features(harness.channel());
        for (Element element : List.of(Element.POST, Element.REPLY, Element.EDIT, Element.DELETE, Element.REACTION)) {
            assertThat(features.fidelity(element)).as(element.name()).isEqualTo(Fidelity.REJECTED);
            assertThat(features.note(element)).as(element.name()).isPresent();
        }
        assertThat(connector.editing()).isEmpty();
        assertThat(connector.removal()).isEmpty();
        assertThat(connector.reactions()).isEmpty();
        assertThat(connector.readback()).isEmpty();
    }

    @Test
    void check_tells_the_roles_of_the_token() throws Exception {
        Health health = connector.check();
        assertThat(health.self().value()).isEqualTo("app:" + Seed.APP_ID);
        assertThat(health.grant().scopes())
                .extracting(scope -> scope.name())
                .containsExactlyInAnyOrderElementsOf(Seed.ROLES);
        assertThat(health.grant().scopes()).allMatch(scope -> scope.grantType() == GrantType.APPLICATION);
    }

    @Test
    void reading_works() throws Exception {
        MessageId id = harness.people().post(harness.people().first(), harness.channel(), "hello application");
        assertThat(connector
                        .history()
                        .orElseThrow()
                        .message(id)
                        .orElseThrow()
                        .body()
                        .plainText())
                .isEqualTo("hello application");
        assertThat(connector.directory().orElseThrow().channel(harness.channel()))
                .isPresent();
    }
}

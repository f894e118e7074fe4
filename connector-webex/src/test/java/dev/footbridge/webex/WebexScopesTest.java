package dev.footbridge.webex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.footbridge.core.connector.Connector;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.Draft;
import dev.footbridge.core.connector.Window;
import dev.footbridge.core.document.Document;
import java.net.URI;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The scopes that the README calls needed suffice, and without any one of them something that it names fails. */
class WebexScopesTest {

    private static final Window ALWAYS = new Window(Instant.EPOCH, Instant.parse("2100-01-01T00:00:00Z"));

    private interface Call {
        void run() throws ConnectorException, InterruptedException;
    }

    static Set<String> needed() {
        return StreamSupport.stream(WebexScopes.read().path("scopes").spliterator(), false)
                .filter(scope -> !scope.path("optional").asBoolean())
                .map(scope -> scope.path("name").asText())
                .collect(Collectors.toSet());
    }

    private static Map<String, Call> features(WebexHarness harness, Connector connector) {
        Map<String, Call> calls = new LinkedHashMap<>();
        calls.put("spark:messages_write", () -> connector.post(harness.channel(), Draft.of(Document.text("x"), "k")));
        calls.put(
                "spark:messages_read",
                () -> connector.history().orElseThrow().messages(harness.channel(), ALWAYS, Optional.empty()));
        calls.put(
                "spark:people_read",
                () -> connector.directory().orElseThrow().user(harness.people().first()));
        calls.put("spark:rooms_read", () -> connector.directory().orElseThrow().channels(Optional.empty()));
        calls.put(
                "spark:memberships_read",
                () -> connector
                        .subscriptions()
                        .orElseThrow()
                        .ensure(Set.of(harness.channel()), URI.create("https://relay.example.org/webex")));
        return calls;
    }

    @Test
    void theNeededOnesSuffice() throws Exception {
        try (WebexHarness harness = new WebexHarness();
                Connector connector = harness.connect(Map.of("token", harness.webex.issueToken("relay", needed())))) {
            connector.check();
            for (Call call : features(harness, connector).values()) {
                call.run();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("needed")
    void withoutOneOfThemAFeatureFailsAndNamesIt(String scope) {
        Set<String> rest = new HashSet<>(needed());
        rest.remove(scope);
        try (WebexHarness harness = new WebexHarness();
                Connector connector = harness.connect(Map.of("token", harness.webex.issueToken("relay", rest)))) {
            Call call = features(harness, connector).get(scope);
            ConnectorException failure = catchThrowableOfType(ConnectorException.class, call::run);
            assertThat(failure).as("failure without %s", scope).isNotNull();
            assertThat(failure.kind()).isEqualTo(ConnectorException.Kind.FORBIDDEN);
            assertThat(failure.missingScope()).contains(scope);
        }
    }
}

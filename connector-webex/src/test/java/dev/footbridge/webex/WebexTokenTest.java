package dev.footbridge.webex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.footbridge.core.connector.Connector;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.ConnectorException.Kind;
import dev.footbridge.core.connector.Draft;
import dev.footbridge.core.document.Document;
import dev.footbridge.http.OAuthTokens;
import dev.footbridge.testkit.fake.ManualClock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Access tokens made from a refresh token. */
class WebexTokenTest {

    private final ManualClock clock = ManualClock.at("2026-11-22T12:00:00Z");
    private final WebexHarness harness = new WebexHarness(clock);

    @AfterEach
    void close() {
        harness.close();
    }

    private Connector integration() {
        return harness.connect(Map.of(
                "token", "",
                "client-id", harness.webex.clientId(),
                "client-secret", harness.webex.clientSecret(),
                "refresh-token", harness.webex.relayRefreshToken()));
    }

    private void post(Connector connector, String text) throws Exception {
        connector.post(harness.channel(), Draft.of(Document.text(text), "key-1"));
    }

    private long refreshes() {
        return harness.webex.journal().count("POST", "/v1/access_token");
    }

    @Test
    void oneTokenServesUntilItIsAboutToEnd() throws Exception {
        try (Connector connector = integration()) {
            assertThat(connector.check().self().value()).isEqualTo(harness.webex.relayPersonId());
            post(connector, "one");
            assertThat(refreshes()).isEqualTo(1);
            clock.advance(Duration.ofDays(14));
            post(connector, "two");
            assertThat(refreshes()).isEqualTo(2);
        }
    }

    @Test
    void aTokenThatIsRefusedBeforeItsTimeIsReplacedAndTheCallIsMadeOnce() throws Exception {
        try (Connector connector = integration()) {
            post(connector, "one");
            clock.advance(OAuthTokens.REFRESH_HOLD.plusSeconds(1));
            harness.webex
                    .faults()
                    .add(dev.footbridge.testkit.emulator.Fault.status(401)
                            .on("POST /v1/messages")
                            .times(1));
            post(connector, "two");

            assertThat(refreshes()).isEqualTo(2);
            assertThat(harness.people().look(harness.channel())).hasSize(2);
        }
    }

    @Test
    void aRefreshTokenThatIsRefusedIsUnauthorized() {
        try (Connector connector = integration()) {
            harness.webex.revokeRefreshToken(harness.webex.relayRefreshToken());
            ConnectorException failure = catchThrowableOfType(ConnectorException.class, connector::check);

            assertThat(failure.kind()).isEqualTo(Kind.UNAUTHORIZED);
        }
    }

    @Test
    void aServiceAppIsTheSameWithItsOwnClient() throws Exception {
        try (Connector connector = harness.connect(Map.of(
                "token", "",
                "client-id", harness.webex.serviceAppClientId(),
                "client-secret", harness.webex.serviceAppClientSecret(),
                "refresh-token", harness.webex.serviceAppRefreshToken()))) {
            assertThat(connector.check().self().value()).isEqualTo(harness.webex.serviceAppPersonId());
        }
    }
}

package dev.footbridge.miro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.core.connector.ConnectorConfig;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.ConnectorException.Effect;
import dev.footbridge.core.connector.ConnectorException.Kind;
import dev.footbridge.core.connector.CredentialStore;
import dev.footbridge.core.connector.Secret;
import dev.footbridge.miro.emulator.MiroEmulator;
import dev.footbridge.testkit.fake.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tokens of an hour whose refresh tokens work once. */
class MiroCredentialsTest {

    private final ManualClock clock = ManualClock.at("2026-11-22T10:00:00Z");
    private final MiroEmulator miro = MiroEmulator.builder().clock(clock).start();
    private final Store store = new Store();
    private final String first = miro.refreshToken(miro.relayHandle());

    private static final class Store implements CredentialStore {

        private final List<Secret> saved = new ArrayList<>();
        private boolean broken;

        @Override
        public Optional<Secret> load(String name) {
            return saved.isEmpty() ? Optional.empty() : Optional.of(saved.get(saved.size() - 1));
        }

        @Override
        public void save(String name, Secret value) {
            if (broken) {
                throw new IllegalStateException("the disk is full");
            }
            saved.add(value);
        }
    }

    @AfterEach
    void close() {
        miro.close();
    }

    private MiroConnector connect() {
        Map<String, String> settings = new HashMap<>(Map.of(
                "team-id", miro.teamId(),
                "client-id", miro.clientId(),
                "client-secret", miro.clientSecret(),
                "refresh-token", first,
                "api-url", miro.baseUrl().toString()));
        ConnectorConfig config = ConnectorConfig.of(new MiroConnectorProvider(), settings, clock, new Random(3), store);
        return (MiroConnector) new MiroConnectorProvider().create(config);
    }

    @Test
    void aTokenIsRefreshedBeforeItsHourIsOver() throws Exception {
        try (MiroConnector connector = connect()) {
            connector.check();
            clock.advance(Duration.ofMinutes(10));
            connector.check();
            assertThat(miro.journal().count("POST", "/v1/oauth/token")).isEqualTo(1);
            clock.advance(Duration.ofMinutes(48));
            connector.check();
            assertThat(miro.journal().count("POST", "/v1/oauth/token")).isEqualTo(2);
        }
    }

    @Test
    void eachNewPairIsSavedBeforeItIsUsed() throws Exception {
        try (MiroConnector connector = connect()) {
            for (int i = 1; i <= 3; i++) {
                connector.check();
                assertThat(store.saved).hasSize(i).doesNotHaveDuplicates().doesNotContain(Secret.of(first));
                clock.advance(Duration.ofHours(1));
            }
        }
    }

    @Test
    void afterARestartTheSavedOneIsUsedAndNotTheDeadOneOfTheSettings() throws Exception {
        try (MiroConnector connector = connect()) {
            connector.check();
        }
        clock.advance(Duration.ofDays(30));
        try (MiroConnector restarted = connect()) {
            assertThat(restarted.check().self().value()).isEqualTo(miro.userId(miro.relayHandle()));
        }
        assertThat(store.saved).hasSize(2);
    }

    @Test
    void withoutASafePlaceTheNewPairIsNotUsedAndNotLost() throws Exception {
        try (MiroConnector connector = connect()) {
            store.broken = true;
            assertThatThrownBy(connector::check).isInstanceOfSatisfying(ConnectorException.class, failure -> {
                assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
                assertThat(failure.effect()).isEqualTo(Effect.NOT_APPLIED);
                assertThat(failure.code()).isEqualTo("credential_store");
            });
            assertThat(miro.journal().count("GET", "/v1/oauth-token")).isZero();
            store.broken = false;
            connector.check();

            assertThat(miro.journal().count("POST", "/v1/oauth/token"))
                    .as("the pair that could not be saved was kept")
                    .isEqualTo(1);
            assertThat(store.saved).hasSize(1);
        }
    }

    @Test
    void aTokenThatIsRefusedBeforeItsTimeIsReplacedAtOnce() throws Exception {
        try (ScriptedMiro scripted = new ScriptedMiro()) {
            Map<String, String> settings = new HashMap<>(scripted.settings());
            settings.remove("access-token");
            settings.putAll(Map.of("client-id", "1", "client-secret", "s", "refresh-token", "r"));
            for (String token : List.of("one", "two")) {
                scripted.answer(
                        "POST /v1/oauth/token",
                        ScriptedMiro.Answer.json("{\"access_token\":\"" + token + "\",\"refresh_token\":\"r-" + token
                                + "\",\"expires_in\":3599}"));
            }
            scripted.answer("GET /v1/oauth-token", ScriptedMiro.Answer.error(401, "tokenExpired"));
            ConnectorConfig config = ScriptedMiro.config(settings, clock, store);
            try (MiroConnector connector = new MiroConnector(MiroSettings.of(config), clock, store, MiroPause.real())) {
                // A token is held for half a minute before another one is asked for.
                assertThatThrownBy(connector::check)
                        .isInstanceOfSatisfying(
                                ConnectorException.class,
                                failure -> assertThat(failure.kind()).isEqualTo(Kind.UNAUTHORIZED));
                clock.advance(Duration.ofSeconds(31));
                assertThat(connector.check().self().value()).isEqualTo(ScriptedMiro.SELF);
            }
            assertThat(store.saved).containsExactly(Secret.of("r-one"), Secret.of("r-two"));
        }
    }

    @Test
    void revokedCredentialsAreSaidToBe() throws Exception {
        try (MiroConnector connector = connect()) {
            miro.revokeUser(miro.relayHandle());

            assertThatThrownBy(connector::check)
                    .isInstanceOfSatisfying(
                            ConnectorException.class,
                            failure -> assertThat(failure.kind()).isEqualTo(Kind.UNAUTHORIZED));
        }
    }
}

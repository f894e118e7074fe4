package dev.footbridge.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.footbridge.core.connector.Connector;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.ConnectorProvider;
import dev.footbridge.core.connector.Draft;
import dev.footbridge.core.connector.Health;
import dev.footbridge.core.connector.RateLimit;
import dev.footbridge.core.connector.Setting;
import dev.footbridge.core.connector.Verb;
import dev.footbridge.core.id.MessageId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** C1 to C9: the provider, and a connector as an object. */
abstract class ConnectionContract extends ContractBase {

    private static final int THREADS = 6;
    private static final int POSTS_PER_THREAD = 4;

    @Nested
    @DisplayName("Provider and connection")
    class Connection {

        @Test
        void c1_provider_is_found_and_describes_itself() {
            ConnectorProvider provider = harness.provider();
            boolean found = ConnectorProvider.installed().stream()
                    .anyMatch(installed -> installed.getClass().equals(provider.getClass()));
            assertThat(found)
                    .as("whether ConnectorProvider.installed() finds %s", provider.getClass())
                    .isEqualTo(harness.isRegistered());
            assertThat(provider.displayName()).isNotBlank();
            assertThat(provider.platform()).isEqualTo(connector.workspace().platform());
        }

        @Test
        void c1_settings_are_named_once_in_kebab_case_and_described() {
            Set<String> names = new HashSet<>();
            for (Setting setting : harness.provider().settings()) {
                assertThat(setting.name()).matches("[a-z][a-z0-9]*(-[a-z0-9]+)*");
                assertThat(names.add(setting.name()))
                        .as("setting %s comes twice", setting.name())
                        .isTrue();
                assertThat(setting.description())
                        .as("description of %s", setting.name())
                        .isNotBlank();
                assertThat(setting.required() && setting.defaultValue().isPresent())
                        .as("setting %s is required and yet has a default", setting.name())
                        .isFalse();
            }
        }

        @Test
        void c2_creating_and_describing_do_no_io() {
            long before = harness.calls().all();
            Connector fresh = open();
            fresh.workspace();
            fresh.features(channel());
            for (Verb verb : Verb.values()) {
                fresh.pacing().limits(verb, channel());
            }
            allCapabilities(fresh);
            fresh.prepare(channel(), draft("hello"));
            assertThat(harness.calls().all())
                    .as("calls to the platform made by create, workspace, features, pacing, accessors and prepare")
                    .isEqualTo(before);
        }

        @Test
        void c3_accessors_always_tell_the_same() {
            List<Boolean> first = allCapabilities(connector);
            assertThat(allCapabilities(connector))
                    .as("capabilities asked twice")
                    .isEqualTo(first);
            assertThat(open().workspace()).isEqualTo(connector.workspace());
            assertThat(connector.features(channel())).isEqualTo(connector.features(channel()));
        }

        @Test
        void c4_close_is_idempotent() {
            Connector fresh = open();
            fresh.close();
            assertThatCode(fresh::close).as("closing twice").doesNotThrowAnyException();
        }

        @Test
        void c4_closing_one_connector_leaves_another_working() throws Exception {
            open().close();
            assertThat(post("still here")).isNotNull();
        }

        @Test
        void c5_check_tells_who_the_credentials_are() throws Exception {
            Health health = connector.check();
            assertThat(health.self().workspace()).isEqualTo(connector.workspace());
            assertThat(health.warnings())
                    .as("warnings for credentials with all scopes")
                    .allSatisfy(warning -> assertThat(warning).isNotBlank());
            assertThat(open().check().self()).isEqualTo(health.self());
        }

        @Test
        void c6_concurrent_posts_all_arrive_once() throws Exception {
            ExecutorService threads = Executors.newFixedThreadPool(THREADS);
            try {
                Set<MessageId> ids = new HashSet<>();
                for (Future<List<MessageId>> done : threads.invokeAll(posters())) {
                    ids.addAll(done.get());
                }
                assertThat(ids).as("distinct ids of concurrent posts").hasSize(THREADS * POSTS_PER_THREAD);
            } finally {
                threads.shutdownNow();
            }
            for (int i = 0; i < THREADS * POSTS_PER_THREAD; i++) {
                assertThat(seenWith("concurrent" + i + "end"))
                        .as("messages that people see of concurrent post %s", i)
                        .isEqualTo(1);
            }
        }

        private List<Callable<List<MessageId>>> posters() {
            List<Callable<List<MessageId>>> posters = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                List<Draft> parts = new ArrayList<>();
                for (int i = 0; i < POSTS_PER_THREAD; i++) {
                    parts.add(part("concurrent" + (thread * POSTS_PER_THREAD + i) + "end"));
                }
                posters.add(() -> {
                    List<MessageId> ids = new ArrayList<>();
                    for (Draft part : parts) {
                        ids.add(connector.post(channel(), part));
                    }
                    return ids;
                });
            }
            return posters;
        }

        @Test
        void c7_nothing_shows_a_secret() throws Exception {
            List<String> shown = new ArrayList<>();
            shown.add(connector.toString());
            shown.add(connector.check().toString());
            allAccessors(connector).forEach(capability -> shown.add(capability.toString()));
            for (String secret : harness.secrets()) {
                assertThat(shown.stream().anyMatch(text -> text.contains(secret)))
                        .as("a secret in a toString")
                        .isFalse();
            }
        }

        @Test
        void c8_limits_name_their_budget() {
            for (Verb verb : Verb.values()) {
                for (RateLimit limit : connector.pacing().limits(verb, channel())) {
                    assertThat(limit.key()).as("key of a limit for %s", verb).isNotBlank();
                }
            }
        }

        @Test
        void c9_there_is_a_way_in_and_the_platform_agrees() {
            assertThat(connector.webhooks().isPresent() || connector.stream().isPresent())
                    .as("a connector receives by webhooks or by a stream")
                    .isTrue();
            assertThat(connector.webhooks().isPresent())
                    .as("whether connector and harness both know webhooks")
                    .isEqualTo(harness.webhooks().isPresent());
        }

        @Test
        void c9_a_failing_check_says_what_is_wrong() throws Exception {
            harness.faults().revokeCredentials();
            ConnectorException failure = failureOf("check with revoked credentials", () -> open().check());
            assertThat(failure.kind()).isEqualTo(ConnectorException.Kind.UNAUTHORIZED);
        }
    }

    private static List<Boolean> allCapabilities(Connector connector) {
        return optionals(connector).stream().map(Optional::isPresent).toList();
    }

    private static List<Object> allAccessors(Connector connector) {
        List<Object> present = new ArrayList<>();
        optionals(connector).forEach(capability -> capability.ifPresent(present::add));
        return present;
    }

    private static List<Optional<?>> optionals(Connector connector) {
        return List.of(
                connector.editing(),
                connector.removal(),
                connector.reactions(),
                connector.history(),
                connector.readback(),
                connector.directory(),
                connector.webhooks(),
                connector.stream(),
                connector.subscriptions(),
                connector.linkPreviews(),
                connector.sharing());
    }
}

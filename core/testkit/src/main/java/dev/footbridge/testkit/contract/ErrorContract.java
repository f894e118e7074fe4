package dev.footbridge.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.core.connector.Connector;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.ConnectorException.Effect;
import dev.footbridge.core.connector.ConnectorException.Kind;
import dev.footbridge.core.connector.Draft;
import dev.footbridge.core.connector.Verb;
import dev.footbridge.core.connector.Window;
import dev.footbridge.core.document.Document;
import dev.footbridge.core.id.MessageId;
import dev.footbridge.testkit.contract.ConnectorHarness.Fault;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** C25 to C33: what fails, fails in one of seven ways, once, and tells nothing it must not. */
abstract class ErrorContract extends PostingContract {

    static final Window ALWAYS = new Window(Instant.EPOCH, Instant.parse("2100-01-01T00:00:00Z"));

    /** One call per verb that this connector can make, on a message of its own. */
    final Map<Verb, Call> callsOn(Connector on, MessageId own) {
        Draft part = part(CANARY + " again");
        Map<Verb, Call> calls = new LinkedHashMap<>();
        calls.put(Verb.POST, () -> on.post(channel(), part));
        on.editing().ifPresent(editing -> calls.put(Verb.EDIT, () -> editing.edit(own, part)));
        on.reactions().ifPresent(reactions -> {
            calls.put(Verb.REACT, () -> reactions.react(own, THUMB));
            calls.put(Verb.UNREACT, () -> reactions.unreact(own, HEART));
        });
        on.history()
                .ifPresent(
                        history -> calls.put(Verb.READ, () -> history.messages(channel(), ALWAYS, Optional.empty())));
        on.directory().ifPresent(directory -> calls.put(Verb.LOOK_UP, () -> directory.user(person())));
        on.removal().ifPresent(removal -> calls.put(Verb.REMOVE, () -> removal.remove(own)));
        return calls;
    }

    private Call callOn(Connector on, MessageId own, Verb verb) {
        return Optional.ofNullable(callsOn(on, own).get(verb)).orElseThrow();
    }

    /** A message to act upon, with a heart of the connector's own under it where it can react. */
    final MessageId subject() throws ConnectorException, InterruptedException {
        MessageId own = post(CANARY);
        if (connector.reactions().isPresent()) {
            connector.reactions().get().react(own, HEART);
        }
        return own;
    }

    @Nested
    @DisplayName("Errors")
    class Errors {

        @ParameterizedTest
        @EnumSource(Verb.class)
        void c25_throttled_tells_how_long_to_wait(Verb verb) throws Exception {
            Optional<Call> call =
                    Optional.ofNullable(callsOn(connector, subject()).get(verb));
            if (call.isEmpty()) {
                return; // A missing capability is tested as a refusal in its own block.
            }
            harness.faults().next(verb, Fault.THROTTLED);
            long before = harness.calls().of(verb);
            ConnectorException failure = failureOf(verb + " while throttled", call.get());
            assertThat(failure.kind()).isEqualTo(Kind.THROTTLED);
            assertThat(failure.effect()).isEqualTo(Effect.NOT_APPLIED);
            if (harness.tellsHowLongToWait()) {
                assertThat(failure.retryAfter()).contains(ConnectorHarness.RETRY_AFTER);
            }
            assertThat(harness.calls().of(verb) - before)
                    .as("calls made for a throttled %s: waiting and trying again belong to the caller", verb)
                    .isEqualTo(1);
        }

        @ParameterizedTest
        @EnumSource(Verb.class)
        void c26_a_server_error_is_unavailable(Verb verb) throws Exception {
            Optional<Call> call =
                    Optional.ofNullable(callsOn(connector, subject()).get(verb));
            if (call.isEmpty()) {
                return;
            }
            harness.faults().next(verb, Fault.ERROR);
            ConnectorException failure = failureOf(verb + " with a server error", call.get());
            assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
            call.get().run();
        }

        @ParameterizedTest
        @EnumSource(
                value = Fault.class,
                names = {"ERROR", "ERROR_AFTER_EFFECT", "RESET", "RESET_AFTER_EFFECT"})
        void c27_a_lost_answer_makes_one_post_of_unknown_effect(Fault fault) throws Exception {
            post("warm the connection");
            Draft part = part(CANARY + " lost");
            long before = harness.calls().of(Verb.POST);
            harness.faults().next(Verb.POST, fault);
            ConnectorException failure = failureOf("a post with " + fault, () -> connector.post(channel(), part));
            assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
            assertThat(failure.effect())
                    .as("effect of a post whose answer is lost")
                    .isEqualTo(Effect.UNKNOWN);
            assertThat(harness.calls().of(Verb.POST) - before)
                    .as("POST calls of one post with %s: no silent retry", fault)
                    .isEqualTo(1);
            boolean performed = fault == Fault.ERROR_AFTER_EFFECT || fault == Fault.RESET_AFTER_EFFECT;
            assertThat(seenWith(CANARY + " lost")).isEqualTo(performed ? 1 : 0);
        }

        @Test
        void c28_a_failure_leaves_the_connector_working() throws Exception {
            Draft part = part("after the storm");
            for (Fault fault : Fault.values()) {
                harness.faults().next(Verb.POST, fault);
                failureOf("a post with " + fault, () -> connector.post(channel(), part("storm " + fault)));
            }
            assertThat(shown(connector.post(channel(), part)).text()).isEqualTo("after the storm");
        }

        @Test
        void c29_revoked_credentials_are_unauthorized() throws Exception {
            Map<Verb, Call> calls = callsOn(connector, subject());
            harness.faults().revokeCredentials();
            for (Map.Entry<Verb, Call> call : calls.entrySet()) {
                ConnectorException failure = failureOf(call.getKey() + " with revoked credentials", call.getValue());
                assertThat(failure.kind())
                        .as("%s with revoked credentials", call.getKey())
                        .isEqualTo(Kind.UNAUTHORIZED);
                assertThat(failure.effect()).isEqualTo(Effect.NOT_APPLIED);
            }
        }

        @ParameterizedTest
        @EnumSource(Verb.class)
        void c30_a_missing_scope_is_named(Verb verb) throws Exception {
            MessageId own = subject();
            if (!callsOn(connector, own).containsKey(verb)) {
                return;
            }
            String scope = harness.faults().withholdScope(verb);
            Connector limited = open();
            limited.check();
            ConnectorException failure = failureOf(verb + " without the scope " + scope, callOn(limited, own, verb));
            assertThat(failure.kind()).isEqualTo(Kind.FORBIDDEN);
            assertThat(failure.effect()).isEqualTo(Effect.NOT_APPLIED);
            List<String> named = Arrays.asList(failure.missingScope().orElse("").split("[ ,]+"));
            assertThat(named).as("scopes named by the failure of %s", verb).contains(scope);
        }

        @ParameterizedTest
        @EnumSource(Verb.class)
        void c31_a_missing_scope_is_forbidden_also_without_a_check(Verb verb) throws Exception {
            MessageId own = subject();
            if (!callsOn(connector, own).containsKey(verb)) {
                return;
            }
            harness.faults().withholdScope(verb);
            ConnectorException failure = failureOf(verb + " without its scope", callOn(open(), own, verb));
            assertThat(failure.kind()).isEqualTo(Kind.FORBIDDEN);
        }

        @Test
        void c32_failures_show_neither_content_nor_secrets() throws Exception {
            Draft huge = draft(Document.text((CANARY + " ").repeat(20_000)));
            try {
                // Not prepared on purpose: whatever the platform says about it, the failure may be logged.
                connector.post(channel(), huge);
            } catch (ConnectorException e) {
                checkHarmless(e);
                assertThat(e.kind()).isEqualTo(Kind.REJECTED);
            }
            assertThat(huge.toString()).doesNotContain(CANARY);
        }

        @Test
        void c33_a_call_on_an_interrupted_thread_ends() throws Exception {
            Draft part = part("interrupted");
            Thread.currentThread().interrupt();
            try {
                connector.post(channel(), part);
            } catch (InterruptedException | ConnectorException expected) {
                assertThat(seenWith("interrupted")).isLessThanOrEqualTo(1);
            } finally {
                Thread.interrupted();
            }
            post("works again");
        }
    }
}

package dev.footbridge.relay.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.footbridge.core.connector.Connector;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.ForwardingConnector;
import dev.footbridge.core.connector.Page;
import dev.footbridge.core.connector.SignInGroups;
import dev.footbridge.core.connector.Verb;
import dev.footbridge.core.id.UserId;
import dev.footbridge.testkit.fake.InMemoryFault;
import dev.footbridge.testkit.fake.ManualClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bob is at home on platform one; on platform two, which has the group, an account stands for him. */
class SignInGroupsTest {

    private static final String GROUP = "sso";

    @TempDir
    Path directory;

    private final ManualClock clock = ManualClock.at("2026-03-01T10:00:00Z");
    private Rig rig;
    private UserId bob;

    @BeforeEach
    void make() {
        rig = new Rig(directory, clock, "one", "two");
        bob = rig.bob("two");
        rig.platform("two").makeGroup(GROUP);
        rig.options(rig.options().signInGroups(List.of(group(GROUP, Map.of(rig.bob("one"), bob)))));
    }

    @AfterEach
    void close() {
        rig.close();
    }

    private static SignInGroup group(String name, Map<UserId, UserId> people) {
        return new SignInGroup("two", name, people);
    }

    private void unpaired() {
        rig.options(rig.options().signInGroups(List.of(group(GROUP, Map.of()))));
    }

    private Set<UserId> members() {
        return rig.platform("two").group(GROUP);
    }

    /** As the ledger knows them. */
    private Map<String, Boolean> ours() {
        try {
            return rig.ledger.read(
                    tx -> tx.groupMembers().of(rig.platform("two").id(), GROUP));
        } catch (dev.footbridge.relay.ledger.LedgerException e) {
            throw new AssertionError(e);
        }
    }

    private void awaitOurs(Map<String, Boolean> expected) {
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            rig.engine.runDue();
            assertThat(ours()).isEqualTo(expected);
        });
    }

    /** Time goes on until it is so: when the next look is planned, only the end of the one before tells. */
    private void awaitLater(ThrowingRunnable assertion) {
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            clock.advance(SignInGroupKeeper.INTERVAL);
            rig.engine.runDue();
            assertion.run();
        });
    }

    /** A whole look has come and gone: the second one that begins ends the first. */
    private void awaitLook() {
        for (int i = 0; i < 2; i++) {
            long before = lookUps();
            awaitLater(() -> assertThat(lookUps()).isGreaterThan(before));
        }
    }

    private long lookUps() {
        return rig.platform("one").calls(Verb.LOOK_UP) + rig.platform("two").calls(Verb.LOOK_UP);
    }

    /** From the next start on. */
    private void replaceGroups(Optional<SignInGroups> groups) {
        Connector two = new WithoutStream(rig.connector("two"));
        rig.connectors(Map.of("two", new ForwardingConnector() {
            @Override
            protected Connector delegate() {
                return two;
            }

            @Override
            public Optional<SignInGroups> signInGroups() {
                return groups;
            }
        }));
    }

    private void in() throws Exception {
        rig.start();
        awaitOurs(Map.of(bob.value(), true));
        assertThat(members()).containsExactly(bob);
    }

    @Test
    void whoIsPairedAndInABridgedConversationIsPutInOnce() throws Exception {
        in();
        awaitLook();
        rig.restart();
        awaitLook();
        assertThat(rig.platform("two").calls(Verb.EDIT)).isEqualTo(1);
        assertThat(rig.observed.groups).containsExactly("two added");
    }

    @Test
    void whoLeavesTheConversationIsTakenOutAndComesBackIn() throws Exception {
        in();
        rig.platform("one").leave(rig.bob("one"), rig.channel("one"));
        awaitLater(() -> assertThat(ours()).isEmpty());
        assertThat(members()).isEmpty();

        rig.platform("one").join(rig.bob("one"), rig.channel("one"));
        awaitLater(() -> assertThat(ours()).containsExactly(Map.entry(bob.value(), true)));
        assertThat(members()).containsExactly(bob);
        assertThat(rig.observed.groups).containsExactly("two added", "two removed", "two added");
    }

    @Test
    void aPairingThatIsGoneTakesItsMembershipAlong() throws Exception {
        in();
        rig.platform("two").makeGroup(GROUP, bob, rig.ann("two"));
        rig.stop();
        unpaired();
        rig.start();
        awaitOurs(Map.of());
        assertThat(members()).containsExactly(rig.ann("two"));
    }

    @Test
    void aGroupThatIsGoneFromTheConfigurationIsLeftAsItWas() throws Exception {
        in();
        rig.stop();
        rig.options(rig.options().signInGroups(List.of()));
        rig.start();
        awaitOurs(Map.of());
        assertThat(members()).isEmpty();
    }

    @Test
    void aBridgeThatIsGoneTakesItsMembershipsAlong() throws Exception {
        Rig other = new Rig(directory.resolve("other"), clock, "one", "two", "three");
        try (other) {
            other.platform("two").makeGroup(GROUP);
            other.options(other.options()
                    .signInGroups(List.of(group(GROUP, Map.of(other.bob("one"), other.bob("two"))))));
            other.start();
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> other.platform("two").group(GROUP).size() == 1);
            other.stop();
            other.bridges(other.spec("rest", "two", "three"), other.spec("away", "one", "three"))
                    .start();
            // Both are still bridged with each other, by way of a third.
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> other.platform("one").calls(Verb.LOOK_UP) > 1);
            assertThat(other.platform("two").group(GROUP)).hasSize(1);
            other.stop();
            other.bridges(other.spec("away", "one", "three")).start();
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> other.platform("two").group(GROUP).isEmpty());
        }
    }

    @Test
    void whoWasAMemberBeforeStays() throws Exception {
        rig.platform("two").makeGroup(GROUP, bob);
        rig.start();
        awaitLook();
        assertThat(ours()).isEmpty();
        rig.stop();
        unpaired();
        rig.start();
        clock.advance(SignInGroupKeeper.INTERVAL);
        rig.settle();
        assertThat(members()).containsExactly(bob);
        assertThat(rig.platform("two").calls(Verb.EDIT)).isZero();
    }

    @Test
    void whoseAccountIsAtHomeBesideTheGroupOrWhoIsNotPairedIsNeverPutIn() throws Exception {
        in();
        awaitLook();
        assertThat(members()).doesNotContain(rig.ann("two"));
    }

    @Test
    void whomAnAdministratorTookOutStaysOut() throws Exception {
        in();
        rig.platform("two").makeGroup(GROUP);
        awaitLook();
        rig.restart();
        awaitLook();
        assertThat(members()).isEmpty();
    }

    @Test
    void withoutGroupsNobodyIsAsked() throws Exception {
        rig.options(rig.options().signInGroups(List.of()));
        rig.start();
        clock.advance(SignInGroupKeeper.INTERVAL.multipliedBy(3));
        rig.settle();
        assertThat(rig.platform("one").calls(Verb.LOOK_UP)).isLessThanOrEqualTo(1);
        assertThat(rig.platform("two").calls(Verb.EDIT)).isZero();
    }

    /** A lost answer leaves open who put the account in: the ledger knew before. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aLostAnswerIsLookedUp(boolean performed) throws Exception {
        rig.platform("two").add((performed ? InMemoryFault.lostAnswer() : InMemoryFault.lostRequest()).on(Verb.EDIT));
        rig.start();
        awaitOurs(Map.of(bob.value(), false));
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            clock.advance(Duration.ofSeconds(5));
            rig.engine.runDue();
            assertThat(ours()).containsEntry(bob.value(), true);
        });
        assertThat(members()).containsExactly(bob);
        assertThat(rig.platform("two").calls(Verb.EDIT)).isEqualTo(performed ? 1 : 2);

        rig.stop();
        unpaired();
        rig.start();
        awaitOurs(Map.of());
        assertThat(members()).isEmpty();
    }

    @Test
    void aCrashBetweenTheCallAndItsRecordLeavesNobodyBehind() throws Exception {
        Crash crash = new Crash(KeptGroup.CHANGED, 1);
        rig.options(rig.options().failpoints(crash)).start();
        assertThat(crash.awaitDeath()).isTrue();
        assertThat(members()).containsExactly(bob);
        assertThat(ours()).isEqualTo(Map.of(bob.value(), false));
        crash.bury();
        rig.stop();

        rig.options(rig.options().failpoints(Failpoints.none())).start();
        awaitOurs(Map.of(bob.value(), true));
        assertThat(rig.platform("two").calls(Verb.EDIT)).isEqualTo(1);
        rig.stop();

        Crash second = new Crash(KeptGroup.CHANGED, 1);
        unpaired();
        rig.options(rig.options().failpoints(second)).start();
        assertThat(second.awaitDeath()).isTrue();
        assertThat(members()).isEmpty();
        second.bury();
        rig.stop();

        // Meanwhile somebody else put the account in. The relay took its own membership back, and knows nothing of this
        // one.
        rig.options(rig.options().failpoints(Failpoints.none())).start();
        awaitOurs(Map.of());
    }

    @Test
    void aMissingScopeIsNamedAndTheRelayGoesOn() throws Exception {
        rig.platform("two")
                .add(InMemoryFault.failing(ConnectorException.missingScope(
                                "missing_scope", "groups.write", "it needs the scope groups.write"))
                        .on(Verb.EDIT)
                        .times(2));
        rig.start();
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(rig.engine.status().problems())
                        .contains("sign-in-groups: group sso of connector two is not in step (missing_scope)"));
        assertThat(ours()).isEmpty();
        assertThat(rig.observed.groups).containsExactly("two failed");
        rig.platform("one").post(rig.ann("one"), rig.channel("one"), "hello");
        rig.settle();
        assertThat(rig.texts("two")).containsExactly("hello");

        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            clock.advance(Duration.ofSeconds(30));
            rig.engine.runDue();
            assertThat(members()).containsExactly(bob);
        });
        await().atMost(Duration.ofSeconds(10))
                .until(() -> rig.engine.status().problems().isEmpty());
    }

    /** Nobody loses the way in because a platform is down. */
    @Test
    void whoCannotBeSeenJustNowIsLeftWhereTheyAre() throws Exception {
        in();
        rig.platform("one")
                .add(InMemoryFault.failing(ConnectorException.of(
                                ConnectorException.Kind.FORBIDDEN, "no_longer_here", "the relay is not in the channel"))
                        .on(Verb.LOOK_UP)
                        .times(Integer.MAX_VALUE));
        awaitLater(() -> assertThat(rig.engine.status().problems())
                .anySatisfy(problem -> assertThat(problem).contains("does not tell who is in it (no_longer_here)")));
        assertThat(members()).containsExactly(bob);
    }

    /** Somebody does the same at the same moment. */
    @Test
    void whoWasPutInBySomebodyElseMeanwhileIsTheirs() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        SignInGroups real = rig.connector("two").signInGroups().orElseThrow();
        replaceGroups(Optional.of(new SignInGroups() {
            @Override
            public Page<UserId> members(String group, Optional<String> cursor)
                    throws ConnectorException, InterruptedException {
                return real.members(group, cursor);
            }

            @Override
            public boolean add(String group, UserId user) throws ConnectorException, InterruptedException {
                calls.incrementAndGet();
                rig.platform("two").makeGroup(GROUP, user);
                return real.add(group, user);
            }

            @Override
            public boolean remove(String group, UserId user) throws ConnectorException, InterruptedException {
                return real.remove(group, user);
            }
        }));
        rig.start();
        await().atMost(Duration.ofSeconds(10)).until(() -> calls.get() == 1);
        awaitOurs(Map.of());
        rig.stop();
        unpaired();
        rig.start();
        clock.advance(SignInGroupKeeper.INTERVAL);
        rig.settle();
        assertThat(members()).containsExactly(bob);
    }

    @Test
    void aConnectorThatChangesNoGroupsIsRefusedAtTheStart() {
        replaceGroups(Optional.empty());
        assertThatThrownBy(() -> rig.start()).hasMessageContaining("sign-in-groups: connector two changes no groups");
        rig.ledger.close();
        rig.engine = null;
    }
}

package dev.footbridge.teams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.footbridge.core.connector.Connector;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.ConnectorException.Kind;
import dev.footbridge.core.connector.SignInGroups;
import dev.footbridge.core.id.UserId;
import dev.footbridge.teams.emulator.AppRegistration;
import dev.footbridge.teams.emulator.Seed;
import dev.footbridge.testkit.emulator.Fault;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the contract does not ask of groups for single sign-on. */
class TeamsSignInGroupsTest {

    private static final String ADD = "POST */members/$ref";

    private final TeamsHarness harness = new TeamsHarness();
    private final String group = harness.emulator().directory().openGroup();
    private final Connector connector = harness.connect();
    private final SignInGroups groups = connector.signInGroups().orElseThrow();
    private final UserId guest = new UserId(connector.workspace(), Seed.GUEST);

    @AfterEach
    void close() {
        connector.close();
        harness.close();
    }

    @Test
    void aGuestIsAMemberAsAnybodyElse() throws Exception {
        assertThat(groups.add(group, guest)).isTrue();
        assertThat(groups.members(group, Optional.empty()).items()).containsExactly(guest);
        assertThat(groups.remove(group, guest)).isTrue();
        assertThat(harness.emulator().directory().members(group)).isEmpty();
    }

    /** One status and code for both: only the list tells them apart. */
    @Test
    void aRefusalThatIsNotAboutMembershipStaysOne() {
        harness.emulator().faults().add(Fault.status(400).on(ADD).times(1));

        ConnectorException refused = catchThrowableOfType(ConnectorException.class, () -> groups.add(group, guest));

        assertThat(refused.kind()).isEqualTo(Kind.REJECTED);
    }

    @Test
    void aLostAnswerLeavesOpenWhetherSomebodyIsIn() throws Exception {
        harness.emulator().faults().add(Fault.reset().performedFirst().on(ADD).times(1));

        ConnectorException lost = catchThrowableOfType(ConnectorException.class, () -> groups.add(group, guest));

        assertThat(lost.effect()).isEqualTo(ConnectorException.Effect.UNKNOWN);
        assertThat(groups.add(group, guest)).isFalse();
    }

    @Test
    void whatIsNoObjectIdIsNotSent() {
        for (String odd : new String[] {"", "..", "all staff", "../users", group + "/owners"}) {
            ConnectorException refused =
                    catchThrowableOfType(ConnectorException.class, () -> groups.members(odd, Optional.empty()));
            assertThat(refused.kind()).as(odd).isEqualTo(Kind.NOT_FOUND);
        }
    }

    @Test
    void withoutTheScopeTheRefusalNamesIt() throws Exception {
        harness.emulator().registerApp(new AppRegistration(Seed.APP_ID, Seed.APP_SECRET, Seed.ROLES, Seed.DELEGATED));
        try (Connector poorer = harness.connect()) {
            ConnectorException refused = catchThrowableOfType(
                    ConnectorException.class,
                    () -> poorer.signInGroups().orElseThrow().add(group, guest));

            assertThat(refused.kind()).isEqualTo(Kind.FORBIDDEN);
            assertThat(refused.missingScope()).contains("GroupMember.ReadWrite.All");
        }
    }
}

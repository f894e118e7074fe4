package dev.footbridge.gchat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.footbridge.core.connector.Connector;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.ConnectorException.Kind;
import dev.footbridge.core.connector.SignInGroups;
import dev.footbridge.core.id.UserId;
import dev.footbridge.core.scope.Scope;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the contract does not ask of groups for single sign-on. */
class GchatSignInGroupsTest {

    private static final String SCOPE = GchatScopes.full("admin.directory.group.member");

    private final GchatHarness harness = new GchatHarness(GchatAuth.DELEGATED);
    private final String group = harness.chat.groups().add();
    private final Connector connector = harness.connect();

    @AfterEach
    void close() {
        connector.close();
        harness.close();
    }

    private UserId ada() {
        return harness.people().first();
    }

    private static SignInGroups groups(Connector connector) {
        return connector.signInGroups().orElseThrow();
    }

    /** The scope is in no token until a group is named. */
    @Test
    void onlyWhoNamesAGroupNeedsItsScope() throws Exception {
        harness.chat
                .admin()
                .delegate(Set.of(
                        "chat.messages",
                        "chat.spaces.readonly",
                        "chat.memberships.readonly",
                        "admin.directory.user.readonly"));

        assertThat(connector.check().grant().scopes())
                .extracting(Scope::name)
                .contains(GchatScopes.full("chat.messages"))
                .doesNotContain(SCOPE);
        ConnectorException refused = catchThrowableOfType(
                ConnectorException.class, () -> groups(connector).members(group, Optional.empty()));
        assertThat(refused.kind()).isEqualTo(Kind.FORBIDDEN);
        assertThat(refused.missingScope()).contains(SCOPE);
        assertThat(connector.directory().orElseThrow().user(ada())).isPresent();
    }

    @Test
    void theGrantKnowsOfBothTokensThatStandBeside() throws Exception {
        connector.check();
        groups(connector).members(group, Optional.empty());
        connector
                .sharing()
                .orElseThrow()
                .check(harness.document().orElseThrow().link(), Set.of("ben@elsewhere.example"));

        assertThat(connector.check().grant().scopes())
                .extracting(Scope::name)
                .contains(SCOPE, GchatScopes.full("drive"));
    }

    @Test
    void whatIsNoIdOrAddressIsNotSent() {
        for (String odd : new String[] {"", "..", "all staff", "../users", "a@b@c", group + "/members"}) {
            ConnectorException refused = catchThrowableOfType(
                    ConnectorException.class, () -> groups(connector).members(odd, Optional.empty()));
            assertThat(refused.kind()).as(odd).isEqualTo(Kind.NOT_FOUND);
        }
    }

    @Test
    void anAppHasNoGroups() {
        try (GchatHarness app = new GchatHarness(GchatAuth.APP);
                Connector connector = app.connect()) {
            assertThat(connector.signInGroups()).isEmpty();
        }
    }
}

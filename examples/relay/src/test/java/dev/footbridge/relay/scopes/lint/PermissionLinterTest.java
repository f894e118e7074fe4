package dev.footbridge.relay.scopes.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Each rule by a document that breaks it, and beside it one that does not. */
class PermissionLinterTest {

    private static final String TABLE = """
            # Permissions

            ## What we ask for

            | Scope | Type | Reason | Admin consent |
            |---|---|---|---|
            %s
            """;

    private static final String FINE = "| `Room.Read` | Delegated | To list the rooms | No |";

    private static List<String> found(String text) throws LintException {
        return Facts.linter().lint(text).findings().stream()
                .map(finding -> finding.line() + " " + finding.rule().id() + " " + finding.scope())
                .map(String::strip)
                .toList();
    }

    private static List<String> rows(String... rows) throws LintException {
        return found(TABLE.formatted(String.join("\n", rows)));
    }

    @Test
    void aTableThatIsRightHasNoFindings() throws LintException {
        assertThat(rows(
                        FINE,
                        "| `Room.Create` | Delegated | To create a room | No |",
                        "| `Guest.Invite` | Delegated | To invite guests into rooms | Yes |"))
                .isEmpty();
        assertThat(Facts.linter().lint(TABLE.formatted(FINE)).platform()).isEqualTo("Acme");
    }

    @Test
    void namesThatNoScopeHas() throws LintException {
        assertThat(rows(FINE, "| `Room.Write` | Delegated | To list the rooms | No |"))
                .containsExactly("8 unknown-name Room.Write");
        assertThat(rows(FINE, "| `Garden.Write` | Delegated | To plant | No |"))
                .containsExactly("8 name-not-in-data Garden.Write");
        assertThat(rows(FINE, "| `Room. create` | Delegated | To create a room | No |"))
                .containsExactly("8 malformed-name Room. create");
        assertThat(rows(FINE, "", "It takes Room.Createand nothing else."))
                .containsExactly("9 malformed-name Room.Createand");
    }

    @Test
    void reasonsThatAreMissing() throws LintException {
        assertThat(rows(FINE, "| `Room.Create` | Delegated | | No |")).containsExactly("8 missing-reason Room.Create");
        assertThat(found("# Scopes\n\n- Room.Read\n- Room.Create\n")).containsExactly("3 missing-reason");
    }

    @Test
    void grantTypesThatAScopeDoesNotHaveOrTheHeadingDenies() throws LintException {
        assertThat(rows("| `Room.Create` | Application | To create a room | |"))
                .containsExactly("7 no-such-type Room.Create");
        assertThat(found("# Application scopes\n\n| Scope | Type | Reason |\n|---|---|---|\n"
                        + "| Room.Read | Delegated | To list rooms |\n"))
                .containsExactly("5 type-against-heading Room.Read");
        assertThat(
                        found(
                                "Scopes we need\nScope | Reason |\nRoom.Read | To list rooms |\nRoom.Create | To create a room |\n"))
                .containsExactly("1 type-unstated");
    }

    @Test
    void consentThatIsNotAsTheRowSays() throws LintException {
        assertThat(rows("| `Room.Read` | Delegated | To list the rooms | Yes |"))
                .containsExactly("7 consent-wrong Room.Read");
        assertThat(rows(FINE, "| `Room.Read` | Delegated | To list the rooms | Yes |"))
                .containsExactly("8 consent-wrong Room.Read", "8 contradiction Room.Read");
        assertThat(found("There are 2 permissions that require admin consent.\n\n"
                        + "* Room.Create: to create rooms\n* Guest.Invite: to invite guests\n"))
                .containsExactly("1 consent-count");
        assertThat(found("There is 1 scope. It is all. 1 permissions that require admin consent:\n\n"
                        + "* Guest.Invite: to invite guests\n"))
                .isEmpty();
    }

    @Test
    void scopesThatAddNothing() throws LintException {
        assertThat(rows(
                        "| `Room.Create` | Delegated | To create a room | No |",
                        "| `Room.Manage` | Delegated | To remove rooms | Yes |"))
                .containsExactly("7 redundant Room.Create");
    }

    @Test
    void lessWouldDo() throws LintException {
        assertThat(rows("| `Room.Manage` | Delegated | To create rooms | Yes |"))
                .containsExactly("7 narrower-suffices Room.Manage");
        assertThat(rows("| `Room.Manage` | Delegated | To create and delete rooms | Yes |"))
                .as("it is needed for one of the two")
                .isEmpty();
        assertThat(rows("| `Room.Create.All` | Application | To create rooms | Yes |"))
                .as("consent in single rooms is less")
                .containsExactly("7 narrower-suffices Room.Create.All");
    }

    @Test
    void theReasonSaysMoreThanTheScopeOpens() throws LintException {
        assertThat(rows("| `Room.Create` | Delegated | To create and manage rooms | No |"))
                .containsExactly("7 does-not-open Room.Create");
    }

    @Test
    void claimsThatNothingElseWouldDo() throws LintException {
        assertThat(rows(FINE, "", "We use Room.Manage. It is the only scope that allows us to create a room."))
                .containsExactly("9 only-scope-claim Room.Manage");
        assertThat(rows(FINE, "", "We use Room.Read. It is the only scope that allows us to create a room."))
                .containsExactly("9 only-scope-claim Room.Read");
        assertThat(rows(FINE, "", "We use Room.Manage. It is the only scope that allows us to delete a room."))
                .isEmpty();
        assertThat(rows(
                        "| `Room.Manage` | Delegated | To create and delete rooms | Yes |",
                        "",
                        "Room.Manage is the least privileged scope to create rooms."))
                .containsExactly("9 least-scope-claim Room.Manage");
        assertThat(rows(FINE, "", "Currently we can't create rooms with resource-specific consent."))
                .containsExactly("9 impossible-claim");
    }

    @Test
    void anAccountThatNeedNotBeKept() throws LintException {
        assertThat(rows(FINE, "", "Room.Read is a delegated permission of our Reading Bot."))
                .containsExactly("9 delegated-needlessly Room.Read");
        assertThat(rows(FINE, "", "Room.Create is a delegated permission of our Reading Bot."))
                .isEmpty();
    }

    @Test
    void whatTheTextWantsAndNoScopeIsListedFor() throws LintException {
        assertThat(rows(FINE, "", "We show the photo of each person.")).containsExactly("9 task-without-scope");
    }

    @Test
    void aListThatIsToReplaceThePresentOneAndOpensLess() throws LintException {
        String text = """
                Permissions we have

                * Room.Create: to create rooms
                * Guest.Invite: to invite guests

                In the future

                Our scopes:

                * Room.Create.One: for new rooms
                """;
        assertThat(found(text))
                .contains("8 replacement-gap Guest.Invite")
                .noneMatch(row -> row.contains("Room.Create "));
    }

    @Test
    void plansAndInterfacesInOneColumn() throws LintException {
        assertThat(found("Scopes\n\nScope Description Available For\nRoom.Read List the rooms Web SDK REST API\n"
                        + "Screen.Record Record what is seen Large\n"))
                .containsExactly("1 type-unstated", "3 plan-surface-mix", "5 not-for-servers Screen.Record");
    }

    @Test
    void somebodyWhoUsesOnePlatformAndActsOnAnother() throws LintException {
        assertThat(rows(FINE, "", "Ann uses Acme. When she posts a message on Blip, it appears."))
                .containsExactly("9 platform-mix");
        assertThat(rows(FINE, "", "Ann uses Acme. When she posts a message on Acme, it appears on Blip."))
                .isEmpty();
    }

    @Test
    void aRowWithMoreCellsThanItsTable() throws LintException {
        assertThat(rows(FINE, "| `Room.Create` | Delegated | To create | a | room | No |"))
                .containsExactly("8 malformed-table");
        assertThat(found("Scope | Reason\nRoom.Read | To list | the rooms\n")).containsExactly("2 malformed-table");
    }

    @Test
    void aReportIsTheSameEveryTime() throws LintException {
        String text = TABLE.formatted("| `Room.Manage` | Application | To create rooms | No |");
        assertThat(Facts.linter().lint(text)).isEqualTo(Facts.linter().lint(text));
        assertThat(Facts.linter().lint(text).findings()).isNotEmpty().allSatisfy(finding -> {
            assertThat(finding.message()).isNotBlank();
            assertThat(finding.evidence()).isNotBlank();
            assertThat(finding.rule().meaning()).isNotBlank();
        });
    }
}

package dev.footbridge.sandbox.scopes;

import static dev.footbridge.sandbox.scopes.Seed.CAPTIVATE;
import static dev.footbridge.sandbox.scopes.Seed.MIO;
import static dev.footbridge.sandbox.scopes.Seed.MIRO;
import static dev.footbridge.sandbox.scopes.Seed.SALESTIM;
import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.relay.scopes.lint.Finding;
import dev.footbridge.relay.scopes.lint.LintException;
import dev.footbridge.relay.scopes.lint.PermissionLinter;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What people found in four published permission documents by hand, holding them against the vendors' data, and what the
 * linter finds in the same texts with the same data.
 */
class SeedLintTest {

    private static final List<Known> BY_HAND = List.of(
            new Known("L1", MIO, "unknown-name", 18, "TeamsAppInstallation.ReadWrite"),
            new Known(
                    "L2", MIO, "only-scope-claim", 40, "Group.ReadWrite.All", "Channel.Create", "Channel.Create.Group"),
            new Known("L3", MIO, "redundant", 16, "User.Read.All", "User.ReadWrite.All"),
            new Known("L4", MIO, "narrower-suffices", 17, "User.ReadWrite.All", "User.ReadBasic.All"),
            new Known("L5", MIO, "least-scope-claim", 43, "Files.ReadWrite.All"),
            new Known("L6", MIO, "type-unstated", 5, "", "Chat.Create", "Team.Create", "Chat.Read.All"),
            new Known("L7", MIO, "narrower-suffices", 8, "ChannelMessage.Read.All", "ChannelMessage.Read.Group"),
            new Known("L8", MIO, "narrower-suffices", 24, "Chat.ReadWrite", "ChatMessage.Send"),
            new Known("L9", MIO, "missing-reason", 7, "Channel.ReadBasic.All"),
            new Known("L9", MIO, "missing-reason", 18, "TeamsAppInstallation.ReadWrite"),
            new Known("L9", MIO, "missing-reason", 21, "ChannelMessage.Send"),
            new Known("L9", MIO, "missing-reason", 22, "ChannelMessage.ReadWrite"),
            new Known("L10", MIO, "platform-mix", 34, ""),
            new Known(
                    "L11",
                    CAPTIVATE,
                    "only-scope-claim",
                    13,
                    "TeamMember.Read.All",
                    "TeamMember.ReadWriteNonOwnerRole.All"),
            new Known(
                    "L12",
                    CAPTIVATE,
                    "consent-count",
                    27,
                    "",
                    "Presence.Read.All",
                    "Files.Read.All",
                    "Channel.ReadBasic.All",
                    "Team.ReadBasic.All",
                    "Team.Create"),
            new Known("L13", CAPTIVATE, "delegated-needlessly", 9, "Presence.Read.All"),
            new Known("L14", CAPTIVATE, "redundant", 33, "Sites.Selected", "Files.Read.All"),
            new Known("L15", CAPTIVATE, "malformed-name", 71, "Team member.Read.Group", "TeamMember.Read.Group"),
            new Known("L16", CAPTIVATE, "replacement-gap", 61, "TeamMember.ReadWriteNonOwnerRole.All"),
            new Known(
                    "L17",
                    CAPTIVATE,
                    "impossible-claim",
                    87,
                    "",
                    "TeamsAppInstallation.ReadWriteAndConsentSelfForTeam",
                    "TeamsAppInstallation.ReadWriteAndConsentSelfForTeam.All"),
            new Known("L18", CAPTIVATE, "task-without-scope", 3, "", "ProfilePhoto.Read.All"),
            new Known("L19", SALESTIM, "type-against-heading", 172, "Group.ReadWrite.All"),
            new Known("L19", SALESTIM, "type-against-heading", 173, "InformationProtectionPolicy.Read"),
            new Known("L19", SALESTIM, "type-against-heading", 174, "Team.Create"),
            new Known("L19", SALESTIM, "type-against-heading", 175, "TeamSettings.ReadWrite.All"),
            new Known("L19", SALESTIM, "type-against-heading", 176, "TeamsAppInstallation.ReadWriteForTeam"),
            new Known("L19", SALESTIM, "type-against-heading", 177, "TeamMember.ReadWrite.All"),
            new Known("L19", SALESTIM, "type-against-heading", 178, "TeamsTab.ReadWrite.All"),
            new Known("L19", SALESTIM, "type-against-heading", 179, "Channel.Create"),
            new Known("L19", SALESTIM, "type-against-heading", 180, "ChannelSettings.ReadWrite.All"),
            new Known("L19", SALESTIM, "type-against-heading", 181, "ChannelMember.ReadWrite.All"),
            new Known("L19", SALESTIM, "no-such-type", 173, "InformationProtectionPolicy.Read"),
            new Known(
                    "L19",
                    SALESTIM,
                    "no-such-type",
                    176,
                    "TeamsAppInstallation.ReadWriteForTeam",
                    "TeamsAppInstallation.ReadWriteForTeam.All"),
            new Known("L20", SALESTIM, "contradiction", 152, "InformationProtectionPolicy.Read"),
            new Known("L20", SALESTIM, "contradiction", 173, "InformationProtectionPolicy.Read"),
            new Known("L21", SALESTIM, "consent-wrong", 153, "Team.Create"),
            new Known("L21", SALESTIM, "consent-wrong", 174, "Team.Create"),
            new Known("L22", SALESTIM, "redundant", 153, "Team.Create", "Group.ReadWrite.All"),
            new Known("L22", SALESTIM, "redundant", 158, "Channel.Create", "Group.ReadWrite.All"),
            new Known("L23", SALESTIM, "narrower-suffices", 157, "TeamsTab.ReadWrite.All", "TeamsTab.Create"),
            new Known("L23", SALESTIM, "does-not-open", 158, "Channel.Create"),
            new Known("L24", MIRO, "plan-surface-mix", 3, ""),
            new Known("L25", MIRO, "not-for-servers", 7, "identity:read"),
            new Known("L25", MIRO, "not-for-servers", 8, "identity:write"),
            new Known("L25", MIRO, "not-for-servers", 9, "team:read"),
            new Known("L25", MIRO, "not-for-servers", 10, "team:write"),
            new Known("L25", MIRO, "not-for-servers", 11, "microphone:listen"),
            new Known("L25", MIRO, "not-for-servers", 12, "screen:record"),
            new Known("L25", MIRO, "not-for-servers", 13, "webcam:record"));

    private final Map<Seed, List<Finding>> found = new EnumMap<>(Seed.class);

    /** @param others scopes that the evidence has to name */
    private record Known(String number, Seed seed, String rule, int line, String scope, List<String> others) {
        Known(String number, Seed seed, String rule, int line, String scope, String... others) {
            this(number, seed, rule, line, scope, List.of(others));
        }

        boolean isIn(List<Finding> findings) {
            return findings.stream()
                    .anyMatch(finding -> finding.rule().id().equals(rule)
                            && finding.line() == line
                            && finding.scope().equals(scope)
                            && finding.others().containsAll(others));
        }
    }

    @BeforeEach
    void lint() throws LintException {
        PermissionLinter linter = Seed.linter();
        for (Seed seed : Seed.values()) {
            found.put(seed, linter.lint(seed.file()).findings());
        }
    }

    @Test
    void whatWasFoundByHandIsFound() {
        Set<String> numbers = new LinkedHashSet<>();
        List<Known> missed = new ArrayList<>();
        for (Known known : BY_HAND) {
            numbers.add(known.number());
            if (!known.isIn(found.get(known.seed()))) {
                missed.add(known);
            }
        }
        assertThat(numbers).hasSize(25);
        missed.forEach(known -> numbers.remove(known.number()));
        assertThat(missed).as("found whole: %s", numbers).isEmpty();
    }

    @Test
    void aDocumentWithoutTheMistakeHasNoSuchFinding() throws Exception {
        String text = Files.readString(SALESTIM.file());
        assertThat(found.get(SALESTIM)).anyMatch(finding -> finding.rule().id().equals("type-against-heading"));
        String application =
                text.substring(text.indexOf("## Application scope")).replace("| Delegated |", "| Application |");

        assertThat(Seed.linter().lint(application).findings())
                .noneMatch(finding -> finding.rule().id().equals("type-against-heading"))
                .anyMatch(finding -> finding.rule().id().equals("no-such-type"));
    }

    @Test
    void everyFindingHasAMessageAndEvidenceAndPointsIntoItsText() throws Exception {
        for (Seed seed : Seed.values()) {
            long lines = Files.readAllLines(seed.file()).size();
            assertThat(found.get(seed)).isNotEmpty().allSatisfy(finding -> {
                assertThat(finding.message()).isNotBlank();
                assertThat(finding.evidence()).isNotBlank();
                assertThat((long) finding.line()).isBetween(1L, lines);
            });
        }
    }
}

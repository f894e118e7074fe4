package dev.footbridge.sandbox.scopes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.core.connector.ConnectorProvider;
import dev.footbridge.core.scope.ScopeInfo;
import dev.footbridge.relay.scopes.ConsentSheet;
import dev.footbridge.relay.scopes.KnownScopes;
import dev.footbridge.relay.scopes.Profile;
import dev.footbridge.relay.scopes.ProfileComparison;
import dev.footbridge.relay.scopes.ProfileFile;
import dev.footbridge.relay.scopes.ScopesException;
import dev.footbridge.relay.scopes.SheetMarkdown;
import dev.footbridge.relay.scopes.lint.PermissionLinter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The profiles of {@code examples/profiles}: what they plan beside the lists that somebody publishes for the same. The
 * README there is made of them; {@code -Dfootbridge.readme=write} writes it anew.
 */
class ProfilesTest {

    private static final Path FOLDER = Path.of("../profiles");

    private static List<Profile> profiles() throws IOException, ScopesException {
        List<Path> files;
        try (Stream<Path> all = Files.list(FOLDER)) {
            files = all.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
        assertThat(files).hasSize(5);
        List<Profile> profiles = new ArrayList<>();
        for (Path file : files) {
            Profile profile = ProfileFile.read(file);
            assertThat(file.getFileName().toString()).isEqualTo(profile.name() + ".json");
            profiles.add(profile);
        }
        return profiles;
    }

    private static ConsentSheet sheet(Profile profile) {
        ConnectorProvider provider = ConnectorProvider.installed(profile.platform());
        return ConsentSheet.of(profile, provider.scopes(), provider.displayName());
    }

    @Test
    void noPlanIsLargerThanTheListAndEverythingWorks() throws Exception {
        for (Profile profile : profiles()) {
            for (ConsentSheet.Section section : sheet(profile).sections()) {
                assertThat(section.impossible()).as(profile.name()).isEmpty();
                assertThat(section.rows().size())
                        .as("%s, %s", profile.name(), section.name())
                        .isPositive()
                        .isLessThanOrEqualTo(profile.listed(section.name()).size());
            }
        }
    }

    @Test
    void noScopeOfAPlanIsBroaderThanTheListsBroadest() throws Exception {
        for (Profile profile : profiles()) {
            for (ConsentSheet.Section section : sheet(profile).sections()) {
                assertThat(level(profile, section.rows().stream().map(ConsentSheet.Row::scope)))
                        .as("%s, %s", profile.name(), section.name())
                        .isLessThanOrEqualTo(level(
                                profile, profile.listed(section.name()).stream().map(Profile.Listed::scope)));
            }
        }
    }

    private static int level(Profile profile, Stream<String> scopes) {
        return scopes.flatMap(name -> ConnectorProvider.installed(profile.platform()).scopes().named(name).stream())
                .mapToInt(ScopeInfo::level)
                .max()
                .orElse(0);
    }

    @Test
    void everyRowOfTheListAndOfThePlanIsExplained() throws Exception {
        for (Profile profile : profiles()) {
            for (ConsentSheet.Section section : sheet(profile).sections()) {
                Set<String> compared = section.comparison().stream()
                        .map(ProfileComparison.Row::scope)
                        .collect(Collectors.toSet());
                assertThat(compared)
                        .containsAll(profile.listed(section.name()).stream()
                                .map(Profile.Listed::scope)
                                .toList())
                        .containsAll(section.rows().stream()
                                .map(ConsentSheet.Row::scope)
                                .toList());
                assertThat(section.comparison()).allSatisfy(row -> {
                    assertThat(row.why()).isNotBlank();
                    assertThat(row.listed() || row.planned()).isTrue();
                    assertThat(row.why().startsWith("the least for")).isEqualTo(row.planned());
                });
            }
        }
    }

    /** The lists are those of the published documents: nothing was left out to look better. */
    @Test
    void theListsAreThoseOfTheSeeds() throws Exception {
        for (Profile profile : profiles()) {
            String text = Files.readString(seed(profile.name()).file());
            for (Profile.Listed row : profile.listed()) {
                assertThat(text).as(profile.name()).contains(row.scope());
            }
        }
        assertListed("connect-and-user-sync", "(?m)^(\\S+) \\| ", "Scope");
        assertListed("board-sync", "(?m)^([a-z]+(?::[a-z]+)+) ", "");
        assertListed("agent-hub", "(?m)^ +\\d+\\. (\\S+): ", "");
    }

    private static void assertListed(String name, String row, String heading) throws Exception {
        Set<String> written = Pattern.compile(row)
                .matcher(Files.readString(seed(name).file()))
                .results()
                .map(found -> found.group(1))
                .filter(found -> !found.equals(heading))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> listed = ProfileFile.read(FOLDER.resolve(name + ".json")).listed().stream()
                .map(Profile.Listed::scope)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(listed).as(name).isEqualTo(written);
    }

    private static Seed seed(String profile) {
        return switch (profile) {
            case "connect-and-user-sync" -> Seed.MIO;
            case "agent-hub" -> Seed.CAPTIVATE;
            case "board-sync" -> Seed.MIRO;
            default -> Seed.SALESTIM;
        };
    }

    @Test
    void bothExecutionModelsProvisionTheSame() throws Exception {
        Profile account = ProfileFile.read(FOLDER.resolve("provisioning-service-account.json"));
        Profile application = ProfileFile.read(FOLDER.resolve("provisioning-application.json"));
        Set<String> byApplication = Set.copyOf(application.contexts().get(3).capabilities());
        assertThat(account.contexts().get(3).capabilities()).containsAll(byApplication);
        assertThat(account.contexts().subList(0, 3))
                .isEqualTo(application.contexts().subList(0, 3));
    }

    @Test
    void theLinterHasNothingToSayAboutTheSheets() throws Exception {
        PermissionLinter linter = KnownScopes.linter(ConnectorProvider.installed(), Optional.empty());
        for (Profile profile : profiles()) {
            String sheet = SheetMarkdown.of(sheet(profile), 1);
            assertThat(linter.lint(sheet).findings()).as(profile.name()).isEmpty();
        }
    }

    @Test
    void theLinterHasNothingToSayAboutTheSheetsWithTheVendorsData() throws Exception {
        PermissionLinter linter = Seed.linter();
        for (Profile profile : profiles()) {
            String sheet = SheetMarkdown.of(sheet(profile), 1);
            assertThat(linter.lint(sheet).findings()).as(profile.name()).isEmpty();
        }
    }

    @Test
    void theReadmeHoldsTheSheets() throws Exception {
        Path file = FOLDER.resolve("README.md");
        String readme = Files.readString(file);
        for (Profile profile : profiles()) {
            String start = "<!-- sheet " + profile.name() + " -->\n";
            String end = "<!-- /sheet " + profile.name() + " -->";
            assertThat(readme).contains(start, end);
            int from = readme.indexOf(start) + start.length();
            int to = readme.indexOf(end);
            String wanted = "\n" + SheetMarkdown.of(sheet(profile), 2) + "\n";
            if ("write".equals(System.getProperty("footbridge.readme"))) {
                readme = readme.substring(0, from) + wanted + readme.substring(to);
            } else {
                assertThat(readme.substring(from, to))
                        .as("sheet %s of %s; -Dfootbridge.readme=write writes it anew", profile.name(), file)
                        .isEqualTo(wanted);
            }
        }
        if ("write".equals(System.getProperty("footbridge.readme"))) {
            Files.writeString(file, readme);
        }
    }
}

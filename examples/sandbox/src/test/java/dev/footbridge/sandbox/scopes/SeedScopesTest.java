package dev.footbridge.sandbox.scopes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.core.connector.ConnectorProvider;
import dev.footbridge.core.scope.GrantType;
import dev.footbridge.core.scope.ScopeInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Every scope that the published documents name is known with the grant types it comes in. */
class SeedScopesTest {

    private static final Pattern GRAPH_NAME = Pattern.compile("\\b[A-Z][A-Za-z]+(?:\\.[A-Z][A-Za-z]+)+\\b");

    /** What looks like a name and is none: of no vendor, two words run together, the end of a name with a gap. */
    private static final Set<String> NO_SCOPES =
            Set.of("TeamsAppInstallation.ReadWrite", "ChannelSettings.ReadWrite.Alland", "Read.Group");

    private static Map<String, Set<GrantType>> classified() throws IOException {
        ConnectorProvider teams = ConnectorProvider.installed("teams");
        List<ScopeInfo> all = new ArrayList<>(teams.scopes().scopes());
        all.addAll(teams.vendorScopes(Seed.contracts()).orElseThrow().scopes());
        Map<String, Set<GrantType>> types = new TreeMap<>();
        all.forEach(info -> types.computeIfAbsent(info.name(), name -> EnumSet.noneOf(GrantType.class))
                .add(info.scope().grantType()));
        return types;
    }

    private static Set<String> names(String text) {
        return GRAPH_NAME
                .matcher(text)
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void everyGraphScopeOfTheSeedsIsClassified() throws IOException {
        Map<String, Set<GrantType>> types = classified();
        Map<Seed, Integer> counts = Map.of(Seed.MIO, 20, Seed.CAPTIVATE, 21, Seed.SALESTIM, 20);
        for (Map.Entry<Seed, Integer> seed : counts.entrySet()) {
            Set<String> names = names(Files.readString(seed.getKey().file()));
            assertThat(names).as(seed.getKey().name()).hasSize(seed.getValue());
            names.removeAll(NO_SCOPES);
            assertThat(types.keySet()).as(seed.getKey().name()).containsAll(names);
        }
        assertThat(types.get("Presence.Read.All")).containsOnly(GrantType.DELEGATED, GrantType.APPLICATION);
        assertThat(types.get("ChannelMessage.Send")).containsOnly(GrantType.DELEGATED);
        assertThat(types.keySet())
                .contains("openid", "profile", "email", "offline_access")
                .doesNotContainAnyElementsOf(NO_SCOPES);
    }

    @Test
    void theResourceSpecificListIsReadAndClassified() throws Exception {
        String text = Files.readString(Seed.CAPTIVATE.file());
        String list = text.substring(text.indexOf("RSC permissions:"), text.indexOf("Global Permissions:"));
        Set<String> names = names(list);
        names.removeAll(NO_SCOPES);
        assertThat(names).hasSize(6);
        Map<String, Set<GrantType>> types = classified();
        assertThat(names)
                .allSatisfy(name -> assertThat(types.getOrDefault(name, Set.of()))
                        .as(name)
                        .containsExactly(GrantType.RESOURCE_SPECIFIC));
        assertThat(types.get("TeamMember.Read.Group")).containsExactly(GrantType.RESOURCE_SPECIFIC);
        assertThat(Seed.linter().lint(Seed.CAPTIVATE.file()).findings()).anySatisfy(finding -> {
            assertThat(finding.scope()).isEqualTo("Team member.Read.Group");
            assertThat(finding.others()).contains("TeamMember.Read.Group");
        });
    }
}

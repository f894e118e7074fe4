package dev.footbridge.relay.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.footbridge.relay.config.RelayConfig.GroupEntry;
import dev.footbridge.relay.content.AddressTemplate;
import dev.footbridge.relay.documents.SignInRoute;
import dev.footbridge.testkit.fake.InMemoryConnectorProvider;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignInReaderTest {

    private static final String START = "https://login.example.com/?continue={document}";

    @TempDir
    Path dir;

    @Test
    void readsRoutes() throws Exception {
        assertThat(read("{ hosts: [Docs.example.com], connectors: [here], start: '" + START + "' }")
                        .signIns())
                .containsExactly(new SignInRoute(
                        Set.of("docs.example.com"), Set.of("here"), new AddressTemplate(START, SignInRoute.DOCUMENT)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{ connectors: [here], start: 'https://a.example/{document}' } | hosts is missing",
                "{ hosts: [a.example], start: 'https://a.example/{document}' } | connectors is missing",
                "{ hosts: [a.example], connectors: [here] } | start is missing",
                "{ hosts: [a.example], connectors: [nowhere], start: 'https://a.example/{document}' } | names from connectors",
                "{ hosts: ['https://a.example'], connectors: [here], start: 'https://a.example/{document}' } | hosts are names",
                "{ hosts: [com], connectors: [here], start: 'https://a.example/{document}' } | hosts are names",
                "{ hosts: [a.example], connectors: [here], start: 'https://{document}' } | must begin with https",
                "{ hosts: [a.example], connectors: [here], start: 'http://a.example/{document}' } | must begin with https",
                "{ hosts: [a.example], connectors: [here], stop: x } | stop"
            })
    void whatIsWrongIsTold(String route, String complaint) {
        ConfigException wrong = catchThrowableOfType(ConfigException.class, () -> read(route));

        assertThat(wrong.problems()).anySatisfy(problem -> assertThat(problem).contains(complaint));
    }

    @Test
    void readsGroups() throws Exception {
        assertThat(file("sign-in-groups", "{ connector: here, group: Staff-1, people-of: [there] }")
                        .signInGroups())
                .containsExactly(new GroupEntry("here", "Staff-1", Set.of("there")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{ group: a, people-of: [there] } | connector is missing",
                "{ connector: here, people-of: [there] } | group is missing",
                "{ connector: here, group: '', people-of: [there] } | group is missing",
                "{ connector: here, group: a } | people-of is missing",
                "{ connector: nowhere, group: a, people-of: [there] } | names from connectors",
                "{ connector: here, group: a, people-of: [nowhere] } | names from connectors",
                "{ connector: here, group: a, people-of: [here] } | must not name the group's own connector",
                "{ connector: here, groups: a, people-of: [there] } | groups: is not known",
                "{ connector: here, group: a, people-of: [there] }, { connector: here, group: a, people-of: [there] } | comes twice"
            })
    void whatIsWrongWithAGroupIsTold(String group, String complaint) {
        ConfigException wrong = catchThrowableOfType(ConfigException.class, () -> file("sign-in-groups", group));

        assertThat(wrong.problems()).anySatisfy(problem -> assertThat(problem).contains(complaint));
    }

    @Test
    void aConnectorIsNotNamedAsAWordOfPeople() throws Exception {
        Path file = Files.writeString(dir.resolve("relay.yaml"), """
                connectors:
                  home: { platform: memory, workspace: home }
                bridges:
                  general:
                    endpoints:
                      - { connector: home, channel: one }
                      - { connector: home, channel: two }
                """);
        ConfigReader reader = new ConfigReader(List.of(new InMemoryConnectorProvider()), Map.of());
        ConfigException wrong = catchThrowableOfType(ConfigException.class, () -> reader.read(file));

        assertThat(wrong.problems()).singleElement().asString().contains("connectors.home: must have another name");
    }

    private RelayConfig read(String route) throws Exception {
        return file("document-sign-in", route);
    }

    private RelayConfig file(String key, String entry) throws Exception {
        Path file = Files.writeString(dir.resolve("relay.yaml"), """
                connectors:
                  here: { platform: memory, workspace: home }
                  there: { platform: memory, workspace: away }
                bridges:
                  general:
                    endpoints:
                      - { connector: here, channel: one }
                      - { connector: there, channel: two }
                """ + key + ": [ " + entry + " ]\n");
        return new ConfigReader(List.of(new InMemoryConnectorProvider()), Map.of()).read(file);
    }
}

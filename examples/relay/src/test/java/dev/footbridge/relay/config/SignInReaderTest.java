package dev.footbridge.relay.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

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
                "{ hosts: [a.example], connectors: [there], start: 'https://a.example/{document}' } | names from connectors",
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

    private RelayConfig read(String route) throws Exception {
        Path file = Files.writeString(dir.resolve("relay.yaml"), """
                connectors:
                  here: { platform: memory, workspace: home }
                bridges:
                  general:
                    endpoints:
                      - { connector: here, channel: one }
                      - { connector: here, channel: two }
                document-sign-in:
                  -""" + " " + route + "\n");
        return new ConfigReader(List.of(new InMemoryConnectorProvider()), Map.of()).read(file);
    }
}

package dev.footbridge.relay.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.footbridge.relay.config.RelayConfig.LinksEntry;
import dev.footbridge.relay.link.LinkSettings;
import dev.footbridge.testkit.fake.InMemoryConnectorProvider;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinksReaderTest {

    private static final String BRIDGE = """
            public-url: https://relay.example.org
            connectors:
              here: { platform: memory, workspace: home }
            bridges:
              general:
                endpoints:
                  - { connector: here, channel: one }
                  - { connector: here, channel: two }
            """;

    @TempDir
    Path dir;

    @Test
    void withoutThemThereAreNone() throws Exception {
        assertThat(read("").links()).isEmpty();
    }

    @Test
    void readsAll() throws Exception {
        RelayConfig config = read("""
                links:
                  public-url: https://files.example.org/
                  listen: { host: 0.0.0.0, port: 9002 }
                  lifetime: 36h
                  session: 90s
                  address-header: X-Real-IP
                  sign-in:
                    here:
                      client-id: us
                      client-secret: "${SECRET}"
                      hints: { domain_hint: home.example }
                      start: "https://idp.home.example/apps/files?RelayState={link}"
                """);

        LinksEntry links = config.links().orElseThrow();
        assertThat(links.listen()).isEqualTo(new RelayConfig.Address("0.0.0.0", 9002));
        LinkSettings settings = links.settings();
        assertThat(settings.publicUrl()).isEqualTo(URI.create("https://files.example.org"));
        assertThat(settings.lifetime()).isEqualTo(Duration.ofHours(36));
        assertThat(settings.session()).isEqualTo(Duration.ofSeconds(90));
        assertThat(settings.addressHeader()).contains("X-Real-IP");
        assertThat(settings.clients().get("here").id()).isEqualTo("us");
        assertThat(settings.clients().get("here").secret().reveal()).isEqualTo("hidden");
        assertThat(settings.clients().get("here").hints()).isEqualTo(Map.of("domain_hint", "home.example"));
        assertThat(settings.clients().get("here").start().orElseThrow().with(URI.create("https://a.example/f/b")))
                .isEqualTo(
                        URI.create("https://idp.home.example/apps/files?RelayState=https%3A%2F%2Fa.example%2Ff%2Fb"));
        assertThat(config.toString()).doesNotContain("hidden");
        assertThat(config.warnings()).isEmpty();
    }

    @Test
    void aSecretInPlainTextIsWarnedOf() throws Exception {
        RelayConfig config = read("""
                links:
                  public-url: https://files.example.org
                  sign-in: { here: { client-id: us, client-secret: plain } }
                """);

        assertThat(config.warnings()).hasSize(1).first().asString().contains("links.sign-in.here.client-secret");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "lifetime: 7d | public-url is missing",
                "public-url: files | must be scheme, host",
                "public-url: https://files.example.org/below | must be scheme, host",
                "public-url: https://files.example.org?a=b | must be scheme, host",
                "public-url: https://me@files.example.org | must be scheme, host",
                "public-url: ftp://files.example.org | must be scheme, host",
                "public-url: http://files.example.org | must begin with https",
                "public-url: https://RELAY.example.org:443 | another host or port",
                "{ public-url: 'https://files.example.org', lifetime: 61d } | at most 1440h",
                "{ public-url: 'https://files.example.org', lifetime: forever } | must be a time",
                "{ public-url: 'https://files.example.org', session: 0s } | must be a time",
                "{ public-url: 'https://files.example.org', session: 13h } | at most 12h",
                "{ public-url: 'https://files.example.org', address-header: 'X: y' } | name of a header",
                "{ public-url: 'https://files.example.org', sign-in: { heer: {} } } | here",
                "{ public-url: 'https://files.example.org', sign-in: { here: { client-id: a, client-secret: b, hints: { redirect_uri: c } } } } | redirect_uri is no hint",
                "{ public-url: 'https://files.example.org', sign-in: { here: { client-id: a, client-secret: b, hints: { Domain: c } } } } | must be a parameter",
                "{ public-url: 'https://files.example.org', sign-in: { here: { client-id: a, client-secret: b, start: 'https://{link}/' } } } | must begin with https",
                "{ public-url: 'https://files.example.org', sign-in: { here: { client-id: a } } } | client-secret is missing",
                "{ public-url: 'https://files.example.org', sign-in: { here: { client-id: a, client-secret: '' } } } | must not be empty",
            })
    void whatIsWrongIsTold(String links, String complaint) {
        String text = links.startsWith("{") ? "links: " + links : "links:\n  " + links;

        ConfigException wrong = catchThrowableOfType(ConfigException.class, () -> read(text));

        assertThat(wrong.problems()).anySatisfy(problem -> assertThat(problem).contains(complaint));
    }

    @Test
    void onLoopbackPlainHttpWillDo() throws Exception {
        assertThat(read("links: { public-url: 'http://127.0.0.1:8082' }").links())
                .isPresent();
    }

    private RelayConfig read(String links) throws Exception {
        Path file = Files.writeString(dir.resolve("relay.yaml"), BRIDGE + links);
        return new ConfigReader(List.of(new InMemoryConnectorProvider()), Map.of("SECRET", "hidden")).read(file);
    }
}

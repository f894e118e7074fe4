package dev.footbridge.core.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.footbridge.core.id.Platform;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConnectorConfigTest {
    private static final ConnectorProvider PROVIDER = new ConnectorProvider() {
        @Override
        public Platform platform() {
            return new Platform("demo");
        }

        @Override
        public String displayName() {
            return "Demo";
        }

        @Override
        public List<Setting> settings() {
            return List.of(
                    Setting.required("token", Setting.Type.SECRET, "The token."),
                    Setting.withDefault("api", Setting.Type.URL, "https://api.example.org/", "Where the API is."),
                    Setting.withDefault("timeout", Setting.Type.DURATION, "30s", "Longest call."),
                    Setting.withDefault("retries", Setting.Type.INTEGER, "3", "How often."),
                    Setting.withDefault("verbose", Setting.Type.BOOLEAN, "false", "Whether."),
                    Setting.optional("name", Setting.Type.TEXT, "A name."),
                    Setting.optional("key-file", Setting.Type.FILE, "A key."),
                    Setting.optional("second-secret", Setting.Type.SECRET, "Another."));
        }

        @Override
        public Connector create(ConnectorConfig config) {
            throw new UnsupportedOperationException();
        }
    };

    @Test
    void readsValuesAndDefaults() {
        ConnectorConfig config = config("timeout", "PT2M", "verbose", "TRUE", "retries", "7");

        assertThat(config.secret("token").reveal()).isEqualTo("s3cret");
        assertThat(config.url("api")).isEqualTo(URI.create("https://api.example.org"));
        assertThat(config.duration("timeout")).isEqualTo(Duration.ofMinutes(2));
        assertThat(config.integer("retries")).isEqualTo(7);
        assertThat(config.flag("verbose")).isTrue();
        assertThat(config.find("name")).isEmpty();
        assertThat(config.findSecret("second-secret")).isEmpty();
    }

    @Test
    void readsDurationsPeopleWrite() {
        for (Map.Entry<String, Duration> entry : Map.of(
                        "250ms", Duration.ofMillis(250),
                        "30s", Duration.ofSeconds(30),
                        "5m", Duration.ofMinutes(5),
                        "2h", Duration.ofHours(2),
                        "8d", Duration.ofDays(8),
                        "PT0.5S", Duration.ofMillis(500))
                .entrySet()) {
            assertThat(config("timeout", entry.getKey()).duration("timeout")).isEqualTo(entry.getValue());
        }
    }

    @Test
    void namesTheSettingThatIsWrongAndNeverItsValue() {
        String bad = "hunter2\u0000 not good";
        for (String name : List.of("api", "timeout", "retries", "verbose", "key-file")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> config(name, bad))
                    .withMessageStartingWith("setting " + name + " must ")
                    .withMessageNotContaining("hunter2")
                    .withNoCause();
        }
        for (String name : List.of("token", "name", "second-secret")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> config(name, " "))
                    .withMessageContaining(name);
        }
    }

    @Test
    void refusesValuesThatOnlyLookRight() {
        for (String url :
                List.of("ftp://example.org", "example.org", "https:///path", "https://", "/path", "https://a b")) {
            assertThatIllegalArgumentException().as(url).isThrownBy(() -> config("api", url));
        }
        for (String duration : List.of("-5s", "5", "5 s", "5w", "PT-5S", "99999999999s", "")) {
            assertThatIllegalArgumentException().as(duration).isThrownBy(() -> config("timeout", duration));
        }
        for (String number : List.of("-1", "1.5", "1e3", "9999999999", "")) {
            assertThatIllegalArgumentException().as(number).isThrownBy(() -> config("retries", number));
        }
        for (String flag : List.of("yes", "1", "")) {
            assertThatIllegalArgumentException().as(flag).isThrownBy(() -> config("verbose", flag));
        }
    }

    @Test
    void refusesUnknownAndMissingSettings() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> config("tokn", "s3cret"))
                .withMessageContaining("unknown setting tokn")
                .withMessageContaining("token")
                .withMessageNotContaining("s3cret");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ConnectorConfig.of(PROVIDER, Map.of()))
                .withMessageContaining("setting token is missing");
    }

    @Test
    void wantsAFileThatCanBeRead(@TempDir Path folder) throws Exception {
        Path key = Files.writeString(folder.resolve("key"), "k");

        assertThat(config("key-file", key.toString()).text("key-file")).isEqualTo(key.toString());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> config("key-file", folder.resolve("none").toString()));
    }

    @Test
    void failsForASettingThatWasNeverDeclared() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> config("name", "x").text("other"))
                .withMessageContaining("not declared");
    }

    private static ConnectorConfig config(String... pairs) {
        Map<String, String> values = new HashMap<>(Map.of("token", "s3cret"));
        for (int i = 0; i < pairs.length; i += 2) {
            values.put(pairs[i], pairs[i + 1]);
        }
        return ConnectorConfig.of(PROVIDER, values);
    }
}

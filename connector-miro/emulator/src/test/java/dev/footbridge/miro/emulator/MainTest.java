package dev.footbridge.miro.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MainTest {
    @Test
    void theDescriptionIsEnoughToConnect() throws Exception {
        try (MiroEmulator miro = MiroEmulatorMain.start("--port", "0", "--rate-limits")) {
            Map<String, Object> described = miro.describe();
            JsonNode json = new Api(miro, "").get("/_emulator/describe").json();
            assertThat(json).isEqualTo(Api.MAPPER.valueToTree(described));
            assertThat(miro.limits().enabled()).isTrue();
            Api ada = new Api(miro, json.at("/tokens/ada").asText());
            String channel = json.at("/channels/general").asText();
            assertThat(ada.get("/v2/boards/" + channel.split("/")[0]).status()).isEqualTo(200);
            assertThat(json.path("boards")).hasSize(2);
            String readme = Files.readString(Path.of("README.md"));
            assertThat(described.keySet()).allSatisfy(key -> assertThat(readme).contains("`" + key));
            assertThat(new Api(miro, "")
                            .get("/_emulator/stores")
                            .json()
                            .at("/boards/0/name")
                            .asText())
                    .isEqualTo("Roadmap");
        }
    }

    @Test
    void httpsComesWithItsAuthority() {
        try (MiroEmulator miro = MiroEmulatorMain.start("--tls", "--lasting-tokens")) {
            assertThat(miro.describe()).containsKey("caCertificate");
            assertThat(miro.baseUrl()).hasScheme("https");
            assertThatThrownBy(() -> miro.refreshToken("ada")).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void wrongOptionsAreRefused() {
        assertThatThrownBy(() -> MiroEmulatorMain.start("--quick")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> MiroEmulatorMain.start("--port")).isInstanceOf(IllegalArgumentException.class);
    }
}

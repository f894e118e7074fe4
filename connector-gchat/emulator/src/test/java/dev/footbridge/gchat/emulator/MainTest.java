package dev.footbridge.gchat.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class MainTest {
    @Test
    void optionsReachTheEmulatorAndTheReadmeNamesWhatItPrints() throws Exception {
        String readme = Files.readString(Path.of("README.md"));
        try (GchatEmulator emulator =
                GchatEmulatorMain.start(new String[] {"--tls", "--rate-limits", "--time-scale", "60"})) {
            assertThat(emulator.baseUrl().getScheme()).isEqualTo("https");
            assertThat(emulator.limits().enabled()).isTrue();
            assertThat(emulator.describe().keySet())
                    .allSatisfy(key -> assertThat(readme).contains("`" + key + "`"));
            assertThat(emulator.describe().get("caCertificate").toString()).startsWith("-----BEGIN CERTIFICATE");
        }
        assertThatThrownBy(() -> GchatEmulatorMain.start(new String[] {"--what"}))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> GchatEmulatorMain.start(new String[] {"--port"}))
                .isInstanceOf(IllegalArgumentException.class);
    }
}

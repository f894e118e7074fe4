package dev.footbridge.teams.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.slf4j.LoggerFactory;

/** The vendor's published contracts, which are not part of this repository. */
final class Contracts {
    private Contracts() {}

    /** The folder from the system property {@code footbridge.contracts}; skips the test, loudly, without it. */
    static Path folder() {
        var name = System.getProperty("footbridge.contracts", "");
        var present = !name.isEmpty() && Files.isDirectory(Path.of(name));
        if (!present) {
            LoggerFactory.getLogger(Contracts.class)
                    .warn("SKIPPED: set -Dfootbridge.contracts to the folder of vendor contracts to run this test");
        }
        Assumptions.assumeTrue(present, "footbridge.contracts is not set to a folder");
        return Path.of(name);
    }

    static JsonNode read(String file) throws IOException {
        return Api.MAPPER.readTree(folder().resolve(file).toFile());
    }
}

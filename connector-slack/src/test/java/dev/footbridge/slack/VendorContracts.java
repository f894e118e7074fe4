package dev.footbridge.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** The vendor's published specifications and samples: a folder outside of the repository. */
final class VendorContracts {

    static final ObjectMapper MAPPER = new ObjectMapper();

    private static final String PROPERTY = "footbridge.contracts";

    private VendorContracts() {}

    static Optional<Path> folder() {
        return Optional.ofNullable(System.getProperty(PROPERTY))
                .filter(value -> !value.isBlank())
                .map(Path::of)
                .filter(Files::isDirectory);
    }

    /** The folder; without it the test is skipped, and says so. */
    static Path required(Class<?> test) {
        Optional<Path> folder = folder();
        if (folder.isEmpty()) {
            System.err.println("SKIPPED: " + test.getSimpleName() + " needs the vendor's contracts: -D" + PROPERTY
                    + "=FOLDER names no folder");
        }
        Assumptions.assumeTrue(folder.isPresent(), "-D" + PROPERTY + " names no folder");
        return folder.orElseThrow();
    }

    static JsonNode json(Path file) {
        try {
            return MAPPER.readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Path> jsonFiles(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .filter(file -> !file.endsWith("index.json"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package dev.footbridge.testkit.contract;

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

/** The vendors' published specifications and samples: a folder outside of the repository, named by a system property. */
public final class VendorContracts {

    /** Reads and writes the files. */
    public static final ObjectMapper MAPPER = new ObjectMapper();

    private static final String PROPERTY = "footbridge.contracts";

    private VendorContracts() {}

    /** The folder, when the property names one. */
    public static Optional<Path> folder() {
        return Optional.ofNullable(System.getProperty(PROPERTY))
                .filter(value -> !value.isBlank())
                .map(Path::of)
                .filter(Files::isDirectory);
    }

    /** The folder; without it the test is skipped, and says so. */
    public static Path required(Class<?> test) {
        Optional<Path> folder = folder();
        if (folder.isEmpty()) {
            System.err.println("SKIPPED: " + test.getSimpleName() + " needs the vendor's contracts: -D" + PROPERTY
                    + "=FOLDER names no folder");
        }
        Assumptions.assumeTrue(folder.isPresent(), "-D" + PROPERTY + " names no folder");
        return folder.orElseThrow();
    }

    /** A file of the folder. */
    public static JsonNode json(Path file) {
        try {
            return MAPPER.readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All samples below a folder, in order; the index is none. */
    public static List<Path> jsonFiles(Path folder) {
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

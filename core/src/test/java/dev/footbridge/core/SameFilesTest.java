package dev.footbridge.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who knows one connector finds their way in each: all have the same file names. Reads the repository itself. */
class SameFilesTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final String FOLDER = "connector-";

    private static final List<String> MAIN = List.of(
            "Api",
            "Connector",
            "ConnectorProvider",
            "ConsentForms",
            "Directory",
            "Downloads",
            "Errors",
            "Events",
            "Features",
            "History",
            "Ids",
            "Limits",
            "Members",
            "Messages",
            "Posts",
            "Reader",
            "Scopes",
            "Settings",
            "Uploads",
            "VendorScopes",
            "Writer");

    private static final List<String> TEST = List.of(
            "ArchitectureTest",
            "ConsentFormsTest",
            "ContractTest",
            "ErrorsTest",
            "FilesTest",
            "GoldenTest",
            "Harness",
            "HarnessPeople",
            "MutationsTest",
            "ReadmeTest",
            "RequestSchemas",
            "SamplesTest",
            "ScopeContractTest",
            "ScopesTest",
            "TextTest",
            "VendorContractTest");

    @Test
    void everyConnectorHasTheSameFiles() throws IOException {
        List<String> missing = new ArrayList<>();
        List<Path> connectors = connectors();
        for (Path connector : connectors) {
            required(connector).stream()
                    .filter(file -> !Files.isRegularFile(file))
                    .map(file -> ROOT.relativize(file).toString())
                    .forEach(missing::add);
        }
        assertThat(connectors).as("connectors looked at").hasSizeGreaterThan(1);
        assertThat(missing).as("files that the other connectors have").isEmpty();
    }

    private static List<Path> required(Path connector) {
        String name = connector.getFileName().toString().substring(FOLDER.length());
        String prefix = name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
        String home = "dev/footbridge/" + name + "/";
        List<String> files = new ArrayList<>(List.of(
                "README.md",
                "RATIONALE.md",
                "emulator/README.md",
                "src/main/resources/" + home + "scopes.json",
                "src/main/resources/" + home + "limits.tsv",
                "src/main/resources/META-INF/services/dev.footbridge.core.connector.ConnectorProvider"));
        MAIN.forEach(part -> files.add("src/main/java/" + home + prefix + part + ".java"));
        TEST.forEach(part -> files.add("src/test/java/" + home + prefix + part + ".java"));
        return files.stream().map(connector::resolve).toList();
    }

    /** The folders in which there is a connector by now. */
    private static List<Path> connectors() throws IOException {
        try (Stream<Path> folders = Files.list(ROOT)) {
            return folders.filter(folder -> folder.getFileName().toString().startsWith(FOLDER))
                    .filter(SameFilesTest::isConnector)
                    .sorted()
                    .toList();
        }
    }

    private static boolean isConnector(Path folder) {
        return required(folder).stream()
                .filter(file -> file.toString().endsWith("Connector.java"))
                .anyMatch(Files::isRegularFile);
    }
}

package dev.footbridge.sandbox.scopes;

import dev.footbridge.core.connector.ConnectorProvider;
import dev.footbridge.relay.scopes.KnownScopes;
import dev.footbridge.relay.scopes.lint.LintException;
import dev.footbridge.relay.scopes.lint.PermissionLinter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Permission documents of real apps. They lie beside the vendors' contracts, outside of this repository. */
enum Seed {
    MIO("000"),
    CAPTIVATE("002"),
    SALESTIM("003"),
    MIRO("004");

    private final String number;

    Seed(String number) {
        this.number = number;
    }

    /** The folder of the vendors' data; skips the test, saying so, when there is none. */
    static Path contracts() {
        String folder = System.getProperty("footbridge.contracts", "");
        boolean there = !folder.isBlank() && Files.isDirectory(Path.of(folder).resolveSibling("seeds"));
        if (!there) {
            System.err.println("NO VENDOR CONTRACTS or no seeds beside them: the seeds are NOT LINTED");
        }
        Assumptions.assumeTrue(there, "footbridge.contracts is not set, or has no seeds beside it");
        return Path.of(folder);
    }

    Path file() {
        try (Stream<Path> files = Files.list(contracts().resolveSibling("seeds"))) {
            return files.filter(file -> file.getFileName().toString().startsWith(number))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static PermissionLinter linter() throws LintException {
        return KnownScopes.linter(ConnectorProvider.installed(), Optional.of(contracts()));
    }
}

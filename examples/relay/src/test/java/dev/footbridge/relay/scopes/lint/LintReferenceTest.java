package dev.footbridge.relay.scopes.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** The README's table of rules is the linter's. */
class LintReferenceTest {

    @Test
    void theReadmeListsAllRules() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        String table = readme.substring(readme.indexOf("LintReferenceTest"));
        assertThat(table.substring(0, table.indexOf("\n\n")).lines().skip(3))
                .containsExactlyElementsOf(Arrays.stream(Rule.values())
                        .map(rule -> "| `" + rule.id() + "` | "
                                + rule.severity().name().toLowerCase(Locale.ROOT) + " | " + rule.meaning() + " |")
                        .toList());
    }
}

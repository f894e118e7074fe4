package dev.footbridge.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.core.connector.Features;
import dev.footbridge.core.document.Element;
import dev.footbridge.core.document.Fidelity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadmeTablesTest {

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = Files.writeString(
                folder.resolve("README.md"),
                "# Title\n\n<!-- features -->\n<!-- /features -->\n\ntext\n<!-- losses -->\nold\n<!-- /losses -->\nend\n");
    }

    private static Features features(Fidelity table) {
        Map<Element, Fidelity> all = new EnumMap<>(Element.class);
        for (Element element : Element.values()) {
            all.put(element, Fidelity.FULL);
        }
        all.put(Element.TABLE, table);
        return new Features(all, Map.of(Element.TABLE, "Rows become lines."), 100).withForeign(Set.of(Element.EDIT));
    }

    @Test
    void whatWasWrittenIsWhatIsCompared() throws IOException {
        ReadmeTables tables = ReadmeTables.in(file);
        tables.writing(true).features(features(Fidelity.DEGRADED));
        tables.writing(true).losses(features(Fidelity.DEGRADED));
        assertThatCode(() -> tables.writing(false).features(features(Fidelity.DEGRADED)))
                .doesNotThrowAnyException();
        assertThatCode(() -> tables.writing(false).losses(features(Fidelity.DEGRADED)))
                .doesNotThrowAnyException();
        assertThat(Files.readString(file))
                .startsWith(
                        "# Title\n\n<!-- features -->\n\n| element | kept | why |\n|---|---|---|\n| BOLD | FULL |  |\n")
                .contains(
                        "\n| TABLE | DEGRADED | Rows become lines. |\n",
                        "\n<!-- /features -->\n\ntext\n<!-- losses -->\n\n| element | to here | from here |\n",
                        "\n| TABLE | DEGRADED: Rows become lines. | FULL |\n",
                        "\n| EDIT | FULL | never comes |\n")
                .endsWith("\n<!-- /losses -->\nend\n")
                .doesNotContain("old");
    }

    @Test
    void aTableThatIsNoLongerTrueIsFound() {
        ReadmeTables tables = ReadmeTables.in(file);
        tables.writing(true).features(features(Fidelity.DEGRADED));
        assertThatThrownBy(() -> tables.writing(false).features(features(Fidelity.DROPPED)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("-Dfootbridge.readme=write");
        assertThatThrownBy(() -> tables.writing(false).losses(features(Fidelity.DEGRADED)))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void aTableWithoutItsMarksIsFound() throws IOException {
        Files.writeString(file, "# Title\n");
        assertThatThrownBy(() -> ReadmeTables.in(file).features(features(Fidelity.FULL)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("<!-- features -->");
    }
}

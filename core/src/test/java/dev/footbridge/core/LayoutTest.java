package dev.footbridge.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** One folder per platform: nothing outside of connector-x knows that x exists. Reads the repository itself. */
class LayoutTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    /** Prose may name platforms, the build must, and so may whoever shows several of them at work. */
    private static final Set<String> FREE_NAMES =
            Set.of("README.md", "RATIONALE.md", "CHANGELOG.md", "CONTRIBUTING.md", "pom.xml");

    private static final List<String> FREE_PATHS = List.of(
            "examples/quickstart/",
            "examples/sandbox/",
            "examples/benchmarks/",
            "examples/profiles/",
            "examples/relay/relay.example.yaml");

    private static final Set<String> SEEN_HIDDEN = Set.of(".github", ".ci", ".mvn");

    @Test
    void onlyItsOwnFolderNamesAPlatform() throws IOException {
        List<Path> files = files();
        assertThat(files).as("the walk saw the repository").contains(ROOT.resolve("core/pom.xml"));
        List<String> found = new ArrayList<>();
        for (Path file : files) {
            for (String platform : platforms()) {
                if (mayNotName(file, platform) && names(file, platform)) {
                    found.add(ROOT.relativize(file) + " names " + platform);
                }
            }
        }
        assertThat(found).isEmpty();
    }

    @Test
    void aPlatformIsFoundWhereverItIsWritten() throws IOException {
        assertThat(platforms()).isNotEmpty();
        for (String platform : platforms()) {
            Path own = ROOT.resolve("connector-" + platform + "/pom.xml");
            assertThat(names(own, platform)).isTrue();
            assertThat(mayNotName(own, platform)).isFalse();
            assertThat(mayNotName(ROOT.resolve("core/src/main/java/module-info.java"), platform))
                    .isTrue();
        }
    }

    @Test
    void aConnectorMayNotUseAnother() throws IOException {
        for (String platform : platforms()) {
            String file = "connector-another/Any.java";
            assertThat(names(file, "import dev.footbridge." + platform + ".Any;", platform))
                    .isTrue();
            assertThat(names(file, "<artifactId>footbridge-" + platform + "</artifactId>", platform))
                    .isTrue();
            assertThat(names("core/Any.java", "the " + platform + " of a vendor", platform))
                    .isTrue();
        }
    }

    private static boolean mayNotName(Path file, String platform) {
        String path = ROOT.relativize(file).toString().replace('\\', '/');
        return !FREE_NAMES.contains(file.getFileName().toString())
                && FREE_PATHS.stream().noneMatch(path::startsWith)
                && !path.startsWith("connector-" + platform + "/");
    }

    private static boolean names(Path file, String platform) throws IOException {
        String path = ROOT.relativize(file).toString().replace('\\', '/');
        return names(path, new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1), platform);
    }

    private static boolean names(String path, String content, String platform) {
        String text = (path + "\n" + content).toLowerCase(Locale.ROOT);
        boolean elsewhere = path.startsWith("connector-") && !path.startsWith("connector-" + platform + "/");
        return elsewhere && isOrdinaryWord(platform)
                ? Pattern.compile("(footbridge[./-]|connector-)" + platform)
                        .matcher(text)
                        .find()
                : text.contains(platform);
    }

    /** A plural: other vendors have such things of their own, so there only the module counts. */
    private static boolean isOrdinaryWord(String platform) {
        return platform.endsWith("s");
    }

    private static List<String> platforms() throws IOException {
        try (Stream<Path> folders = Files.list(ROOT)) {
            return folders.filter(Files::isDirectory)
                    .map(folder -> folder.getFileName().toString())
                    .filter(name -> name.startsWith("connector-"))
                    .map(name -> name.substring("connector-".length()))
                    .toList();
        }
    }

    /** What a clone holds, without what builds and editors leave behind. */
    private static List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>();
        Files.walkFileTree(ROOT, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                String name = folder.getFileName().toString();
                boolean hidden = name.startsWith(".") && !SEEN_HIDDEN.contains(name);
                boolean skipped = !folder.equals(ROOT) && (hidden || name.equals("target"));
                return skipped ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (attributes.isRegularFile() && !file.getFileName().toString().startsWith(".")) {
                    files.add(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return files;
    }
}

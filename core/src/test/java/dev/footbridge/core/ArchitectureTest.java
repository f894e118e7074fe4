package dev.footbridge.core;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.footbridge.core.connector.BulkInputStream;
import dev.footbridge.core.connector.ForwardingConnector;
import dev.footbridge.core.document.DocumentTransformer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the compiler does not check about this module. */
class ArchitectureTest {
    private static final List<String> PACKAGES = List.of("id", "document", "message", "scope", "connector", "delivery");

    private static final JavaClasses CORE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.footbridge.core");

    @Test
    void packagesDependInOneDirection() {
        for (int i = 0; i < PACKAGES.size(); i++) {
            String[] later = PACKAGES.subList(i + 1, PACKAGES.size()).stream()
                    .map(name -> "dev.footbridge.core." + name)
                    .toArray(String[]::new);
            if (later.length > 0) {
                noClasses()
                        .that()
                        .resideInAPackage("dev.footbridge.core." + PACKAGES.get(i))
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(later)
                        .check(CORE);
            }
        }
        slices().matching("dev.footbridge.core.(*)..").should().beFreeOfCycles().check(CORE);
        classes()
                .should()
                .resideInAnyPackage(PACKAGES.stream()
                        .map(name -> "dev.footbridge.core." + name)
                        .toArray(String[]::new))
                .check(CORE);
    }

    @Test
    void librariesAreLoggingAndNullnessOnly() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..", "javax.crypto..", "org.slf4j..", "org.jspecify..", "dev.footbridge.core..")
                .check(CORE);
    }

    @Test
    void timeWaitingAndChanceAreParameters() {
        noClasses()
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(Thread.class, "sleep", long.class)
                .orShould()
                .callMethod(Thread.class, "sleep", long.class, int.class)
                .orShould()
                .callMethod(Object.class, "wait", long.class)
                .orShould()
                .callMethod(ThreadLocalRandom.class, "current")
                .orShould()
                .callMethod(Math.class, "random")
                .orShould()
                .callMethod(UUID.class, "randomUUID")
                .orShould()
                .callConstructor(Random.class)
                .check(CORE);
        noClasses()
                .that()
                .doNotHaveSimpleName("Builder")
                .and()
                .doNotHaveSimpleName("ConnectorConfig")
                .should()
                .callMethod(Clock.class, "systemUTC")
                .check(CORE);
    }

    @Test
    void classesAreFinalUnlessMeantForExtension() {
        DescribedPredicate<JavaClass> concrete = DescribedPredicate.describe(
                "ordinary classes", c -> !c.isInterface() && !c.isEnum() && !c.isAnonymousClass());
        classes()
                .that(concrete)
                .and()
                .doNotHaveFullyQualifiedName(ForwardingConnector.class.getName())
                .and()
                .doNotHaveFullyQualifiedName(BulkInputStream.class.getName())
                .and()
                .doNotHaveFullyQualifiedName(DocumentTransformer.class.getName())
                .and()
                .doNotHaveSimpleName("PacedTask")
                .should()
                .haveModifier(JavaModifier.FINAL)
                .check(CORE);
    }

    /** The folders beside this module tell which platforms there are. */
    @Test
    void noPlatformIsNamed() throws IOException {
        List<String> platforms;
        try (Stream<Path> siblings = Files.list(Path.of(".."))) {
            platforms = siblings.map(path -> path.getFileName().toString())
                    .filter(name -> name.startsWith("connector-"))
                    .map(name -> name.substring("connector-".length()))
                    .toList();
        }
        assertThat(platforms).isNotEmpty();
        for (String platform : platforms) {
            String title = platform.substring(0, 1).toUpperCase(Locale.ROOT) + platform.substring(1);
            Pattern name = Pattern.compile("\\b" + title + "|\"" + platform + "|\\b" + platform + "[.:/_-]");
            try (Stream<Path> sources = Files.walk(Path.of("src"))) {
                assertThat(sources.filter(path -> path.toString().endsWith(".java"))
                                .filter(path -> name.matcher(read(path)).find()))
                        .as(platform)
                        .isEmpty();
            }
        }
    }

    private static String read(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}

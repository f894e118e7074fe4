package dev.footbridge.gchat;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import org.junit.jupiter.api.Test;

@AnalyzeClasses(
        packages = "dev.footbridge.gchat",
        importOptions = {ImportOption.DoNotIncludeTests.class, GchatArchitectureTest.NotTheEmulator.class})
class GchatArchitectureTest {

    /** The files that every connector has, so that who knows one finds the way in all of them. */
    private static final List<String> SHAPE =
            List.of("ConnectorProvider", "Connector", "Api", "Events", "Reader", "Writer", "Errors", "Ids", "Features");

    static final class NotTheEmulator implements ImportOption {
        @Override
        public boolean includes(com.tngtech.archunit.core.importer.Location location) {
            return !location.contains("/emulator/");
        }
    }

    @ArchTest
    static final ArchRule ONLY_THE_PROVIDER_IS_PUBLIC = classes()
            .that()
            .doNotHaveSimpleName("GchatConnectorProvider")
            .and()
            .areNotNestedClasses()
            .should()
            .notBePublic();

    @ArchTest
    static final ArchRule TIME_AND_CHANCE_ARE_PARAMETERS = noClasses()
            .should()
            .callMethod(java.time.Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(Thread.class, "sleep", long.class)
            .orShould()
            .callMethod(Math.class, "random");

    @ArchTest
    static final ArchRule THE_EMULATOR_IS_A_STRANGER =
            noClasses().should().dependOnClassesThat().resideInAPackage("dev.footbridge.gchat.emulator..");

    @Test
    void theProviderShowsNoTypeOfAVendor() {
        JavaClass provider = production().get(GchatConnectorProvider.class);
        assertThat(provider.getMethods())
                .filteredOn(method -> method.getModifiers().contains(JavaModifier.PUBLIC))
                .isNotEmpty()
                .allSatisfy(method -> assertThat(
                                method.getFullName() + method.getRawReturnType().getFullName())
                        .doesNotContain("com.google", "okhttp3", "com.fasterxml", "com.nimbusds", "org.commonmark"));
    }

    @Test
    void theFilesHaveTheNamesThatAllConnectorsHave() {
        assertThat(production().stream().map(JavaClass::getSimpleName).toList())
                .containsAll(SHAPE.stream().map(name -> "Gchat" + name).toList());
    }

    private static JavaClasses production() {
        return new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .withImportOption(new NotTheEmulator())
                .importPackages("dev.footbridge.gchat");
    }
}

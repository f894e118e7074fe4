package dev.footbridge.testkit.contract;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import dev.footbridge.core.connector.ConnectorProvider;
import java.net.URL;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * The borders of a connector's module, as tests over its classes: all in the provider's package, without tests and without the
 * emulator below it. Extend it once, as {@code XArchitectureTest}. Needs ArchUnit, which a user adds.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class ArchitectureContract {

    private static final List<String> LIBRARIES = List.of("okhttp3", "com.fasterxml");

    /** What of a client decides where it connects to. */
    private static final String GUARDS =
            "dns|proxy.*|socketFactory|sslSocketFactory|hostnameVerifier|follow.*|interceptors|networkInterceptors";

    private final Class<? extends ConnectorProvider> provider;
    private final String[] vendor;
    private final JavaClasses all;

    /**
     * The borders of the module of this provider.
     *
     * @param vendor beginnings of the names of types that must not show: the packages of the vendor's SDK and the like
     */
    protected ArchitectureContract(Class<? extends ConnectorProvider> provider, String... vendor) {
        this.provider = provider;
        List<String> hidden = new ArrayList<>(LIBRARIES);
        hidden.addAll(List.of(vendor));
        this.vendor = hidden.toArray(new String[0]);
        this.all = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages(provider.getPackageName());
    }

    /** The connector's own classes, for rules of its own. */
    protected final JavaClasses connector() {
        return all.that(resideOutsideOfPackage(emulator()));
    }

    private String emulator() {
        return provider.getPackageName() + ".emulator..";
    }

    private void check(ArchRule rule) {
        rule.check(connector());
    }

    /** Whether users may see a class. Defaults to the provider alone. */
    protected boolean isOffered(JavaClass type) {
        return type.isEquivalentTo(provider);
    }

    private List<JavaClass> publicClasses() {
        return connector().stream()
                .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
                .toList();
    }

    @Test
    void only_what_is_offered_is_public() {
        assertThat(publicClasses()).filteredOn(type -> !type.isNestedClass()).allMatch(this::isOffered);
    }

    @Test
    void time_and_chance_are_parameters() {
        check(noClasses()
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(Thread.class, "sleep", long.class)
                .orShould()
                .callMethod(Math.class, "random"));
    }

    /** The client of core/http knows which hosts may be asked, and connects to no private address whatever a name server says. */
    @Test
    void the_network_is_reached_by_the_guarded_client_alone() {
        check(noClasses()
                .should()
                .callConstructorWhere(target(owner(assignableTo(OkHttpClient.class)))
                        .or(target(owner(assignableTo(OkHttpClient.Builder.class)))))
                .orShould()
                .callMethodWhere(
                        target(owner(assignableTo(OkHttpClient.Builder.class))).and(target(nameMatching(GUARDS)))));
        check(noClasses()
                .should()
                .dependOnClassesThat()
                .haveNameMatching("java\\.net\\.(http\\..*|.*Socket.*|InetAddress|HttpURLConnection)|javax\\.net\\..*")
                .orShould()
                .callMethodWhere(target(owner(assignableTo(URL.class))).and(target(nameMatching("open.*")))));
    }

    @Test
    void the_emulator_is_a_stranger() {
        check(noClasses().should().dependOnClassesThat().resideInAPackage(emulator()));
        noClasses()
                .that()
                .resideInAPackage(emulator())
                .should()
                .dependOnClassesThat()
                .resideInAPackage(provider.getPackageName())
                .allowEmptyShould(true)
                .check(all);
    }

    @Test
    void what_is_offered_shows_no_type_of_a_library() {
        assertThat(publicClasses())
                .filteredOn(this::isOffered)
                .isNotEmpty()
                .flatExtracting(JavaClass::getMethods)
                .filteredOn(method -> method.getModifiers().contains(JavaModifier.PUBLIC))
                .isNotEmpty()
                .allSatisfy(method -> assertThat(
                                method.getFullName() + method.getRawReturnType().getFullName())
                        .doesNotContain(vendor));
    }
}

package dev.footbridge.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.FilterResult.includedIf;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.footbridge.core.connector.Connector;
import dev.footbridge.core.connector.Features;
import dev.footbridge.core.connector.ForwardingConnector;
import dev.footbridge.core.document.Element;
import dev.footbridge.core.id.ChannelId;
import dev.footbridge.testkit.fake.InMemoryWorkspace;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.PostDiscoveryFilter;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** The contract is worth something only if it fails for a connector that is wrong. */
class ContractMutationTest {

    /** What one run of the contract gave. */
    private record Run(long tests, Set<String> failedRules) {}

    /** Runs the tests of the rules whose number this predicate takes. */
    private static Run run(BiFunction<Connector, InMemoryWorkspace, Connector> defect, Predicate<String> rule) {
        return on(() -> new InMemoryHarness(defect), rule);
    }

    /** The same on another platform. */
    private static Run on(Supplier<ConnectorHarness> platform, Predicate<String> rule) {
        MutantContract.platform = platform;
        SummaryGeneratingListener summary = new SummaryGeneratingListener();
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(MutantContract.class))
                .filters(only(rule))
                .build();
        Launcher launcher = LauncherFactory.create(LauncherConfig.builder()
                .enableTestExecutionListenerAutoRegistration(false)
                .build());
        launcher.execute(request, summary);
        Set<String> rules = new TreeSet<>();
        summary.getSummary()
                .getFailures()
                .forEach(failure ->
                        rules.add(rule(failure.getTestIdentifier().getSource().orElseThrow())));
        return new Run(summary.getSummary().getTestsStartedCount(), rules);
    }

    private static PostDiscoveryFilter only(Predicate<String> rule) {
        return descriptor -> includedIf(descriptor
                .getSource()
                .filter(MethodSource.class::isInstance)
                .map(source -> rule.test(rule(source)))
                .orElse(true));
    }

    private static String rule(TestSource source) {
        String method = ((MethodSource) source).getMethodName();
        return method.substring(0, method.indexOf('_'));
    }

    @Test
    void a_connector_that_is_only_wrapped_passes() {
        Run run = run(
                (connector, workspace) -> new ForwardingConnector() {
                    @Override
                    protected Connector delegate() {
                        return connector;
                    }
                },
                rule -> true);
        assertThat(run.failedRules()).isEmpty();
        assertThat(run.tests()).isGreaterThan(150);
    }

    @Test
    void a_connector_that_lacks_what_it_may_lack_and_says_so_passes() {
        Run run = run((connector, workspace) -> new ModestConnector(connector), rule -> true);
        assertThat(run.failedRules()).isEmpty();
    }

    @Test
    void a_connector_that_lacks_it_and_does_not_say_so_fails() {
        Run run = run(
                (connector, workspace) -> new ModestConnector(connector) {
                    @Override
                    public Features features(ChannelId channel) {
                        return connector.features(channel);
                    }
                },
                Set.of("c34", "c40", "c44")::contains);
        assertThat(run.failedRules()).containsExactly("c34", "c40", "c44");
    }

    @Test
    void a_connector_that_polls_a_platform_without_threads_and_reactions_passes() {
        Run run = on(BoardHarness::new, rule -> true);
        assertThat(run.failedRules()).isEmpty();
        assertThat(run.tests()).isGreaterThan(150);
    }

    @Test
    void a_connector_that_hears_only_posts_and_cannot_read_passes() {
        Run run = on(BotHarness::new, rule -> true);
        assertThat(run.failedRules()).isEmpty();
    }

    @Test
    void what_a_platform_lacks_has_to_be_declared() {
        Run threads =
                on(() -> new BoardHarness(board -> new ModestFeatures(board, Set.of(), Set.of())), "c104"::equals);
        assertThat(threads.failedRules()).containsExactly("c104");
        Run events = on(
                () -> new BotHarness(bot -> new ModestFeatures(bot, BotConnector.ABSENT, Set.of())),
                Set.of("c72", "c73", "c74", "c75")::contains);
        assertThat(events.failedRules()).containsExactly("c72", "c73", "c74", "c75");
    }

    @Test
    void what_is_declared_as_not_told_is_not_told() {
        Set<Element> never = Set.of(Element.REPLY, Element.EDIT, Element.DELETE, Element.REACTION);
        Run run = run(
                (connector, workspace) -> new ModestFeatures(connector, Set.of(), never),
                Set.of("c72", "c73", "c74", "c75")::contains);
        assertThat(run.failedRules()).containsExactly("c72", "c73", "c74", "c75");
    }

    @Test
    void what_is_never_sent_again_is_a_gap() {
        Run run = on(() -> new BotHarness(BotConnector::forgetful), "c79"::equals);
        assertThat(run.failedRules()).containsExactly("c79");
    }

    @Test
    void a_connector_that_does_not_go_where_it_is_told_passes() {
        Run run = on(() -> AddressMutants.platform((real, told) -> real), AddressMutants.BY_RULE::containsKey);
        assertThat(run.failedRules()).isEmpty();
        assertThat(run.tests()).isEqualTo(AddressMutants.BY_RULE.size());
    }

    static Set<String> rulesOfAddresses() {
        return AddressMutants.BY_RULE.keySet();
    }

    @ParameterizedTest
    @org.junit.jupiter.params.provider.MethodSource("rulesOfAddresses")
    void a_connector_that_goes_where_it_is_told_fails(String rule) {
        Run run = on(() -> AddressMutants.platform(AddressMutants.BY_RULE.get(rule)), rule::equals);
        assertThat(run.failedRules()).containsExactly(rule);
    }

    static Stream<Mutant> mutants() {
        return Stream.of(
                        PostingMutants.all(),
                        ChangingMutants.all(),
                        InboundMutants.all(),
                        DocumentMutants.all(),
                        FileMutants.all())
                .flatMap(List::stream);
    }

    @ParameterizedTest
    @org.junit.jupiter.params.provider.MethodSource("mutants")
    void a_broken_connector_fails_the_rule_it_breaks(Mutant mutant) {
        Run run = run(mutant.defect(), mutant.rule()::equals);
        assertThat(run.tests()).as("tests of rule %s", mutant.rule()).isPositive();
        assertThat(run.failedRules())
                .as("rules that caught a connector that %s", mutant.name())
                .containsExactly(mutant.rule());
    }
}

package dev.footbridge.relay.scopes;

import dev.footbridge.core.scope.Capability;
import dev.footbridge.core.scope.Consent;
import dev.footbridge.core.scope.ContextPlan;
import dev.footbridge.core.scope.GrantType;
import dev.footbridge.core.scope.Plan;
import dev.footbridge.core.scope.PlanGap;
import dev.footbridge.core.scope.PlannedScope;
import dev.footbridge.core.scope.Scope;
import dev.footbridge.core.scope.ScopeCatalogue;
import dev.footbridge.core.scope.ScopePlanner;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A plan as those read it who have to consent: what is asked for, by whom, why, and what does not work without it.
 *
 * @param sections one for each credential
 */
public record ConsentSheet(String title, String platform, String tier, String source, List<Section> sections) {

    public ConsentSheet {
        sections = List.copyOf(sections);
    }

    /** One credential. */
    public record Section(
            String name,
            String title,
            String mode,
            List<Row> rows,
            List<String> impossible,
            List<Moved> moved,
            List<ProfileComparison.Row> comparison) {

        public Section {
            rows = List.copyOf(rows);
            impossible = List.copyOf(impossible);
            moved = List.copyOf(moved);
            comparison = List.copyOf(comparison);
        }
    }

    /**
     * One scope.
     *
     * @param falls capabilities that do not work without it
     */
    public record Row(
            String scope,
            String grantType,
            String consent,
            String tier,
            String origin,
            String why,
            List<String> falls) {}

    /**
     * What consent in single groups and chats saves.
     *
     * @param whole what is asked for in the whole organisation without it
     * @param single what takes its place
     */
    public record Moved(String capability, List<String> whole, List<String> single) {}

    /** The sheet of a profile, compared with its list when it has one. */
    public static ConsentSheet of(Profile profile, ScopeCatalogue catalogue, String platformName) {
        ScopePlanner planner = new ScopePlanner(catalogue);
        Plan plan = planner.plan(profile.request());
        Plan whole = planner.plan(profile.request().withResourceSpecific(false));
        ProfileComparison comparison = new ProfileComparison(catalogue);
        List<Section> sections = plan.contexts().stream()
                .map(context -> new Section(
                        context.context().name(),
                        context.context().title(),
                        context.mode().title(),
                        context.scopes().stream().map(ConsentSheet::row).toList(),
                        context.gaps().stream().map(ConsentSheet::gap).toList(),
                        moved(context, whole.contexts().get(plan.contexts().indexOf(context))),
                        profile.listed(context.context().name()).isEmpty()
                                ? List.of()
                                : comparison.rows(profile, context)))
                .toList();
        return new ConsentSheet(profile.title(), platformName, profile.tier().orElse(""), plan.source(), sections);
    }

    private static Row row(PlannedScope planned) {
        return new Row(
                planned.scope().name(),
                word(planned.scope().grantType()),
                planned.consent().who(),
                planned.info().tier().orElse(""),
                planned.info().origin().orElse(""),
                planned.info().purpose(),
                planned.falls().stream().map(Capability::name).toList());
    }

    private static String gap(PlanGap gap) {
        return gap.capability() + ": " + gap.operation() + ": " + gap.reason();
    }

    /** Capability by capability, as a scope that is needed for two may move for one of them only. */
    private static List<Moved> moved(ContextPlan specific, ContextPlan whole) {
        return specific.capabilities().stream()
                .map(capability -> new Moved(
                        capability.name(), opening(whole, capability, false), opening(specific, capability, true)))
                .filter(moved -> !moved.single().isEmpty())
                .toList();
    }

    private static List<String> opening(ContextPlan plan, Capability capability, boolean specific) {
        return plan.scopes().stream()
                .filter(planned ->
                        planned.falls().stream().anyMatch(falls -> falls.name().equals(capability.name())))
                .map(PlannedScope::scope)
                .filter(scope -> (scope.grantType() == GrantType.RESOURCE_SPECIFIC) == specific)
                .map(Scope::name)
                .toList();
    }

    /** Who has to agree, over all credentials. */
    Set<String> whoConsents() {
        Set<String> who = new LinkedHashSet<>();
        for (Consent consent : Consent.values()) {
            sections.stream()
                    .flatMap(section -> section.rows().stream())
                    .map(Row::consent)
                    .filter(consent.who()::equals)
                    .forEach(who::add);
        }
        return who;
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

package dev.footbridge.benchmarks;

import dev.footbridge.core.connector.ConnectorProvider;
import dev.footbridge.core.scope.Capability;
import dev.footbridge.core.scope.GrantMode;
import dev.footbridge.core.scope.PlanRequest;
import dev.footbridge.core.scope.ScopeCatalogue;
import dev.footbridge.core.scope.ScopePlanner;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** How long it takes to plan every capability of every connector in every mode, cold and warm; prints a line of each. */
public final class ScopePlanning {

    private static final int ROUNDS = 200;

    private ScopePlanning() {}

    /** Takes no arguments; the connectors are those on the class path. */
    public static void main(String[] arguments) {
        List<ScopeCatalogue> catalogues = ConnectorProvider.installed().stream()
                .map(ConnectorProvider::scopes)
                .toList();
        List<Long> nanos = new ArrayList<>();
        int scopes = 0;
        for (int round = 0; round < ROUNDS; round++) {
            long start = System.nanoTime();
            scopes = planAll(catalogues);
            nanos.add(System.nanoTime() - start);
        }
        long first = nanos.get(0);
        Collections.sort(nanos);
        System.out.printf(
                "planned %d scopes of %d connectors: first %.1f ms, median %.2f ms, slowest %.1f ms of %d rounds%n",
                scopes,
                catalogues.size(),
                millis(first),
                millis(nanos.get(ROUNDS / 2)),
                millis(nanos.get(ROUNDS - 1)),
                ROUNDS);
    }

    private static double millis(long nanos) {
        return nanos / 1e6;
    }

    private static int planAll(List<ScopeCatalogue> catalogues) {
        int scopes = 0;
        for (ScopeCatalogue catalogue : catalogues) {
            List<String> everything =
                    catalogue.capabilities().stream().map(Capability::name).toList();
            for (GrantMode mode : catalogue.modes()) {
                scopes += new ScopePlanner(catalogue)
                        .plan(PlanRequest.of(mode, everything))
                        .scopes()
                        .size();
            }
        }
        return scopes;
    }
}

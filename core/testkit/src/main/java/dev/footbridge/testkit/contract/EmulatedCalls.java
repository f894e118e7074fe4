package dev.footbridge.testkit.contract;

import dev.footbridge.core.connector.Verb;
import dev.footbridge.testkit.contract.ConnectorHarness.Calls;
import dev.footbridge.testkit.emulator.RequestJournal;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/**
 * Counts what an emulator's journal holds.
 *
 * @param isOf whether a request, method and path with a space between, is of a verb
 * @param counts whether a request is one of the connector's
 */
public record EmulatedCalls(RequestJournal journal, BiPredicate<Verb, String> isOf, Predicate<String> counts)
        implements Calls {

    @Override
    public long of(Verb verb) {
        return sum(request -> isOf.test(verb, request));
    }

    @Override
    public long all() {
        return sum(counts);
    }

    private long sum(Predicate<String> requests) {
        return journal.counts().entrySet().stream()
                .filter(entry -> requests.test(entry.getKey()))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }
}

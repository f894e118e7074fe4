package dev.footbridge.core.scope;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The exact least set of scopes for a number of operations: branch and bound over the operations' options, with supersets
 * as further options. One search, one object, one thread.
 */
final class LeastSet {

    /** Scopes of one level that a plan can hold before levels could mix. */
    private static final int BITS_PER_LEVEL = 12;

    private final ScopeCatalogue catalogue;
    private final List<ScopeInfo> candidates;

    /** The candidates that open a scope, by their places. */
    private final Map<Scope, List<Integer>> openers = new HashMap<>();

    private List<Operation> operations = List.of();
    private @Nullable BitSet best;
    private long bestCost = Long.MAX_VALUE;

    LeastSet(ScopeCatalogue catalogue, List<ScopeInfo> candidates) {
        this.catalogue = catalogue;
        this.candidates = List.copyOf(candidates);
        for (int i = 0; i < candidates.size(); i++) {
            for (Scope scope : catalogue.closure(List.of(candidates.get(i).scope()))) {
                openers.computeIfAbsent(scope, any -> new ArrayList<>()).add(i);
            }
        }
    }

    /** The least set; each operation has an alternative among the candidates. */
    Set<Scope> of(Collection<Operation> wanted) {
        operations = List.copyOf(wanted);
        List<List<BitSet>> options = new ArrayList<>();
        for (Operation operation : operations) {
            List<BitSet> sets = minimal(options(operation));
            if (!sets.get(0).isEmpty()) {
                options.add(sets);
            }
        }
        search(withoutDominated(options), new BitSet());
        return scopes(best == null ? new BitSet() : best);
    }

    /** All ways to open an operation: each scope of an alternative by itself or by one that implies it. */
    private List<BitSet> options(Operation operation) {
        List<BitSet> all = new ArrayList<>();
        for (Set<Scope> alternative : operation.alternatives()) {
            List<BitSet> partial = List.of(new BitSet());
            for (Scope scope : alternative) {
                List<BitSet> next = new ArrayList<>();
                for (int i : openers.getOrDefault(scope, List.of())) {
                    for (BitSet set : partial) {
                        BitSet more = (BitSet) set.clone();
                        more.set(i);
                        next.add(more);
                    }
                }
                partial = next;
            }
            all.addAll(partial);
        }
        return all;
    }

    /** Without options that contain another option; cheapest first. */
    private List<BitSet> minimal(List<BitSet> options) {
        List<BitSet> distinct = new ArrayList<>(new LinkedHashSet<>(options));
        List<BitSet> kept = new ArrayList<>();
        for (BitSet option : distinct) {
            if (distinct.stream().noneMatch(other -> other != option && contains(option, other))) {
                kept.add(option);
            }
        }
        kept.sort(Comparator.comparingLong(this::cost));
        return kept;
    }

    /** An operation that is open whenever another one is needs no thought. */
    private static List<List<BitSet>> withoutDominated(List<List<BitSet>> wanted) {
        Map<Set<BitSet>, List<BitSet>> distinct = new LinkedHashMap<>();
        wanted.forEach(options -> distinct.putIfAbsent(new HashSet<>(options), options));
        List<List<BitSet>> all = List.copyOf(distinct.values());
        List<List<BitSet>> kept = new ArrayList<>();
        for (List<BitSet> easy : all) {
            boolean implied = all.stream()
                    .anyMatch(hard -> hard != easy
                            && hard.stream().allMatch(set -> easy.stream().anyMatch(option -> contains(set, option))));
            if (!implied) {
                kept.add(easy);
            }
        }
        kept.sort(Comparator.comparingInt(List::size));
        return kept;
    }

    private void search(List<List<BitSet>> open, BitSet chosen) {
        long cost = cost(chosen);
        if (cost > bestCost) {
            return;
        }
        int next = 0;
        while (next < open.size() && open.get(next).stream().anyMatch(option -> contains(chosen, option))) {
            next++;
        }
        if (next == open.size()) {
            keepIfBetter(chosen, cost);
            return;
        }
        List<List<BitSet>> rest = open.subList(next + 1, open.size());
        for (BitSet option : open.get(next)) {
            BitSet more = (BitSet) chosen.clone();
            more.or(option);
            search(rest, more);
        }
    }

    private void keepIfBetter(BitSet found, long cost) {
        BitSet current = best;
        if (current == null || cost < bestCost || isPreferred(found, current)) {
            best = (BitSet) found.clone();
            bestCost = cost;
        }
    }

    /** Between sets of the same cost: what opens less, is named first by the operations, then by the catalogue. */
    private boolean isPreferred(BitSet found, BitSet current) {
        int breadth = catalogue.closure(scopes(found)).size()
                - catalogue.closure(scopes(current)).size();
        int difference = breadth == 0 ? rank(found) - rank(current) : breadth;
        if (difference != 0) {
            return difference < 0;
        }
        BitSet onlyOne = (BitSet) found.clone();
        onlyOne.xor(current);
        return !onlyOne.isEmpty() && found.get(onlyOne.nextSetBit(0));
    }

    private int rank(BitSet set) {
        Set<Scope> open = catalogue.closure(scopes(set));
        int rank = 0;
        for (Operation operation : operations) {
            int position = 0;
            while (!open.containsAll(operation.alternatives().get(position))) {
                position++;
            }
            rank += position;
        }
        return rank;
    }

    /** The number of scopes of each level, the highest level first, as one number. */
    private long cost(BitSet set) {
        long cost = 0;
        for (int i = set.nextSetBit(0); i >= 0; i = set.nextSetBit(i + 1)) {
            cost += 1L << BITS_PER_LEVEL * (candidates.get(i).level() - 1);
        }
        return cost;
    }

    private Set<Scope> scopes(BitSet set) {
        Set<Scope> scopes = new LinkedHashSet<>();
        set.stream().forEach(i -> scopes.add(candidates.get(i).scope()));
        return scopes;
    }

    private static boolean contains(BitSet set, BitSet part) {
        for (int i = part.nextSetBit(0); i >= 0; i = part.nextSetBit(i + 1)) {
            if (!set.get(i)) {
                return false;
            }
        }
        return true;
    }
}

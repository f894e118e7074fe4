package dev.footbridge.core.document;

import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** Immutable sets of marks that iterate in enum order, so that output is deterministic. */
final class Marks {

    private Marks() {}

    static Set<Mark> copyOf(Collection<Mark> marks) {
        return marks.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(marks));
    }
}

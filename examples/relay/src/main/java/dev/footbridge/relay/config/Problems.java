package dev.footbridge.relay.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects everything that is wrong with a file, so that an operator mends it in one go. */
final class Problems {

    private record Problem(int line, String text) {}

    private final String file;
    private final List<Problem> found = new ArrayList<>();

    Problems(String file) {
        this.file = file;
    }

    void add(ConfigNode node, String what) {
        add(node.line(), node.path() + ": " + what);
    }

    void add(int line, String what) {
        found.add(new Problem(line, file + ":" + line + ": " + what));
    }

    boolean none() {
        return found.isEmpty();
    }

    ConfigException asException() {
        return new ConfigException(found.stream()
                .sorted(Comparator.comparingInt(Problem::line))
                .map(Problem::text)
                .toList());
    }
}

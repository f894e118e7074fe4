package dev.footbridge.teams.emulator;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The emulator's own copy of the vendor's facts per operation: permissions and class of limit. */
final class Operations {
    private final Map<String, Facts> facts;

    private Operations(Map<String, Facts> facts) {
        this.facts = Map.copyOf(facts);
    }

    static Operations load() {
        var facts = new HashMap<String, Facts>();
        try (var in = Operations.class.getResourceAsStream("operations.tsv")) {
            if (in == null) {
                throw new IllegalStateException("operations.tsv is missing from the jar");
            }
            var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            reader.lines().filter(line -> !line.startsWith("#")).forEach(line -> {
                var columns = line.split("\t");
                facts.put(columns[0], new Facts(LimitClass.named(columns[1]), list(columns[2]), list(columns[3])));
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Operations(facts);
    }

    Optional<Facts> find(String operation) {
        return Optional.ofNullable(facts.get(operation));
    }

    private static List<String> list(String column) {
        return column.equals("-") ? List.of() : Arrays.asList(column.split(","));
    }

    /**
     * What the vendor says about one operation.
     *
     * @param delegated alternatives, least privileged first; empty when delegated calls are not supported
     * @param application alternatives, least privileged first; empty when application calls are not supported
     */
    record Facts(LimitClass limit, List<String> delegated, List<String> application) {
        Facts {
            delegated = List.copyOf(delegated);
            application = List.copyOf(application);
        }
    }
}

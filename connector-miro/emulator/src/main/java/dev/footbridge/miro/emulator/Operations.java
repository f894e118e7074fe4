package dev.footbridge.miro.emulator;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The emulator's own copy of the vendor's facts per operation. */
final class Operations {
    private final Map<String, Operation> byId = new LinkedHashMap<>();

    Operations() {
        try (var in = Operations.class.getResourceAsStream("operations.tsv")) {
            if (in == null) {
                throw new IllegalStateException("operations.tsv is missing from the jar");
            }
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(Operations::read)
                    .forEach(operation -> byId.put(operation.id(), operation));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Operation read(String line) {
        String[] columns = line.split("\t");
        String level = columns[3];
        return new Operation(
                columns[0],
                columns[1],
                columns[2],
                level.startsWith("-") ? 0 : Credits.ofLevel(Integer.parseInt(level.substring(0, 1))),
                level.endsWith("/item"),
                columns[4].equals("-") ? List.of() : Arrays.asList(columns[4].split(",")));
    }

    Operation get(String id) {
        Operation found = byId.get(id);
        if (found == null) {
            throw new IllegalArgumentException("operations.tsv has no " + id);
        }
        return found;
    }

    List<Operation> all() {
        return List.copyOf(byId.values());
    }

    /**
     * One operation.
     *
     * @param credits what a call costs
     * @param perItem whether every item of the body costs that much
     * @param scopes all are needed; one with bars in it is met by any of its spellings
     */
    record Operation(String method, String path, String id, int credits, boolean perItem, List<String> scopes) {
        Operation {
            scopes = List.copyOf(scopes);
        }

        boolean allows(Set<String> granted) {
            return scopes.stream()
                    .allMatch(scope -> Arrays.stream(scope.split("\\|")).anyMatch(granted::contains));
        }

        /** What is needed, for the refusal. */
        String needed() {
            return String.join(", ", scopes).replaceAll("\\|[^,]*", "");
        }
    }
}

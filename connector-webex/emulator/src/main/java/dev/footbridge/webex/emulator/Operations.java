package dev.footbridge.webex.emulator;

import dev.footbridge.testkit.emulator.Limit;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Which scopes each operation asks for and which limit counts it, from {@code operations.tsv}. */
final class Operations {
    /** What each operation asks for. */
    record Needs(Set<String> userScopes, Set<String> officerScopes, Limit limit) {}

    private static final Duration MINUTE = Duration.ofMinutes(1);

    /** About 300 a minute is published; for people and messages only that it is more. */
    private static final Map<String, Limit> LIMITS = Map.of(
            "other", Limit.per("other", 300, MINUTE),
            "messages", Limit.per("messages", 600, MINUTE),
            "people", Limit.per("people", 600, MINUTE));

    private final Map<String, Needs> byOperation = new LinkedHashMap<>();

    Operations() {
        for (String line : table().split("\n")) {
            if (!line.startsWith("#") && !line.isBlank()) {
                String[] cells = line.strip().split("\t");
                byOperation.put(cells[0], new Needs(scopes(cells[1]), scopes(cells[2]), limit(cells[3])));
            }
        }
    }

    Map<String, Needs> all() {
        return byOperation;
    }

    Needs of(String operation) {
        Needs needs = byOperation.get(operation);
        if (needs == null) {
            throw new IllegalStateException("no row for " + operation);
        }
        return needs;
    }

    private static Limit limit(String name) {
        Limit limit = LIMITS.get(name);
        if (limit == null) {
            throw new IllegalStateException("no limit " + name);
        }
        return limit;
    }

    private static Set<String> scopes(String cell) {
        return cell.equals("-") ? Set.of() : Set.of(cell.split(","));
    }

    private static String table() {
        try (InputStream in = Operations.class.getResourceAsStream("operations.tsv")) {
            if (in == null) {
                throw new IllegalStateException("operations.tsv is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

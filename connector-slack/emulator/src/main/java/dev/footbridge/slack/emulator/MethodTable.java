package dev.footbridge.slack.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footbridge.testkit.emulator.Limit;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which scopes and which rate tier each method has: the vendor's facts as of 2026-05, in {@code methods.json}. */
final class MethodTable {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    /** chat.postMessage: about one per second and channel, short bursts tolerated, several hundred a minute in all. */
    static final Limit POST_CHANNEL = new Limit("chat.postMessage per channel", 1, Duration.ofSeconds(1), 3);

    private static final Limit POST_WORKSPACE = Limit.per("chat.postMessage", 300, MINUTE);
    private static final int SPECIAL_PER_MINUTE = 600;

    private final Map<String, Entry> entries = new LinkedHashMap<>();

    /** @param scopes token kind to the scopes of which one is enough; an absent kind cannot call the method */
    record Entry(Limit limit, Map<String, Set<String>> scopes) {}

    MethodTable() {
        try (InputStream in = MethodTable.class.getResourceAsStream("methods.json")) {
            if (in == null) {
                throw new IllegalStateException("methods.json is missing");
            }
            JsonNode all = Nodes.MAPPER.readTree(in);
            all.fieldNames().forEachRemaining(name -> entries.put(name, entry(name, all.path(name))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Optional<Entry> find(String method) {
        return Optional.ofNullable(entries.get(method));
    }

    Set<String> names() {
        return entries.keySet();
    }

    private static Entry entry(String name, JsonNode json) {
        Map<String, Set<String>> scopes = new LinkedHashMap<>();
        for (String kind : new String[] {Tokens.BOT, Tokens.USER, Tokens.APP}) {
            if (json.has(kind)) {
                Set<String> any = new LinkedHashSet<>();
                json.path(kind).forEach(scope -> any.add(scope.asText()));
                scopes.put(kind, any);
            }
        }
        return new Entry(limit(name, json.path("tier").asText()), scopes);
    }

    private static Limit limit(String method, String tier) {
        return switch (tier) {
            case "1" -> Limit.per(method, 1, MINUTE);
            case "2" -> Limit.per(method, 20, MINUTE);
            case "3" -> Limit.per(method, 50, MINUTE);
            case "4" -> Limit.per(method, 100, MINUTE);
            case "post" -> POST_WORKSPACE;
            case "special" -> Limit.per(method, SPECIAL_PER_MINUTE, MINUTE);
            default -> throw new IllegalStateException("unknown tier " + tier + " of " + method);
        };
    }
}

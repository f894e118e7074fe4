package dev.footbridge.gchat.emulator;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The organisation's groups by id, each with the ids of its members. Guarded by the domain's lock. */
final class Groups {
    private final Map<String, Set<String>> members = new LinkedHashMap<>();

    void make(String id) {
        members.put(id, new LinkedHashSet<>());
    }

    Optional<Set<String>> members(String id) {
        return Optional.ofNullable(members.get(id));
    }
}

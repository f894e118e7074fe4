package dev.footbridge.core.connector;

import java.util.LinkedHashMap;
import java.util.Map;

/** A map that remembers what was put in lately: beyond its bound the entry that came first goes. For one thread at a time. */
public final class BoundedMap<K, V> extends LinkedHashMap<K, V> {

    private static final long serialVersionUID = 1L;

    private final int most;

    /** @param most entries at a time */
    public BoundedMap(int most) {
        this.most = most;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > most;
    }
}

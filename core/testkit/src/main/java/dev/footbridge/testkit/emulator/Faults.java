package dev.footbridge.testkit.emulator;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The fault switches of one emulator. Of several that match a request only the one set first strikes. Safe for concurrent use;
 * costs one volatile read per request while none is set.
 */
public final class Faults {
    /** A switch that is set, and how often it struck. */
    public record Active(int id, Fault fault, int left, int struck) {}

    private static final class Row {
        private final Fault fault;
        private final Pattern pattern;
        private final Instant until;
        private int left;
        private int struck;

        private Row(Fault fault, Instant now) {
            this.fault = fault;
            this.pattern = glob(fault.route());
            this.until = fault.lasting().isZero() ? Instant.MAX : now.plus(fault.lasting());
            this.left = fault.times();
        }
    }

    private final Clock clock;
    private final Map<Integer, Row> rows = new LinkedHashMap<>();
    private volatile boolean any;
    private int lastId;

    public Faults(Clock clock) {
        this.clock = clock;
    }

    /** Sets a switch; the id removes it. */
    public synchronized int add(Fault fault) {
        rows.put(++lastId, new Row(fault, clock.instant()));
        any = true;
        return lastId;
    }

    public synchronized void remove(int id) {
        rows.remove(id);
        any = !rows.isEmpty();
    }

    public synchronized void clear() {
        rows.clear();
        any = false;
    }

    public synchronized List<Active> list() {
        List<Active> result = new ArrayList<>();
        rows.forEach((id, row) -> result.add(new Active(id, row.fault, row.left, row.struck)));
        return result;
    }

    Optional<Fault> strikeRequest(EmulatorRequest request) {
        if (!any) {
            return Optional.empty();
        }
        return strike(
                false,
                request.method() + ' ' + request.path(),
                request.path(),
                text -> request.path().contains(text)
                        || request.query().contains(text)
                        || request.bodyText().contains(text));
    }

    Optional<Fault> strikeDelivery(WebhookDelivery delivery) {
        if (!any) {
            return Optional.empty();
        }
        return strike(
                true,
                delivery.label(),
                delivery.label(),
                text -> delivery.bodyText().contains(text));
    }

    private interface TextSearch {
        boolean found(String text);
    }

    private synchronized Optional<Fault> strike(boolean delivery, String full, String shortForm, TextSearch search) {
        Iterator<Row> all = rows.values().iterator();
        while (all.hasNext()) {
            Row row = all.next();
            if (clock.instant().isAfter(row.until)) {
                all.remove();
                any = !rows.isEmpty();
                continue;
            }
            boolean matches = row.fault.kind().concernsDeliveries() == delivery
                    && (row.pattern.matcher(full).matches()
                            || row.pattern.matcher(shortForm).matches())
                    && (row.fault.containing().isEmpty() || search.found(row.fault.containing()));
            if (matches) {
                row.struck++;
                if (row.left != Integer.MAX_VALUE && --row.left <= 0) {
                    all.remove();
                    any = !rows.isEmpty();
                }
                return Optional.of(row.fault);
            }
        }
        return Optional.empty();
    }

    private static Pattern glob(String route) {
        StringBuilder regex = new StringBuilder();
        for (String literal : route.split("\\*", -1)) {
            if (regex.length() > 0) {
                regex.append(".*");
            }
            regex.append(Pattern.quote(literal));
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL);
    }
}

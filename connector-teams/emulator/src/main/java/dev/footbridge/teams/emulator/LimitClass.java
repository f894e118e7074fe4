package dev.footbridge.teams.emulator;

import dev.footbridge.testkit.emulator.Limit;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The classes of the vendor's throttling table. Rates are requests per second; 0 means that the dimension does not count.
 *
 * <p>Facts: learn.microsoft.com, "Microsoft Graph service-specific throttling limits", Teams section, as of 2026-04. The
 * tenfold limits per app over all tenants cannot be met with one tenant and are left out.
 */
enum LimitClass {
    CHANNEL_POST(50, 1, 1),
    CHAT_POST(20, 1, 1),
    READ(20, 1, 0),
    HOSTED(60, 1, 0),
    CHANGE(30, 1, 0),
    CHANNEL_CREATE(10, 4, 0),
    /** 4 requests per minute and team or chat. */
    MEMBER(30, limit("member-place", 4, Duration.ofMinutes(1)), 0),
    GET(30, 1, 1),
    POST(30, 1, 1),
    DELETE(15, 1, 1),
    /** Users, organization and subscriptions: their limits are far above what a bridge does, and left out. */
    DIRECTORY(0, 0, 0);

    private final Optional<Limit> perAppAndTenant;
    private final Optional<Limit> perPlace;
    private final Optional<Limit> perUser;

    LimitClass(int perAppAndTenant, int perPlace, int perUser) {
        this.perAppAndTenant = perSecond("app", perAppAndTenant);
        this.perPlace = perSecond("place", perPlace);
        this.perUser = perSecond("user", perUser);
    }

    LimitClass(int perAppAndTenant, Limit perPlace, int perUser) {
        this.perAppAndTenant = perSecond("app", perAppAndTenant);
        this.perPlace = Optional.of(perPlace);
        this.perUser = perSecond("user", perUser);
    }

    Optional<Limit> perAppAndTenant() {
        return perAppAndTenant;
    }

    /** Per channel or chat, or per team for {@link #CHANNEL_CREATE}. */
    Optional<Limit> perPlace() {
        return perPlace;
    }

    Optional<Limit> perUser() {
        return perUser;
    }

    static LimitClass named(String name) {
        return Arrays.stream(values())
                .filter(c -> c.label().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("Unknown limit class " + name));
    }

    private String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private Optional<Limit> perSecond(String dimension, int permits) {
        return permits == 0
                ? Optional.empty()
                : Optional.of(limit(label() + "-" + dimension, permits, Duration.ofSeconds(1)));
    }

    private static Limit limit(String name, int permits, Duration period) {
        return Limit.per(name, permits, period);
    }
}

package dev.footbridge.relay.link;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** How much one address may ask. Safe for concurrent use. */
final class RequestRates {

    /** Most requests of one address in {@link #WINDOW}. */
    static final int MAX = 300;

    static final Duration WINDOW = Duration.ofMinutes(1);

    private static final int MAX_ADDRESSES = 20_000;
    private static final int SITE_BYTES = 8;
    private static final String LITERAL = "[0-9a-fA-F:.]{2,45}";

    private final Cache<String, AtomicInteger> counts;

    RequestRates(Clock clock) {
        counts = Caffeine.newBuilder()
                .maximumSize(MAX_ADDRESSES)
                .expireAfterWrite(WINDOW)
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .executor(Runnable::run)
                .build();
    }

    /** Counts a request; false when it is one too many. */
    boolean take(String address) {
        AtomicInteger count = counts.get(site(address), unused -> new AtomicInteger());
        return count != null && count.incrementAndGet() <= MAX;
    }

    /** Who has one IPv6 address has 2^64 of them. */
    private static String site(String address) {
        String bare = address.replaceAll("^\\[|]$", "");
        if (!bare.matches(LITERAL) || bare.indexOf(':') < 0) {
            return address;
        }
        try {
            InetAddress literal = InetAddress.getByName(bare);
            return literal instanceof Inet6Address
                    ? Arrays.toString(Arrays.copyOf(literal.getAddress(), SITE_BYTES))
                    : literal.getHostAddress();
        } catch (UnknownHostException e) {
            return address;
        }
    }
}

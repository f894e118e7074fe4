package dev.footbridge.testkit.emulator;

import java.time.Duration;
import java.util.Optional;

/**
 * One fault switch, immutable; give it to {@link Faults#add}.
 *
 * @param route which requests: {@code "POST /api/chat.*"}, {@code "/v1.0/chats/*"}, {@code "*"}; for deliveries the label of
 *     the delivery. A star stands for any text, also for slashes.
 * @param containing further narrows it to requests or deliveries whose path, query or body contains this text; empty for all
 * @param times how often it strikes; {@link Integer#MAX_VALUE} for always
 * @param lasting how long it stays set; zero for as long as {@code times} lasts
 * @param performed whether the operation takes effect before the failure is shown (RESET, STATUS, TRUNCATE, LOGIN_PAGE)
 * @param bytes where in the answer's body it strikes (BREAK, STALL, SHORTEN), or how fast it is (SLOW)
 * @param location where to (REDIRECT, MISDIRECT)
 */
public record Fault(
        FaultKind kind,
        String route,
        String containing,
        int times,
        Duration lasting,
        int status,
        boolean performed,
        Optional<String> retryAfter,
        Duration delay,
        long bytes,
        String location) {

    private static Fault of(FaultKind kind, int status) {
        return new Fault(
                kind, "*", "", Integer.MAX_VALUE, Duration.ZERO, status, false, Optional.empty(), Duration.ZERO, 0, "");
    }

    private static Fault ofBody(FaultKind kind, long bytes) {
        return new Fault(
                kind, "*", "", Integer.MAX_VALUE, Duration.ZERO, 200, true, Optional.empty(), Duration.ZERO, bytes, "");
    }

    public static Fault status(int status) {
        return of(FaultKind.STATUS, status);
    }

    /** 429 with any header text, sensible or not. */
    public static Fault rateLimit(String retryAfter) {
        return of(FaultKind.RATE_LIMIT, 429).withRetryAfter(Optional.of(retryAfter));
    }

    public static Fault rateLimitWithoutRetryAfter() {
        return of(FaultKind.RATE_LIMIT, 429);
    }

    public static Fault delay(Duration delay) {
        return new Fault(
                FaultKind.DELAY, "*", "", Integer.MAX_VALUE, Duration.ZERO, 200, true, Optional.empty(), delay, 0, "");
    }

    public static Fault reset() {
        return of(FaultKind.RESET, 0);
    }

    public static Fault truncate() {
        return of(FaultKind.TRUNCATE, 200).performedFirst();
    }

    /** Breaks the connection behind so many bytes of the answer's body, or at its end. */
    public static Fault breakAt(long bytes) {
        return ofBody(FaultKind.BREAK, bytes);
    }

    /** Falls silent behind so many bytes of the answer's body, or at its end. */
    public static Fault stallAt(long bytes) {
        return ofBody(FaultKind.STALL, bytes);
    }

    /** Sends the answer's body at this rate and no faster; 2,000,000 is 2 MB/s. */
    public static Fault slow(long bytesPerSecond) {
        return ofBody(FaultKind.SLOW, bytesPerSecond);
    }

    /** Ends the answer's body behind so many bytes, and nothing in the answer tells. */
    public static Fault shortenTo(long bytes) {
        return ofBody(FaultKind.SHORTEN, bytes);
    }

    /** Sends the whole answer, and nothing in it tells beforehand how long it is. No fault, but unusual. */
    public static Fault withoutLength() {
        return shortenTo(Long.MAX_VALUE);
    }

    public static Fault loginPage() {
        return of(FaultKind.LOGIN_PAGE, 200);
    }

    /** 302 to any address, wherever that is. */
    public static Fault redirect(String location) {
        return new Fault(
                FaultKind.REDIRECT,
                "*",
                "",
                Integer.MAX_VALUE,
                Duration.ZERO,
                302,
                false,
                Optional.empty(),
                Duration.ZERO,
                0,
                location);
    }

    /**
     * Tells another address in the place of every one that an answer tells: of files, uploads, next pages, pictures,
     * redirects. Where it ends with a slash, paths stay.
     */
    public static Fault misdirect(String address) {
        return new Fault(
                FaultKind.MISDIRECT,
                "*",
                "",
                Integer.MAX_VALUE,
                Duration.ZERO,
                200,
                true,
                Optional.empty(),
                Duration.ZERO,
                0,
                address);
    }

    public static Fault dropDelivery() {
        return of(FaultKind.DROP_DELIVERY, 0);
    }

    public static Fault duplicateDelivery() {
        return of(FaultKind.DUPLICATE_DELIVERY, 0);
    }

    public static Fault reorderDelivery() {
        return of(FaultKind.REORDER_DELIVERY, 0);
    }

    public Fault on(String routePattern) {
        return new Fault(
                kind, routePattern, containing, times, lasting, status, performed, retryAfter, delay, bytes, location);
    }

    public Fault containing(String text) {
        return new Fault(kind, route, text, times, lasting, status, performed, retryAfter, delay, bytes, location);
    }

    public Fault times(int count) {
        return new Fault(
                kind, route, containing, count, lasting, status, performed, retryAfter, delay, bytes, location);
    }

    public Fault lasting(Duration duration) {
        return new Fault(
                kind, route, containing, times, duration, status, performed, retryAfter, delay, bytes, location);
    }

    /** The operation takes effect, only the caller does not learn of it. */
    public Fault performedFirst() {
        return new Fault(kind, route, containing, times, lasting, status, true, retryAfter, delay, bytes, location);
    }

    /** The {@code Retry-After} of a 429 or of a 503. */
    public Fault withRetryAfter(Optional<String> value) {
        return new Fault(kind, route, containing, times, lasting, status, performed, value, delay, bytes, location);
    }
}

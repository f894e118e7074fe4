package dev.footbridge.benchmarks;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** All runs of one benchmark: gives out numbers and finds the run that a post belongs to, however late it comes. */
final class Runs {

    private static final byte[] MARKER = "fbx".getBytes(StandardCharsets.US_ASCII);
    private static final int DIGITS = 7;

    private final List<Run> runs = new CopyOnWriteArrayList<>();
    private final AtomicInteger strays = new AtomicInteger();
    private int next;

    Run begin(String name, int count, int channels) {
        // A multiple of the channels, so that number modulo channels is the channel too.
        Run run = new Run(name, next, count, channels);
        next += (count + channels - 1) / channels * channels;
        runs.add(run);
        return run;
    }

    /** What a message carries so that it is known again: a word that no conversion has a reason to touch. */
    static String marker(int number) {
        String digits = Integer.toString(number);
        return "fbx" + "0".repeat(DIGITS - digits.length()) + digits + "x";
    }

    /** Where in a body the digits of the marker begin, or -1. */
    static int digits(byte[] body) {
        for (int i = 0; i + MARKER.length + DIGITS < body.length; i++) {
            if (body[i] == MARKER[0] && body[i + 1] == MARKER[1] && body[i + 2] == MARKER[2] && isMarker(body, i)) {
                return i + MARKER.length;
            }
        }
        return -1;
    }

    private static boolean isMarker(byte[] body, int at) {
        for (int i = 0; i < DIGITS; i++) {
            byte digit = body[at + MARKER.length + i];
            if (digit < '0' || digit > '9') {
                return false;
            }
        }
        return body[at + MARKER.length + DIGITS] == 'x';
    }

    /** Another message's body, made from this one. */
    static byte[] renumbered(byte[] body, int digits, int number) {
        byte[] copy = body.clone();
        byte[] marker = marker(number).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(marker, MARKER.length, copy, digits, DIGITS);
        return copy;
    }

    /** The number whose digits begin there. */
    static int number(byte[] body, int digits) {
        return Integer.parseInt(new String(body, digits, DIGITS, StandardCharsets.US_ASCII));
    }

    /** A post has come to a channel. */
    void posted(int channel, byte[] body, long nanos) {
        int digits = digits(body);
        if (digits >= 0) {
            int number = number(body, digits);
            Optional<Run> run = runs.stream().filter(one -> one.has(number)).findFirst();
            if (run.isPresent() && number % run.get().channels() == channel) {
                run.get().posted(number, nanos);
                return;
            }
        }
        strays.incrementAndGet();
    }

    /** Posts that belong to no message, or came to the wrong channel. */
    int strays() {
        return strays.get();
    }
}

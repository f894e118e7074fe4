package dev.footbridge.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | PT0S",
                "1 | PT1S",
                "' 30 ' | PT30S",
                "+7 | PT7S",
                "007 | PT7S",
                "0.2 | PT1S",
                "29.5 | PT30S",
                "900 | PT15M",
                "901 | PT15M",
                "86400 | PT15M",
                "99999999999999999999999999 | PT15M",
                "Sun, 22 Nov 2026 10:00:20 GMT | PT20S",
                "Sunday, 22-Nov-26 10:00:20 GMT | PT20S",
                "Sun Nov 22 10:00:20 2026 | PT20S",
                "Sun, 22 Nov 2026 09:00:00 GMT | PT0S",
                "Mon, 23 Nov 2026 10:00:00 GMT | PT15M",
            })
    void readsSecondsAndDates(String header, Duration wait) {
        assertThat(RetryAfter.parse(header, NOW)).contains(wait);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {"", " ", "-1", "soon", "1e3", "0x10", "٣", "1,5", "12 s", "Sun, 99 Foo 2026", "1\n2", "NaN"})
    void whatIsUnreadableIsAbsent(String header) {
        assertThat(RetryAfter.parse(header, NOW)).isEqualTo(Optional.empty());
    }

    @Test
    void aHeaderOfAnyLengthIsHarmless() {
        assertThat(RetryAfter.parse("9".repeat(1_000_000), NOW)).isEmpty();
    }
}

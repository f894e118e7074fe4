package dev.footbridge.webex;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebexDispositionTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "attachment; filename=\"example.png\" | example.png",
                "attachment;filename=plain.txt | plain.txt",
                "attachment; FileName=\"a \\\"b\\\" c.txt\"; x=y | a \"b\" c.txt",
                "attachment; filename=\"_.txt\"; filename*=UTF-8''%C3%BC%2A.txt | \u00fc*.txt",
                "attachment; filename*=iso-8859-1'de'%FC.txt | \u00fc.txt",
                "attachment; filename*=UTF-8''100%.txt | 100%.txt",
                "attachment; filename*=UTF-8''a%2 | a%2",
                "attachment; filename=\"\u6587.txt\" | \u6587.txt",
            })
    void theNameIsRead(String header, String name) {
        assertThat(WebexDisposition.fileName(header)).contains(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "attachment", "attachment; filename=", "attachment; filename=\"\"", "filename=\"x", ";;;"})
    void whatHasNoneHasNone(String header) {
        assertThat(WebexDisposition.fileName(header)).isEmpty();
        assertThat(WebexDisposition.fileName(null)).isEmpty();
    }

    @Test
    void hugeAndHostileHeadersCostNothing() {
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(5), () -> {
            for (String unit : new String[] {"; filename=\"\\", ";filename*=", "\"", "; ", "%"}) {
                WebexDisposition.fileName("attachment; filename=" + unit.repeat(4_000 / unit.length()));
                WebexDisposition.fileName(unit.repeat(1_000_000));
            }
        });
    }
}

package dev.footbridge.relay.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PageTextsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "           | en",
                "de         | de",
                "de-AT      | de",
                "fr, de;q=.5| de",
                "fr,de;q=0.5| de",
                "de;q=0.2,en;q=0.9 | en",
                "fr         | en",
                "*          | en",
                "de;q=2     | en",
                ";;;        | en",
            })
    void theReadersLanguageCounts(String accepted, String language) {
        assertThat(PageTexts.of(accepted).language()).isEqualTo(language);
    }

    @Test
    void aHeaderOfAnyLengthIsBorne() {
        assertThat(PageTexts.of("de,".repeat(5_000)).language()).isEqualTo("en");
    }

    @Test
    void bothLanguagesSayTheSame() throws Exception {
        Properties english = load("pages.properties");
        Properties german = load("pages_de.properties");

        assertThat(german.stringPropertyNames()).isEqualTo(english.stringPropertyNames());
        for (String key : english.stringPropertyNames()) {
            assertThat(holes(german.getProperty(key))).as(key).isEqualTo(holes(english.getProperty(key)));
            assertThat(german.getProperty(key)).as(key).isNotBlank().doesNotContain("'");
            assertThat(english.getProperty(key)).as(key).isNotBlank().doesNotContain("'");
        }
        for (Denial denial : Denial.values()) {
            assertThat(english.stringPropertyNames()).contains(denial.page() + ".title", denial.page() + ".text");
        }
    }

    private static Properties load(String name) throws Exception {
        Properties properties = new Properties();
        try (InputStream in = PageTexts.class.getResourceAsStream(name)) {
            properties.load(in);
        }
        return properties;
    }

    private static Set<String> holes(String text) {
        Set<String> holes = new TreeSet<>();
        Matcher matcher = Pattern.compile("\\{\\d}").matcher(text);
        while (matcher.find()) {
            holes.add(matcher.group());
        }
        return holes;
    }

    @Test
    void timesAndSizesAreWrittenAsPeopleDo() {
        Instant at = Instant.parse("2026-11-22T13:05:00Z");

        assertThat(PageTexts.of("en").time(at)).contains("November 22, 2026").endsWith("UTC");
        assertThat(PageTexts.of("de").time(at)).contains("22. November 2026").contains("13:05");
        assertThat(PageTexts.of("en").size(0)).isEqualTo("0 B");
        assertThat(PageTexts.of("en").size(999)).isEqualTo("999 B");
        assertThat(PageTexts.of("en").size(1_550)).isEqualTo("1.6 kB");
        assertThat(PageTexts.of("de").size(1_550)).isEqualTo("1,6 kB");
        assertThat(PageTexts.of("en").size(64L << 20)).isEqualTo("67 MB");
        assertThat(PageTexts.of("en").size(Long.MAX_VALUE)).endsWith(" TB");
    }

    @Test
    void theColoursCanBeReadByDayAndByNight() throws Exception {
        String style;
        try (InputStream in = PageTexts.class.getResourceAsStream("style.css")) {
            style = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        int dark = style.indexOf("@media (prefers-color-scheme: dark)");
        for (String scheme : new String[] {style.substring(0, dark), style.substring(dark)}) {
            assertThat(contrast(scheme, "ink", "sheet")).isGreaterThan(7);
            assertThat(contrast(scheme, "faint", "sheet")).isGreaterThan(4.5);
            assertThat(contrast(scheme, "on-act", "act")).isGreaterThan(4.5);
            assertThat(contrast(scheme, "act", "sheet")).isGreaterThan(3);
        }
    }

    /** As WCAG 2 defines it. */
    private static double contrast(String style, String one, String other) {
        double a = luminance(style, one);
        double b = luminance(style, other);
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    }

    private static double luminance(String style, String name) {
        Matcher matcher =
                Pattern.compile("--" + name + ": #([0-9a-f]{6}|[0-9a-f]{3});").matcher(style);
        assertThat(matcher.find()).as(name).isTrue();
        String hex = matcher.group(1).length() == 3 ? matcher.group(1).replaceAll("(.)", "$1$1") : matcher.group(1);
        double[] weights = {0.2126, 0.7152, 0.0722};
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            double part = Integer.parseInt(hex.substring(2 * i, 2 * i + 2), 16) / 255.0;
            sum += weights[i] * (part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4));
        }
        return sum;
    }
}

package dev.footbridge.relay.link;

import java.text.MessageFormat;
import java.text.NumberFormat;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/** The words of the pages in one language. */
final class PageTexts {

    /** The languages there are, the first for everybody else. */
    static final List<Locale> LANGUAGES = List.of(Locale.ENGLISH, Locale.GERMAN);

    private static final int MAX_HEADER = 256;
    private static final int STEP = 1_000;
    private static final List<String> UNITS = List.of("B", "kB", "MB", "GB", "TB");

    private final Locale locale;
    private final ResourceBundle words;

    private PageTexts(Locale locale) {
        this.locale = locale;
        words = ResourceBundle.getBundle(
                "dev.footbridge.relay.link.pages",
                locale,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    /** The language that an {@code Accept-Language} asks for, as far as there is one. */
    static PageTexts of(@Nullable String accepted) {
        return new PageTexts(wanted(accepted));
    }

    private static Locale wanted(@Nullable String accepted) {
        if (accepted == null || accepted.length() > MAX_HEADER) {
            return LANGUAGES.get(0);
        }
        try {
            @Nullable Locale found = Locale.lookup(Locale.LanguageRange.parse(accepted), LANGUAGES);
            return found == null ? LANGUAGES.get(0) : found;
        } catch (IllegalArgumentException e) {
            return LANGUAGES.get(0);
        }
    }

    String language() {
        return locale.toLanguageTag();
    }

    String text(String key, Object... values) {
        return new MessageFormat(words.getString(key), locale).format(values);
    }

    /** In UTC, and it says so: the server does not know where the reader is. */
    String time(Instant at) {
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.LONG, FormatStyle.SHORT)
                        .withLocale(locale)
                        .withZone(ZoneOffset.UTC)
                        .format(at)
                + " UTC";
    }

    String size(long bytes) {
        double value = bytes;
        int unit = 0;
        while (value >= STEP && unit < UNITS.size() - 1) {
            value /= STEP;
            unit++;
        }
        NumberFormat number = NumberFormat.getInstance(locale);
        number.setMaximumFractionDigits(value < 10 && unit > 0 ? 1 : 0);
        return number.format(value) + " " + UNITS.get(unit);
    }
}

package dev.footbridge.benchmarks;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A number of bytes as people write it: {@code 1GiB}, {@code 100MiB}, {@code 2MB}, {@code 0}. */
record ByteSize(long bytes) {

    private static final Pattern WRITTEN = Pattern.compile("(\\d{1,9})(kb|mb|gb|kib|mib|gib|)");
    private static final Map<String, Long> UNITS = Map.of(
            "", 1L,
            "kb", 1_000L,
            "mb", 1_000_000L,
            "gb", 1_000_000_000L,
            "kib", 1L << 10,
            "mib", 1L << 20,
            "gib", 1L << 30);

    static ByteSize parse(String written) {
        Matcher size = WRITTEN.matcher(written.toLowerCase(Locale.ROOT));
        if (!size.matches()) {
            throw new TypeConversionException("'" + written + "' is no size such as 1GiB, 100MiB, 2MB or 0");
        }
        return new ByteSize(Long.parseLong(size.group(1)) * UNITS.getOrDefault(size.group(2), 1L));
    }

    /** For the command line. */
    static final class Converter implements ITypeConverter<ByteSize> {
        @Override
        public ByteSize convert(String value) {
            return parse(value);
        }
    }
}

package dev.footbridge.sandbox;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Bytes as people write them: {@code 1GiB}, {@code 100MiB}, {@code 5000}. */
record FileSize(long bytes) {

    static final FileSize NONE = new FileSize(0);

    private static final Pattern WRITTEN = Pattern.compile("([1-9]\\d{0,8})([kmg]ib)?");
    private static final Map<String, Integer> BITS = Map.of("kib", 10, "mib", 20, "gib", 30);

    /** For the command line. */
    static final class Converter implements ITypeConverter<FileSize> {
        @Override
        public FileSize convert(String value) {
            Matcher size = WRITTEN.matcher(value.toLowerCase(Locale.ROOT));
            if (!size.matches()) {
                throw new TypeConversionException("'" + value + "' is no size such as 1GiB, 100MiB or 5000");
            }
            String unit = size.group(2);
            return new FileSize(Long.parseLong(size.group(1)) << (unit == null ? 0 : BITS.getOrDefault(unit, 0)));
        }
    }
}

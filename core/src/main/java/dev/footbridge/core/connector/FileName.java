package dev.footbridge.core.connector;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** File names that do no harm on any platform or disk. */
public final class FileName {

    /** Longest name in UTF-8; what the common file systems and platforms take. */
    public static final int MAX_BYTES = 150;

    private static final String NAMELESS = "file";
    private static final int MAX_EXTENSION = 16;
    private static final int JOINER = 0x200d;
    private static final Pattern GRAPHEME = Pattern.compile("\\X");

    /** Names that stand for devices on Windows, whatever their extension. */
    private static final Set<String> DEVICES = Set.of("con", "prn", "aux", "nul", "conin$", "conout$");

    private FileName() {}

    /**
     * The name without path, control characters, bidirectional controls and reserved signs, at most {@link #MAX_BYTES}
     * long with its extension kept; {@code file} when nothing is left. Total.
     */
    public static String clean(String name) {
        String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        StringBuilder clean = new StringBuilder(last.length());
        last.codePoints().filter(FileName::isHarmless).forEach(clean::appendCodePoint);
        String trimmed = clean.toString().strip().replaceAll("[. ]+$", "");
        if (trimmed.isEmpty()) {
            return NAMELESS;
        }
        if (trimmed.lastIndexOf('.') == 0) {
            trimmed = NAMELESS + trimmed;
        }
        return shortened(isDevice(trimmed) ? "_" + trimmed : trimmed);
    }

    private static boolean isHarmless(int codePoint) {
        int type = Character.getType(codePoint);
        return type != Character.CONTROL
                && (type != Character.FORMAT || codePoint == JOINER)
                && type != Character.SURROGATE
                && type != Character.LINE_SEPARATOR
                && type != Character.PARAGRAPH_SEPARATOR
                && type != Character.UNASSIGNED
                && "\"*:<>?|".indexOf(codePoint) < 0;
    }

    private static boolean isDevice(String name) {
        int dot = name.indexOf('.');
        String stem = (dot < 0 ? name : name.substring(0, dot)).strip().toLowerCase(Locale.ROOT);
        return DEVICES.contains(stem) || stem.matches("(com|lpt)[0-9\u00b9\u00b2\u00b3]");
    }

    private static String shortened(String name) {
        if (bytes(name) <= MAX_BYTES) {
            return name;
        }
        int dot = name.lastIndexOf('.');
        String extension = dot > 0 && bytes(name.substring(dot)) <= MAX_EXTENSION ? name.substring(dot) : "";
        int room = MAX_BYTES - bytes(extension);
        StringBuilder stem = new StringBuilder();
        Matcher graphemes = GRAPHEME.matcher(name.substring(0, name.length() - extension.length()));
        while (graphemes.find() && bytes(graphemes.group()) <= room) {
            room -= bytes(graphemes.group());
            stem.append(graphemes.group());
        }
        return (stem.length() == 0 ? NAMELESS : stem) + extension;
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}

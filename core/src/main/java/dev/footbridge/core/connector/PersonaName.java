package dev.footbridge.core.connector;

/** Makes a foreign name harmless: one line, no bidirectional or invisible controls, no stacked marks, bounded. */
final class PersonaName {

    private static final String NAMELESS = "Unknown";

    private static final char JOINER = '\u200D';

    /** Hangul fillers and the empty Braille pattern. */
    private static final String INKLESS = "\u115F\u1160\u2800\u3164\uFFA0";

    private PersonaName() {}

    static String clean(String raw) {
        StringBuilder out = new StringBuilder();
        int marks = 0;
        for (int i = 0; i < raw.length() && out.length() < Persona.MAX_NAME; ) {
            int c = raw.codePointAt(i);
            i += Character.charCount(c);
            int type = Character.getType(c);
            boolean mark = type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK;
            marks = mark ? marks + 1 : 0;
            if (isBlank(c)) {
                if (!out.isEmpty() && out.charAt(out.length() - 1) != ' ') {
                    out.append(' ');
                }
            } else if (marks <= 4 && !isHidden(c, type) && out.length() + Character.charCount(c) <= Persona.MAX_NAME) {
                out.appendCodePoint(c);
            }
        }
        String name = withoutLooseEnds(out.toString());
        return name.isEmpty() ? NAMELESS : name;
    }

    /** Letters and symbols without ink pass for a name that is not there, so they count as spaces. */
    private static boolean isBlank(int c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || INKLESS.indexOf(c) >= 0;
    }

    private static String withoutLooseEnds(String name) {
        int from = 0;
        int to = name.length();
        while (from < to && isLoose(name.charAt(from))) {
            from++;
        }
        while (to > from && isLoose(name.charAt(to - 1))) {
            to--;
        }
        return name.substring(from, to);
    }

    private static boolean isLoose(char c) {
        return c == ' ' || c == JOINER;
    }

    /** Zero-width joiners stay: families and flags in names need them. */
    private static boolean isHidden(int c, int type) {
        return type == Character.CONTROL
                || type == Character.SURROGATE
                || type == Character.UNASSIGNED
                || (type == Character.FORMAT && c != JOINER);
    }
}

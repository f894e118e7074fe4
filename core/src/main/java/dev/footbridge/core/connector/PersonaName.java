package dev.footbridge.core.connector;

/** Makes a foreign name harmless: one line, no bidirectional or invisible controls, no stacked marks, bounded. */
final class PersonaName {

    private static final String NAMELESS = "Unknown";

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
            if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
                if (!out.isEmpty() && out.charAt(out.length() - 1) != ' ') {
                    out.append(' ');
                }
            } else if (marks <= 4 && !isHidden(c, type) && out.length() + Character.charCount(c) <= Persona.MAX_NAME) {
                out.appendCodePoint(c);
            }
        }
        String name = out.toString().strip();
        return name.isEmpty() ? NAMELESS : name;
    }

    /** Zero-width joiners stay: families and flags in names need them. */
    private static boolean isHidden(int c, int type) {
        return type == Character.CONTROL
                || type == Character.SURROGATE
                || type == Character.UNASSIGNED
                || (type == Character.FORMAT && c != 0x200D);
    }
}

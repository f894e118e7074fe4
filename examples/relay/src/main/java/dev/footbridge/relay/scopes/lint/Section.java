package dev.footbridge.relay.scopes.lint;

/**
 * A heading and what it stands under.
 *
 * @param path the headings above it and itself, from the outermost, in one line
 */
record Section(String title, int line, String path) {

    static final Section NONE = new Section("", 1, "");

    Section child(String childTitle, int childLine) {
        return new Section(childTitle, childLine, path.isEmpty() ? childTitle : path + " / " + childTitle);
    }
}

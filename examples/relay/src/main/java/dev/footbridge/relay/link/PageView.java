package dev.footbridge.relay.link;

import java.util.List;

/**
 * What a page shows; public for the templates only.
 *
 * @param language as in {@code lang}
 * @param style address of the style sheet
 * @param leave how to sign out; empty for somebody who is not signed in
 */
public record PageView(
        String language,
        String style,
        String title,
        List<String> paragraphs,
        List<Fact> facts,
        List<Picture> pictures,
        List<Action> actions,
        List<Action> leave) {

    /** Something about the file. */
    public record Fact(String label, String value) {}

    /** A picture and what it is for somebody who does not see it. */
    public record Picture(String address, String description) {}

    /**
     * Something to click.
     *
     * @param download whether the browser saves what is there
     */
    public record Action(String label, String address, boolean download) {}
}

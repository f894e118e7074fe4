package dev.footbridge.testkit.fake;

import dev.footbridge.core.connector.Features;
import dev.footbridge.core.connector.FileLimits;
import dev.footbridge.core.document.Document;
import dev.footbridge.core.document.Element;

/** What the in-memory platform keeps: nearly all, with one element of each lesser kind so that hosts meet losses. */
final class InMemoryFeatures {

    static final int MAX_LENGTH = 4_000;

    private InMemoryFeatures() {}

    /** What counts against {@link #MAX_LENGTH}. */
    static int length(Document document) {
        return document.plainText().length();
    }

    static Features withoutFiles() {
        return lesser().dropped(Element.ATTACHMENT, "This workspace takes no files.")
                .build(MAX_LENGTH);
    }

    static Features features(FileLimits files) {
        return lesser().build(MAX_LENGTH).withFiles(files);
    }

    private static Features.Builder lesser() {
        return Features.builder()
                .dropped(Element.UNDERLINE, "The text stays, its line goes.")
                .degraded(Element.TABLE, "A table becomes one line of text per row.")
                .degraded(Element.LONG_BODY, "A long body becomes several messages.");
    }
}

package dev.footbridge.core.document;

/** Writes a document as plain text, one line per line on the screen. */
final class PlainTextWriter {

    private PlainTextWriter() {}

    static String write(Document document) {
        StringBuilder out = new StringBuilder();
        for (Block block : document.blocks()) {
            if (block instanceof Paragraph paragraph) {
                for (Inline inline : paragraph.inlines()) {
                    if (inline instanceof Text text) {
                        out.append(text.value());
                    }
                }
            }
        }
        return out.toString();
    }
}

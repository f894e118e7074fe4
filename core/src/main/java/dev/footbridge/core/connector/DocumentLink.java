package dev.footbridge.core.connector;

/**
 * What a link to a document says by its shape.
 *
 * @param id as the storage names the document, where the link tells; else the part of the link that stands for it. The
 *     same document may have several
 */
public record DocumentLink(String id, Kind kind) {

    /** What kind of document it is. */
    public enum Kind {
        TEXT,
        SPREADSHEET,
        PRESENTATION,
        FORM,
        DRAWING,
        NOTEBOOK,
        BOARD,
        FOLDER,
        /** A page with documents, or a list. */
        SITE,
        /** Any file, or one of an unknown kind. */
        FILE
    }

    /** Never the id: who has it may have the link. */
    @Override
    public String toString() {
        return "DocumentLink[" + kind + "]";
    }
}

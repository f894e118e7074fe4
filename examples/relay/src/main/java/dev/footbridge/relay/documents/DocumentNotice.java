package dev.footbridge.relay.documents;

import dev.footbridge.core.connector.Sharing.Role;
import dev.footbridge.core.document.Document;
import dev.footbridge.core.document.Inline;
import dev.footbridge.core.document.Paragraph;
import dev.footbridge.core.document.Text;
import java.util.ArrayList;
import java.util.List;

/** What an author is told about the documents of a message: numbers, and what helps. */
public final class DocumentNotice {

    private DocumentNotice() {}

    /** The notice; its findings are worth telling. */
    public static Document of(DocumentFindings findings) {
        List<String> sentences = new ArrayList<>();
        findings.given()
                .forEach((role, people) -> sentences.add(people(people) + " on the other side can now " + verb(role)
                        + " a document you linked, as its link allows. They were told by mail."));
        if (findings.shutOut() > 0) {
            sentences.add(people(findings.shutOut()) + " of " + findings.readers()
                    + " on the other side cannot open a document you linked.");
        }
        if (findings.unsure() > 0) {
            sentences.add(
                    people(findings.unsure()) + " on the other side may not be able to open a document you linked.");
        }
        if (findings.unseen() > 0) {
            sentences.add((findings.unseen() == 1 ? "A document" : findings.unseen() + " documents")
                    + " you linked cannot be seen by this bridge, so people on the other side may not be able to open"
                    + " it.");
        }
        if (findings.shutOut() > 0 || findings.unsure() > 0 || findings.unseen() > 0) {
            sentences.add("Nothing was shared with them. You can share it with them yourself; for people without an"
                    + " account there, your administrator can allow visitor sharing or external sharing.");
        }
        Inline text = Text.of(String.join(" ", sentences));
        return new Document(List.of(new Paragraph(List.of(text))));
    }

    private static String people(int count) {
        return count == 1 ? "1 person" : count + " people";
    }

    private static String verb(Role role) {
        return switch (role) {
            case VIEW -> "view";
            case COMMENT -> "comment on";
            case EDIT -> "edit";
        };
    }
}

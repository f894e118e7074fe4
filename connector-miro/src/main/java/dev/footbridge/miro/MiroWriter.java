package dev.footbridge.miro;

import dev.footbridge.core.connector.Persona;
import dev.footbridge.core.document.Document;
import dev.footbridge.core.document.DocumentSplitter;
import dev.footbridge.core.document.DocumentWriter;
import dev.footbridge.core.document.Element;
import dev.footbridge.core.document.Loss;
import dev.footbridge.core.document.Rendering;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Writes the HTML of sticky notes and of app cards. Everything that came in as text is escaped. */
final class MiroWriter implements DocumentWriter<MiroBody> {

    /**
     * Most characters of one body, markup included. Miro says that the text of a note must be shorter than 6,000 and does
     * not say whether tags count; for the description of a card it says nothing.
     */
    static final int MAX_CONTENT = 5_999;

    @Override
    public Rendering<MiroBody> write(Document document) {
        List<MiroBody> bodies = new ArrayList<>();
        Set<Loss> losses = new LinkedHashSet<>();
        for (Document part : split(document, Optional.empty(), MiroDialect.NOTE)) {
            MiroBody body = body(part, Optional.empty(), MiroDialect.NOTE);
            bodies.add(body);
            losses.addAll(body.losses());
        }
        if (bodies.size() > 1) {
            losses.add(Loss.degraded(Element.LONG_BODY));
        }
        return new Rendering<>(bodies, List.copyOf(losses));
    }

    /** The documents that fit into one item each, with the author above where one is given. */
    List<Document> split(Document document, Optional<Persona> author, MiroDialect dialect) {
        return DocumentSplitter.split(
                document,
                MAX_CONTENT,
                part -> body(part, author, dialect).html().length());
    }

    /** One item, not split; a card shows its author elsewhere. */
    MiroBody body(Document part, Optional<Persona> author, MiroDialect dialect) {
        MiroHtmlWriter writer = new MiroHtmlWriter(dialect);
        author.filter(name -> dialect == MiroDialect.NOTE).ifPresent(name -> writer.author(name.label()));
        return writer.write(part);
    }

    /** Text as the title of a card. */
    static String title(String text) {
        StringBuilder out = new StringBuilder();
        MiroHtmlWriter.escape(text, out);
        return out.toString();
    }
}

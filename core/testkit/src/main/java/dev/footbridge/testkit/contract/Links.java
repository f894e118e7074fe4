package dev.footbridge.testkit.contract;

import dev.footbridge.core.document.Document;
import dev.footbridge.core.document.DocumentTransformer;
import dev.footbridge.core.document.Inline;
import dev.footbridge.core.document.Link;
import java.util.ArrayList;
import java.util.List;

/** Finds the links of a document. */
final class Links extends DocumentTransformer {

    private final List<Link> found = new ArrayList<>();

    private Links() {}

    static List<Link> in(Document document) {
        Links links = new Links();
        links.transform(document);
        return List.copyOf(links.found);
    }

    @Override
    public List<Inline> link(Link link) {
        found.add(link);
        return List.of(link);
    }
}

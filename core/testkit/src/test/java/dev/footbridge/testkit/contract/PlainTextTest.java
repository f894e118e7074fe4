package dev.footbridge.testkit.contract;

import dev.footbridge.core.connector.Features;
import dev.footbridge.core.document.Document;
import dev.footbridge.core.document.DocumentSplitter;
import dev.footbridge.core.document.Element;
import dev.footbridge.core.document.Fidelity;
import dev.footbridge.core.document.Loss;
import dev.footbridge.core.document.Rendering;
import dev.footbridge.core.id.Platform;
import dev.footbridge.core.id.WorkspaceId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Core itself under the contract of text: normal form, splitter and plain text, on a platform that keeps everything. */
class PlainTextTest extends TextContract<Document> {

    private static final int LIMIT = 4_000;

    @Override
    protected WorkspaceId workspace() {
        return new WorkspaceId(new Platform("memory"), "W1");
    }

    @Override
    protected Features features() {
        Map<Element, Fidelity> all = new EnumMap<>(Element.class);
        for (Element element : Element.values()) {
            all.put(element, Fidelity.FULL);
        }
        return new Features(all, Map.of(), LIMIT);
    }

    @Override
    protected Rendering<Document> write(Document document) {
        List<Document> parts = DocumentSplitter.split(document, LIMIT, this::size);
        return new Rendering<>(parts, parts.size() > 1 ? List.of(Loss.degraded(Element.LONG_BODY)) : List.of());
    }

    @Override
    protected Document read(Document body) {
        return body;
    }

    @Override
    protected int size(Document body) {
        return body.plainText().length();
    }

    @Override
    protected int limit() {
        return LIMIT;
    }

    @Override
    protected List<Document> foreign(String markup) {
        return List.of(Document.text(markup));
    }
}

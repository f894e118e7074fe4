package dev.footbridge.relay.documents;

import dev.footbridge.core.document.Block;
import dev.footbridge.core.document.Document;
import dev.footbridge.core.document.Link;
import dev.footbridge.core.document.Paragraph;
import dev.footbridge.core.document.Text;
import dev.footbridge.relay.content.DocumentLinks;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Lines below a message that bring its readers to the documents it links to by way of their own sign-in. Pure. */
public final class SignInLines {

    private static final String KEY = "\uD83D\uDD11 ";

    private final List<SignInRoute> routes;

    public SignInLines(List<SignInRoute> routes) {
        this.routes = List.copyOf(routes);
    }

    /** The body, its links as they are, with a line for each document that has a route for the people of a connector. */
    public Document below(Document body, String connector) {
        if (routes.isEmpty()) {
            return body;
        }
        Map<URI, URI> starts = new LinkedHashMap<>();
        for (URI document : DocumentLinks.of(body)) {
            routes.stream()
                    .filter(route -> starts.size() < DocumentDesk.MAX_DOCUMENTS && route.concerns(document, connector))
                    .findFirst()
                    .ifPresent(route -> starts.put(document, route.start().with(document)));
        }
        List<Block> blocks = new ArrayList<>(body.blocks());
        starts.forEach((document, start) -> blocks.add(Paragraph.of(
                Text.of(KEY),
                Link.orText("open with your own account on " + document.getHost(), start.toString(), Set.of()))));
        return starts.isEmpty() ? body : new Document(blocks);
    }
}

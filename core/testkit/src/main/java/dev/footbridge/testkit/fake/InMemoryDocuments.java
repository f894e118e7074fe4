package dev.footbridge.testkit.fake;

import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.LinkPreviews;
import dev.footbridge.core.connector.Sharing;
import dev.footbridge.core.connector.Verb;
import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The documents of a workspace, each at an address below {@code https://PLATFORM.example/documents/}. */
final class InMemoryDocuments implements LinkPreviews, Sharing {

    private record Entry(String title, String owner, Instant madeAt, Map<String, Role> access) {}

    private final InMemoryWorkspace workspace;
    private final Map<URI, Entry> entries = new LinkedHashMap<>();

    InMemoryDocuments(InMemoryWorkspace workspace) {
        this.workspace = workspace;
    }

    synchronized URI add(String title, String owner) {
        URI link = address(entries.size() + 1);
        entries.put(link, new Entry(title, owner, workspace.clock().instant(), new TreeMap<>()));
        return link;
    }

    private URI address(int number) {
        return URI.create("https://" + host() + "/documents/" + number);
    }

    private String host() {
        return workspace.id().platform().value() + ".example";
    }

    synchronized Map<String, Role> access(URI document) {
        Entry entry = entries.get(document);
        if (entry == null) {
            throw new IllegalArgumentException("no such document: " + document);
        }
        return Map.copyOf(entry.access);
    }

    @Override
    public boolean recognises(URI link) {
        return "https".equals(link.getScheme())
                && host().equals(link.getRawAuthority())
                && String.valueOf(link.getRawPath()).startsWith("/documents/");
    }

    @Override
    public Optional<LinkPreview> preview(URI link) throws ConnectorException, InterruptedException {
        return workspace
                .gate()
                .call(
                        Verb.LOOK_UP,
                        Optional.empty(),
                        () -> find(link)
                                .map(entry -> new LinkPreview(
                                        link,
                                        entry.title,
                                        Optional.empty(),
                                        Optional.of(entry.owner),
                                        Optional.of(entry.madeAt))));
    }

    @Override
    public void share(URI document, Set<String> addresses, Role role) throws ConnectorException, InterruptedException {
        workspace.gate().call(Verb.LOOK_UP, Optional.empty(), () -> {
            Entry entry = find(document)
                    .orElseThrow(() -> ConnectorException.of(
                            ConnectorException.Kind.NOT_FOUND, "document_not_found", "the document does not exist"));
            synchronized (this) {
                addresses.forEach(address -> entry.access.putIfAbsent(address, role));
            }
            return document;
        });
    }

    private synchronized Optional<Entry> find(URI document) {
        return Optional.ofNullable(entries.get(document));
    }
}

package dev.footbridge.testkit.fake;

import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.DocumentAccess;
import dev.footbridge.core.connector.DocumentLink;
import dev.footbridge.core.connector.DocumentShare;
import dev.footbridge.core.connector.LinkPreviews;
import dev.footbridge.core.connector.Sharing;
import dev.footbridge.core.connector.Verb;
import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The documents of a workspace, each at an address below {@code https://PLATFORM.example/documents/}. A link opens its
 * document for people with an address below {@code PLATFORM.example}, if the owner wants that.
 */
final class InMemoryDocuments implements LinkPreviews, Sharing {

    private static final class Entry {
        private final String title;
        private final String owner;
        private final Instant madeAt;
        private final Map<String, Role> access = new TreeMap<>();
        private Optional<Role> link = Optional.empty();

        Entry(String title, String owner, Instant madeAt) {
            this.title = title;
            this.owner = owner;
            this.madeAt = madeAt;
        }
    }

    private final InMemoryWorkspace workspace;
    private final Map<URI, Entry> entries = new LinkedHashMap<>();

    InMemoryDocuments(InMemoryWorkspace workspace) {
        this.workspace = workspace;
    }

    synchronized URI add(String title, String owner) {
        URI link = address(entries.size() + 1);
        entries.put(link, new Entry(title, owner, workspace.clock().instant()));
        return link;
    }

    private URI address(int number) {
        return URI.create("https://" + host() + "/documents/" + number);
    }

    private String host() {
        return workspace.id().platform().value() + ".example";
    }

    synchronized Map<String, Role> access(URI document) {
        return Map.copyOf(known(document).access);
    }

    synchronized void linkGives(URI document, Optional<Role> role) {
        known(document).link = role;
    }

    private Entry known(URI document) {
        return find(document).orElseThrow(() -> new IllegalArgumentException("no such document: " + document));
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
    public Optional<DocumentLink> identify(URI link) {
        return recognises(link)
                ? Optional.of(
                        new DocumentLink(link.getRawPath().substring("/documents/".length()), DocumentLink.Kind.TEXT))
                : Optional.empty();
    }

    @Override
    public DocumentAccess check(URI link, Set<String> addresses) throws ConnectorException, InterruptedException {
        return workspace.gate().call(Verb.LOOK_UP, Optional.empty(), () -> {
            Entry entry = existing(link);
            synchronized (this) {
                Map<String, Role> roles = new HashMap<>();
                addresses.forEach(address -> role(entry, address).ifPresent(role -> roles.put(address, role)));
                return new DocumentAccess(entry.link, roles, Set.of());
            }
        });
    }

    @Override
    public DocumentShare share(URI link, Set<String> addresses, Role most)
            throws ConnectorException, InterruptedException {
        return workspace.gate().call(Verb.LOOK_UP, Optional.empty(), () -> {
            Entry entry = existing(link);
            synchronized (this) {
                return share(entry, addresses, most);
            }
        });
    }

    private DocumentShare share(Entry entry, Set<String> addresses, Role most) {
        Map<String, Role> given = new HashMap<>();
        Set<String> kept = new HashSet<>();
        Map<String, String> refused = new HashMap<>();
        for (String address : addresses) {
            if (role(entry, address).isPresent()) {
                kept.add(address);
            } else if (entry.link.isEmpty()) {
                refused.put(address, DocumentShare.LINK_GIVES_NOTHING);
            } else {
                given.put(address, entry.link.get().atMost(most));
                entry.access.put(
                        address.toLowerCase(Locale.ROOT), entry.link.get().atMost(most));
            }
        }
        return new DocumentShare(given, kept, refused);
    }

    private Optional<Role> role(Entry entry, String address) {
        String plain = address.toLowerCase(Locale.ROOT);
        return Optional.ofNullable(entry.access.get(plain))
                .or(() -> entry.link.filter(role -> plain.endsWith("@" + host())));
    }

    private Entry existing(URI document) throws ConnectorException {
        return find(document)
                .orElseThrow(() -> ConnectorException.of(
                        ConnectorException.Kind.NOT_FOUND, "document_not_found", "the document does not exist"));
    }

    private synchronized Optional<Entry> find(URI document) {
        return Optional.ofNullable(entries.get(document));
    }
}

package dev.footbridge.relay.documents;

import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.ConnectorException.Kind;
import dev.footbridge.core.connector.DocumentAccess;
import dev.footbridge.core.connector.DocumentShare;
import dev.footbridge.core.connector.Sharing.Role;
import java.net.URI;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out whether the readers of a message can open the documents it links to, and lets them in where a bridge's policy
 * says so. May be asked twice about the same. Neither links nor addresses reach a log. Safe for concurrent use.
 */
public final class DocumentDesk {

    /** Most documents of one message. */
    public static final int MAX_DOCUMENTS = 5;

    private static final Logger LOG = LoggerFactory.getLogger(DocumentDesk.class);

    private final List<Storage> storages;
    private final Recipients recipients;

    public DocumentDesk(List<Storage> storages, Recipients recipients) {
        this.storages = List.copyOf(storages);
        this.recipients = recipients;
    }

    /** Those of the links that lead to a document of a storage; no I/O. */
    public Set<URI> documents(Collection<URI> links) {
        return links.stream()
                .filter(link -> storages.stream()
                        .anyMatch(storage -> storage.sharing().identify(link).isPresent()))
                .limit(MAX_DOCUMENTS)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /**
     * Asks the storages, and shares.
     *
     * @throws ConnectorException when asking again later may help; the case knows what is done
     */
    public void look(DocumentCase about) throws ConnectorException, InterruptedException {
        for (URI link : about.open()) {
            look(link, about);
        }
    }

    private void look(URI link, DocumentCase about) throws ConnectorException, InterruptedException {
        boolean hidden = false;
        for (Storage storage : storages) {
            if (storage.sharing().identify(link).isEmpty()) {
                continue;
            }
            try {
                Map<String, DocumentPolicy> readers = recipients.of(about.audiences(), storage);
                if (!readers.isEmpty()) {
                    open(link, storage, readers, about);
                    return;
                }
            } catch (ConnectorException e) {
                hidden |= isHidden(e);
                LOG.debug("a document could not be looked into: {}", e.code());
            }
        }
        if (hidden) {
            about.hidden(link);
        } else {
            about.dropped(link);
        }
    }

    /** What may pass is the caller's to try again; what the storage never tells, and what a scope forbids, is no finding. */
    private static boolean isHidden(ConnectorException e) throws ConnectorException {
        return switch (e.kind()) {
            case THROTTLED, UNAVAILABLE -> throw e;
            case NOT_FOUND -> true;
            case FORBIDDEN -> e.missingScope().isEmpty();
            case UNAUTHORIZED, REJECTED, UNSUPPORTED -> false;
        };
    }

    private static void open(URI link, Storage storage, Map<String, DocumentPolicy> readers, DocumentCase about)
            throws ConnectorException, InterruptedException {
        DocumentAccess access = storage.calls().call(() -> storage.sharing().check(link, readers.keySet()));
        about.found(link, access.roles());
        Set<String> shutOut = new HashSet<>(access.shutOut(readers.keySet()));
        Set<String> unsure = new HashSet<>(access.unsure());
        Set<String> wanted = readers.entrySet().stream()
                .filter(reader -> reader.getValue() == DocumentPolicy.SHARE)
                .map(Map.Entry::getKey)
                .filter(address -> shutOut.contains(address) || unsure.contains(address))
                .collect(Collectors.toSet());
        if (access.link().isPresent() && !wanted.isEmpty()) {
            about.asks(link, wanted);
            Optional<DocumentShare> shared = share(link, storage, wanted);
            shared.ifPresent(done -> {
                shutOut.removeAll(done.given().keySet());
                shutOut.removeAll(done.kept());
                unsure.removeAll(done.given().keySet());
                done.given().forEach(about::gave);
            });
        }
        about.seen(link, readers.keySet(), shutOut, access.link().isEmpty() ? unsure : Set.of());
    }

    /** A refusal leaves people where they were, and so the author hears of them. */
    private static Optional<DocumentShare> share(URI link, Storage storage, Set<String> wanted)
            throws ConnectorException, InterruptedException {
        try {
            return Optional.of(storage.calls().call(() -> storage.sharing().share(link, wanted, Role.EDIT)));
        } catch (ConnectorException e) {
            if (e.kind() == Kind.THROTTLED || e.kind() == Kind.UNAVAILABLE) {
                throw e;
            }
            LOG.debug("a document could not be shared: {}", e.code());
            return Optional.empty();
        }
    }
}

package dev.footbridge.relay.bridge;

import dev.footbridge.relay.content.ContentCache;
import dev.footbridge.relay.ledger.GroupRow;
import java.util.Optional;

/**
 * Lets the heap forget a message that every target has, so that it does not push out one that waits. At worst an
 * operation that came in the same moment reads its message at the source.
 */
final class Forgetting {

    private final Routes routes;
    private final Lanes lanes;
    private final LinkIndex links;
    private final ContentCache cache;

    Forgetting(Routes routes, Lanes lanes, LinkIndex links, ContentCache cache) {
        this.routes = routes;
        this.lanes = lanes;
        this.links = links;
        this.cache = cache;
    }

    /** To be called when its lane does not hold the operation any more. */
    void ended(Operation operation) {
        if (operation.plan().files()) {
            return;
        }
        switch (operation.kind()) {
            case POST, EDIT, REMOVE, FILES ->
                links.find(operation.group()).ifPresent(known -> ended(operation, known.group()));
            case REACTION -> {}
        }
    }

    private void ended(Operation operation, GroupRow group) {
        Optional<BridgedChannel> source = routes.byNumber(group.origin());
        // What cannot be read again stays for the sake of an edit, or of a dead letter that is tried again.
        if (source.isPresent()
                && source.get().connector().history().isPresent()
                && routes.posts(source.get()).stream().noneMatch(target -> lanes.mayHold(target, operation))) {
            cache.forget(source.get().message(group.message()));
        }
    }
}

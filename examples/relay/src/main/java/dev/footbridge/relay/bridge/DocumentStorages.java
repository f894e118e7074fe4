package dev.footbridge.relay.bridge;

import dev.footbridge.core.connector.Connector;
import dev.footbridge.relay.documents.Storage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The connectors that know documents; one with a bridged channel is asked within its rate limits. */
final class DocumentStorages {

    private DocumentStorages() {}

    static List<Storage> of(Routes routes, Map<String, Connector> connectors) {
        List<Storage> storages = new ArrayList<>();
        connectors.forEach((name, connector) -> connector.sharing().ifPresent(sharing -> {
            PacedLookUps calls = new PacedLookUps(routes.all().stream()
                    .filter(channel -> channel.connectorName().equals(name))
                    .findFirst());
            storages.add(new Storage(connector.workspace(), sharing, connector.directory(), calls));
        }));
        return storages;
    }
}

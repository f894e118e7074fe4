package dev.footbridge.relay.bridge;

import dev.footbridge.core.connector.Connector;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.LinkPreviews;
import dev.footbridge.core.connector.Verb;
import dev.footbridge.relay.content.Previews;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The connectors that know their links; one with a bridged channel is asked within its rate limits. */
final class PreviewSources {

    private PreviewSources() {}

    static List<Previews.Source> of(Routes routes, Map<String, Connector> connectors) {
        List<Previews.Source> sources = new ArrayList<>();
        connectors.forEach((name, connector) -> connector.linkPreviews().ifPresent(previews -> {
            Optional<BridgedChannel> bridged = routes.all().stream()
                    .filter(channel -> channel.connectorName().equals(name))
                    .findFirst();
            sources.add(new Previews.Source(
                    connector.workspace().platform(), previews, (able, link) -> ask(bridged, able, link)));
        }));
        return sources;
    }

    private static Optional<LinkPreviews.LinkPreview> ask(
            Optional<BridgedChannel> bridged, LinkPreviews previews, URI link)
            throws ConnectorException, InterruptedException {
        return bridged.isEmpty()
                ? previews.preview(link)
                : bridged.get().paced(Verb.LOOK_UP, () -> previews.preview(link));
    }
}

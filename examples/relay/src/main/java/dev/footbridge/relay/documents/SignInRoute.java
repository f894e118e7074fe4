package dev.footbridge.relay.documents;

import dev.footbridge.relay.content.AddressTemplate;
import java.net.URI;
import java.util.Locale;
import java.util.Set;

/**
 * Where people of one organisation start to open documents of another one's storage, as an operator has set up single sign-on
 * between the two: at the storage's sign-in page, or at the page of their own provider that ends at the storage. Knows no
 * vendor.
 *
 * @param hosts of the storage's links, in lower case; those below them count, too
 * @param connectors whose people it is for
 * @param start {@link #DOCUMENT} stands for the document's link
 */
public record SignInRoute(Set<String> hosts, Set<String> connectors, AddressTemplate start) {

    /** What stands for the document's link. */
    public static final String DOCUMENT = "{document}";

    public SignInRoute {
        hosts = Set.copyOf(hosts);
        connectors = Set.copyOf(connectors);
    }

    /** Whether it is about this document and the people of this connector. */
    boolean concerns(URI document, String connector) {
        String host = document.getHost() == null ? "" : document.getHost().toLowerCase(Locale.ROOT);
        return connectors.contains(connector)
                && hosts.stream().anyMatch(known -> host.equals(known) || host.endsWith("." + known));
    }
}

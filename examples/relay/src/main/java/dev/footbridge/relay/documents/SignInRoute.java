package dev.footbridge.relay.documents;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * How people of one organisation sign in to open documents of another's storage, as the operator has set up single sign-on
 * between the two. The storage sends members of a group to their own provider; who starts there, starts at the storage
 * ({@link Flow#SERVICE_PROVIDER}) or at the provider ({@link Flow#IDENTITY_PROVIDER}). Made of templates, so that it knows no
 * vendor; {@code {document}} and {@code {mail}} stand for the document's address and the person's.
 *
 * @param documentHosts hosts of the storage's links; those below them count, too
 * @param mailDomains of the people's addresses
 * @param group the id of the group at the storage whose members are sent to their own provider
 * @param serviceProvider the storage's own sign-in page
 * @param identityProvider the provider's page that ends at the storage
 */
public record SignInRoute(
        Set<String> documentHosts,
        Set<String> mailDomains,
        String group,
        Optional<String> serviceProvider,
        Optional<String> identityProvider) {

    private static final String DOCUMENT = "{document}";
    private static final String MAIL = "{mail}";

    /** Where the first click goes. */
    public enum Flow {
        SERVICE_PROVIDER,
        IDENTITY_PROVIDER
    }

    /** @throws IllegalArgumentException when a template is not https, has no place for the document, or an open host */
    public SignInRoute {
        documentHosts = Set.copyOf(documentHosts);
        mailDomains = Set.copyOf(mailDomains);
        serviceProvider.ifPresent(SignInRoute::check);
        identityProvider.ifPresent(SignInRoute::check);
    }

    private static void check(String template) {
        int path = template.indexOf('/', "https://".length());
        boolean fine = template.startsWith("https://")
                && path > "https://".length()
                && template.indexOf('{') > path
                && template.indexOf('@') < 0
                && template.contains(DOCUMENT);
        if (!fine) {
            throw new IllegalArgumentException(
                    "a sign-in template starts with https:// and a host, and has {document} behind that");
        }
        URI.create(template.replace(DOCUMENT, "d").replace(MAIL, "m"));
    }

    /** Whether it is about this document and this person. */
    public boolean concerns(URI document, String mail) {
        String host = document.getHost() == null ? "" : document.getHost().toLowerCase(Locale.ROOT);
        String domain = mail.substring(mail.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
        return documentHosts.stream().anyMatch(known -> host.equals(known) || host.endsWith("." + known))
                && mailDomains.contains(domain);
    }

    /** The address to start at, which knows whom it is for; empty when the operator named none for this flow. */
    public Optional<URI> start(Flow flow, URI document, String mail) {
        Optional<String> template = switch (flow) {
            case SERVICE_PROVIDER -> serviceProvider;
            case IDENTITY_PROVIDER -> identityProvider;
        };
        return template.filter(known -> concerns(document, mail))
                .map(known ->
                        known.replace(DOCUMENT, encoded(document.toString())).replace(MAIL, encoded(mail)))
                .map(URI::create);
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }
}

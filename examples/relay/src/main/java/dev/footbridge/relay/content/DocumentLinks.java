package dev.footbridge.relay.content;

import dev.footbridge.core.document.Document;
import dev.footbridge.core.document.DocumentTransformer;
import dev.footbridge.core.document.Inline;
import dev.footbridge.core.document.Link;
import dev.footbridge.core.document.Text;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The different web addresses in a document, in order: links, and what is written out in plain text. */
public final class DocumentLinks extends DocumentTransformer {

    /** Most addresses that are looked at; a message is no catalogue. */
    private static final int MAX_LINKS = 50;

    private static final Pattern WRITTEN_OUT = Pattern.compile("https?://[^\\s<>\"|)\\]]{1,2000}");

    private final Set<URI> found = new LinkedHashSet<>();

    private DocumentLinks() {}

    /** At most fifty. */
    public static Set<URI> of(Document document) {
        DocumentLinks links = new DocumentLinks();
        links.transform(document);
        return links.found;
    }

    private void add(String url) {
        if (found.size() < MAX_LINKS && Link.isSafe(url)) {
            try {
                found.add(URI.create(url));
            } catch (IllegalArgumentException e) {
                // A link may hold what a URI may not; no connector made such an address.
            }
        }
    }

    @Override
    public List<Inline> text(Text text) {
        Matcher address = WRITTEN_OUT.matcher(text.value());
        while (found.size() < MAX_LINKS && address.find()) {
            add(withoutStop(address.group()));
        }
        return super.text(text);
    }

    /** What ends the sentence does not belong to the address. */
    private static String withoutStop(String address) {
        int end = address.length();
        while (".,;:!?'".indexOf(address.charAt(end - 1)) >= 0) {
            end--;
        }
        return address.substring(0, end);
    }

    @Override
    public List<Inline> link(Link link) {
        add(link.url());
        return super.link(link);
    }
}

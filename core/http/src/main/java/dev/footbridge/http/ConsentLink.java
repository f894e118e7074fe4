package dev.footbridge.http;

import dev.footbridge.core.scope.Scope;
import java.net.URI;
import java.util.Collection;
import java.util.stream.Collectors;
import okhttp3.HttpUrl;

/** A link to a page where people agree, its parameters escaped. Immutable. */
public final class ConsentLink {

    private final HttpUrl url;

    private ConsentLink(HttpUrl url) {
        this.url = url;
    }

    /** To this page. */
    public static ConsentLink to(String page) {
        return new ConsentLink(HttpUrl.get(page));
    }

    /** The same with one more parameter. */
    public ConsentLink with(String name, String value) {
        return new ConsentLink(url.newBuilder().addQueryParameter(name, value).build());
    }

    /** The same with the scopes' names as one parameter. */
    public ConsentLink with(String name, Collection<Scope> scopes, String separator) {
        return with(name, scopes.stream().map(Scope::name).collect(Collectors.joining(separator)));
    }

    public URI uri() {
        return url.uri();
    }
}

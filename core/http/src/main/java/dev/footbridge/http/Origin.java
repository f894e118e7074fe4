package dev.footbridge.http;

import java.net.URI;
import okhttp3.HttpUrl;

/** Scheme, host and port: what decides whether credentials may be sent. */
record Origin(String scheme, String host, int port) {

    static Origin of(HttpUrl url) {
        return new Origin(url.scheme(), url.host(), url.port());
    }

    /** Goes through OkHttp's parser, so that both sides of a comparison are written the same way. */
    static Origin of(URI uri) {
        HttpUrl url = HttpUrl.parse(uri.toString());
        if (url == null) {
            throw new IllegalArgumentException("an endpoint must be an http or https URL with a host");
        }
        return of(url);
    }
}

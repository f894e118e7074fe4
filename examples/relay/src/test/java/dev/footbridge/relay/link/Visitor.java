package dev.footbridge.relay.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** A browser without a screen: keeps cookies, follows nothing by itself. */
final class Visitor {

    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    private final URI home;
    private final Map<String, String> always;
    private final Map<String, String> cookies = new LinkedHashMap<>();

    Visitor(URI home) {
        this(home, Map.of());
    }

    /** @param always headers that a proxy adds to whatever it asks here */
    Visitor(URI home, Map<String, String> always) {
        this.home = home;
        this.always = always;
    }

    HttpResponse<byte[]> get(String path, String... headers) throws Exception {
        return send("GET", path, headers);
    }

    HttpResponse<byte[]> send(String method, String path, String... headers) throws Exception {
        return send(home.resolve(path), method, headers);
    }

    private HttpResponse<byte[]> send(URI address, String method, String... headers)
            throws IOException, InterruptedException {
        return send(address, method, HttpRequest.BodyPublishers.noBody(), headers);
    }

    private HttpResponse<byte[]> send(URI address, String method, HttpRequest.BodyPublisher body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address).method(method, body);
        boolean isHome = address.getAuthority().equals(home.getAuthority());
        if (isHome) {
            always.forEach(request::header);
        }
        if (isHome && !cookies.isEmpty()) {
            request.header("Cookie", String.join("; ", cookies.values()));
        }
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        HttpResponse<byte[]> response = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        if (isHome) {
            response.headers().allValues("Set-Cookie").forEach(this::keep);
        }
        return response;
    }

    private void keep(String cookie) {
        String pair = cookie.split(";", 2)[0];
        cookies.put(pair.substring(0, pair.indexOf('=')), pair);
    }

    /** Sets out to sign in; the provider's address. */
    URI setOut(String link) throws Exception {
        return location(get(link + "/sign-in"));
    }

    /** Goes to the provider, which says yes; where it sends the browser. */
    URI atProvider(URI authorization) throws Exception {
        return location(send(authorization, "GET"));
    }

    /** Fills in the form of a provider that asks who is there; where it sends the browser. */
    URI atProvider(URI authorization, String account, String workspace) throws Exception {
        assertThat(send(authorization, "GET").statusCode()).as("it asks").isEqualTo(200);
        String form = "username=" + account + "&claims="
                + URLEncoder.encode("{\"workspace\":\"" + workspace + "\"}", StandardCharsets.UTF_8);
        return location(send(
                authorization,
                "POST",
                HttpRequest.BodyPublishers.ofString(form),
                "Content-Type",
                "application/x-www-form-urlencoded"));
    }

    /** Brings an answer of a provider back. */
    HttpResponse<byte[]> bring(URI answer) throws Exception {
        return send(answer, "GET");
    }

    HttpResponse<byte[]> signIn(String link) throws Exception {
        return bring(atProvider(setOut(link)));
    }

    static URI location(HttpResponse<byte[]> response) {
        return URI.create(response.headers()
                .firstValue("Location")
                .orElseThrow(
                        () -> new AssertionError("no redirect but " + response.statusCode() + " " + text(response))));
    }

    static String text(HttpResponse<byte[]> response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    static String header(HttpResponse<byte[]> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }

    Map<String, String> cookies() {
        return cookies;
    }
}

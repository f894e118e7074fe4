package dev.footbridge.webex.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Calls the emulator as an app does, without any Webex library. */
final class Api {
    static final ObjectMapper MAPPER = new ObjectMapper();

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final Pattern NEXT = Pattern.compile("<([^>]+)>; rel=\"next\"");

    private final String base;
    private final String token;

    record Answer(int status, HttpResponse<byte[]> response) {
        String text() {
            return new String(response.body(), StandardCharsets.UTF_8);
        }

        JsonNode json() {
            try {
                return MAPPER.readTree(response.body());
            } catch (IOException e) {
                throw new UncheckedIOException(text(), e);
            }
        }

        String get(String member) {
            return json().path(member).asText();
        }

        List<JsonNode> items() {
            List<JsonNode> items = new ArrayList<>();
            json().path("items").forEach(items::add);
            return items;
        }

        List<String> all(String member) {
            return items().stream().map(item -> item.path(member).asText()).toList();
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        Optional<String> next() {
            Matcher link = NEXT.matcher(header("Link"));
            return link.find() ? Optional.of(link.group(1)) : Optional.empty();
        }
    }

    Api(WebexEmulator emulator, String token) {
        this.base = emulator.apiUrl();
        this.token = token;
    }

    static ObjectNode body(String... namesAndValues) {
        ObjectNode body = MAPPER.createObjectNode();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            body.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return body;
    }

    Answer get(String path) {
        return send("GET", base + path, "application/json", new byte[0]);
    }

    Answer getUrl(String url) {
        return send("GET", url, "application/json", new byte[0]);
    }

    Answer head(String path) {
        return send("HEAD", base + path, "application/json", new byte[0]);
    }

    Answer post(String path, JsonNode body) {
        return send("POST", base + path, "application/json", bytes(body));
    }

    Answer put(String path, JsonNode body) {
        return send("PUT", base + path, "application/json", bytes(body));
    }

    Answer delete(String path) {
        return send("DELETE", base + path, "application/json", new byte[0]);
    }

    Answer send(String method, String url, String contentType, byte[] body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url)).header("Content-Type", contentType);
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        HttpRequest.BodyPublisher publisher =
                body.length == 0 ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofByteArray(body);
        try {
            HttpResponse<byte[]> response =
                    HTTP.send(request.method(method, publisher).build(), HttpResponse.BodyHandlers.ofByteArray());
            check(method, url, response);
            return new Answer(response.statusCode(), response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Holds every answer against the vendor's descriptions, where these are at hand. */
    private void check(String method, String url, HttpResponse<byte[]> response) {
        if (url.startsWith(base)) {
            String path = URI.create(url).getPath().substring("/v1".length());
            VendorSchemas.shared()
                    .map(schemas -> schemas.complaints(method, path, response.statusCode(), response.body()))
                    .filter(complaints -> !complaints.isEmpty())
                    .ifPresent(complaints -> {
                        throw new AssertionError(method + " " + path + ": " + complaints);
                    });
        }
    }

    /** A form, as the token endpoint takes it. */
    Answer form(String path, String... namesAndValues) {
        List<String> pairs = new ArrayList<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            pairs.add(encode(namesAndValues[i]) + "=" + encode(namesAndValues[i + 1]));
        }
        return send(
                "POST",
                base + path,
                "application/x-www-form-urlencoded",
                String.join("&", pairs).getBytes(StandardCharsets.UTF_8));
    }

    /** All items of all pages. */
    List<JsonNode> pages(String path) {
        List<JsonNode> items = new ArrayList<>();
        Optional<String> next = Optional.of(base + path);
        while (next.isPresent()) {
            Answer page = getUrl(next.get());
            items.addAll(page.items());
            next = page.next();
        }
        return items;
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static byte[] bytes(JsonNode body) {
        return body.toString().getBytes(StandardCharsets.UTF_8);
    }
}

package dev.footbridge.teams.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/** A plain HTTP client of the API under test. */
final class Api {
    static final ObjectMapper MAPPER = new ObjectMapper();
    static final String GENERAL = "/teams/" + Seed.TEAM + "/channels/" + encode(Seed.GENERAL) + "/messages";
    static final String PROJECT = "/teams/" + Seed.TEAM + "/channels/" + encode(Seed.PROJECT) + "/messages";
    static final String GROUP = "/chats/" + encode(Seed.GROUP_CHAT) + "/messages";

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final TeamsEmulator emulator;
    private final String token;
    private final Map<String, String> extra;

    Api(TeamsEmulator emulator, String token) {
        this(emulator, token, Map.of());
    }

    private Api(TeamsEmulator emulator, String token, Map<String, String> extra) {
        this.emulator = emulator;
        this.token = token;
        this.extra = extra;
    }

    Api with(String header, String value) {
        return new Api(emulator, token, Map.of(header, value));
    }

    static Api as(TeamsEmulator emulator, String userId) {
        return new Api(emulator, emulator.delegatedToken(userId));
    }

    Answer get(String path) {
        return send("GET", path, "");
    }

    Answer post(String path, String json) {
        return send("POST", path, json);
    }

    Answer patch(String path, String json) {
        return send("PATCH", path, json);
    }

    Answer delete(String path) {
        return send("DELETE", path, "");
    }

    /** Posts a plain message and returns its id. */
    String postText(String path, String text) {
        var answer = post(path, body("text", text));
        if (answer.status() != 201) {
            throw new AssertionError("Post answered " + answer);
        }
        return answer.json().path("id").asText();
    }

    static String body(String contentType, String content) {
        var node = MAPPER.createObjectNode();
        node.putObject("body").put("contentType", contentType).put("content", content);
        return node.toString();
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(e -> encode(e.getKey()) + "=" + encode(e.getValue()))
                .collect(Collectors.joining("&"));
    }

    static Answer postForm(URI url, Map<String, String> fields) {
        return exchange(HttpRequest.newBuilder(url)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form(fields)))
                .build());
    }

    static Answer fetch(URI url) {
        return exchange(HttpRequest.newBuilder(url).build());
    }

    Answer send(String method, String path, String json) {
        var url = path.startsWith("http") ? URI.create(path) : URI.create(emulator.graphUrl() + path);
        var request = HttpRequest.newBuilder(url)
                .header("client-request-id", "11111111-2222-3333-4444-555555555555")
                .method(method, HttpRequest.BodyPublishers.ofString(json));
        extra.forEach(request::header);
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        if (!json.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        return exchange(request.build());
    }

    private static Answer exchange(HttpRequest request) {
        try {
            var response = HTTP.send(request, HttpResponse.BodyHandlers.ofByteArray());
            var headers = response.headers().map().entrySet().stream()
                    .collect(Collectors.toMap(
                            e -> e.getKey().toLowerCase(), e -> e.getValue().get(0)));
            return new Answer(response.statusCode(), response.body(), headers);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    record Answer(int status, byte[] body, Map<String, String> headers) {
        JsonNode json() {
            try {
                return MAPPER.readTree(body);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        JsonNode value() {
            return json().path("value");
        }

        String errorCode() {
            return json().path("error").path("code").asText();
        }

        String errorMessage() {
            return json().path("error").path("message").asText();
        }

        @Override
        public String toString() {
            return status + " " + new String(body, StandardCharsets.UTF_8);
        }
    }
}

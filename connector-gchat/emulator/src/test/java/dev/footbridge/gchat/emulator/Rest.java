package dev.footbridge.gchat.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

/** Calls the emulator with one token; bodies may be written with single quotes. */
final class Rest {
    static final ObjectMapper MAPPER = new ObjectMapper();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    record Answer(int status, JsonNode json, HttpResponse<byte[]> response) {
        String text(String pointer) {
            return json.at(pointer).asText("");
        }

        /** The status in words, as Google's errors carry it. */
        String error() {
            return text("/error/status");
        }
    }

    private final GchatEmulator emulator;
    private final String token;

    Rest(GchatEmulator emulator, String token) {
        this.emulator = emulator;
        this.token = token;
    }

    Answer get(String path) throws Exception {
        return send("GET", path, "");
    }

    Answer post(String path, String body) throws Exception {
        return send("POST", path, body);
    }

    Answer patch(String path, String body) throws Exception {
        return send("PATCH", path, body);
    }

    Answer put(String path, String body) throws Exception {
        return send("PUT", path, body);
    }

    Answer delete(String path) throws Exception {
        return send("DELETE", path, "");
    }

    Answer send(String method, String path, String body) throws Exception {
        String type = "application/json; charset=utf-8";
        return send(method, path, type, body.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    Answer send(String method, String path, String contentType, byte[] body) throws Exception {
        String url = path.startsWith("http") ? path : emulator.baseUrl() + path;
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url))
                .header("Content-Type", contentType)
                .method(method, HttpRequest.BodyPublishers.ofByteArray(body));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        HttpResponse<byte[]> response = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        Answer answer = new Answer(response.statusCode(), json(response.body()), response);
        if (answer.status() == 200 && answer.json().isObject()) {
            assertThat(Vendor.problems(method, response.uri().getPath(), answer.json()))
                    .as(method + " " + path + " " + answer.json())
                    .isEmpty();
        }
        return answer;
    }

    private static JsonNode json(byte[] body) {
        try {
            return MAPPER.readTree(body);
        } catch (IOException e) {
            return MAPPER.missingNode();
        }
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}

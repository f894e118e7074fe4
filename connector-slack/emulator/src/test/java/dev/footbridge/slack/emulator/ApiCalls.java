package dev.footbridge.slack.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/** Plain calls of the Web API, for what the vendor's client would not send. */
final class ApiCalls {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final SlackEmulator emulator;

    ApiCalls(SlackEmulator emulator) {
        this.emulator = emulator;
    }

    JsonNode call(String method, Map<String, String> form) throws Exception {
        return MAPPER.readTree(
                post(method, "application/x-www-form-urlencoded", encode(form)).body());
    }

    HttpResponse<String> post(String method, String contentType, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(emulator.apiUrl() + method))
                .header("Authorization", "Bearer " + emulator.botToken())
                .header("Content-Type", contentType)
                .POST(BodyPublishers.ofString(body))
                .build();
        return client.send(request, BodyHandlers.ofString());
    }

    HttpResponse<String> control(String path, String json) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(emulator.baseUrl() + path))
                .POST(BodyPublishers.ofString(json))
                .build();
        return client.send(request, BodyHandlers.ofString());
    }

    private static String encode(Map<String, String> form) {
        return form.entrySet().stream()
                .map(pair -> pair.getKey() + "=" + URLEncoder.encode(pair.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}

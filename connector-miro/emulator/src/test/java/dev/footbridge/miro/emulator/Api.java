package dev.footbridge.miro.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A plain HTTP client of the API under test; holds every answer against the vendor's description, when there is one. */
final class Api {
    static final ObjectMapper MAPPER = new ObjectMapper();

    private static final String BOUNDARY = "----part";
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Optional<VendorSpec> SPEC = VendorSpec.find();

    private final MiroEmulator emulator;
    private final String token;

    Api(MiroEmulator emulator, String token) {
        this.emulator = emulator;
        this.token = token;
    }

    static Api as(MiroEmulator emulator, String handle) {
        return new Api(emulator, emulator.accessToken(handle));
    }

    Answer get(String path) {
        return send("GET", path, "");
    }

    Answer post(String path, String json) {
        return send("POST", path, json);
    }

    Answer put(String path, String json) {
        return send("PUT", path, json);
    }

    Answer patch(String path, String json) {
        return send("PATCH", path, json);
    }

    Answer delete(String path) {
        return send("DELETE", path, "");
    }

    /** Creates something and returns its id. */
    String create(String path, String json) {
        Answer answer = post(path, json);
        assertThat(answer.status()).as("%s", answer).isBetween(200, 201);
        return answer.json().path("id").asText();
    }

    static String json(String singleQuoted) {
        return singleQuoted.replace('\'', '"');
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    Answer form(String path, Map<String, String> fields) {
        String form = fields.entrySet().stream()
                .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&"));
        return exchange(
                "POST",
                path,
                request(path).header("Content-Type", "application/x-www-form-urlencoded"),
                form.getBytes(StandardCharsets.UTF_8));
    }

    Answer upload(String method, String path, String data, String fileName, String type, byte[] file) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(text("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"data\"\r\n"
                + "Content-Type: application/json\r\n\r\n" + data + "\r\n--" + BOUNDARY
                + "\r\nContent-Disposition: form-data; name=\"resource\"; filename=\"" + fileName
                + "\"\r\nContent-Type: " + type + "\r\n\r\n"));
        body.writeBytes(file);
        body.writeBytes(text("\r\n--" + BOUNDARY + "--\r\n"));
        HttpRequest.Builder request = request(path).header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY);
        return exchange(method, path, request, body.toByteArray());
    }

    Answer raw(String method, String path, String contentType, String body) {
        return exchange(method, path, request(path).header("Content-Type", contentType), text(body));
    }

    Answer send(String method, String path, String json) {
        HttpRequest.Builder request = request(path);
        if (!json.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        return exchange(method, path, request, json.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private HttpRequest.Builder request(String path) {
        URI url = path.startsWith("http") ? URI.create(path) : URI.create(emulator.baseUrl() + path);
        HttpRequest.Builder request = HttpRequest.newBuilder(url);
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }

    private static Answer exchange(String method, String path, HttpRequest.Builder request, byte[] body) {
        try {
            HttpRequest sent =
                    request.method(method, BodyPublishers.ofByteArray(body)).build();
            HttpResponse<byte[]> response = HTTP.send(sent, HttpResponse.BodyHandlers.ofByteArray());
            Map<String, String> headers = response.headers().map().entrySet().stream()
                    .collect(Collectors.toMap(
                            entry -> entry.getKey().toLowerCase(java.util.Locale.ROOT),
                            entry -> entry.getValue().get(0)));
            Answer answer = new Answer(response.statusCode(), response.body(), headers);
            SPEC.ifPresent(spec -> assertThat(spec.complaints(method, sent.uri().getPath(), answer))
                    .as("%s %s: %s", method, path, answer)
                    .isEmpty());
            return answer;
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

        String code() {
            return json().path("code").asText();
        }

        String id() {
            return json().path("id").asText();
        }

        @Override
        public String toString() {
            return status + " " + new String(body, StandardCharsets.UTF_8);
        }
    }
}

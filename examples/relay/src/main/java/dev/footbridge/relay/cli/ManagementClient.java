package dev.footbridge.relay.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.footbridge.relay.RelayException;
import dev.footbridge.relay.config.RelayConfig;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Talks to a running relay at the management address of its configuration. */
final class ManagementClient {

    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final Duration ANSWER = Duration.ofSeconds(30);
    private static final int MAX_ANSWER_BYTES = 4 << 20;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .proxy(HttpClient.Builder.NO_PROXY)
            .build();
    private final String base;

    private ManagementClient(String base) {
        this.base = base;
    }

    /** @throws RelayException when the configuration leaves the address to chance */
    static ManagementClient of(RelayConfig config) throws RelayException {
        RelayConfig.Address address = config.management();
        if (address.port() == 0) {
            throw new RelayException("management.port is 0, so a running relay cannot be found; give it a number");
        }
        // Where a relay listens everywhere, it listens here too.
        String host = address.host().equals("0.0.0.0") || address.host().equals("::") ? "localhost" : address.host();
        String written = host.contains(":") ? "[" + host + "]" : host;
        return new ManagementClient("http://" + written + ":" + address.port());
    }

    JsonNode get(String path) throws RelayException, InterruptedException {
        return ask(path, HttpRequest.newBuilder().GET());
    }

    JsonNode post(String path) throws RelayException, InterruptedException {
        return ask(path, HttpRequest.newBuilder().POST(HttpRequest.BodyPublishers.noBody()));
    }

    private JsonNode ask(String path, HttpRequest.Builder request) throws RelayException, InterruptedException {
        HttpRequest built = request.uri(URI.create(base + path)).timeout(ANSWER).build();
        int status;
        JsonNode body;
        try {
            HttpResponse<InputStream> response = http.send(built, HttpResponse.BodyHandlers.ofInputStream());
            status = response.statusCode();
            try (InputStream in = response.body()) {
                body = JSON.readTree(in.readNBytes(MAX_ANSWER_BYTES));
            }
        } catch (JsonProcessingException e) {
            throw new RelayException("what answers at " + base + " is not a relay", e);
        } catch (IOException e) {
            throw new RelayException("no relay answers at " + base + "; is one running with this configuration?", e);
        }
        if (status == 200 && body.isObject()) {
            return body;
        }
        String error = body.path("error").asText();
        throw new RelayException(error.isEmpty() ? "what answers at " + base + " is not a relay" : error);
    }
}

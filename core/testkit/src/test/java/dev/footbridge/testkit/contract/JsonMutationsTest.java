package dev.footbridge.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.WebhookIngress;
import dev.footbridge.core.connector.WebhookReply;
import dev.footbridge.core.connector.WebhookRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class JsonMutationsTest {

    private static final JsonNode PAYLOAD = json("{\"a\":{\"b\":[1,2,3,4]},\"c\":\"x\"}");

    private static JsonNode json(String text) {
        try {
            return VendorContracts.MAPPER.readTree(text);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Map<String, String> mutations(JsonNode payload) {
        return JsonMutations.of(payload)
                .collect(Collectors.toMap(
                        JsonMutations.Mutation::name, one -> one.payload().toString()));
    }

    @Test
    void everyPlaceIsChangedInEveryWay() {
        Map<String, String> all = mutations(PAYLOAD);
        assertThat(all)
                .containsEntry("/ := null", "null")
                .containsEntry("/ := [itself]", "[" + PAYLOAD + "]")
                .containsEntry("/a := true", "{\"a\":true,\"c\":\"x\"}")
                .containsEntry("/a left out", "{\"c\":\"x\"}")
                .containsEntry("/a := {itself}", "{\"a\":{\"x\":{\"b\":[1,2,3,4]}},\"c\":\"x\"}")
                .containsEntry("/a/b/0 := {}", "{\"a\":{\"b\":[{},2,3,4]},\"c\":\"x\"}")
                .containsEntry("/a/b/3 left out", "{\"a\":{\"b\":[1,2,3]},\"c\":\"x\"}")
                .containsEntry("/c := \"\"", "{\"a\":{\"b\":[1,2,3,4]},\"c\":\"\"}")
                .doesNotContainKeys("/c := \"x\"", "/a/b/2 := null", "/ left out");
        // Seven places: the root in nine ways, the others in ten, and one replacement is what stands there already.
        assertThat(all).hasSize(9 + 6 * 10 - 1);
        assertThat(PAYLOAD).as("the payload itself").isEqualTo(json("{\"a\":{\"b\":[1,2,3,4]},\"c\":\"x\"}"));
    }

    private static WebhookRequest request(JsonNode payload) {
        return new WebhookRequest(
                "POST", "", Map.of(), Map.of(), payload.toString().getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aConnectorThatCountsEverythingPasses() {
        WebhookIngress careful = (request, sink) -> {
            sink.ignored("unknown_type");
            return WebhookReply.status(200);
        };
        assertThat(BadInput.webhooks(careful, PAYLOAD, JsonMutationsTest::request))
                .isEqualTo(68);
    }

    @Test
    void crashesServerErrorsAndSilenceAreFound() {
        WebhookIngress trusting = (request, sink) -> {
            JsonNode body = json(new String(request.body(), StandardCharsets.UTF_8));
            if (body.path("a").isTextual()) {
                throw new IllegalStateException("not an object");
            } else if (body.path("a").isArray()) {
                return WebhookReply.status(500);
            } else if (!body.path("a").isNull()) {
                sink.ignored("unknown_type");
            }
            return WebhookReply.status(200);
        };
        assertThatThrownBy(() -> BadInput.webhooks(trusting, PAYLOAD, JsonMutationsTest::request))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("/a := \"x\": java.lang.IllegalStateException: not an object")
                .hasMessageContaining("/a := []")
                .hasMessageContaining("/a := null");
    }

    @Test
    void anAnswerIsReadOrFailsInOurWords() {
        List<JsonNode> served = new ArrayList<>();
        int count = BadInput.answers(PAYLOAD, served::add, () -> {
            if (served.get(served.size() - 1).path("c").isTextual()) {
                return "read";
            }
            throw ConnectorException.of(ConnectorException.Kind.UNAVAILABLE, "odd_answer", "not understood");
        });
        assertThat(count).isEqualTo(68);
        assertThatThrownBy(() -> BadInput.answers(PAYLOAD, served::add, () -> {
                    throw new NullPointerException("c");
                }))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("NullPointerException");
    }
}

package dev.footbridge.miro.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.footbridge.testkit.contract.VendorContracts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The vendor's sample requests are taken, and what they say comes back. */
class SamplesTest {
    private static Path samples;
    private static MiroEmulator miro;
    private static Api relay;
    private static String board;
    private static String frame;

    @BeforeAll
    static void start() {
        samples = VendorContracts.required(SamplesTest.class).resolve("miro-samples");
        miro = MiroEmulator.builder().start();
        relay = Api.as(miro, "relay");
        String channel = miro.channelId("general");
        board = "/v2/boards/" + channel.split("/")[0];
        frame = channel.split("/")[1];
    }

    @AfterAll
    static void stop() {
        if (miro != null) {
            miro.close();
        }
    }

    private static JsonNode sample(String name) {
        JsonNode sample = VendorContracts.json(samples.resolve(name + ".json"));
        if (sample.path("parent").has("id")) {
            ((ObjectNode) sample.path("parent")).put("id", frame);
        }
        return sample;
    }

    /** Members of the request that the answer does not repeat. */
    private static List<String> lost(String path, JsonNode sent, JsonNode answered) {
        List<String> lost = new ArrayList<>();
        if (sent.isObject()) {
            sent.properties()
                    .forEach(member -> lost.addAll(
                            lost(path + "/" + member.getKey(), member.getValue(), answered.path(member.getKey()))));
        } else if (sent.isNumber() ? sent.asDouble() != answered.asDouble(Double.NaN) : !sent.equals(answered)) {
            lost.add(path);
        }
        return lost;
    }

    @Test
    void itemsComeBackAsTheyWereSent() {
        for (String[] kind : new String[][] {
            {"create-sticky-note-item", "sticky_notes", ""},
            {"create-text-item", "texts", ""},
            {"create-card-item", "cards", ""},
            {"create-app-card-item", "app_cards", ""},
            {"create-frame-item", "frames", "/data/showContent"},
            {"create-image-item-using-url", "images", "/data/url"},
            {"create-document-item-using-url", "documents", "/data/url"},
            {"create-embed-item", "embeds", ""},
        }) {
            JsonNode sent = sample(kind[0] + ".request");
            Api.Answer answer = relay.post(board + "/" + kind[1], sent.toString());
            assertThat(answer.status()).as("%s: %s", kind[0], answer).isEqualTo(201);
            List<String> lost = lost("", sent, answer.json());
            lost.remove(kind[2]);
            assertThat(lost).as(kind[0]).isEmpty();
        }
    }

    @Test
    void changesComeBackAsTheyWereSent() {
        for (String[] kind : new String[][] {
            {"sticky-note-item", "sticky_notes"}, {"app-card-item", "app_cards"},
        }) {
            String id = relay.create(board + "/" + kind[1], "{}");
            JsonNode sent = sample("update-" + kind[0] + ".request");
            Api.Answer answer = relay.patch(board + "/" + kind[1] + "/" + id, sent.toString());
            assertThat(answer.status()).as("%s: %s", kind[0], answer).isEqualTo(200);
            assertThat(lost("", sent, answer.json())).as(kind[0]).isEmpty();
        }
    }

    @Test
    void boardsTagsAndBulksAreTaken() {
        ObjectNode create = (ObjectNode) sample("create-board.request");
        create.put("teamId", miro.teamId());
        assertThat(relay.post("/v2/boards", create.toString()).status()).isEqualTo(201);
        assertThat(relay.post(board + "/tags", sample("create-tag.request").toString())
                        .status())
                .isEqualTo(201);
        assertThat(relay.post(board + "/members", sample("share-board.request").toString())
                        .status())
                .isEqualTo(201);
        Api.Answer bulk =
                relay.post(board + "/items/bulk", sample("create-items.request").toString());
        assertThat(bulk.status()).as("%s", bulk).isEqualTo(201);
        String from = bulk.json().at("/data/0/id").asText();
        String to = bulk.json().at("/data/1/id").asText();
        ObjectNode line = (ObjectNode) sample("create-connector.request");
        ((ObjectNode) line.path("startItem")).put("id", from);
        ((ObjectNode) line.path("endItem")).put("id", to);
        assertThat(relay.post(board + "/connectors", line.toString()).status()).isEqualTo(200);
    }

    @Test
    void tokensHaveTheMembersOfTheirSample() {
        JsonNode sample = sample("oauth/token-expiring");
        JsonNode issued = new Api(miro, "")
                .form(
                        "/v1/oauth/token",
                        java.util.Map.of(
                                "grant_type", "refresh_token",
                                "refresh_token", miro.refreshToken("ada"),
                                "client_id", miro.clientId(),
                                "client_secret", miro.clientSecret()))
                .json();
        assertThat(issued.fieldNames()).toIterable().containsExactlyInAnyOrderElementsOf(sample::fieldNames);
        JsonNode refusal = sample("errors/429");
        assertThat(MiroErrors.tooManyRequests().reply().body())
                .satisfies(body -> assertThat(Api.MAPPER.readTree(body)).isEqualTo(refusal));
    }
}

package dev.footbridge.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.footbridge.core.connector.Features;
import dev.footbridge.core.document.Document;
import dev.footbridge.core.document.Rendering;
import dev.footbridge.core.id.WorkspaceId;
import dev.footbridge.http.Json;
import dev.footbridge.testkit.contract.Hostile;
import dev.footbridge.testkit.contract.TextContract;
import dev.footbridge.testkit.contract.VendorContracts;
import java.util.List;
import java.util.stream.Stream;

class SlackTextTest extends TextContract<JsonNode> {

    private static final SlackIds IDS = ScriptedSlack.IDS;

    private final SlackWriter writer = new SlackWriter(IDS);
    private final SlackReader reader = new SlackReader(IDS);

    @Override
    protected WorkspaceId workspace() {
        return IDS.workspace();
    }

    @Override
    protected Features features() {
        return SlackFeatures.of(true);
    }

    @Override
    protected Rendering<JsonNode> write(Document document) {
        Rendering<SlackBody> rendering = writer.write(document);
        return new Rendering<>(
                rendering.parts().stream().map(SlackTextTest::message).toList(), rendering.losses());
    }

    private static JsonNode message(SlackBody body) {
        try {
            ObjectNode message = Json.object().put("text", body.text());
            message.set("blocks", VendorContracts.MAPPER.readTree(body.blocks()));
            return message;
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Override
    protected Document read(JsonNode body) {
        return reader.read(body);
    }

    @Override
    protected int size(JsonNode body) {
        return body.path("text").asText().length();
    }

    @Override
    protected int limit() {
        return SlackWriter.MAX_TEXT;
    }

    @Override
    protected List<JsonNode> foreign(String markup) {
        ObjectNode text = Json.object().put("text", markup);
        ObjectNode section = Json.object();
        section.putArray("blocks")
                .addObject()
                .put("type", "section")
                .putObject("text")
                .put("type", "mrkdwn")
                .put("text", markup);
        ObjectNode rich = Json.object();
        rich.putArray("blocks")
                .addObject()
                .put("type", "rich_text")
                .putArray("elements")
                .addObject()
                .put("type", "rich_text_section")
                .putArray("elements")
                .addObject()
                .put("type", "text")
                .put("text", markup);
        return List.of(text, section, rich);
    }

    @Override
    protected List<Hostile> hostile() {
        return Stream.of(
                        "<@U1>", "<@U1|", "<#C1|", "<!date^", "<mailto:", ":smile:", ":a", "&gt; ", "• a\n", "```a``` ")
                .map(Hostile::repeated)
                .toList();
    }
}

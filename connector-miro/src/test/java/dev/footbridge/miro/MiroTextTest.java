package dev.footbridge.miro;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.footbridge.core.connector.Features;
import dev.footbridge.core.document.Document;
import dev.footbridge.core.document.Rendering;
import dev.footbridge.core.id.WorkspaceId;
import dev.footbridge.http.Json;
import dev.footbridge.testkit.contract.Hostile;
import dev.footbridge.testkit.contract.TextContract;
import java.util.List;
import java.util.stream.Stream;

/** What notes keep, as items with their content. */
class MiroTextTest extends TextContract<JsonNode> {

    private final MiroWriter writer = new MiroWriter();
    private final MiroReader reader = new MiroReader();

    @Override
    protected WorkspaceId workspace() {
        return ScriptedMiro.IDS.workspace();
    }

    @Override
    protected Features features() {
        return MiroFeatures.all();
    }

    @Override
    protected Rendering<JsonNode> write(Document document) {
        Rendering<MiroBody> rendering = writer.write(document);
        return new Rendering<>(
                rendering.parts().stream()
                        .map(body -> item("sticky_note", "content", body.html()))
                        .toList(),
                rendering.losses());
    }

    private static JsonNode item(String type, String member, String html) {
        ObjectNode item = Json.object().put("type", type);
        item.putObject("data").put(member, html);
        return item;
    }

    @Override
    protected Document read(JsonNode body) {
        return reader.read(body);
    }

    @Override
    protected int size(JsonNode body) {
        return body.path("data").path("content").asText().length();
    }

    @Override
    protected int limit() {
        return MiroWriter.MAX_CONTENT;
    }

    @Override
    protected List<JsonNode> foreign(String markup) {
        return List.of(
                item("sticky_note", "content", markup),
                item("card", "title", markup),
                item("app_card", "description", markup),
                item("image", "title", markup));
    }

    @Override
    protected List<Hostile> hostile() {
        return Stream.of(
                        "<p>",
                        "</p>",
                        "<b><i>",
                        "<a href=\"https://a.example\">x</a>",
                        "<ul><li>",
                        "&amp;",
                        "&#x",
                        "<!--")
                .map(Hostile::repeated)
                .toList();
    }
}

package dev.footbridge.gchat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footbridge.core.connector.Features;
import dev.footbridge.core.document.Document;
import dev.footbridge.core.document.Rendering;
import dev.footbridge.core.id.WorkspaceId;
import dev.footbridge.http.Json;
import dev.footbridge.testkit.contract.Hostile;
import dev.footbridge.testkit.contract.TextContract;
import java.util.List;
import java.util.stream.Stream;

/** What messages keep, as Google tells them: formatted text, with an annotation for each person who is mentioned. */
class GchatTextTest extends TextContract<JsonNode> {

    private final GchatWriter writer = new GchatWriter(ScriptedGchat.IDS);
    private final GchatReader markdown = new GchatReader(ScriptedGchat.IDS, GchatReader.Syntax.MARKDOWN);
    private final GchatReader chat = new GchatReader(ScriptedGchat.IDS, GchatReader.Syntax.CHAT);

    @Override
    protected WorkspaceId workspace() {
        return ScriptedGchat.IDS.workspace();
    }

    @Override
    protected Features features() {
        return GchatFeatures.of(GchatAuth.DELEGATED, false);
    }

    @Override
    protected Rendering<JsonNode> write(Document document) {
        Rendering<String> rendering = writer.write(document);
        return new Rendering<>(
                rendering.parts().stream()
                        .<JsonNode>map(GchatFormatted::message)
                        .toList(),
                rendering.losses());
    }

    @Override
    protected Document read(JsonNode body) {
        return body.path("chat").asBoolean() ? chat.read(body) : markdown.read(body);
    }

    @Override
    protected int size(JsonNode body) {
        return GchatWriter.bytes(body.path("formattedText").asText());
    }

    @Override
    protected int limit() {
        return GchatWriter.MAX_TEXT;
    }

    @Override
    protected List<JsonNode> foreign(String markup) {
        return List.of(
                Json.object().put("formattedText", markup),
                Json.object().put("formattedText", markup).put("chat", true),
                Json.object().put("text", markup));
    }

    @Override
    protected List<Hostile> hostile() {
        return Stream.of(
                        "<users/",
                        "<users/1001>",
                        "<https://a.example|x>",
                        "[x](",
                        "](y)",
                        "**",
                        "~~",
                        "* ",
                        "```\n",
                        "\\")
                .map(Hostile::repeated)
                .toList();
    }
}

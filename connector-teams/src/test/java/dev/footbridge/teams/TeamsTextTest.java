package dev.footbridge.teams;

import dev.footbridge.core.connector.Draft;
import dev.footbridge.core.connector.Features;
import dev.footbridge.core.connector.Prepared;
import dev.footbridge.core.document.Document;
import dev.footbridge.core.document.Rendering;
import dev.footbridge.core.id.WorkspaceId;
import dev.footbridge.testkit.contract.Hostile;
import dev.footbridge.testkit.contract.TextContract;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

class TeamsTextTest extends TextContract<TeamsContent> {

    private final TeamsFixture teams = new TeamsFixture();
    private final TeamsWriter writer = new TeamsWriter(teams.ids());
    private final TeamsPreparing preparing = new TeamsPreparing(writer);

    @Override
    protected WorkspaceId workspace() {
        return teams.ids().workspace();
    }

    @Override
    protected Features features() {
        return TeamsFeatures.CHANNEL;
    }

    @Override
    protected Rendering<TeamsContent> write(Document document) {
        Prepared prepared = preparing.prepare(Draft.of(document, "key"), true, TeamsFeatures.CHANNEL);
        List<TeamsContent> bodies = prepared.parts().stream()
                .map(part -> writer.write(part.body(), Optional.empty()))
                .toList();
        return new Rendering<>(bodies, prepared.losses());
    }

    @Override
    protected Document read(TeamsContent body) {
        return teams.readBack(body);
    }

    @Override
    protected int size(TeamsContent body) {
        return body.size();
    }

    @Override
    protected int limit() {
        return TeamsFeatures.MAX_BYTES;
    }

    @Override
    protected List<TeamsContent> foreign(String markup) {
        return List.of(new TeamsContent(markup, List.of(), List.of()));
    }

    /** HTML made to be slow. */
    @Override
    protected List<Hostile> hostile() {
        return Stream.of(
                        "<b>",
                        "<blockquote>",
                        "<ul><li>",
                        "<ul>",
                        "<table><tr><td>",
                        "<a href=\"https://a.example\">",
                        "<b><i><u><s><code>x",
                        "<p><b>x<p>",
                        "<at id=\"0\">",
                        "<attachment id=\"1\">",
                        "<emoji alt=\"x\">",
                        "<span style=\"font-weight:bold\">",
                        " \n\t",
                        "<br>",
                        "<codeblock><code>",
                        "<img src=\"https://graph.example/hostedContents/1/$value\">")
                .map(Hostile::repeated)
                .toList();
    }
}

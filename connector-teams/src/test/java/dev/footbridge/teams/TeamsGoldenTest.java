package dev.footbridge.teams;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.core.connector.Persona;
import dev.footbridge.core.document.ChannelRef;
import dev.footbridge.core.document.CodeBlock;
import dev.footbridge.core.document.Document;
import dev.footbridge.core.document.Element;
import dev.footbridge.core.document.Emoji;
import dev.footbridge.core.document.EmojiRef;
import dev.footbridge.core.document.Heading;
import dev.footbridge.core.document.ItemList;
import dev.footbridge.core.document.LineBreak;
import dev.footbridge.core.document.Link;
import dev.footbridge.core.document.Loss;
import dev.footbridge.core.document.Mark;
import dev.footbridge.core.document.Mention;
import dev.footbridge.core.document.Paragraph;
import dev.footbridge.core.document.Quote;
import dev.footbridge.core.document.Rule;
import dev.footbridge.core.document.Table;
import dev.footbridge.core.document.Text;
import dev.footbridge.core.id.ChannelId;
import dev.footbridge.core.id.Platform;
import dev.footbridge.core.id.UserId;
import dev.footbridge.core.id.WorkspaceId;
import dev.footbridge.testkit.contract.VendorContracts;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Rich text both ways, as files that a person can look at. */
class TeamsGoldenTest {

    private final TeamsFixture teams = new TeamsFixture();
    private final TeamsWriter writer = new TeamsWriter(teams.ids());

    private static final WorkspaceId ELSEWHERE = new WorkspaceId(new Platform("elsewhere"), "W1");

    private Document rich() {
        return Document.of(
                new Heading(2, List.of(Text.of("Release notes"))),
                Paragraph.of(
                        Text.of("Hello "),
                        Mention.user(teams.ids().user("ef1c916a-3135-4417-ba27-8eb7bd084193"), "Jane Smith"),
                        Text.of(", this is "),
                        Text.of("bold", Mark.BOLD),
                        Text.of(" and "),
                        Text.of("all of it", Mark.BOLD, Mark.ITALIC, Mark.UNDERLINE, Mark.STRIKE),
                        Text.of(" with "),
                        Text.of("code", Mark.CODE),
                        new LineBreak(),
                        Text.of("<at id=\"0\">inert</at> & a  gap "),
                        Link.of("the page", "https://example.org/?a=1&b=\"2\"")),
                new Quote(List.of(Paragraph.of(Text.of("said before")))),
                new CodeBlock("", "if (a < b) {\n    return;\n}"),
                new ItemList(
                        false,
                        1,
                        List.of(
                                ItemList.Item.of(Text.of("one")),
                                new ItemList.Item(List.of(
                                        Paragraph.of(Text.of("two")),
                                        new ItemList(true, 3, List.of(ItemList.Item.of(Text.of("three")))))))),
                new Table(true, List.of(row("name", "value"), row("a", "1"))),
                new Rule(),
                Paragraph.of(Text.of("the end")));
    }

    private static Table.Row row(String first, String second) {
        return new Table.Row(
                List.of(new Table.Cell(List.of(Text.of(first))), new Table.Cell(List.of(Text.of(second)))));
    }

    @Test
    void rich_text_is_written_as_it_always_was() {
        TeamsContent content =
                writer.write(rich(), Optional.of(new Persona("Maria <b>", Optional.empty(), "Elsewhere")));
        assertThat(lines(content.html())).isEqualTo(golden("rich.html"));
        assertThat(content.mentioned())
                .containsExactly(new TeamsContent.Mentioned("ef1c916a-3135-4417-ba27-8eb7bd084193", "Jane Smith"));
    }

    @Test
    void rich_text_reads_back_the_same() {
        assertThat(teams.readBack(writer.write(rich(), Optional.empty()))).isEqualTo(rich());
    }

    @Test
    void what_the_platform_cannot_show_becomes_text() {
        Document body = Document.of(
                Mention.user(new UserId(ELSEWHERE, "U1"), "Zoe"),
                Text.of(" "),
                Mention.broadcast(Mention.Audience.EVERYONE, "channel"),
                Text.of(" "),
                new ChannelRef(new ChannelId(ELSEWHERE, "C1"), "general"),
                Text.of(" "),
                new EmojiRef(Emoji.custom("party_parrot")));
        TeamsContent content = writer.write(body, Optional.empty());
        assertThat(content.html()).isEqualTo("<p>@Zoe @channel #general :party_parrot:</p>");
        assertThat(content.mentioned()).isEmpty();
    }

    @Test
    void a_link_that_shows_another_address_shows_its_own_too() {
        TeamsContent content = writer.write(
                Document.of(Link.of("https://bank.example/login", "https://evil.example/x")), Optional.empty());
        assertThat(content.html())
                .isEqualTo(
                        "<p><a href=\"https://evil.example/x\">https://bank.example/login</a> (https://evil.example/x)</p>");
        assertThat(content.losses()).containsExactly(Loss.degraded(Element.LINK));
        TeamsContent honest =
                writer.write(Document.of(Link.of("www.example.org", "https://example.org/x")), Optional.empty());
        assertThat(honest.losses()).isEmpty();
    }

    @Test
    void what_the_editor_makes_is_read_as_people_see_it() {
        var message = VendorContracts.MAPPER.createObjectNode();
        message.putObject("body").put("contentType", "html").put("content", golden("editor.html"));
        message.putArray("mentions")
                .addObject()
                .put("id", 0)
                .put("mentionText", "Jane Smith")
                .putObject("mentioned")
                .putObject("user")
                .put("id", "ef1c916a-3135-4417-ba27-8eb7bd084193");
        message.putArray("attachments")
                .addObject()
                .put("id", "1622853091207")
                .put("contentType", "messageReference")
                .put("content", "{\"messageId\":\"1622853091207\",\"messagePreview\":\"shall we start?\"}");
        assertThat(teams.reader().read(message).plainText() + "\n").isEqualTo(golden("editor.txt"));
    }

    /** A line per block, for people who read the file. */
    private static String lines(String html) {
        return html.replaceAll("(</p>|</h2>|</blockquote>|</codeblock>|</ul>|</ol>|</li>|</tr>|</table>|<hr>)", "$1\n");
    }

    private static String golden(String name) {
        try (InputStream in = TeamsGoldenTest.class.getResourceAsStream("golden/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

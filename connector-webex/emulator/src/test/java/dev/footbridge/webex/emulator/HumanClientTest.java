package dev.footbridge.webex.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footbridge.testkit.emulator.ClientChange;
import dev.footbridge.testkit.emulator.ClientMessage;
import dev.footbridge.testkit.emulator.HumanClient;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HumanClientTest {
    private WebexEmulator webex;
    private HumanClient people;
    private Api relay;
    private String general;

    @BeforeEach
    void start() {
        webex = WebexEmulator.builder().start();
        people = webex.people();
        relay = new Api(webex, webex.relayToken());
        general = webex.roomId("General");
    }

    @AfterEach
    void stop() {
        webex.close();
    }

    private JsonNode read(String id) {
        return relay.get("/messages/" + id).json();
    }

    @Test
    void plainTextIsTextAloneAndFormattingIsHtmlWithoutMarkdown() {
        JsonNode plain = read(people.post("ada", general, "a < b\nsecond"));
        assertThat(plain.path("text").asText()).isEqualTo("a < b\nsecond");
        assertThat(plain.has("html")).isFalse();
        JsonNode rich =
                read(people.post("ada", general, "*bold* _it_ `c<d` https://x.example ~no~\n> quoted\n- one\n- two"));
        assertThat(rich.has("markdown")).isFalse();
        assertThat(rich.path("html").asText())
                .isEqualTo("<p><strong>bold</strong> <em>it</em> <code>c&lt;d</code>"
                        + " <a href=\"https://x.example\">https://x.example</a> ~no~</p>"
                        + "<blockquote>quoted</blockquote><ul><li>one</li><li>two</li></ul>");
        assertThat(rich.path("text").asText()).startsWith("bold it c<d https://x.example ~no~\nquoted");
        JsonNode code = read(people.post("ada", general, "```\n<b>\n  x\n```"));
        assertThat(code.path("html").asText()).isEqualTo("<pre><code>&lt;b&gt;\n  x</code></pre>");
    }

    @Test
    void mentionsRing() {
        String id = people.post("ada", general, "hi @grace and @nobody and #random");
        assertThat(read(id).path("mentionedPeople").get(0).asText()).isEqualTo(webex.personId("grace"));
        assertThat(read(id).path("text").asText()).isEqualTo("hi Grace Hopper and @nobody and #random");
        assertThat(people.mentioned(general, id)).containsExactly(webex.personId("grace"));
        ClientMessage shown = people.messages(general, 1).get(0);
        assertThat(shown.text()).isEqualTo("hi @Grace Hopper and @nobody and #random");
        assertThat(shown.html()).contains("<b>@Grace Hopper</b>").doesNotContain("spark");
        String all = people.post("ada", general, "@all come");
        assertThat(read(all).path("mentionedGroups").get(0).asText()).isEqualTo("all");
        assertThat(people.mentioned(general, all)).hasSize(6);
    }

    @Test
    void whoWatchesSeesEveryChange() {
        List<String> seen = new ArrayList<>();
        try (HumanClient.Subscription ignored = people.listen(
                change -> seen.add(change.kind() + " " + change.message().text()))) {
            String id = people.post("ada", general, "one");
            people.edit("ada", general, id, "two");
            people.delete("ada", general, id);
            relay.post("/messages", Api.body("roomId", general, "markdown", "**api**"));
        }
        people.post("ada", general, "unheard");
        assertThat(seen)
                .containsExactly(
                        ClientChange.Kind.POSTED + " one",
                        ClientChange.Kind.EDITED + " two",
                        ClientChange.Kind.DELETED + " ",
                        ClientChange.Kind.POSTED + " api");
    }

    @Test
    void aReplyToAReplyGoesToTheThread() {
        String root = people.post("ada", general, "root");
        String reply = people.post("grace", general, "reply", Optional.of(root));
        String next = people.post("alan", general, "next", Optional.of(reply));
        assertThat(people.messages(general, 5)).extracting(ClientMessage::id).containsExactly(root, reply, next);
        assertThat(people.messages(general, 1).get(0).threadId()).contains(root);
    }

    @Test
    void whatWebexForbidsIsRefused() {
        String id = people.post("ada", general, "mine");
        assertThatIllegalStateException().isThrownBy(() -> people.edit("grace", general, id, "x"));
        assertThatIllegalStateException().isThrownBy(() -> people.delete("grace", general, id));
        assertThatIllegalStateException().isThrownBy(() -> people.react("grace", general, id, "👍"));
        assertThatIllegalStateException().isThrownBy(() -> people.unreact("grace", general, id, "👍"));
        assertThatIllegalStateException().isThrownBy(() -> people.post("grace", "Leads", "x"));
        assertThatIllegalArgumentException().isThrownBy(() -> people.post("nobody", general, "x"));
        assertThatIllegalArgumentException().isThrownBy(() -> people.post("ada", "nowhere", "x"));
        assertThatIllegalArgumentException().isThrownBy(() -> people.delete("ada", general, "nothing"));
        assertThatIllegalArgumentException().isThrownBy(() -> people.mentioned(general, "nothing"));
        for (int i = 0; i < 10; i++) {
            people.edit("ada", general, id, "v" + i);
        }
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> people.edit("ada", general, id, "v11"));
    }

    @Test
    void shownHtmlIsSafe() {
        webex.postHtml(
                "ada",
                general,
                "<p>a<script>x()</script><img src=x onerror=y><a href=\"javascript:z\">l</a></p>",
                Optional.empty());
        String html = people.messages(general, 1).get(0).html();
        assertThat(html).isEqualTo("<p>a<a>l</a></p>");
    }

    @Test
    void withTlsTheAuthorityIsDescribed() {
        try (WebexEmulator secure = WebexEmulator.builder().tls(true).start()) {
            assertThat(secure.apiUrl()).startsWith("https://127.0.0.1:");
            assertThat(String.valueOf(secure.describe().get("caCertificate"))).contains("BEGIN CERTIFICATE");
        }
    }

    @Test
    void usersAndRoomsAreThoseOfTheApi() {
        assertThat(people.users())
                .filteredOn(user -> user.handle().equals("ada"))
                .singleElement()
                .satisfies(ada -> {
                    assertThat(ada.id()).isEqualTo(webex.personId("ada"));
                    assertThat(ada.email()).contains("ada@example.com");
                    assertThat(ada.bot()).isFalse();
                });
        assertThat(people.channels())
                .filteredOn(room -> room.name().equals("Leads"))
                .singleElement()
                .satisfies(leads -> assertThat(leads.memberIds())
                        .contains(webex.personId("ada"))
                        .hasSize(4));
    }

    @Test
    void theDescriptionIsServedAndListedInTheReadme() throws IOException {
        Map<String, Object> all = webex.describe();
        JsonNode served = Api.MAPPER.readTree(new Api(webex, "")
                .getUrl(webex.baseUrl() + "/_emulator/describe")
                .response()
                .body());
        assertThat(served.toString()).isEqualTo(Api.MAPPER.valueToTree(all).toString());
        String readme = java.nio.file.Files.readString(java.nio.file.Path.of("README.md"));
        assertThat(all.keySet()).allSatisfy(key -> assertThat(readme).contains("`" + key + "`"));
        assertThat(new Api(webex, "")
                        .getUrl(webex.baseUrl() + "/_emulator/stores")
                        .status())
                .isEqualTo(200);
    }
}

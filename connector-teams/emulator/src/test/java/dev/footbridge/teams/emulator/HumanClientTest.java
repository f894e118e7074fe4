package dev.footbridge.teams.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.testkit.emulator.ClientChange;
import dev.footbridge.testkit.emulator.ClientChannel;
import dev.footbridge.testkit.emulator.ClientUser;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HumanClientTest {
    private TeamsEmulator emulator;

    @BeforeEach
    void start() {
        emulator = TeamsEmulator.start();
    }

    @AfterEach
    void stop() {
        emulator.close();
    }

    @Test
    void whatIsTypedBecomesTheHtmlOfTheClient() {
        var people = emulator.people();
        var id = people.post(
                Seed.ADA,
                Seed.GENERAL,
                "*bold* and _italic_ for @ben.okafor in #random\n> quoted <b>\n- item\n```\ncode & more\n```\nhttps://example.org/?a=1&b=2");
        var message = Api.as(emulator, Seed.BEN).get(Api.GENERAL + "/" + id).json();
        assertThat(message.path("body").path("content").asText())
                .isEqualTo("<p><strong>bold</strong> and <em>italic</em> for <at id=\"0\">Ben Okafor</at> in"
                        + " <at id=\"1\">random</at></p><blockquote><p>quoted &lt;b&gt;</p></blockquote><ul><li>item</li></ul>"
                        + "<codeblock class=\"\"><code>code &amp; more</code></codeblock>"
                        + "<p><a href=\"https://example.org/?a=1&amp;b=2\">https://example.org/?a=1&amp;b=2</a></p>");
        assertThat(message.path("mentions")).hasSize(2);
        assertThat(message.path("mentions")
                        .get(1)
                        .path("mentioned")
                        .path("conversation")
                        .path("id")
                        .asText())
                .isEqualTo(Seed.RANDOM);
    }

    @Test
    void clientShowsWhatTheApiPosted() {
        var ada = Api.as(emulator, Seed.ADA);
        var root = ada.postText(Api.GENERAL, "one < two\nnext");
        var html = ada.post(
                Api.GENERAL + "/" + root + "/replies",
                Api.body(
                        "html", "<p><strong>yes</strong> <emoji id=\"smile\" alt=\"🙂\" title=\"Smile\"></emoji></p>"));
        assertThat(html.status()).isEqualTo(201);
        emulator.people().react(Seed.BEN, Seed.GENERAL, root, "👍");

        var shown = emulator.people().messages(Seed.GENERAL, 10);
        assertThat(shown).hasSize(2);
        assertThat(shown.get(0).text()).isEqualTo("one < two\nnext");
        assertThat(shown.get(0).html()).isEqualTo("one &lt; two<br>next");
        assertThat(shown.get(0).reactions()).containsEntry("👍", List.of(Seed.BEN));
        assertThat(shown.get(1).threadId()).contains(root);
        assertThat(shown.get(1).html()).isEqualTo("<p><b>yes</b> 🙂</p>");
        assertThat(shown.get(1).text()).isEqualTo("yes 🙂");
    }

    @Test
    void mentionRingsThosePeopleWhomItNames() {
        var people = emulator.people();
        var one = people.post(Seed.ADA, Seed.GENERAL, "@ben.okafor and *@ben.okafor*");
        var channel = people.post(Seed.ADA, Seed.GENERAL, "look, @channel");
        var chat = people.post(Seed.ADA, Seed.GROUP_CHAT, "look, @everyone");
        var nobody = people.post(Seed.ADA, Seed.GENERAL, "@everyone, <at id=\"0\">Ben Okafor</at>, `@ben.okafor`");

        assertThat(people.mentioned(Seed.GENERAL, one)).containsExactly(Seed.BEN);
        assertThat(people.mentioned(Seed.GENERAL, channel)).containsExactlyInAnyOrderElementsOf(members(Seed.GENERAL));
        assertThat(people.mentioned(Seed.GROUP_CHAT, chat))
                .containsExactlyInAnyOrderElementsOf(members(Seed.GROUP_CHAT));
        assertThat(people.mentioned(Seed.GENERAL, nobody)).isEmpty();
        people.edit(Seed.ADA, Seed.GENERAL, one, "never mind");
        people.delete(Seed.ADA, Seed.GENERAL, channel);
        assertThat(people.mentioned(Seed.GENERAL, one)).isEmpty();
        assertThat(people.mentioned(Seed.GENERAL, channel)).isEmpty();
        assertThatThrownBy(() -> people.mentioned(Seed.GENERAL, "1")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatAnAppPostsRingsByItsMentionsAlone() {
        assertThat(rung("Ben", "user", Seed.BEN)).containsExactly(Seed.BEN);
        assertThat(rung("General", "conversation", Seed.GENERAL))
                .containsExactlyInAnyOrderElementsOf(members(Seed.GENERAL));
        assertThat(rung("The team", "conversation", Seed.TEAM))
                .containsExactlyInAnyOrderElementsOf(members(Seed.GENERAL));
        assertThat(rung("Leads", "conversation", Seed.LEADS)).containsExactlyInAnyOrderElementsOf(members(Seed.LEADS));
        assertThat(rung("On call", "tag", "t1")).containsExactlyInAnyOrderElementsOf(members(Seed.GENERAL));
        assertThat(rung("Robot", "application", "a1")).isEmpty();
        var text = Api.as(emulator, Seed.ADA).postText(Api.GENERAL, "<at id=\"0\">Ben Okafor</at> @channel");
        assertThat(emulator.people().mentioned(Seed.GENERAL, text)).isEmpty();
    }

    private Set<String> rung(String name, String kind, String id) {
        var message = Api.MAPPER.createObjectNode();
        message.putObject("body").put("contentType", "html").put("content", "<p><at id=\"0\">" + name + "</at></p>");
        var mention = message.putArray("mentions").addObject().put("id", 0).put("mentionText", name);
        mention.putObject("mentioned").putObject(kind).put("id", id);
        var answer = Api.as(emulator, Seed.ADA).post(Api.GENERAL, message.toString());
        return emulator.people()
                .mentioned(Seed.GENERAL, answer.json().path("id").asText());
    }

    private List<String> members(String channel) {
        return emulator.people().channels().stream()
                .filter(c -> c.id().equals(channel))
                .findFirst()
                .orElseThrow()
                .memberIds();
    }

    @Test
    void listenerHearsOfEveryChangeInOrder() {
        var heard = new ArrayList<ClientChange.Kind>();
        var people = emulator.people();
        try (var listening = people.listen(change -> heard.add(change.kind()))) {
            assertThat(listening).isNotNull();
            var id = people.post(Seed.ADA, Seed.GROUP_CHAT, "a");
            people.edit(Seed.ADA, Seed.GROUP_CHAT, id, "b");
            people.react(Seed.BEN, Seed.GROUP_CHAT, id, "🎉");
            people.unreact(Seed.BEN, Seed.GROUP_CHAT, id, "🎉");
            people.delete(Seed.ADA, Seed.GROUP_CHAT, id);
        }
        people.post(Seed.ADA, Seed.GROUP_CHAT, "unheard");
        assertThat(heard)
                .containsExactly(
                        ClientChange.Kind.POSTED,
                        ClientChange.Kind.EDITED,
                        ClientChange.Kind.REACTIONS,
                        ClientChange.Kind.REACTIONS,
                        ClientChange.Kind.DELETED);
        var last = people.messages(Seed.GROUP_CHAT, 2).get(0);
        assertThat(last.deleted()).isTrue();
        assertThat(last.text()).isEmpty();
    }

    @Test
    void clientRefusesWhatTeamsRefuses() {
        var people = emulator.people();
        var id = people.post(Seed.ADA, Seed.GENERAL, "mine");
        assertThatThrownBy(() -> people.edit(Seed.BEN, Seed.GENERAL, id, "x"))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> people.delete(Seed.BEN, Seed.GENERAL, id)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> people.post(Seed.CARLA, Seed.LEADS, "x")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> people.post("nobody", Seed.GENERAL, "x")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> people.post(Seed.ADA, "nowhere", "x")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> people.react(Seed.ADA, Seed.GENERAL, "1", "👍"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void seededTenantHasPeopleChannelsAndChats() {
        assertThat(emulator.people().users())
                .hasSize(6)
                .extracting(ClientUser::email)
                .allMatch(Optional::isPresent);
        assertThat(emulator.people().channels())
                .hasSize(6)
                .extracting(ClientChannel::id)
                .contains(Seed.GENERAL, Seed.GROUP_CHAT, Seed.DIRECT_CHAT);
    }

    @Test
    void descriptionLeadsAStrangerIn() {
        var description = Api.fetch(URI.create(emulator.baseUrl() + "/_emulator/describe"))
                .json();
        var token = description.path("personas").get(0).path("accessToken").asText();
        var me = new Api(emulator, token).get(description.path("graphUrl").asText() + "/me");
        assertThat(me.json().path("displayName").asText()).isEqualTo("Ada Moreau");
        assertThat(description.path("relayUserId").asText()).isEqualTo(Seed.RELAY);
    }

    @Test
    void descriptionSaysWhomToTrust() {
        assertThat(emulator.describe()).doesNotContainKey("caCertificate");
        try (var secure = TeamsEmulator.builder().tls(true).start()) {
            assertThat(secure.describe())
                    .containsEntry("baseUrl", secure.baseUrl().toString())
                    .hasEntrySatisfying(
                            "caCertificate",
                            authority -> assertThat(authority).asString().startsWith("-----BEGIN CERTIFICATE-----"));
        }
    }

    @Test
    void mainUnderstandsItsOptions() {
        try (var other = TeamsEmulatorMain.start(new String[] {"--throttling", "--time-scale", "60"})) {
            assertThat(other.limits().enabled()).isTrue();
        }
        assertThatThrownBy(() -> TeamsEmulatorMain.start(new String[] {"--colour"}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("--port N");
    }

    @Test
    void strangeAuthorsLookAsGraphShowsThem() {
        var api = Api.as(emulator, Seed.ADA);
        var bot = emulator.postAsApplication("Flow", "bot", Seed.GENERAL, "<p>beep</p>");
        var nameless = emulator.postAsNameless("federatedUser", Seed.GENERAL, "<p>who</p>");
        var event = emulator.postEvent(
                Seed.GENERAL,
                Api.MAPPER.createObjectNode().put("@odata.type", "#microsoft.graph.membersAddedEventMessageDetail"));
        assertThat(api.get(Api.GENERAL + "/" + bot)
                        .json()
                        .path("from")
                        .path("application")
                        .path("applicationIdentityType")
                        .asText())
                .isEqualTo("bot");
        assertThat(api.get(Api.GENERAL + "/" + nameless)
                        .json()
                        .path("from")
                        .path("user")
                        .path("displayName")
                        .isNull())
                .isTrue();
        var open = api.with("Prefer", "include-unknown-enum-members");
        assertThat(api.get(Api.GENERAL + "/" + event).json().path("messageType").asText())
                .isEqualTo("unknownFutureValue");
        assertThat(open.get(Api.GENERAL + "/" + event)
                        .json()
                        .path("messageType")
                        .asText())
                .isEqualTo("systemEventMessage");
        assertThat(api.get(Api.GENERAL + "/" + event).json().path("from").isNull())
                .isTrue();
    }
}

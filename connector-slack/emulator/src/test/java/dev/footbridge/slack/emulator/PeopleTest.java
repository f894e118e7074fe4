package dev.footbridge.slack.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.testkit.emulator.ClientChange;
import dev.footbridge.testkit.emulator.ClientMessage;
import dev.footbridge.testkit.emulator.HumanClient;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PeopleTest {
    private SlackEmulator emulator;
    private HumanClient people;

    @BeforeEach
    void start() {
        emulator = SlackEmulator.builder().start();
        people = emulator.people();
    }

    @AfterEach
    void stop() {
        emulator.close();
    }

    @Test
    void theClientShowsWhatWasTyped() {
        people.post("ada", "general", "hi @grace, see #random: *bold* _it_ ~no~ `x<y` 👍\n> quoted\n- one\n- two");

        ClientMessage shown = only();
        assertThat(shown.authorName()).isEqualTo("Ada Lovelace");
        assertThat(shown.html())
                .contains("<b>@Grace Hopper</b>", "<b>#random</b>", "<b>bold</b>", "<i>it</i>", "<s>no</s>")
                .contains("<code>x&lt;y</code>", "👍", "<blockquote>quoted</blockquote>", "<li>one</li>");
        assertThat(shown.text()).startsWith("hi @Grace Hopper, see #random: bold it no x<y 👍");
    }

    @Test
    void theClientShowsWhatAppsSendAndNeverTheirMarkup() throws Exception {
        ApiCalls bot = new ApiCalls(emulator);
        String channel = emulator.channelId("general");
        bot.call(
                "chat.postMessage",
                Map.of(
                        "channel", channel,
                        "text", "*b* <script>alert(1)</script> <https://a.example/_x_|link> &amp; :tada:\n&gt; q",
                        "username", "Grace <b>",
                        "icon_url", "https://example.com/g.png"));
        String section = "[{\"type\":\"section\",\"text\":{\"type\":\"mrkdwn\",\"text\":\"<img src=x> *ok*\"}}]";
        bot.call("chat.postMessage", Map.of("channel", channel, "text", "fallback", "blocks", section));

        List<ClientMessage> shown = people.messages("general", 10);
        assertThat(shown.get(0).html())
                .contains("<b>b</b>", "&lt;script&gt;", "🎉", "<blockquote>q</blockquote>")
                .contains("<a href=\"https://a.example/_x_\" rel=\"noopener noreferrer\">link</a>")
                .doesNotContain("<script>");
        assertThat(shown.get(0).authorName()).isEqualTo("Grace <b>");
        assertThat(shown.get(0).avatarUrl()).contains("https://example.com/g.png");
        assertThat(shown.get(0).bot()).isTrue();
        assertThat(shown.get(1).html()).isEqualTo("<p>&lt;img src=x&gt; <b>ok</b></p>");
    }

    @Test
    void everyChangeIsHeardInOrder() {
        List<ClientChange> heard = new CopyOnWriteArrayList<>();
        HumanClient.Subscription subscription = people.listen(heard::add);
        String ts = people.post("ada", "general", "one");
        people.edit("ada", "general", ts, "two");
        people.react("grace", "general", ts, "🎉");
        people.unreact("grace", "general", ts, "🎉");
        people.delete("ada", "general", ts);
        subscription.close();
        people.post("ada", "general", "unheard");

        assertThat(heard)
                .extracting(ClientChange::kind)
                .containsExactly(
                        ClientChange.Kind.POSTED,
                        ClientChange.Kind.EDITED,
                        ClientChange.Kind.REACTIONS,
                        ClientChange.Kind.REACTIONS,
                        ClientChange.Kind.DELETED);
        assertThat(heard.get(1).message().text()).isEqualTo("two");
        assertThat(heard.get(1).message().edited()).isTrue();
        assertThat(heard.get(2).message().reactions()).containsEntry("🎉", List.of(emulator.userId("grace")));
        assertThat(heard.get(4).message().deleted()).isTrue();
        assertThat(heard.get(4).message().id()).isEqualTo(ts);
    }

    @Test
    void aReplyToAReplyGoesToTheSameThread() {
        String root = people.post("ada", "general", "root");
        String reply = people.post("grace", "general", "reply", Optional.of(root));
        people.post("ada", "general", "reply to the reply", Optional.of(reply));

        assertThat(people.messages("general", 10).get(2).threadId()).contains(root);
    }

    @Test
    void noOneDoesWhatTheClientWouldNotAllow() {
        String ts = people.post("ada", "general", "mine");

        assertThatThrownBy(() -> people.edit("grace", "general", ts, "hers")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> people.delete("grace", "general", ts)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> people.post("grace", "leads", "let me in")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> people.post("nobody", "general", "x")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> people.react("ada", "general", ts, "not an emoji"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void slacksOwnSkinTonesAndNamesAreUsed() {
        String ts = people.post("ada", "general", "x");
        people.react("ada", "general", ts, "👋🏼");
        people.react("ada", "general", ts, "❤");

        assertThat(people.messages("general", 1).get(0).reactions()).containsOnlyKeys("👋🏼", "❤️");
        Emojis emojis = new Emojis(Set.of("party_parrot"));
        assertThat(emojis.name("👋🏼")).contains("wave::skin-tone-3");
        assertThat(emojis.name(":party_parrot:")).contains("party_parrot");
        assertThat(emojis.show("party_parrot")).isEqualTo(":party_parrot:");
        assertThat(emojis.known("no_such_thing")).isFalse();
    }

    @Test
    void aMentionRingsThosePeopleWhomItNames() {
        String one = people.post("ada", "general", "@grace and *@grace*, see #random");
        String all = people.post("ada", "general", "look, @here");
        String nobody = people.post("ada", "general", "`@grace`, a@b.example, @someone, <!here>");

        assertThat(people.mentioned("general", one)).containsExactly(emulator.userId("grace"));
        assertThat(people.mentioned("general", all)).containsExactlyInAnyOrderElementsOf(members("general"));
        assertThat(people.messages("general", 10).get(1).text()).isEqualTo("look, @here");
        people.delete("ada", "general", all);
        people.edit("ada", "general", one, "never mind");
        assertThat(people.mentioned("general", one)).isEmpty();
        assertThat(people.mentioned("general", nobody)).isEmpty();
        assertThatThrownBy(() -> people.mentioned("general", "1.2")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatAnAppSendsRingsWhereverTheReferenceStands() throws Exception {
        String grace = emulator.userId("grace");
        List<String> everybody = members("general");

        assertThat(rung("hi <@" + grace + "> and <@U0NOBODY>", "[]")).containsExactly(grace);
        assertThat(rung("<!channel>", "[]")).containsExactlyInAnyOrderElementsOf(everybody);
        assertThat(rung("<!subteam^S123|@team>", "[]")).containsExactlyInAnyOrderElementsOf(everybody);
        assertThat(rung("&lt;!channel&gt; @channel <!date^1392734382^{date}|then> <https://a.example|!here>", "[]"))
                .isEmpty();
        assertThat(rung("x", "[{'type':'section','text':{'type':'mrkdwn','text':'<!here>'}}]"))
                .containsExactlyInAnyOrderElementsOf(everybody);
        assertThat(rung("x", "[{'type':'section','text':{'type':'plain_text','text':'<!here>'}}]"))
                .isEmpty();
        assertThat(rung("x", rich("{'type':'user','user_id':'" + grace + "'}"))).containsExactly(grace);
        assertThat(rung("x", rich("{'type':'broadcast','range':'everyone'}")))
                .containsExactlyInAnyOrderElementsOf(everybody);
        assertThat(rung("x", rich("{'type':'text','text':'<!everyone> <@" + grace + ">'}")))
                .isEmpty();
    }

    private static String rich(String element) {
        return "[{'type':'rich_text','elements':[{'type':'rich_text_quote','elements':[" + element + "]}]}]";
    }

    private Set<String> rung(String text, String blocks) throws Exception {
        String ts = new ApiCalls(emulator)
                .call(
                        "chat.postMessage",
                        Map.of(
                                "channel",
                                emulator.channelId("general"),
                                "text",
                                text,
                                "blocks",
                                blocks.replace('\'', '"')))
                .path("ts")
                .asText();
        return people.mentioned("general", ts);
    }

    private List<String> members(String channel) {
        return people.channels().stream()
                .filter(one -> one.name().equals(channel))
                .findFirst()
                .orElseThrow()
                .memberIds();
    }

    @Test
    void describesItselfCompletely() {
        Map<String, Object> all = emulator.describe();

        assertThat(all)
                .containsKeys(
                        "baseUrl", "apiUrl", "teamId", "appId", "signingSecret", "botUserId", "users", "channels");
        assertThat(all.get("tokens")).asString().contains("xoxb-", "xapp-", "xoxp-");
    }

    private ClientMessage only() {
        List<ClientMessage> all = people.messages("general", 10);
        assertThat(all).hasSize(1);
        return all.get(0);
    }
}

package dev.footbridge.gchat.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.testkit.emulator.ClientChange;
import dev.footbridge.testkit.emulator.ClientMessage;
import dev.footbridge.testkit.emulator.HumanClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PeopleTest {
    private static GchatEmulator emulator;
    private static HumanClient people;
    private static Rest app;
    private static int rooms;
    private String space;

    @BeforeAll
    static void start() {
        emulator = GchatEmulator.builder().customEmoji(Set.of("parrot")).start();
        people = emulator.people();
        app = new Rest(emulator, emulator.admin().appToken("chat.bot"));
    }

    @AfterAll
    static void stop() {
        emulator.close();
    }

    @BeforeEach
    void freshSpace() {
        space = emulator.admin().addSpace("people-" + rooms++, "ada", "grace", "relay", "app");
    }

    private ClientMessage last() {
        List<ClientMessage> all = people.messages(space, 100);
        return all.get(all.size() - 1);
    }

    @Test
    void whatIsTypedIsFormattedByTheClient() throws Exception {
        String typed =
                "*bold* _it_ ~no~ `code` @grace https://example.com/x\n> quoted\n- one\n- two\n```\nx < y\n```\nend";
        String id = people.post("ada", space, typed + " @footbridge");

        assertThat(last().text())
                .isEqualTo(
                        "bold it no code @Grace Hopper https://example.com/x\nquoted\none\ntwo\nx < y\nend @Footbridge");
        assertThat(last().html())
                .contains("<b>bold</b> <i>it</i> <s>no</s> <code>code</code> <b>@Grace Hopper</b>")
                .contains("<blockquote>quoted</blockquote><ul><li>one</li><li>two</li></ul><pre>x &lt; y</pre>");
        Rest.Answer read = app.get("/v1/spaces/" + space + "/messages/" + id);
        assertThat(read.text("/formattedText"))
                .isEqualTo("*bold* _it_ ~no~ `code` <users/" + emulator.userId("grace")
                        + "> https://example.com/x\n> quoted\n* one\n* two\n```\nx < y\n```\nend <users/116034390321>");
        assertThat(read.text("/text")).startsWith("bold it no code @Grace Hopper");
        assertThat(people.mentioned(space, id)).containsExactly(emulator.userId("grace"), emulator.userId("app"));
    }

    @Test
    void everybodyIsMentionedByAll() {
        String all = people.post("ada", space, "hi @all");
        String none = people.post("ada", space, "hi all");

        assertThat(people.mentioned(space, all))
                .containsExactlyInAnyOrder(
                        emulator.userId("ada"),
                        emulator.userId("grace"),
                        emulator.userId("relay"),
                        emulator.userId("app"));
        assertThat(people.mentioned(space, none)).isEmpty();
    }

    @Test
    void watchersSeeEverything() {
        List<String> seen = new ArrayList<>();
        try (HumanClient.Subscription watching = people.listen(change -> seen.add(change.kind() + describe(change)))) {
            String root = people.post("ada", space, "one");
            String reply = people.post("grace", space, "two", Optional.of(root));
            people.edit("ada", space, root, "uno");
            people.react("grace", space, root, "🎉");
            people.unreact("grace", space, root, "🎉");
            people.delete("grace", space, reply);
        }
        people.post("ada", space, "unseen");

        assertThat(seen)
                .containsExactly(
                        "POSTED one", "POSTED two", "EDITED uno", "REACTIONS uno", "REACTIONS uno", "DELETED ");
    }

    private static String describe(ClientChange change) {
        return " " + change.message().text();
    }

    @Test
    void repliesNameTheFirstMessageOfTheirThread() {
        String root = people.post("ada", space, "root");
        String reply = people.post("grace", space, "reply", Optional.of(root));
        people.post("ada", space, "again", Optional.of(reply));

        assertThat(last().threadId()).contains(root);
        String chat = emulator.admin().addGroupChat("ada", "grace", "app");
        String first = people.post("ada", chat, "first");
        people.post("grace", chat, "no threads here", Optional.of(first));
        assertThat(people.messages(chat, 10).get(1).threadId()).isEmpty();
    }

    @Test
    void peopleDoOnlyWhatTheClientLetsThem() {
        String id = people.post("ada", space, "mine");

        assertThatThrownBy(() -> people.edit("grace", space, id, "x")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> people.post("alan", space, "x")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> people.post("nobody", space, "x")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> people.react("ada", space, id, "x")).isInstanceOf(IllegalArgumentException.class);
        people.react("ada", space, id, ":parrot:");
        assertThat(last().reactions()).containsEntry(":parrot:", List.of(emulator.userId("ada")));
    }

    @Test
    void cardsAreShownAndTheirHtmlIsHarmless() throws Exception {
        app.post(
                "/v1/spaces/" + space + "/messages",
                "{'text': 'body', 'cardsV2': [{'cardId': 'c', 'card': {'header': {'title': 'Sasha <x>', 'subtitle': 'via Y'},"
                        + " 'sections': [{'widgets': [{'textParagraph': {'text': '<b>hi</b><script>x</script>'}}]}]}}]}");

        assertThat(last().text()).isEqualTo("body\nSasha <x>\nvia Y\nhi");
        assertThat(last().html()).isEqualTo("body<p><b>Sasha &lt;x&gt;</b></p><p><b>via Y</b></p><p><b>hi</b></p>");
        assertThat(last().bot()).isTrue();
    }

    @Test
    void markupOfAnAppIsRead() throws Exception {
        app.post(
                "/v1/spaces/" + space + "/messages",
                "{'text': '<https://example.com|label> a*b*c * item _x_\\n* item\\n    - inner\\n```a\\nb``` 2*3*4'}");

        assertThat(last().html())
                .isEqualTo("<a href=\"https://example.com\" rel=\"noopener noreferrer\">label</a> a*b*c * item <i>x</i>"
                        + "<ul><li>item</li><li>inner</li></ul><pre>a\nb</pre> 2*3*4");
    }

    @Test
    void pathologicalMarkupTakesNoTime() throws Exception {
        for (String evil : List.of("*", "_", "~", "`", "[", ">", "<users/", "*a_b~", "> ", "- ")) {
            String text = evil.repeat(31_000 / evil.length());
            for (String syntax : List.of("MARKUP_SYNTAX_CHAT", "MARKUP_SYNTAX_MARKDOWN")) {
                long began = System.nanoTime();
                String body = "{\"text\": \"" + text + "\", \"markupSyntax\": \"" + syntax + "\"}";
                assertThat(app.post("/v1/spaces/" + space + "/messages", body).status())
                        .as(syntax + " " + evil)
                        .isIn(200, 400);
                assertThat(System.nanoTime() - began).as(syntax + " " + evil).isLessThan(5_000_000_000L);
            }
        }
    }
}

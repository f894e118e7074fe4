package dev.footbridge.miro.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footbridge.testkit.emulator.ClientChange;
import dev.footbridge.testkit.emulator.ClientMessage;
import dev.footbridge.testkit.emulator.HumanClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PeopleTest {
    private MiroEmulator miro;
    private HumanClient people;
    private Api relay;
    private String general;
    private String board;
    private String frame;

    @BeforeEach
    void start() {
        miro = MiroEmulator.builder().start();
        people = miro.people();
        relay = Api.as(miro, "relay");
        general = miro.channelId("general");
        board = "/v2/boards/" + general.split("/")[0];
        frame = general.split("/")[1];
    }

    @AfterEach
    void stop() {
        miro.close();
    }

    private List<String> texts() {
        return people.messages(general, 100).stream().map(ClientMessage::text).toList();
    }

    @Test
    void aPostIsANoteInTheFrame() {
        String id = people.post("ada", general, "hello *you* <b> & _me_\n- one https://example.com/a\n> said");
        JsonNode note = relay.get(board + "/sticky_notes/" + id).json();
        assertThat(note.at("/data/content").asText())
                .isEqualTo("<p>hello <strong>you</strong> &lt;b&gt; &amp; <em>me</em></p>"
                        + "<ul><li>one <a href=\"https://example.com/a\">https://example.com/a</a></li></ul>"
                        + "<p>&gt; said</p>");
        assertThat(note.at("/createdBy/id").asText()).isEqualTo(miro.userId("ada"));
        assertThat(note.at("/parent/id").asText()).isEqualTo(frame);
        ClientMessage seen = people.messages(general, 10).get(0);
        assertThat(seen.authorName()).isEqualTo("Ada Lovelace");
        assertThat(seen.bot()).isFalse();
        assertThat(seen.text()).isEqualTo("hello you <b> & me\none https://example.com/a\n> said");
        assertThat(seen.html()).contains("<b>you</b>").contains("<i>me</i>").doesNotContain("<strong>");
        assertThat(people.mentioned(general, id)).isEmpty();
    }

    @Test
    void whatTheAppPutsInTheFrameIsSeen() {
        String in = "'parent': {'id': '" + frame + "'}";
        relay.create(board + "/sticky_notes", Api.json("{'data': {'content': '<p>from <b>afar</b></p>'}, " + in + "}"));
        relay.create(board + "/frames", Api.json("{'data': {'title': 'no message'}}"));
        relay.create(board + "/sticky_notes", Api.json("{'data': {'content': 'outside'}}"));
        String root = people.post("ada", general, "question");
        relay.create(
                board + "/app_cards",
                Api.json(
                        "{'data': {'title': 'Sasha', 'description': 'answer', 'fields': [{'value': 'Elsewhere'}, {'value': '"
                                + root + "'}]}, " + in + "}"));
        List<ClientMessage> seen = people.messages(general, 10);
        assertThat(texts()).containsExactly("from afar", "question", "Sasha\nanswer\nElsewhere");
        assertThat(seen.get(0).bot()).isTrue();
        assertThat(seen.get(2).threadId()).contains(root);
        assertThat(people.messages(general, 1))
                .extracting(ClientMessage::id)
                .containsExactly(seen.get(2).id());
    }

    @Test
    void aReplyIsANoteWithALineToTheFirstOne() {
        String root = people.post("ada", general, "question");
        String reply = people.post("grace", general, "answer", Optional.of(root));
        String again = people.post("alan", general, "and", Optional.of(reply));
        assertThat(people.messages(general, 10))
                .extracting(ClientMessage::threadId)
                .containsExactly(Optional.empty(), Optional.of(root), Optional.of(root));
        JsonNode lines = relay.get(board + "/connectors").json().path("data");
        assertThat(lines).hasSize(2);
        assertThat(lines.at("/1/startItem/id").asText()).isEqualTo(again);
        assertThat(lines.at("/1/endItem/id").asText()).isEqualTo(root);
        people.delete("ada", general, root);
        assertThat(people.messages(general, 10))
                .extracting(ClientMessage::threadId)
                .containsExactly(Optional.of(root), Optional.of(root));
    }

    @Test
    void peopleChangeTheirOwnAndOnlyWhereTheyMay() {
        String id = people.post("ada", general, "before");
        String at = relay.get(board + "/items/" + id).json().path("modifiedAt").asText();
        people.edit("ada", general, id, "after");
        assertThat(texts()).containsExactly("after");
        assertThat(people.messages(general, 1).get(0).edited()).isTrue();
        assertThat(relay.get(board + "/items/" + id).json().path("modifiedAt").asText())
                .isGreaterThan(at);
        assertThatThrownBy(() -> people.edit("grace", general, id, "x")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> people.react("ada", general, id, "👍")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> people.unreact("ada", general, id, "👍")).isInstanceOf(IllegalStateException.class);
        miro.setRole(miro.boardId("Roadmap"), "alan", "commenter");
        assertThatThrownBy(() -> people.post("alan", general, "x")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> people.post("nobody", general, "x")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> people.post("ada", "nowhere/1", "x")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> people.delete("ada", general, "1")).isInstanceOf(IllegalArgumentException.class);
        people.delete("ada", general, id);
        assertThat(texts()).isEmpty();
        assertThat(relay.get(board + "/items/" + id).status()).isEqualTo(404);
    }

    @Test
    void watchersSeeEveryChange() {
        List<String> seen = new ArrayList<>();
        HumanClient.Subscription watching = people.listen(change -> seen.add(
                change.kind() + " " + change.message().text() + change.message().threadId()));
        String root = people.post("ada", general, "a");
        people.post("ada", general, "b", Optional.of(root));
        relay.patch(board + "/sticky_notes/" + root, Api.json("{'data': {'content': 'c'}}"));
        relay.delete(board + "/items/" + root);
        watching.close();
        people.post("ada", general, "unseen");
        assertThat(seen)
                .containsExactly(
                        ClientChange.Kind.POSTED + " aOptional.empty",
                        ClientChange.Kind.POSTED + " bOptional[" + root + "]",
                        ClientChange.Kind.EDITED + " cOptional.empty",
                        ClientChange.Kind.DELETED + " Optional.empty");
    }

    @Test
    void channelsAreFramesWithTheMembersOfTheirBoard() {
        assertThat(people.channels()).extracting("name").containsExactly("general", "random", "ideas");
        assertThat(people.channels().get(2).memberIds())
                .containsExactlyInAnyOrder(miro.userId("ada"), miro.userId("relay"));
        assertThat(people.users()).extracting("handle").containsExactly("relay", "ada", "grace", "alan");
        for (int i = 0; i < 300; i++) {
            people.post("ada", general, "note " + i);
        }
        assertThat(people.messages(general, 1000)).hasSize(300);
    }
}

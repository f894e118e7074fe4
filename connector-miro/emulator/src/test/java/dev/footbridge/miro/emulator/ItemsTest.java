package dev.footbridge.miro.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ItemsTest {
    private static MiroEmulator miro;
    private static Api relay;

    @BeforeAll
    static void start() {
        miro = MiroEmulator.builder().start();
        relay = Api.as(miro, "relay");
    }

    @AfterAll
    static void stop() {
        miro.close();
    }

    private static String board() {
        return "/v2/boards/" + miro.openBoard("Test", "ada", "grace");
    }

    private static String note(String text) {
        return Api.json("{'data': {'content': '" + text + "'}}");
    }

    @Test
    void aNoteIsCreatedChangedAndDeleted() {
        String board = board();
        JsonNode made = relay.post(
                        board + "/sticky_notes",
                        Api.json("{'data': {'content': '<b>hi</b><script>x</script>', 'shape': 'rectangle'},"
                                + " 'style': {'fillColor': 'cyan'}, 'position': {'x': 5, 'y': -7}}"))
                .json();
        assertThat(made.at("/data/content").asText()).isEqualTo("<b>hi</b>");
        assertThat(made.at("/style/fillColor").asText()).isEqualTo("cyan");
        assertThat(made.at("/createdBy/id").asText()).isEqualTo(miro.userId("relay"));
        String path = board + "/sticky_notes/" + made.path("id").asText();
        JsonNode changed = relay.patch(path, note("ho")).json();
        assertThat(changed.at("/data/content").asText()).isEqualTo("ho");
        assertThat(changed.at("/data/shape").asText()).isEqualTo("rectangle");
        assertThat(changed.at("/position/y").asDouble()).isEqualTo(-7);
        assertThat(changed.path("modifiedAt").asText())
                .isGreaterThan(made.path("modifiedAt").asText());
        assertThat(changed.path("createdAt")).isEqualTo(made.path("createdAt"));
        assertThat(relay.get(path).json()).isEqualTo(changed);
        assertThat(relay.get(board + "/texts/" + made.path("id").asText()).status())
                .isEqualTo(404);
        assertThat(relay.delete(path).status()).isEqualTo(204);
        assertThat(relay.get(path).status()).isEqualTo(404);
        assertThat(relay.patch(path, note("late")).code()).isEqualTo("notFound");
    }

    @Test
    void everyKindHasItsPath() {
        String board = board();
        for (String[] kind : new String[][] {
            {"sticky_notes", "{'data': {'content': 'x'}}", "{'style': {'fillColor': 'pink'}}"},
            {"texts", "{'data': {'content': 'x'}}", "{'data': {'content': 'y'}}"},
            {"cards", "{'data': {'title': 'x', 'dueDate': '2026-11-22T10:00:00Z'}}", "{'data': {'title': 'y'}}"},
            {"app_cards", "{'data': {'title': 'x', 'fields': [{'value': '1'}]}}", "{'data': {'status': 'connected'}}"},
            {"frames", "{'data': {'title': 'x'}}", "{'data': {'title': 'y'}}"},
            {"shapes", "{'data': {'content': 'x', 'shape': 'star'}}", "{'data': {'shape': 'cloud'}}"},
            {"embeds", "{'data': {'url': 'https://example.com/v'}}", "{'data': {'mode': 'modal'}}"},
            {"images", "{'data': {'url': 'https://example.com/a.png'}}", "{'data': {'title': 'y'}}"},
            {"documents", "{'data': {'url': 'https://example.com/a.pdf'}}", "{'data': {'title': 'y'}}"},
        }) {
            String path = board + "/" + kind[0];
            Api.Answer made = relay.post(path, Api.json(kind[1]));
            assertThat(made.status()).as("%s", made).isEqualTo(201);
            String item = path + "/" + made.id();
            assertThat(relay.patch(item, Api.json(kind[2])).status()).isEqualTo(200);
            assertThat(relay.get(item).status()).isEqualTo(200);
            assertThat(relay.get(board + "/items/" + made.id()).json().path("type"))
                    .isEqualTo(made.json().path("type"));
            assertThat(relay.delete(item).status()).isEqualTo(204);
        }
    }

    @Test
    void wrongBodiesAreRefusedAndSayWhere() {
        String board = board();
        for (String[] wrong : new String[][] {
            {"sticky_notes", "{'data': {'shape': 'star'}}", "data.shape"},
            {"sticky_notes", "{'style': {'fillColor': '#ff0000'}}", "style.fillColor"},
            {"sticky_notes", "{'position': {'x': 'left'}}", "position.x"},
            {"sticky_notes", "{'geometry': {'width': 0}}", "geometry.width"},
            {"sticky_notes", "{'parent': {'id': '1'}}", "parent.id"},
            {"sticky_notes", "{'data': {'content': '" + "x".repeat(6000) + "'}}", "data.content"},
            {"texts", "{'data': {}}", "data.content"},
            {"images", "{'data': {}}", "data.url"},
            {"images", "{'data': {'url': 'ftp://example.com/x'}}", "data.url"},
            {"app_cards", "{'data': {'fields': 'x'}}", "data.fields"},
            {"sticky_notes", "[]", "body"},
            {"sticky_notes", "{", "body"},
        }) {
            Api.Answer answer = relay.post(board + "/" + wrong[0], Api.json(wrong[1]));
            assertThat(answer.status()).as(wrong[1]).isEqualTo(400);
            assertThat(answer.code()).isEqualTo("invalidParameters");
            assertThat(answer.json().at("/context/fields/0/field").asText()).isEqualTo(wrong[2]);
            assertThat(answer.json().path("type").asText()).isEqualTo("error");
        }
        assertThat(relay.post(board + "/sticky_notes", note("x".repeat(5999))).status())
                .isEqualTo(201);
        assertThat(relay.post("/v2/boards/uXjVnothing=/sticky_notes", note("x")).status())
                .isEqualTo(404);
    }

    @Test
    void aCursorShowsEverythingOnceWhileItemsComeAndGo() {
        String board = board();
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            ids.add(relay.create(board + "/sticky_notes", note("note " + i)));
        }
        JsonNode first = relay.get(board + "/items?limit=10").json();
        relay.delete(board + "/items/" + ids.get(2));
        relay.delete(board + "/items/" + ids.get(9));
        String late = relay.create(board + "/sticky_notes", note("late"));
        List<String> seen = ids(first);
        JsonNode page = first;
        while (page.has("cursor")) {
            page = relay.get(board + "/items?limit=10&cursor="
                            + Api.encode(page.path("cursor").asText()))
                    .json();
            seen.addAll(ids(page));
        }
        ids.add(late);
        assertThat(seen).containsExactlyElementsOf(ids);
        assertThat(first.path("total").asInt()).isEqualTo(25);
        assertThat(relay.get(first.at("/links/next").asText())
                        .json()
                        .path("data")
                        .size())
                .isEqualTo(10);
        for (String wrong : List.of("limit=9", "limit=51", "limit=x", "cursor=nonsense", "type=comment")) {
            assertThat(relay.get(board + "/items?" + wrong).status()).as(wrong).isEqualTo(400);
        }
        assertThat(relay.get(board + "/items?limit=50&type=text").json().path("data"))
                .isEmpty();
    }

    private static List<String> ids(JsonNode page) {
        List<String> ids = new ArrayList<>();
        page.path("data").forEach(item -> ids.add(item.path("id").asText()));
        return ids;
    }

    @Test
    void aFrameHoldsItsItems() {
        String board = board();
        String frame = relay.create(
                board + "/frames", Api.json("{'data': {'title': 'f'}, 'geometry': {'width': 1000, 'height': 500}}"));
        String in = Api.json("{'parent': {'id': '" + frame + "'}, 'position': {'x': 10, 'y': 20}}");
        String child = relay.create(board + "/sticky_notes", in);
        String other = relay.create(board + "/sticky_notes", note("outside"));
        assertThat(ids(relay.get(board + "/items?parent_item_id=" + frame).json()))
                .containsExactly(child);
        assertThat(relay.get(board + "/items/" + child)
                        .json()
                        .at("/position/relativeTo")
                        .asText())
                .isEqualTo("parent_top_left");
        String outside = Api.json("{'parent': {'id': '" + frame + "'}, 'position': {'x': 1001, 'y': 0}}");
        assertThat(relay.patch(board + "/items/" + other, outside).code()).isEqualTo("invalidParameters");
        assertThat(relay.patch(board + "/items/" + other, in).status()).isEqualTo(200);
        assertThat(relay.patch(board + "/items/" + child, Api.json("{'parent': {'id': null}}"))
                        .json()
                        .has("parent"))
                .isFalse();
        assertThat(ids(relay.get(board + "/items?parent_item_id=" + frame).json()))
                .containsExactly(other);
        relay.delete(board + "/frames/" + frame);
        assertThat(relay.get(board + "/items/" + other)
                        .json()
                        .at("/position/relativeTo")
                        .asText())
                .isEqualTo("canvas_center");
        assertThat(relay.get(board + "/items?parent_item_id=" + frame).status()).isEqualTo(404);
    }

    @Test
    void bulkCreationIsAllOrNothing() {
        String board = board();
        String good = Api.json("{'type': 'sticky_note', 'data': {'content': 'x'}}");
        String bad = Api.json("{'type': 'sticky_note', 'data': {'shape': 'oval'}}");
        assertThat(relay.post(board + "/items/bulk", "[" + good + "," + bad + "]")
                        .status())
                .isEqualTo(400);
        assertThat(relay.post(board + "/items/bulk", "[" + (good + ",").repeat(20) + good + "]")
                        .status())
                .isEqualTo(400);
        assertThat(relay.post(board + "/items/bulk", "[]").status()).isEqualTo(400);
        assertThat(relay.get(board + "/items").json().path("total").asInt()).isZero();
        Api.Answer made = relay.post(
                board + "/items/bulk",
                "[" + good + "," + Api.json("{'type': 'image', 'data': {'url': 'https://example.com/x.png'}}") + "]");
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.json().path("data")).hasSize(2);
        assertThat(relay.get(board + "/items").json().path("total").asInt()).isEqualTo(2);
    }

    @Test
    void aTagIdInADeletionOnlyTakesTheTag() {
        String board = board();
        String item = relay.create(board + "/sticky_notes", note("x"));
        String tag = relay.create(board + "/tags", Api.json("{'title': 'late', 'fillColor': 'red'}"));
        assertThat(relay.post(board + "/items/" + item + "?tag_id=" + tag, "").status())
                .isEqualTo(204);
        assertThat(ids(relay.get(board + "/items?tag_id=" + tag).json())).containsExactly(item);
        assertThat(relay.get(board + "/items/" + item + "/tags")
                        .json()
                        .at("/tags/0/title")
                        .asText())
                .isEqualTo("late");
        assertThat(relay.delete(board + "/items/" + item + "?tag_id=" + tag).status())
                .isEqualTo(204);
        assertThat(relay.get(board + "/items/" + item).status()).isEqualTo(200);
        assertThat(relay.get(board + "/items/" + item + "/tags").json().path("tags"))
                .isEmpty();
        assertThat(relay.delete(board + "/items/" + item).status()).isEqualTo(204);
        assertThat(relay.get(board + "/items/" + item).status()).isEqualTo(404);
        assertThat(relay.patch(board + "/tags/" + tag, Api.json("{'title': 'done'}"))
                        .status())
                .isEqualTo(200);
        assertThat(relay.get(board + "/tags").json().path("total").asInt()).isEqualTo(1);
        assertThat(relay.delete(board + "/tags/" + tag).status()).isEqualTo(204);
        assertThat(relay.get(board + "/tags/" + tag).status()).isEqualTo(404);
    }

    @Test
    void linesConnectItemsAndDangleWhenOneGoes() {
        String board = board();
        String from = relay.create(board + "/sticky_notes", note("a"));
        String to = relay.create(board + "/sticky_notes", note("b"));
        String line = relay.create(
                board + "/connectors",
                Api.json("{'startItem': {'id': '" + from + "'}, 'endItem': {'id': '" + to
                        + "'}, 'captions': [{'content': 'c'}]}"));
        assertThat(relay.patch(board + "/connectors/" + line, Api.json("{'shape': 'straight'}"))
                        .json()
                        .path("shape")
                        .asText())
                .isEqualTo("straight");
        relay.delete(board + "/items/" + to);
        JsonNode dangling = relay.get(board + "/connectors").json().at("/data/0");
        assertThat(dangling.at("/startItem/id").asText()).isEqualTo(from);
        assertThat(dangling.has("endItem")).isFalse();
        assertThat(relay.delete(board + "/connectors/" + line).status()).isEqualTo(204);
        assertThat(relay.get(board + "/connectors/" + line).status()).isEqualTo(404);
    }
}

package dev.footbridge.webex.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ListsTest {
    private WebexEmulator webex;
    private Api relay;
    private String general;

    @BeforeEach
    void start() {
        webex = WebexEmulator.builder()
                .user("ada", "Ada Lovelace", "ada@example.com")
                .user("grace", "Grace Hopper", "grace@example.com")
                .outsider("eve", "Eve Outside", "eve@elsewhere.example")
                .room("General", "ada", "grace", "eve")
                .room("Random", "ada")
                .roomWithoutApps("Lounge", "ada", "grace")
                .start();
        relay = new Api(webex, webex.relayToken());
        general = webex.roomId("General");
    }

    @AfterEach
    void stop() {
        webex.close();
    }

    private List<String> post(int count) {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ids.add(webex.people().post("ada", general, "m" + i));
        }
        Collections.reverse(ids);
        return ids;
    }

    private static List<String> ids(List<JsonNode> items) {
        return items.stream().map(item -> item.path("id").asText()).toList();
    }

    @Test
    void pagesTellEverythingOnceAndNewestFirst() {
        List<String> newestFirst = post(25);
        Api.Answer first = relay.get("/messages?roomId=" + general + "&max=10");
        assertThat(first.all("id")).isEqualTo(newestFirst.subList(0, 10));
        assertThat(first.next().orElseThrow()).startsWith(webex.apiUrl() + "/messages?roomId=" + general + "&max=10");
        assertThat(ids(relay.pages("/messages?roomId=" + general + "&max=10"))).isEqualTo(newestFirst);
        assertThat(relay.get("/messages?roomId=" + general + "&max=25").next()).isEmpty();
        assertThat(relay.get("/messages?roomId=" + general).items()).hasSize(25);
    }

    @Test
    void whatComesAndGoesBetweenPagesShiftsNothing() {
        List<String> newestFirst = post(6);
        Api.Answer first = relay.get("/messages?roomId=" + general + "&max=3");
        webex.people().post("ada", general, "later");
        webex.people().delete("ada", general, newestFirst.get(2));
        assertThat(relay.getUrl(first.next().orElseThrow()).all("id")).isEqualTo(newestFirst.subList(3, 6));
    }

    @Test
    void pagesMayBeEmptyWhileThereIsMore() {
        List<String> newestFirst = post(5);
        webex.emptyPages(true);
        Api.Answer empty = relay.get("/messages?roomId=" + general + "&max=2");
        assertThat(empty.items()).isEmpty();
        assertThat(empty.next()).isPresent();
        assertThat(relay.getUrl(empty.next().orElseThrow()).items()).hasSize(2);
        assertThat(ids(relay.pages("/messages?roomId=" + general + "&max=2"))).isEqualTo(newestFirst);
        assertThat(relay.pages("/rooms")).hasSize(2);
    }

    @Test
    void beforeAndBeforeMessageExclude() {
        List<String> newestFirst = post(5);
        String middle = newestFirst.get(2);
        assertThat(relay.get("/messages?roomId=" + general + "&beforeMessage=" + middle)
                        .all("id"))
                .isEqualTo(newestFirst.subList(3, 5));
        String created = relay.get("/messages/" + middle).get("created");
        assertThat(relay.get("/messages?roomId=" + general + "&before=" + created)
                        .all("id"))
                .isEqualTo(newestFirst.subList(3, 5));
        assertThat(relay.get("/messages?roomId=" + general + "&before=2020-01-01T00:00:00%2B00:00")
                        .items())
                .isEmpty();
        assertThat(relay.get("/messages?roomId=" + general + "&before=yesterday")
                        .status())
                .isEqualTo(400);
        String nowhere = Ids.of(Ids.Kind.MESSAGE, "00000000-0000-4000-8000-000000000000");
        assertThat(relay.get("/messages?roomId=" + general + "&beforeMessage=" + nowhere)
                        .status())
                .isEqualTo(404);
    }

    @Test
    void pageSizesHaveBounds() {
        assertThat(relay.get("/messages?roomId=" + general + "&max=0").status()).isEqualTo(400);
        assertThat(relay.get("/messages?roomId=" + general + "&max=ten").status())
                .isEqualTo(400);
        assertThat(relay.get("/rooms?max=1001").status()).isEqualTo(400);
        assertThat(relay.get("/messages?roomId=" + general + "&mentionedPeople=me&max=101")
                        .status())
                .isEqualTo(400);
        assertThat(relay.get("/rooms?cursor=nonsense").status()).isEqualTo(400);
        assertThat(relay.get("/messages").status()).isEqualTo(400);
    }

    @Test
    void repliesAreListedByParentAndAmongAll() {
        String root = webex.people().post("ada", general, "root");
        String reply = webex.people().post("grace", general, "reply", Optional.of(root));
        String again = webex.people().post("ada", general, "to the reply", Optional.of(reply));
        assertThat(relay.get("/messages?roomId=" + general + "&parentId=" + root)
                        .all("id"))
                .containsExactly(again, reply);
        assertThat(relay.get("/messages?roomId=" + general).all("id")).containsExactly(again, reply, root);
    }

    @Test
    void peopleAreFoundInsideTheOrganizationOnly() {
        assertThat(relay.get("/people/me").get("id")).isEqualTo(webex.relayPersonId());
        assertThat(relay.get("/people?email=Ada@Example.com").all("displayName"))
                .containsExactly("Ada Lovelace");
        assertThat(relay.get("/people?displayName=gra").all("displayName")).containsExactly("Grace Hopper");
        assertThat(relay.get("/people?id=" + webex.personId("ada") + "," + webex.personId("grace"))
                        .items())
                .hasSize(2);
        assertThat(relay.get("/people?email=eve@elsewhere.example").items()).isEmpty();
        Api.Answer eve = relay.get("/people/" + webex.personId("eve"));
        assertThat(eve.get("displayName")).isEqualTo("Eve Outside");
        assertThat(eve.json().has("status")).isFalse();
        assertThat(relay.get("/people").status()).isEqualTo(400);
        assertThat(relay.get("/people/" + webex.botPersonId()).get("type")).isEqualTo("bot");
        assertThat(relay.get("/people/" + Ids.of(Ids.Kind.PEOPLE, "00000000-0000-4000-8000-000000000000"))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void roomsAreThoseOneIsIn() {
        assertThat(relay.get("/rooms").all("title")).containsExactlyInAnyOrder("General", "Random");
        assertThat(relay.get("/rooms/" + webex.roomId("Lounge")).status()).isEqualTo(404);
        relay.post("/messages", Api.body("toPersonEmail", "ada@example.com", "text", "hi"));
        assertThat(relay.get("/rooms?type=direct").all("title")).containsExactly("Ada Lovelace");
        assertThat(relay.get("/rooms?type=odd").status()).isEqualTo(400);
        webex.people().post("ada", general, "now");
        assertThat(relay.get("/rooms?sortBy=lastactivity&type=group").all("title"))
                .startsWith("General");
        assertThat(relay.get("/rooms?sortBy=colour").status()).isEqualTo(400);
    }

    @Test
    void roomsAreCreatedRenamedAndLeft() {
        Api.Answer created = relay.post("/rooms", Api.body("title", "New"));
        assertThat(created.get("creatorId")).isEqualTo(webex.relayPersonId());
        assertThat(relay.put("/rooms/" + created.get("id"), Api.body("title", "Newer"))
                        .get("title"))
                .isEqualTo("Newer");
        assertThat(relay.post("/rooms", Api.body()).status()).isEqualTo(400);
        String membership = relay.post(
                        "/memberships", Api.body("roomId", created.get("id"), "personEmail", "ada@example.com"))
                .get("id");
        assertThat(membership).isNotEmpty();
        // Who does not moderate only leaves.
        assertThat(relay.delete("/rooms/" + created.get("id")).status()).isEqualTo(204);
        assertThat(relay.get("/rooms/" + created.get("id")).status()).isEqualTo(404);
        Api ada = new Api(webex, webex.userToken("ada"));
        assertThat(ada.get("/rooms/" + created.get("id")).status()).isEqualTo(200);
        webex.moderate(created.get("id"), "ada");
        assertThat(ada.delete("/rooms/" + created.get("id")).status()).isEqualTo(204);
        assertThat(ada.get("/rooms/" + created.get("id")).status()).isEqualTo(404);
    }

    @Test
    void membersAreListedAddedAndRemoved() {
        assertThat(relay.get("/memberships?roomId=" + general).all("personDisplayName"))
                .contains("Ada Lovelace", "Grace Hopper", "Eve Outside", "Footbridge");
        assertThat(relay.get("/memberships").all("personId")).containsOnly(webex.relayPersonId());
        assertThat(relay.get("/memberships?personEmail=ada@example.com").status())
                .isEqualTo(400);
        Api.Answer mine = relay.get("/memberships?roomId=" + general + "&personEmail=ada@example.com");
        assertThat(mine.all("personId")).containsExactly(webex.personId("ada"));
        assertThat(relay.post("/memberships", Api.body("roomId", general, "personEmail", "ada@example.com"))
                        .status())
                .isEqualTo(409);
        assertThat(relay.post("/memberships", Api.body("roomId", general, "personEmail", "no@example.com"))
                        .status())
                .isEqualTo(404);
        String id = mine.all("id").get(0);
        assertThat(relay.get("/memberships/" + id).get("personEmail")).isEqualTo("ada@example.com");
        assertThat(relay.delete("/memberships/" + id).status()).isEqualTo(204);
        assertThat(relay.get("/memberships/" + id).status()).isEqualTo(404);
        assertThat(new Api(webex, webex.userToken("ada"))
                        .get("/rooms/" + general)
                        .status())
                .isEqualTo(404);
    }

    @Test
    void lockedRoomsAreChangedByModeratorsOnly() {
        webex.moderate("General", "ada");
        assertThat(relay.put("/rooms/" + general, Api.body("title", "x")).status())
                .isEqualTo(403);
        String grace = relay.get("/memberships?roomId=" + general + "&personEmail=grace@example.com")
                .all("id")
                .get(0);
        assertThat(relay.delete("/memberships/" + grace).status()).isEqualTo(403);
        assertThat(relay.put(
                                "/memberships/" + grace,
                                Api.body().put("isModerator", true).put("isRoomHidden", false))
                        .status())
                .isEqualTo(403);
        Api ada = new Api(webex, webex.userToken("ada"));
        assertThat(ada.put(
                                "/memberships/" + grace,
                                Api.body().put("isModerator", true).put("isRoomHidden", false))
                        .json()
                        .path("isModerator")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void teamsAreListed() {
        assertThat(relay.get("/teams").all("name")).containsExactly("Footbridge Team");
        String id = relay.get("/teams").all("id").get(0);
        assertThat(relay.get("/teams/" + id).get("name")).isEqualTo("Footbridge Team");
    }

    @Test
    void messagesOfOneMomentHaveDifferentTimes() {
        post(50);
        List<String> times = relay.pages("/messages?roomId=" + general).stream()
                .map(item -> item.path("created").asText())
                .toList();
        assertThat(times).doesNotHaveDuplicates().isSortedAccordingTo(Collections.reverseOrder());
    }
}

package dev.footbridge.teams.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ListsTest {
    private TeamsEmulator emulator;
    private Api ada;

    @BeforeEach
    void start() {
        emulator = TeamsEmulator.start();
        ada = Api.as(emulator, Seed.ADA);
    }

    @AfterEach
    void stop() {
        emulator.close();
    }

    @Test
    void channelListGoesFromTheNewestBackThroughAllPages() {
        var ids = post(Api.GENERAL, 45);
        var seen = new ArrayList<String>();
        var pages = 0;
        for (var url = Api.GENERAL + "?$top=20"; !url.isEmpty(); pages++) {
            var page = ada.get(url).json();
            page.path("value").forEach(m -> seen.add(m.path("id").asText()));
            url = page.path("@odata.nextLink").asText();
        }
        java.util.Collections.reverse(ids);
        assertThat(seen).isEqualTo(ids);
        assertThat(pages).isEqualTo(3);
    }

    @Test
    void pagesDoNotShiftWhenMessagesArrive() {
        var ids = post(Api.GENERAL, 4);
        var first = ada.get(Api.GENERAL + "?$top=2").json();
        post(Api.GENERAL, 3);
        var second = ada.get(first.path("@odata.nextLink").asText()).json();
        assertThat(ids(second)).containsExactly(ids.get(1), ids.get(0));
    }

    @Test
    void moreThanFiftyPerPageIsRefused() {
        assertThat(ada.get(Api.GENERAL + "?$top=51").status()).isEqualTo(400);
        assertThat(ada.get(Api.GENERAL + "/delta?$top=51").status()).isEqualTo(400);
        assertThat(ada.get(Api.GROUP + "?$top=0").status()).isEqualTo(400);
    }

    @Test
    void expandedRootCarriesItsReplies() {
        var root = ada.postText(Api.GENERAL, "root");
        ada.postText(Api.GENERAL + "/" + root + "/replies", "one");
        var listed = ada.get(Api.GENERAL + "?$expand=replies").value().get(0);
        assertThat(listed.path("replies")).hasSize(1);
        assertThat(listed.path("replies@odata.count").asInt()).isEqualTo(1);
        assertThat(ada.get(Api.GENERAL).value().get(0).has("replies")).isFalse();
    }

    @Test
    void chatListIsOrderedByChangeAndFilteredByTime() {
        var ids = post(Api.GROUP, 3);
        ada.patch(Api.GROUP + "/" + ids.get(0), Api.body("text", "edited"));

        assertThat(ids(ada.get(Api.GROUP).json())).containsExactly(ids.get(0), ids.get(2), ids.get(1));
        assertThat(ids(ada.get(Api.GROUP + "?$orderby=createdDateTime%20desc").json()))
                .containsExactly(ids.get(2), ids.get(1), ids.get(0));

        var edited = ada.get(Api.GROUP + "/" + ids.get(2))
                .json()
                .path("lastModifiedDateTime")
                .asText();
        var filtered = ada.get(
                Api.GROUP + "?$orderby=lastModifiedDateTime%20desc&$filter=lastModifiedDateTime%20gt%20" + edited);
        assertThat(ids(filtered.json())).containsExactly(ids.get(0));
        assertThat(ada.get(Api.GROUP + "?$orderby=createdDateTime%20asc").status())
                .isEqualTo(400);
    }

    @Test
    void deltaReportsEverythingOnceAndThenOnlyChanges() {
        var ids = post(Api.GENERAL, 5);
        var seen = new ArrayList<String>();
        var deltaLink = round(Api.GENERAL + "/delta?$top=2", seen);
        assertThat(seen).isEqualTo(ids);

        assertThat(ada.get(deltaLink).value()).isEmpty();
        ada.post(Api.GENERAL + "/" + ids.get(1) + "/setReaction", "{\"reactionType\":\"👍\"}");
        ada.post(Api.GENERAL + "/" + ids.get(3) + "/softDelete", "");
        var fresh = post(Api.GENERAL, 1);
        var changed = new ArrayList<String>();
        round(deltaLink, changed);
        assertThat(changed).containsExactly(ids.get(1), ids.get(3), fresh.get(0));
    }

    @Test
    void deltaBringsAChainBackWhenAReplyComes() {
        var root = ada.postText(Api.GENERAL, "root");
        var other = ada.postText(Api.GENERAL, "other");
        var deltaLink = ada.get(Api.GENERAL + "/delta?$expand=replies")
                .json()
                .path("@odata.deltaLink")
                .asText();
        var reply = ada.postText(Api.GENERAL + "/" + root + "/replies", "late");

        var changed = ada.get(deltaLink).json();
        assertThat(ids(changed)).containsExactly(root).doesNotContain(other);
        assertThat(changed.path("value")
                        .get(0)
                        .path("replies")
                        .get(0)
                        .path("id")
                        .asText())
                .isEqualTo(reply);
    }

    @Test
    void deltaFilterStartsInTheMiddle() {
        var ids = post(Api.GENERAL, 3);
        var second = ada.get(Api.GENERAL + "/" + ids.get(1))
                .json()
                .path("lastModifiedDateTime")
                .asText();
        var page = ada.get(Api.GENERAL + "/delta?$filter=lastModifiedDateTime%20gt%20" + second)
                .json();
        assertThat(ids(page)).containsExactly(ids.get(2));
        assertThat(ada.get(Api.GENERAL + "/delta?$filter=createdDateTime%20gt%20" + second)
                        .status())
                .isEqualTo(400);
        assertThat(ada.get(Api.GENERAL + "/delta?$deltatoken=rubbish").status()).isEqualTo(400);
    }

    /** Reads a whole round of a delta query and returns the link for the next. */
    private String round(String url, List<String> seen) {
        var page = ada.get(url).json();
        while (page.has("@odata.nextLink")) {
            seen.addAll(ids(page));
            page = ada.get(page.path("@odata.nextLink").asText()).json();
        }
        seen.addAll(ids(page));
        return page.path("@odata.deltaLink").asText();
    }

    private List<String> post(String path, int count) {
        var ids = new ArrayList<String>();
        for (int i = 0; i < count; i++) {
            ids.add(ada.postText(path, "message " + i));
        }
        return ids;
    }

    private static List<String> ids(com.fasterxml.jackson.databind.JsonNode page) {
        var ids = new ArrayList<String>();
        page.path("value").forEach(m -> ids.add(m.path("id").asText()));
        return ids;
    }
}

package dev.footbridge.gchat.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DirectoryTest {
    private static GchatEmulator emulator;
    private static Rest admin;
    private static Rest app;
    private static Rest relay;

    @BeforeAll
    static void start() {
        emulator = GchatEmulator.builder().start();
        admin = new Rest(
                emulator, emulator.admin().userToken("relay", "admin.directory.user.readonly", "directory.readonly"));
        app = new Rest(emulator, emulator.admin().appToken("chat.bot", "admin.directory.user.readonly"));
        relay = new Rest(
                emulator,
                emulator.admin()
                        .userToken("relay", "chat.spaces", "chat.messages", "chat.memberships", "userinfo.email"));
    }

    @AfterAll
    static void stop() {
        emulator.close();
    }

    @Test
    void theDirectoryTellsPeopleOfTheOrganisationOnly() throws Exception {
        String stranger = emulator.admin().addExternalUser("eve", "Eve Elsewhere");
        Rest.Answer page = admin.get("/admin/directory/v1/users?customer=my_customer&maxResults=2");

        assertThat(page.json().path("users")).hasSize(2);
        assertThat(page.text("/users/0/name/fullName")).isEqualTo("Ada Lovelace");
        Rest.Answer next = admin.get(
                "/admin/directory/v1/users?customer=my_customer&maxResults=2&pageToken=" + page.text("/nextPageToken"));
        assertThat(next.json().path("users")).hasSize(2);
        assertThat(admin.get("/admin/directory/v1/users/grace@example.com").text("/id"))
                .isEqualTo(emulator.userId("grace"));
        assertThat(admin.get("/admin/directory/v1/users/" + stranger).error()).isEqualTo("NOT_FOUND");
        assertThat(admin.get("/admin/directory/v1/users").error()).isEqualTo("INVALID_ARGUMENT");
        assertThat(app.get("/admin/directory/v1/users?customer=my_customer").status())
                .isEqualTo(403);
    }

    @Test
    void membersOfGroupsAreAddedListedAndRemoved() throws Exception {
        Rest groups = new Rest(emulator, emulator.admin().userToken("relay", "admin.directory.group.member"));
        String members = "/admin/directory/v1/groups/" + emulator.groups().add() + "/members";
        String grace = emulator.userId("grace");

        assertThat(groups.post(members, "{'email': 'ada@example.com', 'role': 'MEMBER'}")
                        .text("/id"))
                .isEqualTo(emulator.userId("ada"));
        assertThat(groups.post(members, "{'email': 'grace@example.com'}").status())
                .isEqualTo(200);
        Rest.Answer again = groups.post(members, "{'email': 'grace@example.com'}");
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.text("/error/errors/0/reason")).isEqualTo("duplicate");
        assertThat(groups.post(members, "{'role': 'MEMBER'}").status()).isEqualTo(400);
        assertThat(groups.post(members, "{'email': 'nobody@example.com'}").status())
                .isEqualTo(404);

        Rest.Answer page = groups.get(members + "?maxResults=1");
        assertThat(page.text("/members/0/email")).isEqualTo("ada@example.com");
        assertThat(groups.get(members + "?maxResults=1&pageToken=" + page.text("/nextPageToken"))
                        .text("/members/0/id"))
                .isEqualTo(grace);

        assertThat(groups.delete(members + "/" + grace).status()).isEqualTo(204);
        assertThat(groups.delete(members + "/" + grace).status()).isEqualTo(404);
        assertThat(groups.get("/admin/directory/v1/groups/0nowhere/members").status())
                .isEqualTo(404);
        assertThat(admin.get(members).status()).isEqualTo(403);
    }

    @Test
    void peopleTellNames() throws Exception {
        String grace = emulator.userId("grace");

        assertThat(admin.get("/v1/people/" + grace + "?personFields=names").text("/names/0/displayName"))
                .isEqualTo("Grace Hopper");
        assertThat(admin.get("/v1/people:listDirectoryPeople?readMask=names,emailAddresses")
                        .text("/people/1/emailAddresses/0/value"))
                .isEqualTo("grace@example.com");
        assertThat(admin.get("/v1/people:searchDirectoryPeople?readMask=names&query=grace")
                        .json()
                        .path("people"))
                .hasSize(1);
        assertThat(admin.get("/v1/people:batchGet?personFields=names&resourceNames=people/" + grace
                                + "&resourceNames=people/0")
                        .text("/responses/1/httpStatusCode"))
                .isEqualTo("404");
        assertThat(relay.get("/oauth2/v2/userinfo").text("/email")).isEqualTo("relay@example.com");
    }

    @Test
    void membersAreListedAsTheCallerSeesThem() throws Exception {
        String space = "/v1/spaces/" + emulator.spaceId("general");

        assertThat(app.get(space + "/members").json().path("memberships")).hasSize(4);
        assertThat(relay.get(space + "/members").json().path("memberships")).hasSize(5);
        assertThat(relay.get(space + "/members?filter=" + Rest.encode("member.type != \"BOT\""))
                        .json()
                        .path("memberships"))
                .hasSize(4);
        assertThat(relay.get(space + "/members/ada@example.com").text("/role")).isEqualTo("ROLE_MANAGER");
        assertThat(relay.get(space + "/members/app").text("/member/type")).isEqualTo("BOT");
    }

    @Test
    void spacesAreMadeFoundAndRenamed() throws Exception {
        Rest.Answer made = relay.post(
                "/v1/spaces:setup",
                "{'space': {'spaceType': 'SPACE', 'displayName': 'made'}, 'memberships': [{'member': {'name': 'users/"
                        + emulator.userId("ada") + "', 'type': 'HUMAN'}}]}");
        assertThat(made.text("/membershipCount/joinedDirectHumanUserCount")).isEqualTo("2");
        assertThat(relay.post("/v1/spaces", "{'spaceType': 'SPACE', 'displayName': 'made'}")
                        .error())
                .isEqualTo("ALREADY_EXISTS");
        String path = "/v1/" + made.text("/name");
        assertThat(relay.patch(path + "?updateMask=displayName", "{'displayName': 'renamed'}")
                        .text("/displayName"))
                .isEqualTo("renamed");
        String grace = "{'member': {'name': 'users/grace@example.com', 'type': 'HUMAN'}}";
        assertThat(relay.post(path + "/members", grace).text("/state")).isEqualTo("JOINED");
        assertThat(relay.post(path + "/members", grace).error()).isEqualTo("ALREADY_EXISTS");
        assertThat(relay.delete(path + "/members/" + emulator.userId("grace")).text("/state"))
                .isEqualTo("NOT_A_MEMBER");
        String find = "/v1/spaces:findDirectMessage?name=users/" + emulator.userId("ada");
        assertThat(relay.get(find).error()).isEqualTo("NOT_FOUND");
        Rest.Answer direct = relay.post(
                "/v1/spaces:setup",
                "{'space': {'spaceType': 'DIRECT_MESSAGE'}, 'memberships': [{'member': {'name': 'users/"
                        + emulator.userId("ada") + "', 'type': 'HUMAN'}}]}");
        assertThat(relay.get(find).text("/name")).isEqualTo(direct.text("/name"));
        String chats = "/v1/spaces?filter=" + Rest.encode("spaceType = \"DIRECT_MESSAGE\"");
        assertThat(relay.get(chats).json())
                .as("listed from the first message on")
                .isEmpty();
        emulator.people().post("ada", direct.text("/name"), "hi");
        assertThat(relay.get(chats).json().path("spaces")).hasSize(1);
    }

    @Test
    void blockedFilesAndForeignTokensAreRefused() throws Exception {
        String space = emulator.spaceId("general");
        String upload = "/upload/v1/spaces/" + space + "/attachments:upload?uploadType=media&filename=";
        byte[] bytes = "data".getBytes(StandardCharsets.UTF_8);

        assertThat(relay.send("POST", upload + "a.exe", "application/octet-stream", bytes)
                        .error())
                .isEqualTo("INVALID_ARGUMENT");
        Rest.Answer uploaded = relay.send("POST", upload + "a.txt", "text/plain", bytes);
        String token = uploaded.text("/attachmentDataRef/attachmentUploadToken");
        String body = "{'attachment': [{'attachmentDataRef': {'attachmentUploadToken': '" + token + "'}}]}";
        assertThat(relay.post("/v1/spaces/" + emulator.spaceId("random") + "/messages", body)
                        .error())
                .isEqualTo("INVALID_ARGUMENT");
        Rest.Answer sent = relay.post("/v1/spaces/" + space + "/messages", body);
        assertThat(sent.text("/attachment/0/source")).isEqualTo("UPLOADED_CONTENT");
        String media = "/v1/media/" + sent.text("/attachment/0/attachmentDataRef/resourceName");
        assertThat(app.get(media + "?alt=media").response().body()).isEqualTo(bytes);
        assertThat(app.get("/v1/" + sent.text("/attachment/0/name")).text("/contentName"))
                .isEqualTo("a.txt");
        Rest alan = new Rest(emulator, emulator.admin().userToken("alan", "chat.messages"));
        emulator.admin().leave("general", "alan");
        assertThat(alan.get(media + "?alt=media").error()).isEqualTo("PERMISSION_DENIED");
    }
}

package dev.footbridge.miro.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CompanyTest {
    private MiroEmulator miro;
    private Api admin;
    private String org;
    private String team;

    @BeforeEach
    void start() {
        miro = MiroEmulator.builder().start();
        admin = Api.as(miro, "relay");
        org = "/v2/orgs/" + miro.organizationId();
        team = org + "/teams/" + miro.teamId();
    }

    @AfterEach
    void stop() {
        miro.close();
    }

    private static String mail(String handle) {
        return Api.json("{'email': '" + handle + "@example.com'}");
    }

    private List<String> pages(String path) {
        List<String> ids = new ArrayList<>();
        String cursor = "";
        do {
            String more = cursor.isEmpty() ? "" : "&cursor=" + Api.encode(cursor);
            JsonNode page = admin.get(path + "?limit=1" + more).json();
            page.path("data").forEach(row -> ids.add(row.path("id").asText()));
            cursor = page.path("cursor").asText("");
        } while (!cursor.isEmpty());
        return ids;
    }

    @Test
    void onlyCompanyAdminsOfThisOrganizationGetIn() {
        assertThat(admin.get(org).json().path("plan").asText()).isEqualTo("company");
        assertThat(Api.as(miro, "grace").get(org).code()).isEqualTo("insufficientPermissions");
        assertThat(admin.get("/v2/orgs/1").status()).isEqualTo(404);
        Api poor = new Api(miro, miro.accessToken("relay", Set.of("organizations:groups:read")));
        assertThat(poor.get(team + "/groups").json().path("message").asText())
                .as("two scopes are needed")
                .contains("organizations:teams:read");
    }

    @Test
    void membersAreFoundByMailAndInPages() {
        assertThat(pages(org + "/members")).hasSize(4).contains(miro.userId("ada"));
        JsonNode found = admin.get(org + "/members?emails=ada@example.com,grace@example.com")
                .json();
        assertThat(found.isArray()).isTrue();
        assertThat(found).hasSize(2);
        assertThat(found.at("/0/email").asText()).isEqualTo("ada@example.com");
        assertThat(admin.get(org + "/members?role=organization_internal_admin")
                        .json()
                        .path("size")
                        .asInt())
                .isEqualTo(2);
        assertThat(admin.get(org + "/members/" + miro.userId("alan"))
                        .json()
                        .path("email")
                        .asText())
                .isEqualTo("alan@example.com");
        assertThat(admin.get(org + "/members/1").status()).isEqualTo(404);
        assertThat(admin.get(org + "/members?limit=101").status()).isEqualTo(400);
        assertThat(admin.get(org + "/members?cursor=x").status()).isEqualTo(400);
    }

    @Test
    void teamsHaveMembersAndSettings() {
        String id = admin.create(org + "/teams", Api.json("{'name': 'Field'}"));
        String field = org + "/teams/" + id;
        assertThat(pages(org + "/teams")).hasSize(3).endsWith(id);
        assertThat(admin.get(org + "/teams?name=IEL").json().path("size").asInt())
                .isEqualTo(1);
        assertThat(admin.patch(field, Api.json("{'name': 'Fields'}"))
                        .json()
                        .path("name")
                        .asText())
                .isEqualTo("Fields");
        assertThat(admin.post(org + "/teams", Api.json("{'name': ''}")).status())
                .isEqualTo(400);
        assertThat(admin.post(field + "/members", mail("ada")).status()).isEqualTo(201);
        assertThat(admin.post(field + "/members", mail("ada")).status()).isEqualTo(409);
        assertThat(admin.post(field + "/members", mail("nobody")).status()).isEqualTo(400);
        String ada = field + "/members/" + miro.userId("ada");
        assertThat(admin.patch(ada, Api.json("{'role': 'admin'}"))
                        .json()
                        .path("role")
                        .asText())
                .isEqualTo("admin");
        assertThat(admin.get(field + "/members?role=admin").json().path("size").asInt())
                .isEqualTo(2);
        assertThat(admin.delete(ada).status()).isEqualTo(204);
        assertThat(admin.get(ada).status()).isEqualTo(404);
        assertThat(admin.delete(field + "/members/" + miro.userId("relay")).status())
                .as("the last admin")
                .isEqualTo(400);
        assertThat(admin.get(org + "/default_teams_settings").status()).isEqualTo(200);
        String sharing = "{'teamSharingPolicySettings': {'sharingViaPublicLink': 'not_allowed'}}";
        admin.patch(field + "/settings", Api.json(sharing));
        assertThat(admin.get(field + "/settings")
                        .json()
                        .at("/teamSharingPolicySettings/sharingViaPublicLink")
                        .asText())
                .isEqualTo("not_allowed");
        assertThat(admin.patch(field + "/settings", Api.json(sharing.replace("not_allowed", "maybe")))
                        .status())
                .isEqualTo(400);
        assertThat(admin.delete(field).status()).isEqualTo(204);
        assertThat(admin.get(field).status()).isEqualTo(404);
        assertThat(admin.delete(team).status()).isEqualTo(400);
    }

    @Test
    void projectsHaveMembersAndSettings() {
        String id = admin.create(team + "/projects", Api.json("{'name': 'Moon'}"));
        String project = team + "/projects/" + id;
        assertThat(pages(team + "/projects")).hasSize(2).endsWith(id);
        assertThat(admin.patch(project, Api.json("{'name': 'Mars'}"))
                        .json()
                        .path("name")
                        .asText())
                .isEqualTo("Mars");
        assertThat(admin.get(project).status()).isEqualTo(200);
        assertThat(admin.post(project + "/members", Api.json("{'email': 'ada@example.com', 'role': 'viewer'}"))
                        .status())
                .isEqualTo(201);
        String ada = project + "/members/" + miro.userId("ada");
        assertThat(admin.patch(ada, Api.json("{'role': 'commentator'}"))
                        .json()
                        .path("role")
                        .asText())
                .isEqualTo("commentator");
        assertThat(admin.patch(ada, Api.json("{'role': 'commenter'}")).status()).isEqualTo(400);
        assertThat(pages(project + "/members")).hasSize(2);
        assertThat(admin.delete(ada).status()).isEqualTo(204);
        assertThat(admin.get(ada).status()).isEqualTo(404);
        admin.patch(project + "/settings", Api.json("{'sharingPolicySettings': {'teamAccess': 'view'}}"));
        assertThat(admin.get(project + "/settings")
                        .json()
                        .at("/sharingPolicySettings/teamAccess")
                        .asText())
                .isEqualTo("view");
        assertThat(admin.delete(project).status()).isEqualTo(204);
        assertThat(admin.get(project).status()).isEqualTo(404);
    }

    @Test
    void groupsHoldPeopleAndAreLinked() {
        String id = admin.create(org + "/groups", Api.json("{'name': 'Crew', 'description': 'all aboard'}"));
        String group = org + "/groups/" + id;
        assertThat(admin.post(org + "/groups", Api.json("{'name': 'Crew'}")).status())
                .isEqualTo(409);
        assertThat(admin.patch(group, Api.json("{'description': 'x'}"))
                        .json()
                        .path("name")
                        .asText())
                .isEqualTo("Crew");
        assertThat(pages(org + "/groups")).hasSize(2);
        assertThat(admin.post(group + "/members", mail("ada")).status()).isEqualTo(201);
        assertThat(admin.get(group + "/members/" + miro.userId("ada")).status()).isEqualTo(200);
        JsonNode results = admin.patch(
                        group + "/members",
                        Api.json("{'membersToAdd': ['grace@example.com', 'alan@example.com'],"
                                + " 'membersToRemove': ['nobody@example.com']}"))
                .json();
        assertThat(results.at("/0/affectedUsers")).hasSize(2);
        assertThat(results.at("/1/status").asInt()).isEqualTo(400);
        assertThat(pages(group + "/members")).hasSize(3);
        assertThat(admin.delete(group + "/members/" + miro.userId("ada")).status())
                .isEqualTo(204);
        assertThat(admin.delete(group + "/members/" + miro.userId("ada")).status())
                .isEqualTo(404);

        String link = Api.json("{'userGroupId': '" + id + "', 'role': 'member'}");
        assertThat(admin.post(team + "/groups", link).status()).isEqualTo(201);
        assertThat(admin.post(team + "/groups", link).status()).isEqualTo(409);
        assertThat(pages(team + "/groups")).contains(id);
        assertThat(pages(group + "/teams")).containsExactly(miro.teamId());
        assertThat(admin.get(group + "/teams/" + miro.teamId()).status()).isEqualTo(200);
        assertThat(admin.get(team + "/groups/" + id).status()).isEqualTo(200);
        assertThat(admin.delete(team + "/groups/" + id).status()).isEqualTo(204);
        assertThat(admin.get(team + "/groups/" + id).status()).isEqualTo(404);

        String project = pages(team + "/projects").get(0);
        String share = Api.json("{'userGroupIds': ['" + id + "'], 'role': 'EDITOR'}");
        for (String place : List.of("/boards/" + miro.boardId("Roadmap"), "/projects/" + project)) {
            assertThat(admin.post(org + place + "/groups", share).status()).isEqualTo(200);
            assertThat(admin.get(org + place + "/groups")
                            .json()
                            .at("/data/0/role")
                            .asText())
                    .isEqualTo("EDITOR");
            assertThat(admin.delete(org + place + "/groups/" + id).status()).isEqualTo(204);
            assertThat(admin.get(org + place + "/groups").json().path("data")).isEmpty();
        }
        assertThat(admin.delete(group).status()).isEqualTo(204);
        assertThat(admin.get(group).status()).isEqualTo(404);
    }

    @Test
    void boardsAreLabelled() {
        JsonNode labels =
                admin.get(org + "/data-classification-settings").json().path("labels");
        assertThat(labels).hasSize(3);
        String secret = labels.at("/2/id").asText();
        String board = team + "/boards/" + miro.boardId("Roadmap") + "/data-classification";
        assertThat(admin.get(board).status()).isEqualTo(404);
        assertThat(admin.post(board, Api.json("{'labelId': '" + secret + "'}"))
                        .json()
                        .path("name")
                        .asText())
                .isEqualTo("secret");
        assertThat(admin.get(board).json().path("id").asText()).isEqualTo(secret);
        String usual = labels.at("/0/id").asText();
        assertThat(admin.patch(
                                team + "/data-classification",
                                Api.json("{'labelId': " + usual + ", 'notClassifiedOnly': true}"))
                        .json()
                        .path("numberUpdatedBoards")
                        .asInt())
                .isEqualTo(1);
        assertThat(admin.get(board).json().path("id").asText()).isEqualTo(secret);
        admin.patch(team + "/data-classification-settings", Api.json("{'defaultLabelId': " + secret + "}"));
        assertThat(admin.get(team + "/data-classification-settings")
                        .json()
                        .path("defaultLabelId")
                        .asText())
                .isEqualTo(secret);
        assertThat(admin.post(board, Api.json("{'labelId': '1'}")).status()).isEqualTo(400);
    }
}

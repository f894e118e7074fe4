package dev.footbridge.miro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footbridge.core.connector.Connector;
import dev.footbridge.core.connector.ConnectorConfig;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.ConnectorException.Kind;
import dev.footbridge.core.connector.CredentialStore;
import dev.footbridge.core.connector.Page;
import dev.footbridge.core.id.UserId;
import dev.footbridge.miro.MiroEnterpriseUnits.Member;
import dev.footbridge.miro.MiroEnterpriseUnits.Unit;
import dev.footbridge.miro.emulator.MiroEmulator;
import dev.footbridge.testkit.contract.VendorContracts;
import dev.footbridge.testkit.emulator.JournalEntry;
import dev.footbridge.testkit.fake.ManualClock;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The organisation behind the boards. Every request is checked against the vendor's description at the end. */
class MiroEnterpriseTest {

    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

    private final ManualClock clock = ManualClock.at(START);
    private final MiroEmulator miro = MiroEmulator.builder()
            .clock(clock)
            .random(new Random(7))
            .exportTime(Duration.ofMinutes(5))
            .start();
    private final String token = miro.accessToken(miro.relayHandle());
    private final Connector connector = connect(Map.of("organization-id", miro.organizationId()));
    private final MiroEnterprise enterprise = MiroEnterprise.of(connector).orElseThrow();
    private final Set<String> raw = new HashSet<>();

    private Connector connect(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "team-id", miro.teamId(),
                "access-token", token,
                "api-url", miro.baseUrl().toString()));
        settings.putAll(more);
        return new MiroConnectorProvider()
                .create(ConnectorConfig.of(
                        new MiroConnectorProvider(), settings, clock, new Random(3), CredentialStore.none()));
    }

    @AfterEach
    void close() {
        List<JournalEntry> sent =
                miro.journal().entries(entry -> entry.path().startsWith("/v") && !raw.contains(entry.path()));
        connector.close();
        miro.close();
        MiroRequestSchemas.check(sent);
    }

    private JsonNode send(String path, String body) throws Exception {
        raw.add(path);
        HttpRequest request = HttpRequest.newBuilder(URI.create(miro.baseUrl() + path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return VendorContracts.MAPPER.readTree(HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body());
    }

    @Test
    void isThereOnlyWithAnOrganisationAndForMiro() {
        try (Connector without = connect(Map.of())) {
            assertThat(MiroEnterprise.of(without)).isEmpty();
        }
        assertThat(MiroPolling.of(connector)).isPresent();
    }

    @Test
    void tellsTheOrganisationAndItsMembers() throws Exception {
        assertThat(enterprise.organization().id()).isEqualTo(miro.organizationId());
        List<MiroEnterprise.OrganizationMember> members = all(enterprise::members);
        assertThat(members)
                .extracting(MiroEnterprise.OrganizationMember::email)
                .contains("ada@example.com", "grace@example.com");
        assertThat(enterprise.members(Set.of("ada@example.com")).items())
                .extracting(MiroEnterprise.OrganizationMember::id)
                .containsExactly(miro.userId("ada"));
        assertThat(enterprise.member(miro.userId("ada")).active()).isTrue();
        assertThat(members.toString()).doesNotContain("@");
    }

    @Test
    void theDirectoryThenHasMailAddresses() throws Exception {
        UserId ada = new UserId(connector.workspace(), miro.userId("ada"));
        assertThat(connector.directory().orElseThrow().user(ada)).hasValueSatisfying(user -> {
            assertThat(user.displayName()).isEqualTo("Ada Lovelace");
            assertThat(user.email()).contains("ada@example.com");
        });
    }

    private interface Pages<T> {
        Page<T> get(Optional<String> cursor) throws ConnectorException, InterruptedException;
    }

    private static <T> List<T> all(Pages<T> pages) throws Exception {
        List<T> all = new java.util.ArrayList<>();
        Optional<String> cursor = Optional.empty();
        do {
            Page<T> page = pages.get(cursor);
            all.addAll(page.items());
            cursor = page.next();
        } while (cursor.isPresent());
        return all;
    }

    @Test
    void teamsAreMadeFilledAndDeleted() throws Exception {
        goThrough(enterprise.teams(), Optional.of("member"));
    }

    @Test
    void groupsAreMadeFilledAndDeleted() throws Exception {
        goThrough(enterprise.groups(), Optional.empty());
    }

    @Test
    void projectsAreMadeFilledAndDeleted() throws Exception {
        goThrough(enterprise.projects(miro.teamId()), Optional.of("editor"));
    }

    private void goThrough(MiroEnterpriseUnits units, Optional<String> role) throws Exception {
        Unit made = units.create("Bridges");
        assertThat(units.get(made.id()).name()).isEqualTo("Bridges");
        assertThat(units.rename(made.id(), "Ferries").name()).isEqualTo("Ferries");
        assertThat(all(units::list)).extracting(Unit::id).contains(made.id());

        Member ada = units.add(made.id(), "ada@example.com", role);
        assertThat(all(cursor -> units.members(made.id(), cursor)))
                .extracting(Member::id)
                .contains(ada.id());
        units.remove(made.id(), ada.id());
        assertThat(all(cursor -> units.members(made.id(), cursor)))
                .extracting(Member::id)
                .doesNotContain(ada.id());

        units.delete(made.id());
        assertThat(failure(() -> units.get(made.id())).kind()).isEqualTo(Kind.NOT_FOUND);
        assertThat(made.toString()).doesNotContain("Bridges");
    }

    @Test
    void rolesAndSettingsCanBeChanged() throws Exception {
        MiroEnterpriseUnits teams = enterprise.teams();
        String team = teams.create("Bridges").id();
        String ada = teams.add(team, "ada@example.com", Optional.of("member")).id();
        assertThat(teams.changeRole(team, ada, "admin").role()).contains("admin");
        assertThat(teams.changeSetting(team, "teamSharingPolicySettings.defaultBoardAccess", "private"))
                .containsEntry("teamSharingPolicySettings.defaultBoardAccess", "private");
        assertThat(teams.settings(team)).containsEntry("teamSharingPolicySettings.defaultBoardAccess", "private");
        assertThat(teams.groups(team, Optional.empty()).items()).isEmpty();

        MiroEnterpriseUnits projects = enterprise.projects(miro.teamId());
        String project = projects.create("Plans").id();
        String grace = projects.add(project, "grace@example.com", Optional.of("viewer"))
                .id();
        assertThat(projects.changeRole(project, grace, "editor").role()).contains("editor");
        assertThat(projects.changeSetting(project, "sharingPolicySettings.teamAccess", "view"))
                .containsEntry("sharingPolicySettings.teamAccess", "view");
        assertThat(projects.settings(project)).containsEntry("sharingPolicySettings.teamAccess", "view");
        assertThat(projects.groups(project, Optional.empty()).items()).isEmpty();

        assertThat(failure(() -> enterprise.groups().changeRole("1", "2", "admin"))
                        .kind())
                .isEqualTo(Kind.UNSUPPORTED);
        assertThat(failure(() -> enterprise.groups().settings("1")).kind()).isEqualTo(Kind.UNSUPPORTED);
        assertThat(failure(() -> teams.changeSetting(team, "a.b.c", "x")).kind())
                .isEqualTo(Kind.REJECTED);
        assertThat(failure(() -> teams.get("../boards")).kind()).isEqualTo(Kind.NOT_FOUND);
    }

    @Test
    void boardsAreExportedAndStreamedOut() throws Exception {
        MiroEnterpriseExports exports = enterprise.exports();
        String board = miro.boardId("Roadmap");
        UUID request = new UUID(1, 2);
        String job = exports.start(Set.of(board), MiroEnterpriseExports.Format.HTML, request);
        assertThat(exports.status(job)).isEqualTo("IN_PROGRESS");
        assertThat(exports.results(job))
                .allSatisfy(result -> assertThat(result.archive()).isEmpty());
        clock.advance(Duration.ofMinutes(6));
        assertThat(exports.status(job)).isEqualTo("FINISHED");
        assertThat(exports.jobs(Optional.empty()).items())
                .extracting(MiroEnterpriseExports.Job::id)
                .containsExactly(job);

        MiroEnterpriseExports.Result result = exports.results(job).get(0);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        URI link = result.archive().orElseThrow();
        long bytes = exports.download(link, out, 1_000_000);
        assertThat(result.board()).isEqualTo(board);
        assertThat(bytes).isPositive().isEqualTo(out.size());
        assertThat(result.toString()).doesNotContain(link.toString());

        MiroEnterpriseExports.Task task =
                exports.tasks(job, Optional.empty()).items().get(0);
        assertThat(task.board()).isEqualTo(board);
        assertThat(task.bytes()).isEqualTo(bytes);
        assertThat(exports.newLink(job, task.id())).isPresent();
        assertThat(failure(() -> exports.download(link, OutputStream.nullOutputStream(), bytes - 1))
                        .code())
                .isEqualTo("archive_too_large");
        assertThat(failure(() -> exports.download(
                                URI.create("https://evil.example/archive.zip"), OutputStream.nullOutputStream(), 1))
                        .code())
                .isEqualTo("host_not_allowed");
    }

    @Test
    void anExportCanBeCancelled() throws Exception {
        MiroEnterpriseExports exports = enterprise.exports();
        String job = exports.start(Set.of(miro.boardId("Roadmap")), MiroEnterpriseExports.Format.PDF, new UUID(3, 4));
        exports.cancel(job);

        assertThat(exports.status(job)).isEqualTo("CANCELLED");
        assertThat(failure(() -> exports.start(Set.of(), MiroEnterpriseExports.Format.SVG, new UUID(5, 6)))
                        .kind())
                .isEqualTo(Kind.REJECTED);
    }

    @Test
    void logsTellWhatWasDone() throws Exception {
        String board = miro.boardId("Roadmap");
        miro.people().post(miro.userId("ada"), miro.channelId("general"), "for the record");
        miro.comment("grace", board, "nowhere else");
        enterprise.teams().create("Bridges");
        clock.advance(Duration.ofMinutes(1));
        Instant now = clock.instant();

        List<MiroEnterpriseLogs.ContentChange> changes =
                all(cursor -> enterprise.logs().content(START.minusSeconds(1), now, Optional.of(board), cursor));
        assertThat(changes).anySatisfy(change -> {
            assertThat(change.action()).isEqualTo("create");
            assertThat(change.itemType()).isEqualTo("widget");
            assertThat(change.actorEmail()).contains("ada@example.com");
            assertThat(change.board()).isEqualTo(board);
        });
        assertThat(changes)
                .extracting(MiroEnterpriseLogs.ContentChange::itemType)
                .contains("comment_thread");
        assertThat(changes.toString()).doesNotContain("for the record", "nowhere else");
        List<MiroEnterpriseLogs.AuditEvent> events =
                all(cursor -> enterprise.logs().audit(START.minusSeconds(1), now, cursor));
        assertThat(events).isNotEmpty().allSatisfy(event -> {
            assertThat(event.event()).isNotBlank();
            assertThat(event.at()).isPresent();
        });
    }

    @Test
    void sessionsAreEnded() throws Exception {
        enterprise.resetSessions("grace@example.com");

        assertThat(miro.journal().count("POST", "/v2/sessions/reset_all")).isEqualTo(1);
    }

    @Test
    void casesAreReadAndNothingElse() throws Exception {
        String base = "/v2/orgs/" + miro.organizationId() + "/cases";
        String id = send(base, "{\"name\":\"The bridge\",\"description\":\"who fell\"}")
                .path("id")
                .asText();
        String hold = send(
                        base + "/" + id + "/legal-holds",
                        "{\"name\":\"All of it\",\"scope\":{\"users\":[{\"email\":\"ada@example.com\"}]}}")
                .path("id")
                .asText();
        MiroEnterpriseCases cases = enterprise.cases();

        assertThat(all(cases::list)).extracting(MiroEnterpriseCases.Case::id).containsExactly(id);
        assertThat(cases.get(id).name()).isEqualTo("The bridge");
        assertThat(cases.get(id).toString()).doesNotContain("bridge");
        assertThat(all(cursor -> cases.legalHolds(id, cursor)))
                .extracting(MiroEnterpriseCases.LegalHold::id)
                .containsExactly(hold);
        assertThat(cases.legalHold(id, hold).name()).isEqualTo("All of it");
        assertThat(all(cursor -> cases.heldItems(id, hold, cursor)))
                .allSatisfy(item -> assertThat(item.contentId()).isNotBlank());
        assertThat(MiroEnterpriseCases.class.getDeclaredMethods())
                .filteredOn(method -> java.lang.reflect.Modifier.isPublic(method.getModifiers()))
                .extracting(java.lang.reflect.Method::getName)
                .containsExactlyInAnyOrder("list", "get", "legalHolds", "legalHold", "heldItems");
    }

    @Test
    void aMissingScopeIsNamedBeforeTheCall() throws Exception {
        Set<String> rest = new HashSet<>(MiroEmulator.ALL_SCOPES);
        rest.removeAll(Set.of("organizations:read", "boards:export", "organizations:cases:management"));
        miro.changeScopes(token, rest);
        connector.check();

        assertThat(failure(enterprise::organization).missingScope()).contains("organizations:read");
        assertThat(failure(() -> enterprise.exports().status("1")).missingScope())
                .contains("boards:export");
        assertThat(failure(() -> enterprise.cases().list(Optional.empty())).missingScope())
                .contains("organizations:cases:management");
        assertThat(miro.journal().counts().keySet()).noneMatch(key -> key.contains("/v2/orgs"));
    }

    @Test
    void whoIsNoAdminIsForbidden() throws Exception {
        Map<String, String> settings =
                Map.of("organization-id", miro.organizationId(), "access-token", miro.accessToken("grace"));
        try (Connector other = connect(settings)) {
            MiroEnterprise theirs = MiroEnterprise.of(other).orElseThrow();
            assertThat(failure(theirs::organization).kind()).isEqualTo(Kind.FORBIDDEN);
        }
    }

    /** What a server can call behind the Enterprise scopes is called, apart from what must not be. */
    @Test
    void allKindsOfUnitsAreInTheCatalogue() {
        for (MiroEnterpriseUnits.Kind kind : MiroEnterpriseUnits.Kind.values()) {
            assertThat(MiroScopes.calls().keySet()).containsAll(kind.operations());
        }
    }

    private interface Call {
        void run() throws Exception;
    }

    private static ConnectorException failure(Call call) {
        ConnectorException failure = catchThrowableOfType(ConnectorException.class, call::run);
        assertThat(failure).as("a failure").isNotNull();
        assertThat(failure.getMessage()).doesNotContain("@", "Bearer");
        return failure;
    }

    @Test
    void aLinkThatIsNoneIsRefused() {
        assertThat(failure(() -> enterprise
                                .exports()
                                .download(URI.create("mailto:x"), OutputStream.nullOutputStream(), 1))
                        .code())
                .isEqualTo("odd_link");
    }
}

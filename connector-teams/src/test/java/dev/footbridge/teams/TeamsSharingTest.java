package dev.footbridge.teams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.footbridge.core.connector.Connector;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.ConnectorException.Kind;
import dev.footbridge.core.connector.DocumentAccess;
import dev.footbridge.core.connector.DocumentShare;
import dev.footbridge.core.connector.Sharing;
import dev.footbridge.core.connector.Sharing.Role;
import dev.footbridge.teams.emulator.Seed;
import dev.footbridge.teams.emulator.TeamsDocuments;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Against the emulator's own idea of permissions. */
class TeamsSharingTest {

    private static final int DOCUMENTS = 500;
    private static final int RECIPIENTS = 20;
    private static final Set<String> SOMEBODY = Set.of("somebody@elsewhere.example");

    private static TeamsHarness harness;
    private static TeamsDocuments documents;
    private static Connector connector;
    private static Sharing sharing;

    @BeforeAll
    static void connect() {
        harness = new TeamsHarness();
        documents = harness.emulator().documents();
        connector = harness.connect(Map.of("documents", "share", "mail-domains", Seed.DOMAIN));
        sharing = connector.sharing().orElseThrow();
    }

    @AfterAll
    static void close() {
        connector.close();
        harness.close();
    }

    private static String document() {
        return documents.create(Seed.RELAY, "Plans.docx");
    }

    /** Ten thousand combinations of what the link gives to whom, what somebody has already, and what is asked for. */
    @Test
    void nobodyEndsWithMoreThanTheLinkGives() throws Exception {
        Random random = new Random(11);
        int given = 0;
        for (int i = 0; i < DOCUMENTS; i++) {
            String file = document();
            String scope = List.of("anonymous", "organization", "organization", "users")
                    .get(random.nextInt(4));
            Role role = Role.values()[random.nextInt(3)];
            String link = documents.link(file, scope, TeamsHarnessDocument.type(role));
            // What another link gives is nobody's business here.
            documents.link(file, "organization", "edit");
            Map<String, Optional<String>> before = new LinkedHashMap<>();
            for (int person = 0; person < RECIPIENTS; person++) {
                String mail = "p" + person + "@" + (random.nextInt(4) == 0 ? Seed.DOMAIN : "elsewhere.example");
                Optional<String> has =
                        random.nextBoolean() ? Optional.empty() : Optional.of(random.nextBoolean() ? "read" : "write");
                documents.person(file, mail, has);
                before.put(mail, has);
            }
            documents.person(file, "bystander@elsewhere.example", Optional.of("read"));
            Role most = Role.values()[random.nextInt(3)];
            String ceiling = role.atMost(most) == Role.EDIT ? "write" : "read";

            DocumentShare shared = sharing.share(URI.create(link + "?e=x"), before.keySet(), most);

            Map<String, String> after = documents.people(file);
            for (Map.Entry<String, Optional<String>> person : before.entrySet()) {
                String mail = person.getKey();
                boolean colleague = mail.endsWith(Seed.DOMAIN);
                boolean opens = scope.equals("anonymous") || scope.equals("organization") && colleague;
                Optional<String> now = Optional.ofNullable(after.get(mail));
                if (person.getValue().isPresent() || opens || scope.equals("users")) {
                    assertThat(now)
                            .as("who could open it, or a link for nobody else")
                            .isEqualTo(person.getValue());
                } else {
                    assertThat(now).as("link %s, asked for %s", role, most).contains(ceiling);
                    assertThat(shared.given()).containsEntry(mail, ceiling.equals("write") ? Role.EDIT : Role.VIEW);
                }
            }
            assertThat(after).containsEntry("bystander@elsewhere.example", "read");
            given += shared.given().size();
        }
        assertThat(given).as("shares that happened").isGreaterThan(1_000);
    }

    /** The guest account is made with the address that the person signs in with at home. */
    @Test
    void whoIsInvitedBecomesAGuest() throws Exception {
        String link = documents.link(document(), "organization", "view");
        assertThat(documents.isGuest("newcomer@elsewhere.example")).isFalse();

        sharing.share(URI.create(link), Set.of("newcomer@elsewhere.example"), Role.EDIT);

        assertThat(documents.isGuest("newcomer@elsewhere.example")).isTrue();
        assertThat(sharing.check(URI.create(link), Set.of("Newcomer@Elsewhere.example"))
                        .roles())
                .isEqualTo(Map.of("Newcomer@Elsewhere.example", Role.VIEW));
    }

    @Test
    void aLinkThatEndsGivesNothingBeyondItsEnd() throws Exception {
        String file = document();
        String link = documents.link(file, "organization", "edit", false, "2999-01-01T00:00:00Z");

        sharing.share(URI.create(link), SOMEBODY, Role.EDIT);

        assertThat(documents.until(file, "somebody@elsewhere.example"))
                .hasValueSatisfying(end -> assertThat(end).startsWith("2999-01-01T00:00:00"));
    }

    @Test
    void aLinkThatIsOverOrForbidsDownloadsGivesNothing() throws Exception {
        String file = document();
        String over = documents.link(file, "organization", "edit", false, "2001-01-01T00:00:00Z");
        String noDownloads = documents.link(file, "organization", "view", true, "");
        for (String link : List.of(over, noDownloads, file)) {
            assertThat(sharing.share(URI.create(link), SOMEBODY, Role.EDIT).refused())
                    .as(link)
                    .containsValue(DocumentShare.LINK_GIVES_NOTHING);
        }
        assertThat(documents.people(file)).doesNotContainKey("somebody@elsewhere.example");
    }

    @Test
    void whoMayBeInAGroupIsNotCalledShutOut() throws Exception {
        String file = document();
        documents.group(file, "Launch Members", Optional.of("write"));

        DocumentAccess access = sharing.check(URI.create(file), SOMEBODY);

        assertThat(access.unsure()).isEqualTo(SOMEBODY);
    }

    @Test
    void withoutKnowingItsDomainsTheOrganisationIsUnsure() throws Exception {
        URI link = URI.create(documents.link(document(), "organization", "view"));
        try (Connector other = harness.connect(Map.of("documents", "check", "mail-domains", ""))) {
            assertThat(other.sharing().orElseThrow().check(link, SOMEBODY).unsure())
                    .isEqualTo(SOMEBODY);
        }
        assertThat(sharing.check(link, SOMEBODY).shutOut(SOMEBODY)).isEqualTo(SOMEBODY);
        assertThat(sharing.check(link, Set.of("new@" + Seed.DOMAIN)).roles())
                .isEqualTo(Map.of("new@" + Seed.DOMAIN, Role.VIEW));
    }

    @Test
    void onePersonsRefusalDoesNotStopTheOthers() throws Exception {
        URI link = URI.create(documents.link(document(), "organization", "view"));

        DocumentShare shared = sharing.share(link, Set.of("a@barred.example", "zoe@elsewhere.example"), Role.VIEW);

        assertThat(shared)
                .isEqualTo(new DocumentShare(
                        Map.of("zoe@elsewhere.example", Role.VIEW),
                        Set.of(),
                        Map.of("a@barred.example", "sharingDisabled")));
    }

    @Test
    void lookingDoesNotShareAndOffIsOff() throws Exception {
        URI link = URI.create(documents.link(document(), "organization", "view"));
        try (Connector looking = harness.connect(Map.of("documents", "check"))) {
            ConnectorException refused = catchThrowableOfType(
                    ConnectorException.class,
                    () -> looking.sharing().orElseThrow().share(link, SOMEBODY, Role.VIEW));
            assertThat(refused.kind()).isEqualTo(Kind.FORBIDDEN);
        }
        try (Connector off = harness.connect(Map.of("documents", "off"))) {
            assertThat(off.sharing()).isEmpty();
        }
    }

    @Test
    void privatePeoplesStoragesAndSitesAreKnownByShapeOnly() {
        for (String link :
                List.of("https://1drv.ms/w/s!AbCdEfGhIjKlMnOp", "https://northwind.sharepoint.com/sites/Launch")) {
            ConnectorException failure =
                    catchThrowableOfType(ConnectorException.class, () -> sharing.check(URI.create(link), SOMEBODY));
            assertThat(failure.kind()).isEqualTo(Kind.UNSUPPORTED);
        }
    }
}

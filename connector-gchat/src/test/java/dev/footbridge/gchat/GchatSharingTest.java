package dev.footbridge.gchat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.footbridge.core.connector.Connector;
import dev.footbridge.core.connector.ConnectorConfig;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.ConnectorException.Kind;
import dev.footbridge.core.connector.DocumentAccess;
import dev.footbridge.core.connector.DocumentShare;
import dev.footbridge.core.connector.Sharing;
import dev.footbridge.core.connector.Sharing.Role;
import dev.footbridge.gchat.emulator.GchatDrive;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
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
class GchatSharingTest {

    private static final int DOCUMENTS = 500;
    private static final int RECIPIENTS = 20;
    private static final List<Optional<Role>> ROLES =
            List.of(Optional.empty(), Optional.of(Role.VIEW), Optional.of(Role.COMMENT), Optional.of(Role.EDIT));

    private static GchatHarness harness;
    private static GchatDrive drive;
    private static Connector connector;
    private static Sharing sharing;

    @BeforeAll
    static void connect() {
        harness = new GchatHarness(GchatAuth.DELEGATED);
        drive = harness.chat.drive();
        connector = harness.connect();
        sharing = connector.sharing().orElseThrow();
    }

    @AfterAll
    static void close() {
        connector.close();
        harness.close();
    }

    private static String file() {
        return drive.create("relay", "Plans", "application/vnd.google-apps.document");
    }

    private static URI link(String file) {
        return URI.create("https://docs.google.com/document/d/" + file + "/edit");
    }

    private static Optional<String> word(Optional<Role> role) {
        return role.map(GchatHarnessDocument::word);
    }

    /** Ten thousand combinations of what the link gives to whom, what somebody has already, and what is asked for. */
    @Test
    void nobodyEndsWithMoreThanTheLinkGives() throws Exception {
        Random random = new Random(11);
        int given = 0;
        for (int i = 0; i < DOCUMENTS; i++) {
            String file = file();
            Optional<Role> anyone = random.nextInt(4) == 0 ? ROLES.get(random.nextInt(4)) : Optional.empty();
            Optional<Role> domain = ROLES.get(random.nextInt(4));
            drive.anyone(file, word(anyone));
            drive.domain(file, "example.com", word(domain));
            Map<String, Optional<String>> before = new LinkedHashMap<>();
            for (int person = 0; person < RECIPIENTS; person++) {
                String mail = "p" + person + (random.nextBoolean() ? "@example.com" : "@elsewhere.example");
                drive.person(file, mail, word(random.nextBoolean() ? ROLES.get(random.nextInt(4)) : Optional.empty()));
                before.put(mail, drive.roleOf(file, mail));
            }
            drive.person(file, "bystander@elsewhere.example", Optional.of("reader"));
            Optional<String> bystander = drive.roleOf(file, "bystander@elsewhere.example");
            Role most = Role.values()[random.nextInt(3)];
            Optional<Role> ceiling = anyone.or(() -> domain).map(role -> role.atMost(most));

            DocumentShare shared = sharing.share(link(file), before.keySet(), most);

            for (Map.Entry<String, Optional<String>> person : before.entrySet()) {
                Optional<String> after = drive.roleOf(file, person.getKey());
                if (person.getValue().isPresent()) {
                    assertThat(after).as("who could open it").isEqualTo(person.getValue());
                    assertThat(shared.kept()).contains(person.getKey());
                } else {
                    assertThat(after.map(GchatHarnessDocument::role))
                            .as("link %s %s, asked for %s", anyone, domain, most)
                            .isEqualTo(ceiling);
                    assertThat(Optional.ofNullable(shared.given().get(person.getKey())))
                            .isEqualTo(ceiling);
                }
            }
            assertThat(drive.roleOf(file, "bystander@elsewhere.example"))
                    .as("somebody who was not named")
                    .isEqualTo(bystander);
            assertThat(drive.people(file).keySet()).hasSizeLessThanOrEqualTo(RECIPIENTS + 2);
            given += shared.given().size();
        }
        assertThat(given).as("shares that happened").isGreaterThan(1_000);
    }

    @Test
    void everybodyWhoGetsAccessIsToldByMail() throws Exception {
        String file = file();
        drive.domain(file, "example.com", Optional.of("reader"));

        sharing.share(link(file), Set.of("told@elsewhere.example"), Role.EDIT);

        assertThat(drive.mailed()).contains("told@elsewhere.example");
    }

    @Test
    void whoMayBeInAGroupIsNotCalledShutOut() throws Exception {
        String file = file();
        drive.group(file, "team@example.com", Optional.of("writer"));

        DocumentAccess access = sharing.check(link(file), Set.of("somebody@example.com"));

        assertThat(access.unsure()).containsExactly("somebody@example.com");
        assertThat(access.shutOut(Set.of("somebody@example.com"))).isEmpty();
    }

    @Test
    void onePersonsRefusalDoesNotStopTheOthers() throws Exception {
        String file = file();
        drive.domain(file, "example.com", Optional.of("commenter"));
        drive.refuse("barred@elsewhere.example");

        DocumentShare shared =
                sharing.share(link(file), Set.of("barred@elsewhere.example", "zoe@elsewhere.example"), Role.EDIT);

        assertThat(shared)
                .isEqualTo(new DocumentShare(
                        Map.of("zoe@elsewhere.example", Role.COMMENT),
                        Set.of(),
                        Map.of("barred@elsewhere.example", "invalidSharingRequest")));
    }

    @Test
    void whatOthersOwnAndTheAccountMayOnlyReadIsForbidden() {
        String file = drive.create("ada", "Hers", "application/pdf");
        assertThat(failure(link(file)).kind()).isEqualTo(Kind.NOT_FOUND);
        drive.person(file, harness.chat.relayEmail(), Optional.of("reader"));
        assertThat(failure(link(file)).kind()).isEqualTo(Kind.FORBIDDEN);
        assertThat(failure(link(file)).missingScope()).isEmpty();
    }

    @Test
    void ofWhatIsPublishedNobodyKnows() {
        URI form = URI.create("https://docs.google.com/forms/d/e/1FAIpQLSd_made_up_0123456789/viewform");
        assertThat(failure(form).kind()).isEqualTo(Kind.UNSUPPORTED);
    }

    private static ConnectorException failure(URI link) {
        return catchThrowableOfType(
                ConnectorException.class, () -> sharing.share(link, Set.of("a@elsewhere.example"), Role.VIEW));
    }

    /** Sharing is switched on by itself, and asks for its scope only then. */
    @Test
    void lookingDoesNotShareAndOffIsOff() throws Exception {
        String file = file();
        drive.domain(file, "example.com", Optional.of("reader"));
        try (Connector looking = connect("check")) {
            Sharing look = looking.sharing().orElseThrow();
            assertThat(look.check(link(file), Set.of("a@elsewhere.example")).link())
                    .contains(Role.VIEW);
            ConnectorException refused = catchThrowableOfType(
                    ConnectorException.class, () -> look.share(link(file), Set.of("a@elsewhere.example"), Role.VIEW));
            assertThat(refused.missingScope()).contains("https://www.googleapis.com/auth/drive");
        }
        try (Connector off = connect("off")) {
            assertThat(off.sharing()).isEmpty();
            assertThat(off.check().warnings()).noneMatch(warning -> warning.contains("drive"));
        }
        assertThat(GchatScopes.needed(GchatAuth.DELEGATED)).noneMatch(scope -> scope.contains("drive"));
    }

    /** Drive stays shut, and Chat goes on. */
    @Test
    void aScopeThatIsNotDelegatedIsNamed() throws Exception {
        try (GchatHarness other = new GchatHarness(GchatAuth.DELEGATED)) {
            String file = other.chat.drive().create("relay", "Plans", "text/plain");
            other.chat
                    .admin()
                    .delegate(new java.util.HashSet<>(GchatScopes.needed(GchatAuth.DELEGATED).stream()
                            .map(name -> name.substring(name.lastIndexOf('/') + 1))
                            .toList()));
            try (Connector shut = other.connect()) {
                ConnectorException refused = catchThrowableOfType(
                        ConnectorException.class,
                        () -> shut.sharing().orElseThrow().check(link(file), Set.of("a@elsewhere.example")));
                assertThat(refused.kind()).isEqualTo(Kind.FORBIDDEN);
                assertThat(refused.missingScope()).contains("https://www.googleapis.com/auth/drive.metadata.readonly");
                shut.check();
            }
        }
    }

    private static Connector connect(String documents) {
        Map<String, String> settings = new HashMap<>(harness.settings());
        settings.put("documents", documents);
        return new GchatConnectorProvider().create(ConnectorConfig.of(new GchatConnectorProvider(), settings));
    }

    @Test
    void manyPermissionsAreReadPageByPage() throws Exception {
        String file = file();
        List<String> all = new ArrayList<>();
        for (int i = 0; i < 250; i++) {
            all.add("many" + i + "@elsewhere.example");
            drive.person(file, all.get(i), Optional.of("reader"));
        }

        assertThat(sharing.check(link(file), Set.of(all.get(249), "none@elsewhere.example"))
                        .roles())
                .isEqualTo(Map.of(all.get(249), Role.VIEW));
    }
}

package dev.footbridge.miro;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.core.connector.Connector;
import dev.footbridge.core.connector.ConnectorConfig;
import dev.footbridge.core.connector.DocumentShare;
import dev.footbridge.core.connector.Sharing;
import dev.footbridge.core.connector.Sharing.Role;
import dev.footbridge.miro.emulator.MiroEmulator;
import dev.footbridge.miro.emulator.MiroEmulatorBuilder;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Against the emulator's own idea of members and policies. */
class MiroSharingTest {

    private static final int BOARDS = 500;
    private static final int RECIPIENTS = 20;
    private static final List<String> CIRCLES = List.of("private", "view", "comment", "edit");
    private static final List<String> ROLES = List.of("viewer", "commenter", "editor", "coowner");

    private static MiroEmulator miro;
    private static Connector connector;
    private static Sharing sharing;

    @BeforeAll
    static void connect() {
        MiroEmulatorBuilder people = MiroEmulator.builder()
                .user("bystander", "By Stander", "bystander@elsewhere.example")
                .board("Seed", List.of("seed"), "bystander");
        IntStream.range(0, RECIPIENTS)
                .forEach(i -> people.user(handle(i), "Person " + i, handle(i) + "@elsewhere.example"));
        miro = people.start();
        MiroConnectorProvider provider = new MiroConnectorProvider();
        connector = provider.create(ConnectorConfig.of(
                provider,
                Map.of(
                        "team-id", miro.teamId(),
                        "access-token", miro.accessToken(miro.relayHandle()),
                        "api-url", miro.baseUrl().toString(),
                        "pacing", "off")));
        sharing = connector.sharing().orElseThrow();
    }

    @AfterAll
    static void close() {
        connector.close();
        miro.close();
    }

    private static String handle(int person) {
        return "p" + person;
    }

    private static URI link(String board) {
        return URI.create("https://miro.com/app/board/" + board + "/");
    }

    private static String word(Role role) {
        return switch (role) {
            case VIEW -> "viewer";
            case COMMENT -> "commenter";
            case EDIT -> "editor";
        };
    }

    /** The role that a word of the sharing policy gives. */
    private static Optional<Role> role(String access) {
        return switch (access) {
            case "view" -> Optional.of(Role.VIEW);
            case "comment" -> Optional.of(Role.COMMENT);
            case "edit" -> Optional.of(Role.EDIT);
            default -> Optional.empty();
        };
    }

    /** Ten thousand combinations of what the link gives to whom, what somebody has already, and what is asked for. */
    @Test
    void nobodyEndsWithMoreThanTheLinkGives() throws Exception {
        Random random = new Random(11);
        int given = 0;
        for (int i = 0; i < BOARDS; i++) {
            String board = miro.openBoard("Plans " + i);
            String anybody = random.nextInt(4) == 0 ? CIRCLES.get(random.nextInt(4)) : "private";
            String organization = random.nextBoolean() ? CIRCLES.get(random.nextInt(4)) : "private";
            String team = CIRCLES.get(random.nextInt(4));
            miro.setAccess(board, "access", anybody);
            miro.setAccess(board, "organizationAccess", organization);
            miro.setAccess(board, "teamAccess", team);
            Map<String, Optional<String>> before = new LinkedHashMap<>();
            for (int person = 0; person < RECIPIENTS; person++) {
                Optional<String> has =
                        random.nextInt(3) == 0 ? Optional.of(ROLES.get(random.nextInt(4))) : Optional.empty();
                if (has.isPresent()) {
                    miro.setRole(board, handle(person), has.get());
                }
                before.put(handle(person) + "@elsewhere.example", has);
            }
            miro.setRole(board, "bystander", "viewer");
            Role most = Role.values()[random.nextInt(3)];
            Optional<String> ceiling = role(anybody).isPresent()
                    ? Optional.empty()
                    : role(organization).or(() -> role(team)).map(role -> word(role.atMost(most)));

            DocumentShare shared = sharing.share(link(board), before.keySet(), most);

            Map<String, String> after = miro.roles(board);
            for (Map.Entry<String, Optional<String>> person : before.entrySet()) {
                Optional<String> now = Optional.ofNullable(after.get(person.getKey()));
                if (person.getValue().isPresent()) {
                    assertThat(now)
                            .as("a member, link %s %s %s, asked for %s", anybody, organization, team, most)
                            .isEqualTo(person.getValue());
                    assertThat(shared.given()).doesNotContainKey(person.getKey());
                } else {
                    assertThat(now)
                            .as("link %s %s %s, asked for %s", anybody, organization, team, most)
                            .isEqualTo(ceiling);
                    assertThat(Optional.ofNullable(shared.given().get(person.getKey()))
                                    .map(MiroSharingTest::word))
                            .isEqualTo(ceiling);
                }
            }
            assertThat(after).containsEntry("bystander@elsewhere.example", "viewer");
            assertThat(after.keySet()).hasSizeLessThanOrEqualTo(RECIPIENTS + 2);
            given += shared.given().size();
        }
        assertThat(given).as("invitations that happened").isGreaterThan(1_000);
    }

    @Test
    void onePersonsRefusalDoesNotStopTheOthers() throws Exception {
        String board = miro.openBoard("One refusal");
        miro.setAccess(board, "teamAccess", "comment");

        DocumentShare shared =
                sharing.share(link(board), Set.of("nobody@elsewhere.example", "p0@elsewhere.example"), Role.EDIT);

        assertThat(shared)
                .isEqualTo(new DocumentShare(
                        Map.of("p0@elsewhere.example", Role.COMMENT),
                        Set.of(),
                        Map.of("nobody@elsewhere.example", "invitation_failed")));
    }
}

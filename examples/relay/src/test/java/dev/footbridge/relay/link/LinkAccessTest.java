package dev.footbridge.relay.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.core.document.Document;
import dev.footbridge.core.id.UserId;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who gets a file when: eight people, eight states of the message, three ways to ask. */
class LinkAccessTest {

    private static final byte[] BYTES = "0123456789 these are the bytes of the file".getBytes();

    private static TestProvider provider;

    @TempDir
    Path directory;

    @BeforeAll
    static void open() {
        provider = new TestProvider();
    }

    @AfterAll
    static void close() {
        provider.close();
    }

    enum Who {
        MEMBER(200),
        OTHER_MEMBER(200),
        FORMER_MEMBER(403),
        OUTSIDER(403),
        ANONYMOUS(401),
        OTHER_TENANT(401),
        EXPIRED_SESSION(401),
        REPLAYED_ANSWER(401);

        /** What they get while the file is there. */
        private final int fresh;

        Who(int fresh) {
            this.fresh = fresh;
        }
    }

    enum State {
        FRESH,
        EDITED,
        AFTER_RESTART,
        /** The engine heard of it. */
        DELETED,
        /** The engine did not hear of it. */
        DELETED_UNHEARD,
        EXPIRED,
        UNBRIDGED,
        SOURCE_CHANNEL_OF_ANOTHER_BRIDGE;

        private int status(Who who) {
            return switch (this) {
                case FRESH, EDITED, AFTER_RESTART -> who.fresh;
                case DELETED, EXPIRED, UNBRIDGED, SOURCE_CHANNEL_OF_ANOTHER_BRIDGE -> 410;
                case DELETED_UNHEARD -> who.fresh == 200 ? 410 : who.fresh;
            };
        }
    }

    record Case(Who who, State state) {
        @Override
        public String toString() {
            return (who + " " + state).toLowerCase(java.util.Locale.ROOT);
        }
    }

    static List<Case> cases() {
        List<Case> cases = new ArrayList<>();
        for (Who who : Who.values()) {
            for (State state : State.values()) {
                cases.add(new Case(who, state));
            }
        }
        return cases;
    }

    @ParameterizedTest
    @MethodSource("cases")
    void onlyMembersGetTheFileAndOnlyWhileItIsThere(Case given) throws Exception {
        try (LinkRig rig = new LinkRig(directory, provider.issuer())) {
            LinkRig.Sent sent = rig.send("notes.txt", "text/plain", BYTES);
            String link = rig.link(sent);
            if (given.state() == State.AFTER_RESTART) {
                rig.restart();
            }
            Visitor visitor = new Visitor(rig.address());
            enter(given.who(), rig, visitor, link);
            arrive(given.state(), rig, sent);

            int expected = given.state().status(given.who());
            assertThat(visitor.get(link).statusCode()).as("the page").isEqualTo(expected);
            assertThat(visitor.send("HEAD", link).statusCode())
                    .as("HEAD of the page")
                    .isEqualTo(expected);
            HttpResponse<byte[]> whole = visitor.get(link + "/file");
            HttpResponse<byte[]> head = visitor.send("HEAD", link + "/file");
            HttpResponse<byte[]> part = visitor.get(link + "/file", "Range", "bytes=4-8");
            assertThat(List.of(whole.statusCode(), head.statusCode())).containsOnly(expected);
            assertThat(head.body()).isEmpty();
            if (expected == 200) {
                assertThat(whole.body()).isEqualTo(BYTES);
                assertThat(part.statusCode()).isEqualTo(206);
                assertThat(part.body()).isEqualTo(Arrays.copyOfRange(BYTES, 4, 9));
            } else {
                assertThat(part.statusCode()).isEqualTo(expected);
                for (HttpResponse<byte[]> refused : List.of(whole, part, visitor.get(link))) {
                    assertThat(Visitor.text(refused)).doesNotContain("0123", "notes", "Greg", "look");
                }
            }
        }
    }

    private static void enter(Who who, LinkRig rig, Visitor visitor, String link) throws Exception {
        UserId member = rig.target.person("ann");
        rig.target.person("bob");
        switch (who) {
            case MEMBER -> signIn(visitor, link, "ann", LinkRig.AWAY);
            case OTHER_MEMBER -> signIn(visitor, link, "bob", LinkRig.AWAY);
            case FORMER_MEMBER -> {
                signIn(visitor, link, "ann", LinkRig.AWAY);
                assertThat(visitor.get(link + "/file").statusCode()).isEqualTo(200);
                rig.target.leave(member, rig.to);
            }
            case OUTSIDER -> {
                rig.target.leave(rig.target.person("oscar"), rig.to);
                signIn(visitor, link, "oscar", LinkRig.AWAY);
            }
            case ANONYMOUS -> {}
            case OTHER_TENANT -> {
                provider.next("ann", "another tenant");
                assertThat(visitor.signIn(link).statusCode()).isEqualTo(403);
            }
            case EXPIRED_SESSION -> {
                signIn(visitor, link, "ann", LinkRig.AWAY);
                rig.clock.advance(LinkSettings.SESSION);
            }
            case REPLAYED_ANSWER -> {
                Visitor victim = new Visitor(rig.address());
                provider.next("ann", LinkRig.AWAY);
                URI answer = victim.atProvider(victim.setOut(link));
                assertThat(victim.bring(answer).statusCode()).isEqualTo(302);
                visitor.setOut(link);
                assertThat(visitor.bring(answer).statusCode()).isEqualTo(403);
                assertThat(new Visitor(rig.address()).bring(answer).statusCode())
                        .isEqualTo(403);
            }
        }
    }

    private static void signIn(Visitor visitor, String link, String account, String workspace) throws Exception {
        provider.next(account, workspace);
        HttpResponse<byte[]> back = visitor.signIn(link);
        assertThat(back.statusCode()).isEqualTo(302);
        assertThat(Visitor.header(back, "Location")).isEqualTo(link);
    }

    private static void arrive(State state, LinkRig rig, LinkRig.Sent sent) {
        switch (state) {
            case FRESH, AFTER_RESTART -> {}
            case EDITED -> rig.source.edit(rig.greg, sent.message(), Document.text("look again"));
            case DELETED -> rig.markGone(sent);
            case DELETED_UNHEARD -> {
                rig.source.remove(rig.greg, sent.message());
                // Somebody may have looked a moment ago.
                rig.clock.advance(LinkAccess.MESSAGE_AGE.plus(Duration.ofMillis(1)));
            }
            case EXPIRED -> rig.clock.advance(LinkSettings.LIFETIME);
            case UNBRIDGED -> rig.bridged = false;
            case SOURCE_CHANNEL_OF_ANOTHER_BRIDGE -> rig.forgetSource();
        }
    }
}

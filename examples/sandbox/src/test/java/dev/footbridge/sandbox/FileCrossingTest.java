package dev.footbridge.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.testkit.emulator.ClientFile;
import dev.footbridge.testkit.emulator.FileContent;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is wrong with a copy is seen; here the relay's account writes by hand what a relay might. */
class FileCrossingTest {

    private static final String NAME = "largest";
    private static final FileContent CONTENT = FileContent.generated(7, 10_000_000);

    private SandboxPlatform from;
    private SandboxPlatform to;
    private FileWay way;
    private FileCrossing file;

    @BeforeEach
    void post() {
        from = WebexSide.start(Clock.systemUTC(), 0, false);
        to = TeamsSide.start(Clock.systemUTC(), 0, false);
        way = FileWay.open("webex-to-teams", from, to);
        file = new FileCrossing(way, NAME, CONTENT, true, 0);
        file.post(1);
    }

    @AfterEach
    void close() {
        from.close();
        to.close();
    }

    private void relayPosts(String text, ClientFile... files) {
        to.emulator().people().post(to.relayAccount(), way.target().id(), text, Optional.empty(), List.of(files));
    }

    private static ClientFile copy(FileContent content) {
        return new ClientFile(NAME + ".bin", "application/octet-stream", content);
    }

    @Test
    void aCopyIsEqualAndThereOnce() {
        assertThat(file.isSeen(2)).isFalse();
        relayPosts("", copy(CONTENT));

        assertThat(file.isSeen(1_000_000_001)).isTrue();
        assertThat(file.seconds()).isEqualTo(1);
        assertThat(file.form()).isEqualTo(FileCrossing.Form.NATIVE);
        assertThat(file.problem()).isEmpty();
    }

    @Test
    void aMissingOneIsAProblem() {
        relayPosts("something else");

        assertThat(file.form()).isEqualTo(FileCrossing.Form.MISSING);
        assertThat(file.problem()).contains("missing");
    }

    @Test
    void aSecondOneIsAProblemUnderItsOtherNameToo() {
        relayPosts("", copy(CONTENT));
        relayPosts("", copy(CONTENT));

        assertThat(file.problem()).contains("2 times there");
    }

    @Test
    void aByteTooFewIsAProblem() {
        relayPosts("", copy(FileContent.generated(7, 9_999_999)));

        assertThat(file.problem()).contains("differs");
    }

    @Test
    void aNoticeIsAProblemWhereTheFileFitsAndNoneWhereItDoesNot() {
        relayPosts(NAME + ".bin stays on Webex: it is too large");

        assertThat(file.form()).isEqualTo(FileCrossing.Form.NOTICE);
        assertThat(file.note()).isEqualTo(NAME + ".bin stays on Webex: it is too large");
        assertThat(file.problem()).contains("no copy, and it would fit");
        assertThat(new FileCrossing(way, NAME, CONTENT, false, 0).problem()).isEmpty();
    }

    @Test
    void aCopyIsAProblemWhereItDoesNotFit() {
        relayPosts("", copy(CONTENT));

        assertThat(new FileCrossing(way, NAME, CONTENT, false, 0).problem()).contains("a copy, and it does not fit");
    }
}

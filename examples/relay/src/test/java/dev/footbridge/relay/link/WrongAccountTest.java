package dev.footbridge.relay.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.testkit.emulator.ClientFile;
import dev.footbridge.testkit.emulator.FileContent;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The right person with the wrong account: told which one is needed, and let in with that one. */
@Timeout(60)
class WrongAccountTest {

    private static final byte[] BYTES = "what was shared".getBytes(StandardCharsets.US_ASCII);

    @TempDir
    Path directory;

    private TestProvider there;
    private TestProvider here;
    private LinkRig rig;
    private String link;
    private Visitor ann;

    @BeforeEach
    void open() throws Exception {
        there = new TestProvider(true);
        here = new TestProvider();
        rig = new LinkRig(directory, there.issuer());
        rig.source.signInAt(here.issuer());
        rig.source.person("ann at work");
        rig.target.person("ann");
        link = rig.link(rig.send("notes.txt", "text/plain", BYTES));
        ann = new Visitor(rig.address());
    }

    @AfterEach
    void close() {
        rig.close();
        here.close();
        there.close();
    }

    private HttpResponse<byte[]> refused(String language, int status, String title, String text) throws Exception {
        HttpResponse<byte[]> page = ann.get(link, "Accept-Language", language);
        assertThat(page.statusCode()).isEqualTo(status);
        assertPage(page, language, title, text);
        assertThat(ann.get(link + "/file").statusCode()).isEqualTo(status);
        return page;
    }

    private static void assertPage(HttpResponse<byte[]> page, String language, String title, String text) {
        assertThat(Visitor.header(page, "Content-Language")).isEqualTo(language);
        assertThat(Visitor.text(page)).contains("<h1>" + title + "</h1>", text).doesNotContain("notes", "Greg", "look");
    }

    /** Follows what the page offers. */
    private void signInAgain(HttpResponse<byte[]> page, String offer) throws Exception {
        Matcher action = Pattern.compile("<a class=\"action\" href=\"([^\"]+)\">" + offer + "</a>")
                .matcher(Visitor.text(page));
        assertThat(action.find()).as(Visitor.text(page)).isTrue();
        URI provider = Visitor.location(ann.get(action.group(1)));
        assertThat(provider.toString()).startsWith(there.issuer().toString());
        HttpResponse<byte[]> back = ann.bring(ann.atProvider(provider, "ann", LinkRig.AWAY));
        assertThat(Visitor.header(back, "Location")).isEqualTo(link);
        assertThat(ann.get(link + "/file").body()).isEqualTo(BYTES);
    }

    @ParameterizedTest
    @CsvSource({
        "en, This file needs your account on Away, a conversation on Away, Sign in with Away",
        "de, Für diese Datei brauchen Sie Ihr Konto bei Away, einem Gespräch auf Away, Mit Away anmelden"
    })
    void anAccountOfAnotherPlatform(String language, String title, String text, String offer) throws Exception {
        String other = rig.linkBack(new ClientFile("other.txt", "text/plain", FileContent.of(BYTES)));
        here.next("ann at work", "here-home");
        assertThat(Visitor.header(ann.signIn(other), "Location")).isEqualTo(other);
        assertThat(ann.get(other + "/file").body()).isEqualTo(BYTES);

        signInAgain(refused(language, 401, title, text), offer);
    }

    @ParameterizedTest
    @CsvSource({
        "en, This account is from somewhere else, an account of another organisation,"
                + " Sign in to Away with another account",
        "de, Dieses Konto gehört anderswohin, einem Konto einer anderen Organisation,"
                + " Mit einem anderen Konto bei Away anmelden"
    })
    void anAccountOfAnotherWorkspace(String language, String title, String text, String offer) throws Exception {
        URI answer = ann.atProvider(ann.setOut(link), "ann", "another tenant");
        HttpResponse<byte[]> page =
                ann.get(answer.getRawPath() + "?" + answer.getRawQuery(), "Accept-Language", language);
        assertThat(page.statusCode()).isEqualTo(403);
        assertPage(page, language, title, text);
        assertThat(ann.get(link + "/file").statusCode()).isEqualTo(401);

        signInAgain(page, offer);
    }

    @ParameterizedTest
    @CsvSource({
        "en, This file is not for this account, this account is not in the conversation,"
                + " Sign in to Away with another account",
        "de, Diese Datei ist nicht für dieses Konto, dieses Konto gehört nicht zu dem Gespräch,"
                + " Mit einem anderen Konto bei Away anmelden"
    })
    void anotherAccountOfTheRightWorkspace(String language, String title, String text, String offer) throws Exception {
        rig.target.leave(rig.target.person("annette"), rig.to);
        URI answer = ann.atProvider(ann.setOut(link), "annette", LinkRig.AWAY);
        assertThat(Visitor.header(ann.bring(answer), "Location")).isEqualTo(link);

        signInAgain(refused(language, 403, title, text), offer);
    }
}

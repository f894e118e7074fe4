package dev.footbridge.relay.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** Links in a real browser: what people see, and what files must not do. */
@Timeout(300)
class LinkPageIT {

    private static final int MAX_TABS = 6;
    private static final int A_MINUTES_WORTH = 10;

    @TempDir
    static Path directory;

    private static TestProvider provider;
    private static LinkRig rig;
    private static Trap trap;
    private static Chromium browser;

    @BeforeAll
    static void open() throws Exception {
        Chromium.assumeInstalled();
        provider = new TestProvider(true);
        rig = new LinkRig(directory.resolve("data"), provider.issuer());
        rig.target.person("ann");
        trap = new Trap();
        browser = Chromium.open(directory.resolve("profile"));
    }

    @AfterAll
    static void close() throws Exception {
        for (AutoCloseable each : new AutoCloseable[] {browser, trap, rig, provider}) {
            if (each != null) {
                each.close();
            }
        }
    }

    private static byte[] picture() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB), "png", out);
        return out.toByteArray();
    }

    /** As somebody does it who has no mouse. */
    private static void press(String selector) {
        for (int i = 0; i < MAX_TABS; i++) {
            WebElement focused = browser.focused();
            if (focused.equals(browser.one(selector))) {
                focused.sendKeys(Keys.ENTER);
                return;
            }
            focused.sendKeys(Keys.TAB);
        }
        throw new AssertionError(selector + " is not reached with the tab key");
    }

    private static void signIn(String link) {
        browser.go(rig.address() + link);
        if (!browser.all("a[href$='/sign-in']").isEmpty()) {
            press("a.action");
            browser.until(
                    "the form of the provider",
                    page -> !page.all("input[name=username]").isEmpty());
            browser.one("textarea[name=claims]").sendKeys("{\"workspace\":\"" + LinkRig.AWAY + "\"}");
            browser.one("input[name=username]").sendKeys("ann", Keys.ENTER);
        }
        browser.until(
                "the page of the file",
                page -> page.address().equals(rig.address() + link)
                        && !page.all("dl").isEmpty());
    }

    @Test
    void somebodySignsInAndSeesThePicture() throws Exception {
        String link = rig.link(rig.send("Sommer am See.png", "image/png", picture()));
        browser.go(rig.address() + link);
        browser.forgetCookies();
        browser.go(rig.address() + link);
        assertThat(browser.one("h1").getText()).isEqualTo("Sign in to open this file");
        assertThat(browser.one("main").getText()).doesNotContain("Greg", "Sommer");

        signIn(link);

        assertThat(browser.one("dl").getText()).contains("Greg Taylor", "Sommer am See.png");
        assertThat(browser.one("img").getAttribute("alt")).isEqualTo("Picture: Sommer am See.png");
        browser.until(
                "the picture",
                page -> Long.valueOf(40).equals(page.script("return document.querySelector('img').naturalWidth")));
        assertThat(browser.one("a.action").getText()).isEqualTo("Download");
        assertThat(browser.one("a.action").getAttribute("download")).isNotNull();
        assertThat(browser.one("html").getAttribute("lang")).isEqualTo("en");
        assertThat(browser.all("script, [onclick], [onload], [onerror]")).isEmpty();
        assertThat(browser.all("h1")).hasSize(1);

        press("button");
        browser.until("the goodbye", page -> page.one("h1").getText().equals("You are signed out"));
        browser.go(rig.address() + link);
        assertThat(browser.one("h1").getText()).isEqualTo("Sign in to open this file");
    }

    @Test
    void theTrapWouldHearAndNoticeEverything() throws Exception {
        String page = trap.serve("page", "text/html", ("<script>" + trap.script("control") + "</script>").getBytes());
        browser.go(page);
        browser.until("the control to be heard", any -> trap.heard.remove("control"));

        String script =
                trap.serve("script", "text/javascript", trap.script("control").getBytes());
        assertThat(attack(script)).contains("script", "module", "import", "fetch", "opaque fetch", "shared");
        String dots = trap.serve("dots", "image/png", picture());
        assertThat(attack(dots)).contains("img", "fetch").doesNotContain("script");
        assertThat(attack(page)).contains("iframe", "object");
        browser.until("the controls to be heard", any -> trap.heard.remove("control"));
        trap.heard.clear();
    }

    @Test
    void filesThatAreNotWhatTheySayRunNothingAndAreReadByNobody() throws Exception {
        List<Spoofs.Spoof> spoofs = Spoofs.all(trap);
        assertThat(spoofs).hasSizeGreaterThanOrEqualTo(60);
        signIn(rig.link(rig.send("first", "text/plain", new byte[1])));
        Map<String, String> came = new TreeMap<>();
        int shown = 0;
        for (Spoofs.Spoof spoof : spoofs) {
            String link = rig.link(rig.send(spoof.fileName(), spoof.mediaType(), spoof.bytes()));
            if (shown++ % A_MINUTES_WORTH == 0) {
                // One browser asks more often than a person may; the session lasts for 15 of these.
                rig.clock.advance(Duration.ofMinutes(1));
            }
            browser.tryToOpen(rig.address() + link + "/file");
            String through = attack(rig.address() + link + "/file");
            if (!through.isEmpty()) {
                came.put(spoof.name(), through);
            }
        }

        assertThat(came).isEmpty();
        assertThat(trap.heard).isEmpty();
        assertThat(rig.denied).doesNotContainKeys("too_many", "busy");
        assertThat(rig.sent.get()).as("the browser did get the files").isGreaterThan(spoofs.size());
    }

    /** From a page of another origin on the same site, to which the browser sends the cookies of links. */
    private static String attack(String victim) {
        browser.go(trap.address() + "/attack?of=" + URLEncoder.encode(victim, StandardCharsets.UTF_8));
        browser.until("the attack to end", page -> page.one("body").getAttribute("data-came") != null);
        return browser.one("body").getAttribute("data-came");
    }
}

package dev.footbridge.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;

/** The sandbox's page in a real browser: what a newcomer does in the first five minutes. */
@Timeout(240)
class PageIT {

    private static final String SLACK = "slack";
    private static final String TEAMS = "teams";

    private static SandboxProcess sandbox;
    private static Browser browser;

    @BeforeAll
    static void openThePage(@TempDir Path profile) throws Exception {
        Browser.assumeInstalled();
        sandbox = SandboxProcess.page();
        browser = Browser.open(profile, sandbox.address().toString());
    }

    @AfterAll
    static void leave() throws Exception {
        if (browser != null) {
            browser.close();
        }
        if (sandbox != null) {
            sandbox.close();
        }
    }

    @Test
    void opensWithAConversationThatIsOnBothSides() {
        for (String platform : List.of(SLACK, TEAMS)) {
            for (String words : List.of("launch checklist", "rollback plan", "no surprises", "booth is booked")) {
                browser.seesMessage(platform, words);
            }
            assertThat(browser.message(platform, "no surprises").getAttribute("class"))
                    .as("in the thread on " + platform)
                    .contains("reply");
        }
        assertThat(browser.text("#relay-state")).isEqualTo("relay ready");
        browser.until("the account without raw objects", page -> {
            String account = browser.text("#account");
            return account.contains("delivered") && !account.contains("object");
        });
    }

    @Test
    void oneSideFollowsEveryVerbOfTheOther() {
        browser.write(SLACK, "Who brings the cake?");
        browser.seesMessage(TEAMS, "Who brings the cake?");

        browser.press(TEAMS, "Who brings the cake?", "[data-act=reply]");
        browser.write(TEAMS, "I do, two of them");
        browser.seesMessage(SLACK, "I do, two of them");
        assertThat(browser.message(SLACK, "I do, two of them").getAttribute("class"))
                .contains("reply");

        browser.press(TEAMS, "Who brings the cake?", "[data-act=react][data-emoji='🎉']");
        browser.until(
                "the reaction on Slack",
                page -> browser.message(SLACK, "Who brings the cake?")
                        .findElement(By.className("reactions"))
                        .getText()
                        .contains("🎉 1"));

        browser.press(SLACK, "Who brings the cake?", "[data-act=edit]");
        browser.write(SLACK, "Who brings the cakes, then?");
        browser.seesMessage(TEAMS, "Who brings the cakes, then?");

        browser.press(SLACK, "Who brings the cakes, then?", "[data-act=delete]");
        browser.until(
                "no cakes on Teams",
                page ->
                        page
                                .findElements(By.cssSelector(Browser.column(TEAMS) + " .message:not(.deleted) .text"))
                                .stream()
                                .noneMatch(text -> text.getText().contains("Who brings the cakes")));
        browser.until(
                "the delete among the crossings",
                page -> browser.text("#crossings").contains("delete"));
    }

    @Test
    void writesOnAfterTheRelayWasRestarted() {
        browser.write(TEAMS, "Before the restart");
        browser.seesMessage(SLACK, "Before the restart");
        browser.script(
                "window.states = []; new MutationObserver(() => states.push(document.querySelector('#relay-state').textContent))"
                        + ".observe(document.querySelector('#relay-state'), {childList: true, characterData: true, subtree: true})");

        browser.click("#restart");
        browser.until(
                "the relay is ready again",
                page -> browser.script("return states").toString().contains("relay ready"));

        assertThat(browser.script("return states").toString()).startsWith("[relay restarting");
        browser.write(SLACK, "After the restart");
        browser.seesMessage(TEAMS, "After the restart");
        browser.write(TEAMS, "And back again");
        browser.seesMessage(SLACK, "And back again");
    }

    @Test
    void markupThatSomebodyTypesIsTextOnBothSides() {
        String typed =
                "<img src=x onerror=\"window.broken=1\"><script>window.broken=1</script><b onclick=alert(1)>loud</b>";
        for (String from : List.of(SLACK, TEAMS)) {
            browser.write(from, typed + " typed on " + from);
            for (String on : List.of(SLACK, TEAMS)) {
                browser.seesMessage(on, typed + " typed on " + from);
            }
        }
        assertThat(browser.script("return window.broken === undefined")).isEqualTo(true);
        assertThat(browser.script(
                        "return document.querySelectorAll('.text img, .text script, .text [onclick]').length"))
                .isEqualTo(0L);
    }

    /** As a browser gives a dragged file to a page; then the picture is decoded where it arrived. */
    private static final String DROP = """
            const [column, base64] = arguments;
            const bytes = Uint8Array.from(atob(base64), char => char.charCodeAt(0));
            const data = new DataTransfer();
            data.items.add(new File([bytes], 'wave.gif', {type: 'image/gif'}));
            const event = name => new DragEvent(name, {dataTransfer: data, bubbles: true, cancelable: true});
            const client = document.querySelector(column);
            client.dispatchEvent(event('dragover'));
            client.dispatchEvent(event('drop'));
            """;

    private static final String FRAMES = """
            const [picture, done] = arguments;
            fetch(picture.src).then(answer => answer.arrayBuffer())
              .then(data => { const decoder = new ImageDecoder({data, type: 'image/gif'});
                return decoder.tracks.ready.then(() => done(decoder.tracks.selectedTrack.frameCount)); })
              .catch(failure => done(String(failure)));
            """;

    @Test
    void aPictureDraggedIntoOneClientMovesInTheOthers() throws Exception {
        byte[] picture;
        try (InputStream in = PageIT.class.getResourceAsStream("wave.gif")) {
            picture = in.readAllBytes();
        }
        String dragged = Base64.getEncoder().encodeToString(picture);
        browser.script(DROP, Browser.column("gchat"), dragged);
        for (String platform : List.of("gchat", TEAMS, SLACK, "webex", "miro")) {
            browser.until(
                    "the picture on " + platform,
                    page -> Long.valueOf(8)
                            .equals(browser.answer(
                                    FRAMES, browser.element(Browser.column(platform) + " .files img[alt*=wave]"))));
        }
    }

    @Test
    void everyButtonHasANameAndIsReachableWithTheKeyboard() {
        Object nameless = browser.script("return [...document.querySelectorAll('button, a, select, textarea')]"
                + ".filter(e => !(e.textContent.trim() || e.getAttribute('aria-label') || (e.labels && e.labels.length)))"
                + ".map(e => e.outerHTML)");
        assertThat(nameless).isEqualTo(List.of());
        browser.pressWithKeyboard(SLACK, "launch checklist", "[data-act=reply]");
        browser.until(
                "the message box has the focus",
                page -> page.switchTo().activeElement().getTagName().equals("textarea"));
        browser.click(Browser.column(SLACK) + " .cancel");
    }
}

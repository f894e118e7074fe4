package dev.footbridge.sandbox;

import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.NoSuchElementException;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;

/** A real browser on the sandbox's page, and the hands of the person in front of it. */
final class Browser implements AutoCloseable {

    private static final Path CHROMIUM = Path.of(System.getProperty("footbridge.chromium", "/usr/bin/chromium"));
    private static final Path DRIVER = Path.of(System.getProperty("footbridge.chromedriver", "/usr/bin/chromedriver"));
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final int MAX_TABS = 10;

    private final ChromeDriver driver;

    private Browser(ChromeDriver driver) {
        this.driver = driver;
    }

    /** Ends the test as skipped, loudly, where there is no browser. */
    static void assumeInstalled() {
        for (Path needed : List.of(CHROMIUM, DRIVER)) {
            if (!Files.isExecutable(needed)) {
                String reason = "SKIPPED: the page is not tested in a browser, because " + needed
                        + " is missing (Debian: apt-get install chromium chromium-driver)";
                System.err.println(reason);
                Assumptions.abort(reason);
            }
        }
    }

    static Browser open(Path profile, String address) {
        ChromeOptions options = new ChromeOptions();
        options.setBinary(CHROMIUM.toFile());
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--window-size=1400,850",
                "--user-data-dir=" + profile);
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(DRIVER.toFile())
                .usingAnyFreePort()
                .build();
        ChromeDriver driver = new ChromeDriver(service, options);
        driver.manage().timeouts().pageLoadTimeout(PATIENCE);
        driver.get(address);
        Browser browser = new Browser(driver);
        browser.until(
                "the page is filled",
                page -> page.findElements(By.cssSelector("body[data-loaded]")).size() == 1);
        return browser;
    }

    /** Asks again until the answer is yes. */
    void until(String what, Function<ChromeDriver, Boolean> asked) {
        try {
            await(what)
                    .atMost(PATIENCE)
                    .ignoreExceptionsInstanceOf(WebDriverException.class)
                    .until(() -> asked.apply(driver));
        } catch (ConditionTimeoutException e) {
            throw new AssertionError("not seen: " + what + "; the page shows:\n" + text("body"), e);
        }
    }

    /** The first message of a client's column with these words. */
    WebElement message(String platform, String words) {
        return driver.findElements(By.cssSelector(column(platform) + " .message")).stream()
                .filter(item -> item.findElement(By.className("text")).getText().contains(words))
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException(words));
    }

    void seesMessage(String platform, String words) {
        until(words + " on " + platform, page -> message(platform, words).isDisplayed());
    }

    void write(String platform, String text) {
        WebElement box = driver.findElement(By.cssSelector(column(platform) + " textarea"));
        box.clear();
        box.sendKeys(text, Keys.ENTER);
    }

    /** Points at a message, which shows its buttons, and clicks one of them. */
    void press(String platform, String words, String button) {
        until(button + " on " + words, page -> {
            WebElement item = message(platform, words);
            new Actions(driver).moveToElement(item).perform();
            item.findElement(By.cssSelector(button)).click();
            return true;
        });
    }

    /** From a message with the tab key to one of its buttons; the enter key presses it. */
    void pressWithKeyboard(String platform, String words, String button) {
        message(platform, words).sendKeys(Keys.TAB);
        for (int i = 0; i < MAX_TABS; i++) {
            WebElement focused = driver.switchTo().activeElement();
            if (Boolean.TRUE.equals(script("return arguments[0].matches(arguments[1])", focused, button))) {
                focused.sendKeys(Keys.ENTER);
                return;
            }
            focused.sendKeys(Keys.TAB);
        }
        throw new AssertionError(button + " is not reached from the message with the tab key");
    }

    void click(String selector) {
        driver.findElement(By.cssSelector(selector)).click();
    }

    String text(String selector) {
        return driver.findElement(By.cssSelector(selector)).getText();
    }

    Object script(String script, Object... arguments) {
        return driver.executeScript(script, arguments);
    }

    /** What a script gives to the function that is its last argument. */
    Object answer(String script, Object... arguments) {
        return driver.executeAsyncScript(script, arguments);
    }

    WebElement element(String selector) {
        return driver.findElement(By.cssSelector(selector));
    }

    static String column(String platform) {
        return ".client[data-platform=" + platform + "]";
    }

    @Override
    public void close() {
        driver.quit();
    }
}

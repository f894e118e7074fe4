package dev.footbridge.relay.link;

import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.By;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/** A real browser. */
final class Chromium implements AutoCloseable {

    private static final Path BROWSER = Path.of(System.getProperty("footbridge.chromium", "/usr/bin/chromium"));
    private static final Path DRIVER = Path.of(System.getProperty("footbridge.chromedriver", "/usr/bin/chromedriver"));
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int BLOCK_ALL_DOWNLOADS = 3;

    private final ChromeDriver driver;

    private Chromium(ChromeDriver driver) {
        this.driver = driver;
    }

    /** Ends the test as skipped, loudly, where there is no browser. */
    static void assumeInstalled() {
        for (Path needed : List.of(BROWSER, DRIVER)) {
            if (!Files.isExecutable(needed)) {
                String reason = "SKIPPED: links are not tested in a browser, because " + needed
                        + " is missing (Debian: apt-get install chromium chromium-driver)";
                System.err.println(reason);
                Assumptions.abort(reason);
            }
        }
    }

    static Chromium open(Path profile) {
        ChromeOptions options = new ChromeOptions();
        options.setBinary(BROWSER.toFile());
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--user-data-dir=" + profile);
        options.setExperimentalOption("prefs", Map.of("download_restrictions", BLOCK_ALL_DOWNLOADS));
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(DRIVER.toFile())
                .usingAnyFreePort()
                .build();
        ChromeDriver driver = new ChromeDriver(service, options);
        driver.manage().timeouts().pageLoadTimeout(PATIENCE);
        return new Chromium(driver);
    }

    void go(String address) {
        driver.get(address);
    }

    /** Goes to what is perhaps no page but a download, which the driver takes for a failure. */
    void tryToOpen(String address) {
        try {
            driver.get(address);
        } catch (WebDriverException e) {
            if (!String.valueOf(e.getMessage()).contains("ERR_")) {
                throw e;
            }
        }
    }

    String address() {
        return driver.getCurrentUrl();
    }

    List<WebElement> all(String selector) {
        return driver.findElements(By.cssSelector(selector));
    }

    WebElement one(String selector) {
        return driver.findElement(By.cssSelector(selector));
    }

    WebElement focused() {
        return driver.switchTo().activeElement();
    }

    Object script(String script) {
        return driver.executeScript(script);
    }

    /** Those of the site that is shown. */
    void forgetCookies() {
        driver.manage().deleteAllCookies();
    }

    void until(String what, Predicate<Chromium> asked) {
        await(what)
                .atMost(PATIENCE)
                .ignoreExceptionsInstanceOf(WebDriverException.class)
                .until(() -> asked.test(this));
    }

    @Override
    public void close() {
        driver.quit();
    }
}

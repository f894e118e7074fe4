package dev.footbridge.sandbox;

import dev.footbridge.testkit.emulator.FileContent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Somebody with a browser of their own who opens a link to a file. */
final class Visitor {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** What came: the file, where the status is 200. */
    record Answer(int status, FileContent file) {}

    private final URI link;
    private final HttpClient browser = HttpClient.newBuilder()
            .cookieHandler(new CookieManager())
            .followRedirects(HttpClient.Redirect.ALWAYS)
            .build();

    Visitor(URI link) {
        this.link = link;
    }

    /** Goes to the page of their platform, and picks the account of this mail address there. */
    Visitor signIn(String mail) throws InterruptedException {
        URI page = get(URI.create(link + "/sign-in")).uri();
        get(URI.create(page + "&login_hint=" + URLEncoder.encode(mail, StandardCharsets.UTF_8)));
        return this;
    }

    /** Asks for the file. */
    Answer open() throws InterruptedException {
        HttpResponse<byte[]> answer = get(URI.create(link + "/file"));
        return new Answer(answer.statusCode(), FileContent.of(answer.body()));
    }

    private HttpResponse<byte[]> get(URI address) throws InterruptedException {
        try {
            return browser.send(
                    HttpRequest.newBuilder(address).timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package dev.footbridge.miro.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import dev.footbridge.testkit.fake.ManualClock;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FilesTest {
    private static final int MAX = 6 * 1024 * 1024;

    private final ManualClock clock = ManualClock.at(Instant.parse("2026-11-22T10:00:20Z"));
    private MiroEmulator miro;
    private Api relay;
    private String board;

    @BeforeEach
    void start() {
        miro = MiroEmulator.builder().clock(clock).start();
        relay = Api.as(miro, "relay");
        board = "/v2/boards/" + miro.boardId("Roadmap");
    }

    @AfterEach
    void stop() {
        miro.close();
    }

    private static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        new Random(7).nextBytes(bytes);
        return bytes;
    }

    private byte[] download(String link) {
        JsonNode answer = relay.get(link).json();
        return new Api(miro, "").get(answer.path("url").asText()).body();
    }

    @Test
    void anUploadedFileComesBackAsItWas() {
        byte[] file = bytes(100_000);
        String frame = miro.channelId("general").split("/")[1];
        Api.Answer made = relay.upload(
                "POST",
                board + "/documents",
                Api.json("{'title': 'Plan', 'position': {'x': 9, 'y': 8}, 'parent': {'id': '" + frame + "'}}"),
                "plan.pdf",
                "application/pdf",
                file);
        assertThat(made.status()).as("%s", made).isEqualTo(201);
        assertThat(made.json().at("/data/title").asText()).isEqualTo("Plan");
        assertThat(made.json().at("/position/x").asInt()).isEqualTo(9);
        assertThat(made.json().at("/parent/id").asText()).isEqualTo(frame);
        String url = made.json().at("/data/documentUrl").asText();
        assertThat(url).endsWith("?redirect=false");
        assertThat(download(url)).isEqualTo(file);
        Api.Answer redirected = relay.get(url.replace("redirect=false", "redirect=true"));
        assertThat(redirected.status()).isEqualTo(307);
        String link = redirected.headers().get("location");
        assertThat(new Api(miro, "").get(link).headers()).containsEntry("content-type", "application/pdf");
        clock.advance(FileEndpoints.LINK_LIFETIME.plusMillis(1));
        assertThat(new Api(miro, "").get(link).status()).isEqualTo(403);
        assertThat(new Api(miro, "").get(url).status()).isEqualTo(401);
    }

    @Test
    void sixMegabytesAreTheMost() {
        assertThat(relay.upload("POST", board + "/documents", "{}", "a", "application/pdf", bytes(MAX))
                        .status())
                .isEqualTo(201);
        assertThat(relay.upload("POST", board + "/documents", "{}", "a", "application/pdf", bytes(MAX + 1))
                        .status())
                .isEqualTo(413);
        assertThat(relay.upload("POST", board + "/images", "{}", "a", "image/png", new byte[0])
                        .status())
                .isEqualTo(400);
        assertThat(relay.get(board + "/items?type=document")
                        .json()
                        .path("total")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void imagesAreShownSmallUnlessTheOriginalIsAskedFor() throws Exception {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(1024, 600, BufferedImage.TYPE_INT_RGB), "png", png);
        String url = relay.upload("POST", board + "/images", "{}", "big.png", "image/png", png.toByteArray())
                .json()
                .at("/data/imageUrl")
                .asText();
        assertThat(url).endsWith("?format=preview&redirect=false");
        assertThat(ImageIO.read(new ByteArrayInputStream(download(url))).getWidth())
                .isEqualTo(512);
        assertThat(download(url.replace("preview", "original"))).isEqualTo(png.toByteArray());
    }

    @Test
    void aFileIsFetchedFromItsUrl() throws Exception {
        byte[] file = bytes(5_000);
        HttpServer elsewhere = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        elsewhere.createContext("/a.pdf", exchange -> {
            exchange.getResponseHeaders().add("Content-Type", "application/pdf");
            exchange.sendResponseHeaders(200, file.length);
            exchange.getResponseBody().write(file);
            exchange.close();
        });
        elsewhere.start();
        try {
            String base = "http://127.0.0.1:" + elsewhere.getAddress().getPort();
            Api.Answer made = relay.post(board + "/documents", Api.json("{'data': {'url': '" + base + "/a.pdf'}}"));
            assertThat(made.json().at("/data/title").asText()).isEqualTo("a.pdf");
            assertThat(download(made.json().at("/data/documentUrl").asText())).isEqualTo(file);
            assertThat(relay.post(board + "/images", Api.json("{'data': {'url': '" + base + "/gone'}}"))
                            .status())
                    .isEqualTo(400);
            byte[] other = bytes(70);
            relay.upload("PATCH", board + "/documents/" + made.id(), "{}", "b.pdf", "application/pdf", other);
            String now = relay.get(board + "/documents/" + made.id())
                    .json()
                    .at("/data/documentUrl")
                    .asText();
            assertThat(download(now)).isEqualTo(other);
        } finally {
            elsewhere.stop(0);
        }
    }
}

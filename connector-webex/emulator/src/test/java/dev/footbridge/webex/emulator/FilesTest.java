package dev.footbridge.webex.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import dev.footbridge.testkit.emulator.ClientFile;
import dev.footbridge.testkit.emulator.FileContent;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FilesTest {
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0, '-', '-', 'x'};

    private WebexEmulator webex;
    private Api relay;
    private String general;

    @BeforeEach
    void start() {
        webex = WebexEmulator.builder().start();
        relay = new Api(webex, webex.relayToken());
        general = webex.roomId("General");
    }

    @AfterEach
    void stop() {
        webex.close();
    }

    private Api.Answer upload(int files, String... fields) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int i = 0; i < fields.length; i += 2) {
            part(body, "name=\"" + fields[i] + "\"", "", fields[i + 1].getBytes(StandardCharsets.UTF_8));
        }
        for (int i = 0; i < files; i++) {
            part(body, "name=\"files\"; filename=\"a picture.png\"", "Content-Type: image/png\r\n", PNG);
        }
        body.writeBytes("--edge--\r\n".getBytes(StandardCharsets.UTF_8));
        return relay.send(
                "POST", webex.apiUrl() + "/messages", "multipart/form-data; boundary=edge", body.toByteArray());
    }

    private static void part(ByteArrayOutputStream out, String disposition, String header, byte[] content) {
        String head = "--edge\r\nContent-Disposition: form-data; " + disposition + "\r\n" + header + "\r\n";
        out.writeBytes(head.getBytes(StandardCharsets.UTF_8));
        out.writeBytes(content);
        out.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
    }

    private static String url(Api.Answer message) {
        return message.json().path("files").get(0).asText();
    }

    @Test
    void anUploadComesBackByteByByte() {
        Api.Answer posted = upload(1, "roomId", general, "markdown", "**look**");
        assertThat(posted.get("text")).isEqualTo("look");
        assertThat(url(posted)).startsWith(webex.apiUrl() + "/contents/");
        Api.Answer content = relay.getUrl(url(posted));
        assertThat(content.response().body()).isEqualTo(PNG);
        assertThat(content.header("Content-Type")).isEqualTo("image/png");
        assertThat(content.header("Content-Disposition")).isEqualTo("attachment; filename=\"a picture.png\"");
        Api.Answer head = relay.head(url(posted).substring(webex.apiUrl().length()));
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.header("Content-Length")).isEqualTo(String.valueOf(PNG.length));
        assertThat(head.header("Content-Disposition")).contains("a picture.png");
        assertThat(head.response().body()).isEmpty();
    }

    @Test
    void aFileAloneIsAMessageAndPeopleSeeIt() throws Exception {
        Api.Answer posted = upload(1, "roomId", general);
        assertThat(posted.json().has("text")).isFalse();
        assertThat(webex.people().messages(general, 1).get(0).text()).isEmpty();
        ClientFile seen = webex.people().files(general, posted.get("id")).get(0);
        assertThat(seen.name()).isEqualTo("a picture.png");
        assertThat(seen.mediaType()).isEqualTo("image/png");
        assertThat(seen.content().open().readAllBytes()).isEqualTo(PNG);
    }

    @Test
    void peoplePostSeveralFilesAtOnce() {
        FileContent large = FileContent.generated(3, 20L * 1024 * 1024);
        String id = webex.people()
                .post(
                        "ada",
                        "General",
                        "",
                        Optional.empty(),
                        List.of(
                                new ClientFile("großes Bild*.gif", "image/gif", large),
                                new ClientFile("b.txt", "text/plain", FileContent.of(new byte[0]))));
        Api.Answer read = relay.get("/messages/" + id);
        assertThat(read.json().has("text")).isFalse();
        assertThat(read.json().path("files")).hasSize(2);
        Api.Answer content = relay.getUrl(url(read));
        assertThat(FileContent.of(content.response().body()).sha256()).isEqualTo(large.sha256());
        assertThat(content.header("Content-Disposition"))
                .isEqualTo("attachment; filename=\"gro_es Bild*.gif\"; filename*=UTF-8''gro%C3%9Fes%20Bild%2A.gif");
        assertThat(relay.getUrl(read.json().path("files").get(1).asText())
                        .response()
                        .body())
                .isEmpty();
    }

    @Test
    void aFileOfMoreThanAHundredMegabytesIsRefused() throws Exception {
        String head = "--edge\r\nContent-Disposition: form-data; name=\"roomId\"\r\n\r\n" + general
                + "\r\n--edge\r\nContent-Disposition: form-data; name=\"files\"; filename=\"large\"\r\n\r\n";
        for (long size : List.of(FileFetch.MAX_BYTES, FileFetch.MAX_BYTES + 1)) {
            FileContent file = FileContent.generated(1, size);
            InputStream body = new SequenceInputStream(Collections.enumeration(List.of(
                    new ByteArrayInputStream(head.getBytes(StandardCharsets.UTF_8)),
                    file.open(),
                    new ByteArrayInputStream("\r\n--edge--\r\n".getBytes(StandardCharsets.UTF_8)))));
            HttpRequest request = HttpRequest.newBuilder(URI.create(webex.apiUrl() + "/messages"))
                    .header("Authorization", "Bearer " + webex.relayToken())
                    .header("Content-Type", "multipart/form-data; boundary=edge")
                    .POST(HttpRequest.BodyPublishers.ofInputStream(() -> body))
                    .build();
            int status = HttpClient.newHttpClient()
                    .send(request, HttpResponse.BodyHandlers.discarding())
                    .statusCode();
            assertThat(status).isEqualTo(size > FileFetch.MAX_BYTES ? 400 : 200);
        }
        String newest = webex.people().messages(general, 1).get(0).id();
        assertThat(webex.people().files(general, newest).get(0).content().sha256())
                .isEqualTo(FileContent.generated(1, FileFetch.MAX_BYTES).sha256());
    }

    @Test
    void thereIsOneFilePerMessageAndNoEdit() {
        assertThat(upload(2, "roomId", general).status()).isEqualTo(400);
        Api.Answer posted = upload(1, "roomId", general, "text", "x");
        assertThat(relay.put("/messages/" + posted.get("id"), Api.body("roomId", general, "text", "y"))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void filesAreForThoseWhoSeeTheMessage() {
        Api.Answer posted = upload(1, "roomId", webex.directRoom("relay", "ada"));
        assertThat(new Api(webex, "").getUrl(url(posted)).status()).isEqualTo(401);
        assertThat(new Api(webex, webex.userToken("grace")).getUrl(url(posted)).status())
                .isEqualTo(404);
        assertThat(new Api(webex, webex.userToken("ada")).getUrl(url(posted)).status())
                .isEqualTo(200);
        relay.delete("/messages/" + posted.get("id"));
        assertThat(relay.getUrl(url(posted)).status()).isEqualTo(404);
    }

    @Test
    void theScanDelaysAndRefuses() {
        String url = url(upload(1, "roomId", general));
        webex.scan(FileScan.RUNNING);
        assertThat(relay.getUrl(url).status()).isEqualTo(423);
        assertThat(relay.getUrl(url).header("Retry-After")).isEqualTo("5");
        webex.scan(url.substring(url.lastIndexOf('/') + 1), FileScan.IMPOSSIBLE);
        assertThat(relay.getUrl(url).status()).isEqualTo(428);
        assertThat(relay.getUrl(url + "?allow=unscannable").response().body()).isEqualTo(PNG);
        webex.scan(url.substring(url.lastIndexOf('/') + 1), FileScan.INFECTED);
        assertThat(relay.getUrl(url).status()).isEqualTo(410);
        assertThat(relay.getUrl(url + "?allow=unscannable").status()).isEqualTo(410);
    }

    @Test
    void aFileIsFetchedByItsAddress() throws Exception {
        HttpServer origin = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        origin.createContext("/pictures/cat.png", exchange -> {
            exchange.getResponseHeaders().add("Content-Type", "image/png");
            exchange.sendResponseHeaders(200, PNG.length);
            exchange.getResponseBody().write(PNG);
            exchange.close();
        });
        origin.start();
        try {
            String base = "http://127.0.0.1:" + origin.getAddress().getPort();
            Api.Answer posted = relay.post("/messages", withFile(base + "/pictures/cat.png"));
            assertThat(relay.getUrl(url(posted)).header("Content-Disposition")).contains("cat.png");
            assertThat(relay.getUrl(url(posted)).response().body()).isEqualTo(PNG);
            assertThat(relay.post("/messages", withFile(base + "/nothing")).status())
                    .isEqualTo(400);
            assertThat(relay.post("/messages", withFile("not a url")).status()).isEqualTo(400);
        } finally {
            origin.stop(0);
        }
    }

    private ObjectNode withFile(String address) {
        ObjectNode body = Api.body("roomId", general);
        body.putArray("files").add(address);
        return body;
    }

    @Test
    void brokenMultipartIsABadRequest() {
        String url = webex.apiUrl() + "/messages";
        byte[] junk = "--edge\r\njunk".getBytes(StandardCharsets.UTF_8);
        assertThat(relay.send("POST", url, "multipart/form-data; boundary=edge", junk)
                        .status())
                .isEqualTo(400);
        assertThat(relay.send("POST", url, "multipart/form-data", junk).status())
                .isEqualTo(400);
    }
}

package dev.footbridge.slack.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.slack.api.Slack;
import com.slack.api.SlackConfig;
import com.slack.api.methods.MethodsClient;
import com.slack.api.methods.MethodsConfig;
import com.slack.api.model.File;
import dev.footbridge.testkit.emulator.ClientFile;
import dev.footbridge.testkit.emulator.FileContent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Files by the vendor's own client, and what stands at the addresses. */
class FilesTest {
    private final OkHttpClient http = new OkHttpClient();
    private SlackEmulator emulator;
    private Slack slack;
    private MethodsClient bot;
    private String channel;

    @BeforeEach
    void start() {
        emulator = SlackEmulator.builder().start();
        SlackConfig config = new SlackConfig();
        config.setMethodsEndpointUrlPrefix(emulator.apiUrl());
        config.setMethodsConfig(MethodsConfig.builder().statsEnabled(false).build());
        slack = Slack.getInstance(config);
        bot = slack.methods(emulator.botToken());
        channel = emulator.channelId("general");
    }

    @AfterEach
    void stop() throws Exception {
        slack.close();
        emulator.close();
    }

    private String answer(Request.Builder request) throws IOException {
        try (Response response = http.newCall(request.build()).execute()) {
            return response.code() + " " + response.header("Content-Type", "") + " "
                    + response.body().string();
        }
    }

    private Request.Builder get(String url, String token) {
        return new Request.Builder().url(url).header("Authorization", "Bearer " + token);
    }

    @Test
    void theVendorsClientUploadsAndPeopleSeeTheFile() throws Exception {
        byte[] bytes = "hello".getBytes(StandardCharsets.UTF_8);
        var answer = bot.filesUploadV2(
                r -> r.filename("hello.txt").fileData(bytes).channel(channel).initialComment("look"));
        assertThat(answer.isOk()).isTrue();

        var message =
                bot.conversationsHistory(r -> r.channel(channel)).getMessages().get(0);
        assertThat(message.getText()).isEqualTo("look");
        assertThat(message.getUser()).isEqualTo(emulator.botUserId());
        File file = message.getFiles().get(0);
        assertThat(file.getMimetype()).isEqualTo("text/plain");
        assertThat(file.getSize()).isEqualTo(5);
        List<ClientFile> seen = emulator.people().files(channel, message.getTs());
        assertThat(seen.get(0).content().sha256())
                .isEqualTo(FileContent.of(bytes).sha256());
        assertThat(answer(get(file.getUrlPrivateDownload(), emulator.botToken())))
                .isEqualTo("200 text/plain hello");
    }

    @Test
    void whoMayNotReadAFileGetsAPageToSignIn() throws Exception {
        String ts = emulator.people()
                .post(
                        "ada",
                        emulator.channelId("leads"),
                        "",
                        Optional.empty(),
                        List.of(new ClientFile("a.txt", "text/plain", FileContent.of(new byte[] {65}))));
        String id = emulator.files().ids("leads", ts).get(0);
        String url = bot.filesInfo(r -> r.file(id)).getFile().getUrlPrivate();
        assertThat(answer(get(url, emulator.botToken()))).isEqualTo("200 text/plain A");

        String poor = emulator.admin().mintToken("bot", emulator.botUserId(), Set.of("chat:write"));
        for (Request.Builder request : List.of(
                new Request.Builder().url(url),
                get(url, "xoxb-none"),
                get(url, poor),
                get(url, emulator.userToken("grace")))) {
            assertThat(answer(request)).startsWith("200 text/html").contains("Sign in");
        }
        assertThat(slack.methods(emulator.userToken("grace"))
                        .filesInfo(r -> r.file(id))
                        .getError())
                .isEqualTo("file_not_found");
        emulator.files().delete(id);
        assertThat(answer(get(url, emulator.botToken()))).startsWith("404");
        assertThat(bot.filesInfo(r -> r.file(id)).getError()).isEqualTo("file_deleted");
    }

    @Test
    void anAddressIsGoodForOneUploadOfTheAnnouncedLength() throws Exception {
        RequestBody three = RequestBody.create("abc", MediaType.get("application/octet-stream"));
        var first = bot.filesGetUploadURLExternal(r -> r.filename("a.txt").length(3));
        assertThat(answer(new Request.Builder().url(first.getUploadUrl()).post(three)))
                .contains("OK - 3");
        assertThat(answer(new Request.Builder().url(first.getUploadUrl()).post(three)))
                .startsWith("404");

        var second = bot.filesGetUploadURLExternal(r -> r.filename("a.txt").length(4));
        assertThat(answer(new Request.Builder().url(second.getUploadUrl()).post(three)))
                .startsWith("400");
        var files = List.of(com.slack.api.methods.request.files.FilesCompleteUploadExternalRequest.FileDetails.builder()
                .id(second.getFileId())
                .build());
        assertThat(bot.filesCompleteUploadExternal(r -> r.files(files).channelId(channel))
                        .getError())
                .isEqualTo("file_not_found");
        assertThat(bot.filesGetUploadURLExternal(r -> r.filename("a.txt").length(0))
                        .getError())
                .isEqualTo("invalid_arguments");
        assertThat(bot.filesGetUploadURLExternal(r -> r.filename("a.txt").length(1_000_000_001))
                        .getError())
                .isEqualTo("file_upload_size_restricted");
    }

    @Test
    void aBotSharesOnlyWhereItIs() throws Exception {
        var address = bot.filesGetUploadURLExternal(r -> r.filename("a.txt").length(3));
        RequestBody three = RequestBody.create("abc", MediaType.get("application/octet-stream"));
        answer(new Request.Builder().url(address.getUploadUrl()).post(three));
        var files = List.of(com.slack.api.methods.request.files.FilesCompleteUploadExternalRequest.FileDetails.builder()
                .id(address.getFileId())
                .build());
        String lounge = emulator.channelId("lounge");
        assertThat(bot.filesCompleteUploadExternal(r -> r.files(files).channelId(lounge))
                        .getError())
                .isEqualTo("not_in_channel");
        assertThat(bot.filesCompleteUploadExternal(r -> r.files(files).channelId("C404"))
                        .getError())
                .isEqualTo("channel_not_found");
        assertThat(bot.filesCompleteUploadExternal(r -> r.files(files).channelId(channel))
                        .isOk())
                .isTrue();
    }
}

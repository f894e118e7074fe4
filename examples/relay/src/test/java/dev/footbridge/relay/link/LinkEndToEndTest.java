package dev.footbridge.relay.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.footbridge.core.connector.FileLimits;
import dev.footbridge.core.document.Document;
import dev.footbridge.core.id.ChannelId;
import dev.footbridge.core.id.MessageId;
import dev.footbridge.core.id.UserId;
import dev.footbridge.relay.Relay;
import dev.footbridge.relay.config.ConfigReader;
import dev.footbridge.testkit.emulator.ClientFile;
import dev.footbridge.testkit.emulator.FileContent;
import dev.footbridge.testkit.fake.InMemoryConnectorProvider;
import dev.footbridge.testkit.fake.InMemoryWorkspace;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** From a file that somebody sends to the people elsewhere who open it, through the whole relay. */
@Timeout(120)
class LinkEndToEndTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final byte[] BYTES = "too much for there".getBytes();

    @TempDir
    Path folder;

    @Test
    void whatCannotBeCopiedIsOpenedByMembersUntilItsMessageIsDeleted() throws Exception {
        InMemoryConnectorProvider heres = new InMemoryConnectorProvider("here", Clock.systemUTC());
        InMemoryConnectorProvider theres = new InMemoryConnectorProvider("there", Clock.systemUTC());
        InMemoryWorkspace here = heres.workspace("one");
        InMemoryWorkspace there = theres.workspace("two");
        ChannelId from = here.channel("general");
        ChannelId to = there.channel("general");
        UserId greg = here.person("Greg Taylor");
        there.person("tessa");
        there.leave(there.person("oscar"), to);
        there.fileLimits(FileLimits.NONE);
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        URI home = URI.create("http://127.0.0.1:" + port);
        try (TestProvider provider = new TestProvider();
                Relay relay = Relay.start(
                        new ConfigReader(List.of(heres, theres), Map.of("SECRET", "hidden")).read(configured(port)))) {
            there.signInAt(provider.issuer());
            MessageId message = here.post(
                    greg,
                    from,
                    Document.text("look"),
                    List.of(new ClientFile("plan.txt", "text/plain", FileContent.of(BYTES))));
            await().atMost(PATIENCE).until(() -> link(there, to, home).isPresent());
            String link = link(there, to, home).orElseThrow();

            Visitor tessa = new Visitor(home);
            provider.next("tessa", "two");
            assertThat(tessa.signIn(link).statusCode()).isEqualTo(302);
            assertThat(Visitor.text(tessa.get(link))).contains("Greg Taylor", "plan.txt");
            assertThat(tessa.get(link + "/file").body()).isEqualTo(BYTES);
            Visitor oscar = new Visitor(home);
            provider.next("oscar", "two");
            oscar.signIn(link);
            assertThat(oscar.get(link + "/file").statusCode()).isEqualTo(403);

            here.edit(greg, message, Document.text("look again"));
            await().atMost(PATIENCE).until(() -> texts(there, to).contains("look again"));
            assertThat(link(there, to, home)).as("after an edit").contains(link);
            here.remove(greg, message);
            await().atMost(PATIENCE).until(() -> tessa.get(link + "/file").statusCode() == 410);
            assertThat(relay.isReady()).isTrue();
        }
    }

    private Path configured(int port) throws Exception {
        return Files.writeString(folder.resolve("relay.yaml"), """
                listen: { port: 0 }
                management: { port: 0 }
                connectors:
                  first: { platform: here, workspace: one }
                  second: { platform: there, workspace: two }
                bridges:
                  general:
                    endpoints:
                      - { connector: first, channel: general }
                      - { connector: second, channel: general }
                links:
                  public-url: http://127.0.0.1:PORT
                  listen: { port: PORT }
                  sign-in: { second: { client-id: links, client-secret: "${SECRET}" } }
                """.replace("PORT", "" + port));
    }

    private static String texts(InMemoryWorkspace workspace, ChannelId channel) {
        return workspace.messages(channel).toString()
                + workspace.messages(channel).stream()
                        .map(message ->
                                message.body().toString() + message.body().plainText())
                        .toList();
    }

    private static Optional<String> link(InMemoryWorkspace workspace, ChannelId channel, URI home) {
        Matcher matcher = Pattern.compile(Pattern.quote(home.toString()) + "(/f/[a-z2-7]{26})")
                .matcher(texts(workspace, channel));
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}

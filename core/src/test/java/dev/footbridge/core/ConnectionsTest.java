package dev.footbridge.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Who opens connections: connectors only through the guarded client, and what carries messages not at all. So the addresses of
 * avatars and of the pictures of previews are passed on as text and never fetched.
 */
class ConnectionsTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private static final Pattern OPENS =
            Pattern.compile("HttpClient\\.new|openConnection\\(|openStream\\(|new OkHttpClient"
                    + "|new Socket\\(|SocketChannel\\.open|ImageIO\\.read\\(");

    private static final List<String> CARRIERS = List.of("content", "bridge", "documents", "config", "ledger");

    @Test
    void connectorsOpenConnectionsOnlyThroughTheGuardedClient() throws IOException {
        List<Path> sources = new ArrayList<>();
        try (Stream<Path> folders = Files.list(ROOT)) {
            for (Path folder : folders.filter(
                            each -> each.getFileName().toString().startsWith("connector-"))
                    .toList()) {
                sources.addAll(sources(folder.resolve("src/main/java")));
            }
        }
        assertThat(sources).hasSizeGreaterThan(100);
        assertThat(opening(sources)).isEmpty();
    }

    @Test
    void whatCarriesMessagesOpensNoConnections() throws IOException {
        List<Path> sources = new ArrayList<>(sources(ROOT.resolve("core/src/main/java")));
        for (String carrier : CARRIERS) {
            sources.addAll(sources(ROOT.resolve("examples/relay/src/main/java/dev/footbridge/relay/" + carrier)));
        }
        assertThat(sources).hasSizeGreaterThan(100);
        assertThat(opening(sources)).isEmpty();
    }

    @Test
    void theGuardedClientIsMadeInOnePlace() throws IOException {
        assertThat(opening(sources(ROOT.resolve("core/http/src/main/java"))))
                .singleElement()
                .asString()
                .endsWith("HttpClientFactory.java");
    }

    private static List<Path> sources(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }

    private static List<Path> opening(List<Path> sources) throws IOException {
        List<Path> found = new ArrayList<>();
        for (Path source : sources) {
            if (OPENS.matcher(Files.readString(source, StandardCharsets.UTF_8)).find()) {
                found.add(source);
            }
        }
        return found;
    }
}

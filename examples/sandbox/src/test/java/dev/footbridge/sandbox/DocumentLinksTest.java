package dev.footbridge.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.core.connector.Connector;
import dev.footbridge.core.connector.ConnectorConfig;
import dev.footbridge.core.connector.ConnectorProvider;
import dev.footbridge.core.connector.DocumentLink;
import dev.footbridge.core.connector.Sharing;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every storage knows its own links and nobody else's, without asking anybody. */
class DocumentLinksTest {

    /** What nobody listens on: a call would fail. */
    private static final String NOWHERE = "http://127.0.0.1:1";

    private static final Map<String, Connector> CONNECTORS = new LinkedHashMap<>();

    record Row(String link, String connector, String id, String kind) {
        @Override
        public String toString() {
            return link;
        }
    }

    @BeforeAll
    static void connect() {
        for (ConnectorProvider provider : ConnectorProvider.installed()) {
            Map<String, String> settings = new HashMap<>();
            provider.settings().stream()
                    .filter(setting -> setting.name().endsWith("-url"))
                    .forEach(setting -> settings.put(setting.name(), NOWHERE));
            switch (provider.platform().value()) {
                case "gchat" ->
                    settings.putAll(Map.of(
                            "domain", "contoso.example",
                            "auth", "delegated",
                            "subject", "relay@contoso.example",
                            "service-account", serviceAccount(),
                            "documents", "check"));
                case "teams" ->
                    settings.putAll(Map.of(
                            "tenant", "11111111-2222-3333-4444-555555555555",
                            "client-id", "11111111-2222-3333-4444-666666666666",
                            "client-secret", "secret",
                            "client-state", "client-state-0123456789",
                            "documents", "check"));
                case "miro" -> settings.putAll(Map.of("team-id", "3074457358607431473", "access-token", "token"));
                default -> {
                    continue;
                }
            }
            CONNECTORS.put(provider.platform().value(), provider.create(ConnectorConfig.of(provider, settings)));
        }
    }

    @AfterAll
    static void close() {
        CONNECTORS.values().forEach(Connector::close);
    }

    /** A key of the right shape, made for this run. */
    private static String serviceAccount() {
        try {
            KeyPairGenerator keys = KeyPairGenerator.getInstance("RSA");
            keys.initialize(2048);
            String key = Base64.getEncoder()
                    .encodeToString(keys.generateKeyPair().getPrivate().getEncoded());
            return "{\"type\":\"service_account\",\"client_id\":\"1\",\"private_key_id\":\"1\",\"client_email\":"
                    + "\"relay@contoso.example\",\"token_uri\":\"" + NOWHERE + "/token\",\"private_key\":"
                    + "\"-----BEGIN PRIVATE KEY-----\\n" + key + "\\n-----END PRIVATE KEY-----\\n\"}";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static List<Row> rows() throws IOException {
        try (InputStream in = DocumentLinksTest.class.getResourceAsStream("document-links.tsv")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\t", -1))
                    .map(cells -> new Row(cells[0], cells[1], cells[2], cells[3]))
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("rows")
    void aLinkBelongsToOneStorageOrToNone(Row row) {
        List<String> known = new ArrayList<>();
        CONNECTORS.forEach((name, connector) -> {
            Sharing sharing = connector.sharing().orElseThrow();
            Optional<DocumentLink> found = sharing.identify(URI.create(row.link()));
            found.ifPresent(link -> known.add(name + " " + link.id() + " " + link.kind()));
        });
        assertThat(known)
                .isEqualTo(
                        row.connector().equals("-")
                                ? List.of()
                                : List.of(row.connector() + " " + row.id() + " " + row.kind()));
    }

    @Test
    void theTableIsLongAndHasAllKinds() throws IOException {
        List<Row> known =
                rows().stream().filter(row -> !row.connector().equals("-")).toList();
        assertThat(rows())
                .hasSizeGreaterThanOrEqualTo(200)
                .extracting(Row::link)
                .doesNotHaveDuplicates();
        assertThat(known).hasSizeGreaterThanOrEqualTo(140);
        assertThat(known.stream().map(Row::kind))
                .containsAll(
                        Stream.of(DocumentLink.Kind.values()).map(Enum::name).toList());
        assertThat(known.stream().map(Row::connector)).containsAll(CONNECTORS.keySet());
    }
}

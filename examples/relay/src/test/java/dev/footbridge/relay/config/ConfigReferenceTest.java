package dev.footbridge.relay.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.relay.bridge.BridgePolicy;
import dev.footbridge.testkit.fake.InMemoryConnectorProvider;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's reference is what the reader reads. */
class ConfigReferenceTest {

    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z][^`]*)` \\| ([^|]*) \\|");
    private static final String SETTINGS = "connectors.<name>.<setting>";

    @Test
    void everyKeyIsDocumentedAndNoOther() throws Exception {
        Set<String> keys = new LinkedHashSet<>();
        for (String key : ConfigReader.ROOT_KEYS) {
            switch (key) {
                case "listen", "management" -> ConfigReader.ADDRESS_KEYS.forEach(each -> keys.add(key + "." + each));
                case "drain" -> ConfigReader.DRAIN_KEYS.forEach(each -> keys.add(key + "." + each));
                case "connectors" -> keys.addAll(List.of("connectors.<name>." + ConfigReader.PLATFORM_KEY, SETTINGS));
                case "bridges" -> {
                    for (String policy : PolicyReader.POLICY_KEYS) {
                        switch (policy) {
                            case "mentions" ->
                                PolicyReader.MENTION_KEYS.forEach(each -> keys.add("bridges.<name>.mentions." + each));
                            case "files" ->
                                FilesReader.RULE_KEYS.forEach(each -> keys.add("bridges.<name>.files." + each));
                            case "emoji" -> {
                                keys.add("bridges.<name>.emoji[].<connector>");
                                keys.add("bridges.<name>.emoji[]." + PolicyReader.ANY);
                            }
                            default -> keys.add("bridges.<name>." + policy);
                        }
                    }
                    ConfigReader.ENDPOINT_KEYS.forEach(each -> keys.add("bridges.<name>.endpoints[]." + each));
                }
                case "links" -> {
                    for (String link : LinksReader.LINKS_KEYS) {
                        switch (link) {
                            case "listen" ->
                                ConfigReader.ADDRESS_KEYS.forEach(each -> keys.add("links.listen." + each));
                            case "sign-in" ->
                                LinksReader.CLIENT_KEYS.forEach(each -> keys.add("links.sign-in.<connector>."
                                        + (each.equals("hints") ? "hints.<parameter>" : each)));
                            default -> keys.add("links." + link);
                        }
                    }
                }
                case "files" -> FilesReader.TRANSFER_KEYS.forEach(each -> keys.add("files." + each));
                case "document-sign-in" ->
                    SignInReader.ROUTE_KEYS.forEach(each -> keys.add("document-sign-in[]." + each));
                case "sign-in-groups" -> SignInReader.GROUP_KEYS.forEach(each -> keys.add("sign-in-groups[]." + each));
                case "people" -> keys.addAll(List.of("people[].<connector>", "people[]." + PolicyReader.HOME));
                default -> keys.add(key);
            }
        }

        assertThat(documented().keySet()).containsExactlyInAnyOrderElementsOf(keys);
    }

    @Test
    void theDefaultsAreThoseOfAFileWithoutThem(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("relay.yaml"), """
                connectors:
                  here: { platform: memory, workspace: home }
                bridges:
                  general:
                    endpoints:
                      - { connector: here, channel: one }
                      - { connector: here, channel: two }
                links: { public-url: "https://files.example.org" }
                """);
        RelayConfig config = new ConfigReader(List.of(new InMemoryConnectorProvider()), Map.of()).read(file);
        Map<String, String> expected = new LinkedHashMap<>();
        expected.put("data-dir", "`" + folder.toAbsolutePath().relativize(config.dataDir()) + "`");
        expected.put("vault-key", config.vaultKey().map(Object::toString).orElse("none"));
        expected.put("listen.host", "`" + config.listen().host() + "`");
        expected.put("listen.port", "`" + config.listen().port() + "`");
        expected.put("management.host", "`" + config.management().host() + "`");
        expected.put("management.port", "`" + config.management().port() + "`");
        expected.put("public-url", config.publicUrl().map(Object::toString).orElse("none"));
        expected.put(
                "bridges.<name>.endpoints[].direction",
                "`"
                        + config.bridges()
                                .get(0)
                                .endpoints()
                                .get(0)
                                .direction()
                                .name()
                                .toLowerCase(java.util.Locale.ROOT)
                        + "`");
        BridgePolicy policy = config.bridges().get(0).policy();
        expected.put("bridges.<name>.reactions", word(policy.reactions()));
        expected.put("bridges.<name>.edits", word(policy.edits()));
        expected.put("bridges.<name>.removals", policy.removals() ? "`on`" : "`off`");
        expected.put("bridges.<name>.mentions.broadcast", policy.broadcast() ? "`allow`" : "`text`");
        expected.put("bridges.<name>.previews", policy.previews() ? "`on`" : "`off`");
        RelayConfig.LinksEntry links = config.links().orElseThrow();
        expected.put("links.listen.host", "`" + links.listen().host() + "`");
        expected.put("links.listen.port", "`" + links.listen().port() + "`");
        expected.put("links.lifetime", "`" + links.settings().lifetime().toDays() + "d`");
        expected.put("links.session", "`" + links.settings().session().toMinutes() + "m`");
        expected.put("links.address-header", links.settings().addressHeader().orElse("none"));
        expected.put("bridges.<name>.files.copies", policy.files().on() ? "`on`" : "`off`");
        expected.put("bridges.<name>.files.guests", policy.files().guests() ? "`on`" : "`off`");
        expected.put("files.streams", "`" + config.files().streams() + "`");
        expected.put("files.per-person", "`" + config.files().perUser() + "`");
        expected.put("files.spool", "`" + config.files().spoolBytes() / 1_000_000_000 + "GB`");
        expected.put("bridges.<name>.documents", word(policy.documents()));
        expected.put("drain.delay", "`" + config.drain().delay().toSeconds() + "s`");
        expected.put("drain.deadline", "`" + config.drain().deadline().toSeconds() + "s`");

        assertThat(documented()).containsAllEntriesOf(expected);
    }

    private static String word(Enum<?> value) {
        return "`" + value.name().toLowerCase(java.util.Locale.ROOT) + "`";
    }

    private static Map<String, String> documented() throws Exception {
        String readme = Files.readString(Path.of("README.md"));
        String table = readme.substring(readme.indexOf("| key | default |"), readme.indexOf("| system property |"));
        Map<String, String> rows = new LinkedHashMap<>();
        Matcher row = ROW.matcher(table);
        while (row.find()) {
            rows.put(row.group(1), row.group(2));
        }
        return rows;
    }
}

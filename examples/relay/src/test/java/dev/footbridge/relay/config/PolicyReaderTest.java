package dev.footbridge.relay.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.footbridge.core.document.Emoji;
import dev.footbridge.relay.bridge.BridgePolicy;
import dev.footbridge.relay.bridge.EmojiRow;
import dev.footbridge.relay.config.RelayConfig.PersonEntry;
import dev.footbridge.relay.documents.DocumentPolicy;
import dev.footbridge.relay.transfer.FileRules;
import dev.footbridge.testkit.fake.InMemoryConnectorProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a bridge carries, as it is written in the file. */
class PolicyReaderTest {

    private static final String ALL = """
            reactions: reply
            edits: off
            removals: off
            mentions: { broadcast: allow }
            previews: on
            files: { copies: on, max: 25MB, allow: [pdf, image/*], deny: [image/svg+xml], guests: off }
            documents: share
            emoji:
              - { left: ":parrot:", right: ":bird:", any: "🦜" }
              - { left: ":ship:", right: "🚢" }
            """;

    @TempDir
    Path folder;

    @Test
    void everyPolicyIsRead() throws Exception {
        assertThat(read(ALL, "").bridges().get(0).policy())
                .isEqualTo(new BridgePolicy(
                        BridgePolicy.Reactions.REPLY,
                        BridgePolicy.Edits.OFF,
                        false,
                        true,
                        true,
                        new FileRules(true, 25_000_000, Set.of("pdf", "image/*"), Set.of("image/svg+xml"), false),
                        DocumentPolicy.SHARE,
                        List.of(
                                new EmojiRow(
                                        Map.of("left", Emoji.custom("parrot"), "right", Emoji.custom("bird")),
                                        Optional.of(Emoji.unicode("🦜"))),
                                new EmojiRow(
                                        Map.of("left", Emoji.custom("ship"), "right", Emoji.unicode("🚢")),
                                        Optional.empty()))));
    }

    @Test
    void aBridgeWithoutAWordIsAsCautiousAsItCanBe() throws Exception {
        assertThat(read("", "").bridges().get(0).policy()).isEqualTo(BridgePolicy.everything());
        assertThat(BridgePolicy.everything().broadcast()).isFalse();
        assertThat(BridgePolicy.everything().previews()).isFalse();
        assertThat(BridgePolicy.everything().documents()).isEqualTo(DocumentPolicy.OFF);
        assertThat(BridgePolicy.everything().reactions()).isEqualTo(BridgePolicy.Reactions.MIRROR);
    }

    @Test
    void peopleAreRead() throws Exception {
        assertThat(read("", "people:\n  - { left: U1, right: a-b }\n  - { left: U2, right: b, home: right }\n")
                        .people())
                .containsExactly(
                        new PersonEntry(Map.of("left", "U1", "right", "a-b"), Optional.empty()),
                        new PersonEntry(Map.of("left", "U2", "right", "b"), Optional.of("right")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            reactions: reply     | reactions: replies    | bridges.general.reactions: must be one of mirror, reply, off
            edits: off           | edits: repost         | bridges.general.edits: must be one of reply, off
            removals: off        | removals: no          | bridges.general.removals: must be on or off
            broadcast: allow     | broadcast: always     | bridges.general.mentions.broadcast: must be allow or text
            broadcast: allow     | broadcasts: allow     | bridges.general.mentions.broadcasts: is not known; did you mean broadcast
            documents: share     | documents: on         | bridges.general.documents: must be one of off, check, share
            previews: on         | preview: on           | bridges.general.preview: is not known; did you mean previews
            right: ":bird:"      | middle: ":bird:"      | bridges.general.emoji[0].middle: is not a connector of this file
            left: ":ship:"       | left: ":parrot:"      | bridges.general.emoji[1].left: is in another row already
            left: ":ship:"       | left: ship            | bridges.general.emoji[1].left: must be :name: or a Unicode emoji
            any: "🦜"             | any: ":x:"            | bridges.general.emoji[0].any: must be a Unicode emoji
            , right: "🚢"         | ''                    | bridges.general.emoji[1]: names an emoji on at least two connectors
            """)
    void complaintsNameThePlaceAndWhatIsAllowed(String good, String bad, String complaint) {
        assertThat(ALL).contains(good);
        assertThat(problems(ALL.replace(good, bad), ""))
                .anySatisfy(problem -> assertThat(problem).contains(complaint));
    }

    @Test
    void peopleThatCannotBeAreRefused() {
        assertThat(problems("", "people:\n  - { left: U1 }\n"))
                .anyMatch(problem -> problem.contains("people[0]: names the accounts of one person on at least two"));
        assertThat(problems("", "people:\n  - { left: U1, right: a }\n  - { left: U1, right: b }\n"))
                .anyMatch(problem -> problem.contains("people[1].left: belongs to another person already"));
        assertThat(problems("", "people:\n  - { left: U1, middle: a }\n"))
                .anyMatch(problem -> problem.contains("people[0].middle: is not known"));
        assertThat(problems("", "people:\n  - { left: U1, right: a, home: middle }\n"))
                .anyMatch(problem -> problem.contains("people[0].home: must be the connector of one of the accounts"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"tcp://127.0.0.1:3310", "tcp://clamd.example.org:3310", "unix:/run/clamav/clamd.ctl"})
    void aScannerIsRead(String address) throws Exception {
        assertThat(read("", "files: { scanner: \"" + address + "\" }\n").files().scanner())
                .isPresent();
        assertThat(read("", "files: { streams: 3 }\n").files().scanner()).isEmpty();
    }

    @Test
    void aScannerThatCannotBeIsRefused() {
        assertThat(problems("", "files: { scanner: clamd }\n"))
                .anyMatch(problem -> problem.contains("files.scanner: must be where clamd listens"));
    }

    private List<String> problems(String policy, String root) {
        ConfigException problem = catchThrowableOfType(ConfigException.class, () -> read(policy, root));
        return problem == null ? List.of() : problem.problems();
    }

    private RelayConfig read(String policy, String root) throws IOException, ConfigException {
        String file = """
                connectors:
                  left: { platform: memory, workspace: one }
                  right: { platform: memory, workspace: two }
                bridges:
                  general:
                    endpoints:
                      - { connector: left, channel: one }
                      - { connector: right, channel: two }
                """ + policy.indent(4) + root;
        Path path = Files.writeString(folder.resolve("relay.yaml"), file);
        return new ConfigReader(List.of(new InMemoryConnectorProvider()), Map.of()).read(path);
    }
}

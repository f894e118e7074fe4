package dev.footbridge.teams;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.core.connector.Verb;
import dev.footbridge.core.id.ChannelId;
import dev.footbridge.testkit.contract.ReadmeTables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The tables of the README are what the code says. */
class TeamsReadmeTest {

    private static final ReadmeTables TABLES = ReadmeTables.in(Path.of("README.md"));
    private static final TeamsIds IDS = TeamsIds.ofTenant("11111111-2222-3333-4444-555555555555");
    private static final ChannelId CHANNEL = IDS.channel(new TeamsPlace.InTeam("team", "19:c@thread.tacv2"));
    private static final ChannelId CHAT = IDS.channel(new TeamsPlace.InChat("19:c@thread.v2"));

    @Test
    void the_settings_are_those_there_are() {
        TABLES.settings(TeamsSettings.ALL);
    }

    @Test
    void the_support_table_is_what_features_say() {
        TABLES.features(TeamsFeatures.CHANNEL);
    }

    @Test
    void the_scopes_are_those_of_the_plan() {
        TABLES.scopes(TeamsScopes.all());
    }

    @Test
    void the_losses_are_what_features_say() {
        TABLES.losses(TeamsFeatures.CHANNEL);
    }

    @Test
    void the_limits_are_those_of_the_table() throws IOException {
        String posts =
                "| posts | %s per second and channel or chat, %s per second and account, %s (chats %s) per second"
                        + " and tenant |";
        String changes = "| edits, deletions, reactions | %s per second and channel or chat, %s per second and account,"
                + " %s per second and tenant |";
        String reads = "| reads | %s per second and channel or chat, %s per second and tenant |";
        String post = posts.formatted(
                limit(Verb.POST, CHANNEL, "conversation"),
                limit(Verb.POST, CHANNEL, "ACCOUNT"),
                limit(Verb.POST, CHANNEL, "TENANT"),
                limit(Verb.POST, CHAT, "TENANT"));
        assertThat(readme()).contains(post, reads.formatted(read("conversation"), read("TENANT")));
        for (Verb verb : List.of(Verb.EDIT, Verb.REMOVE, Verb.REACT, Verb.UNREACT)) {
            assertThat(readme())
                    .contains(changes.formatted(
                            limit(verb, CHANNEL, "conversation"),
                            limit(verb, CHAT, "ACCOUNT"),
                            limit(verb, CHANNEL, "TENANT")));
        }
        assertThat(TeamsLimits.documented().limits(Verb.LOOK_UP, CHANNEL)).hasSize(1);
    }

    private static int read(String budget) {
        return limit(Verb.READ, CHAT, budget);
    }

    /** Calls per second from one budget; that of a conversation is named after it. */
    private static int limit(Verb verb, ChannelId channel, String budget) {
        String shared = budget.equals("conversation") ? channel.value() : budget;
        return TeamsLimits.documented().limits(verb, channel).stream()
                .filter(limit -> limit.key().endsWith(" " + shared))
                .filter(limit -> limit.period().toSeconds() == 1)
                .findFirst()
                .orElseThrow()
                .permits();
    }

    private static List<String> readme() throws IOException {
        return Files.readAllLines(Path.of("README.md"));
    }
}

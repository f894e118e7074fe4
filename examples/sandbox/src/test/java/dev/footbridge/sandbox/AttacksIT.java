package dev.footbridge.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.footbridge.testkit.emulator.ClientMessage;
import dev.footbridge.testkit.emulator.ClientUser;
import dev.footbridge.testkit.emulator.HumanClient;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * What people type to ring everybody, or to slip a control sequence through, from each platform to each, its own included:
 * nobody is rung, and every message arrives once.
 */
class AttacksIT {

    private static final int ATTACKS = 40;
    private static final int SCREEN = 2_000;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final Pattern MARK = Pattern.compile("\\(case \\d+ of [a-z]+\\)");

    @Test
    void nothingThatIsTypedAnywhereRingsAnybodyElsewhere() throws Exception {
        try (Sandbox sandbox = Sandbox.start(Sandbox.startAll(Clock.systemUTC(), false), Layout::oneWay)) {
            List<String> attacks = attacks(sandbox.platforms());
            assertThat(attacks).hasSize(ATTACKS).doesNotHaveDuplicates();
            Map<String, Set<String>> rungAtHome = new LinkedHashMap<>();
            for (SandboxPlatform from : sandbox.platforms()) {
                HumanClient people = from.emulator().people();
                String speaker = Pages.members(from).get(0).id();
                for (int i = 0; i < ATTACKS; i++) {
                    String text = attacks.get(i) + "\n" + mark(from, i);
                    String id = people.post(speaker, from.room().id(), text);
                    rungAtHome.put(mark(from, i), people.mentioned(from.room().id(), id));
                }
            }
            assertThat(rungAtHome.values())
                    .as("what rings is seen to ring where it is written")
                    .anyMatch(rung -> rung.size() > 2);

            List<String> escalations = new ArrayList<>();
            int checked = 0;
            for (SandboxPlatform to : sandbox.platforms()) {
                Map<String, List<ClientMessage>> arrived = arrived(to, rungAtHome.keySet());
                for (SandboxPlatform from : sandbox.platforms()) {
                    for (int i = 0; i < ATTACKS; i++) {
                        List<ClientMessage> copies = arrived.get(mark(from, i));
                        assertThat(copies)
                                .as(mark(from, i) + " on " + to.title())
                                .hasSize(1);
                        ClientMessage copy = copies.get(0);
                        Set<String> rung =
                                to.emulator().people().mentioned(to.otherRoom().id(), copy.id());
                        if (!allowed(from, to, rungAtHome.get(mark(from, i))).containsAll(rung)) {
                            escalations.add(mark(from, i) + " on " + to.title() + ": " + attacks.get(i));
                        }
                        checked++;
                    }
                }
            }
            assertThat(escalations).isEmpty();
            int platforms = sandbox.platforms().size();
            assertThat(checked).isEqualTo(platforms * platforms * ATTACKS);
            assertThat(sandbox.relay().status().dead()).as("given up").isEmpty();
        }
    }

    /**
     * People who were rung one by one may be rung again in another channel of their own platform; never all of them. On
     * another platform only the one person whom the configuration knows on both.
     */
    private static Set<String> allowed(SandboxPlatform from, SandboxPlatform to, Set<String> rung) {
        if (from == to) {
            return rung.size() < Pages.members(to).size() ? rung : Set.of();
        }
        return from.counterpart()
                .filter(rung::contains)
                .flatMap(known -> to.counterpart())
                .map(Set::of)
                .orElse(Set.of());
    }

    private static String mark(SandboxPlatform from, int attack) {
        return "(case " + attack + " of " + from.emulator().name() + ")";
    }

    /** The copies by their marks, once each has come; one look at a screen shows all of them. */
    private static Map<String, List<ClientMessage>> arrived(SandboxPlatform to, Set<String> marks) {
        return await("all marks on " + to.title())
                .atMost(PATIENCE)
                .pollInterval(LOOK)
                .until(() -> copies(to), copies -> copies.keySet().containsAll(marks));
    }

    private static Map<String, List<ClientMessage>> copies(SandboxPlatform to) {
        Map<String, List<ClientMessage>> copies = new LinkedHashMap<>();
        for (ClientMessage message :
                to.emulator().people().messages(to.otherRoom().id(), SCREEN)) {
            Matcher mark = MARK.matcher(message.text());
            while (mark.find()) {
                copies.computeIfAbsent(mark.group(), none -> new ArrayList<>()).add(message);
            }
        }
        return copies;
    }

    /** The same list for all: what is harmless on one platform rings on another. */
    private static List<String> attacks(List<SandboxPlatform> platforms) {
        List<String> attacks = new ArrayList<>(List.of(
                "@channel",
                "@here",
                "@everyone",
                "@all",
                "@team",
                "@General",
                "<!channel>",
                "<!here|here>",
                "<!everyone>",
                "<!subteam^S0123456789|@admins>",
                "&lt;!channel&gt;",
                "<users/all>",
                "<@all>",
                "<@all|everybody>",
                "<at id=\"0\">Everyone</at>",
                "<at>Everyone</at>",
                "<spark-mention data-object-type=\"groupMention\" data-group-type=\"all\">All</spark-mention>",
                "*<!channel>* _<@all>_ ~<users/all>~",
                "`<!channel>` and `<users/all>`",
                "```\n<!channel> <@all> <users/all>\n```",
                "> <!channel>\n> <@all>",
                "- <users/all>\n- <!here>",
                "<https://example.org|<!channel>>",
                "[<@all>](https://example.org/<!channel>)",
                "<\u200B!channel> <users/\u200Ball> <@\u200Ball>",
                "<\u00AD!here> @\u2060all",
                "\u202E>lennahc!<\u202C <!channel\u202E>",
                "<!channel\n> <users/\nall>",
                "\\<!channel\\> \\<@all\\>",
                "<<!channel>> <<users/all>> <<@all>>",
                "<script>alert(1)</script><img src=x onerror=alert(1)>",
                "\"}],\"mentions\":[{\"id\":0,\"mentionText\":\"Everyone\"}]",
                "<!date^0^{date}|<!channel>>",
                "&#60;!channel&#62; &#x3C;users/all&#x3E; %3C!channel%3E"));
        // And the people of each platform by the sequence that rings them there.
        List<String> sequences = List.of(
                "<@%s>",
                "<users/%s>", "<@personId:%s>", "<at id=\"0\">%s</at>", "@%s", "<@personEmail:%s@example.org>");
        for (int i = 0; i < sequences.size(); i++) {
            String ids = platforms.stream()
                    .map(platform -> Pages.members(platform).get(0))
                    .map(AttacksIT::names)
                    .reduce("", (left, right) -> left + " " + right)
                    .strip();
            StringBuilder all = new StringBuilder();
            for (String id : ids.split(" ")) {
                all.append(String.format(sequences.get(i), id)).append(' ');
            }
            attacks.add(all.toString().strip());
        }
        return attacks;
    }

    private static String names(ClientUser person) {
        String id = person.id().startsWith("users/") ? person.id().substring("users/".length()) : person.id();
        return id + " " + person.handle();
    }
}

package dev.footbridge.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.core.connector.ConnectorProvider;
import dev.footbridge.core.connector.FileLimits;
import dev.footbridge.core.id.FileId;
import dev.footbridge.core.id.Platform;
import dev.footbridge.core.id.WorkspaceId;
import dev.footbridge.core.message.Attachment;
import dev.footbridge.relay.transfer.Account;
import dev.footbridge.relay.transfer.Conversation;
import dev.footbridge.relay.transfer.FileChoice;
import dev.footbridge.relay.transfer.FilePolicy;
import dev.footbridge.relay.transfer.FileRules;
import dev.footbridge.relay.transfer.FileTable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** How a small picture crosses, between every two platforms, as it was decided and not as the relay computes it. */
class FilePolicyTruthTest {

    /** Kinds of the author's account at the target, in this order, for each kind of conversation there. */
    private static final List<Account> ACCOUNTS = List.of(Account.MEMBER, Account.GUEST, Account.BOT);

    private static final List<Conversation> CONVERSATIONS =
            List.of(Conversation.CHANNEL, Conversation.GROUP, Conversation.DIRECT);

    private static final String TABLE = """
                from   to     | channel              | group                | direct
                              | member guest  bot    | member guest  bot    | member guest  bot
                slack  teams  | native native native | native link   native | native link   native
                slack  gchat  | native native native | native link   native | native link   native
                slack  webex  | native native native | native link   native | native link   native
                slack  miro   | native native native | native link   native | native link   native
                teams  slack  | native native native | native link   native | native link   native
                teams  gchat  | native native native | native link   native | native link   native
                teams  webex  | native native native | native link   native | native link   native
                teams  miro   | native native native | native link   native | native link   native
                gchat  slack  | native native native | native link   native | native link   native
                gchat  teams  | native native native | native link   native | native link   native
                gchat  webex  | native native native | native link   native | native link   native
                gchat  miro   | native native native | native link   native | native link   native
                webex  slack  | native native native | native link   native | native link   native
                webex  teams  | native native native | native link   native | native link   native
                webex  gchat  | native native native | native link   native | native link   native
                webex  miro   | native native native | native link   native | native link   native
                miro   slack  | native native native | native link   native | native link   native
                miro   teams  | native native native | native link   native | native link   native
                miro   gchat  | native native native | native link   native | native link   native
                miro   webex  | native native native | native link   native | native link   native
            """;

    private final FilePolicy policy = new FilePolicy(FileTable.standard());

    @Test
    void everyPairConversationAndAccountIsAsTheTableSays() {
        List<String> wrong = new ArrayList<>();
        Set<String> pairs = new HashSet<>();
        for (String line : TABLE.lines().skip(2).toList()) {
            String[] words = line.replace("|", " ").strip().split(" +");
            pairs.add(words[0] + " " + words[1]);
            int column = 2;
            for (Conversation conversation : CONVERSATIONS) {
                for (Account account : ACCOUNTS) {
                    String expected = words[column++];
                    String found = decide(words[0], words[1], conversation, account)
                            .way()
                            .name()
                            .toLowerCase(Locale.ROOT);
                    if (!found.equals(expected)) {
                        wrong.add(words[0] + " to " + words[1] + ", " + conversation + ", " + account + ": " + found
                                + " and not " + expected);
                    }
                }
            }
        }

        assertThat(wrong).isEmpty();
        assertThat(pairs).isEqualTo(allPairs());
    }

    /** Those that are installed, so that nobody forgets a new one. */
    private static Set<String> allPairs() {
        Set<String> names = ConnectorProvider.installed().stream()
                .map(provider -> provider.platform().value())
                .collect(Collectors.toSet());
        return names.stream()
                .flatMap(from -> names.stream().filter(to -> !to.equals(from)).map(to -> from + " " + to))
                .collect(Collectors.toSet());
    }

    private FileChoice decide(String from, String to, Conversation conversation, Account account) {
        WorkspaceId home = new WorkspaceId(new Platform(from), "home");
        Attachment picture = new Attachment(new FileId(home, "f"), "wave.gif", "image/gif", OptionalLong.of(5_000));
        return policy.decide(
                picture,
                FileRules.EVERYTHING,
                new FilePolicy.Pair(
                        home.platform(), new Platform(to), conversation, account, true, FileLimits.upTo(1_000_000)));
    }
}

package dev.footbridge.relay.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileTableTest {

    private static final List<String> PLATFORMS = List.of("one", "two", "three", "four", "five");

    @Test
    void theStandardTableForEveryPairConversationAndAccount() {
        FileTable table = FileTable.standard();
        int links = 0;
        for (String from : PLATFORMS) {
            for (String to : PLATFORMS) {
                for (Conversation conversation : Conversation.values()) {
                    for (Account account : Account.values()) {
                        boolean guestInAChat = account == Account.GUEST && conversation != Conversation.CHANNEL;
                        FileChoice expected = guestInAChat ? FileChoice.link("guest") : FileChoice.NATIVE;
                        assertThat(table.choice(from, to, conversation, account))
                                .as("%s to %s, %s, %s", from, to, conversation, account)
                                .isEqualTo(expected);
                        links += guestInAChat ? 1 : 0;
                    }
                }
            }
        }
        assertThat(links).isEqualTo(PLATFORMS.size() * PLATFORMS.size() * 2);
    }

    @Test
    void theFirstRowThatFitsDecides() {
        FileTable table = FileTable.parse("""
                # from	to	conversations	accounts	way	reason
                one	two	direct,group	guest	refuse	not_wanted

                one	two	*	guest	link	guest
                one	*	*	bot	refuse	nobody
                """);
        assertThat(table.choice("one", "two", Conversation.GROUP, Account.GUEST))
                .isEqualTo(FileChoice.refuse("not_wanted"));
        assertThat(table.choice("one", "two", Conversation.CHANNEL, Account.GUEST))
                .isEqualTo(FileChoice.link("guest"));
        assertThat(table.choice("one", "three", Conversation.CHANNEL, Account.BOT))
                .isEqualTo(FileChoice.refuse("nobody"));
        assertThat(table.choice("two", "one", Conversation.GROUP, Account.GUEST))
                .isEqualTo(FileChoice.NATIVE);
        assertThat(table.choice("one", "two", Account.GUEST)).isEmpty();
        assertThat(table.choice("one", "three", Account.BOT)).contains(FileChoice.refuse("nobody"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "one,two,*,*,native | line 2: has 5 columns and not 6",
                "one,two,*,*,maybe,x | line 2: knows no Way",
                "one,two,attic,*,link,x | line 2: knows no Conversation",
                "one,two,*,king,link,x | line 2: knows no Account",
                "one,two,*,*,link, | line 2: a file that is not copied needs a reason",
                "one,two,*,*,link,Bad Reason | line 2: a reason is a word"
            })
    void aTableThatIsWrongSaysWhere(String row, String problem) {
        String text = "# a remark\n" + row.replace(',', '\t');
        assertThatThrownBy(() -> FileTable.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(problem);
    }

    @Test
    void aTableHasAnEnd() {
        String row = "one\ttwo\t*\t*\tnative\t\n";
        assertThatThrownBy(() -> FileTable.parse(row.repeat(FileTable.MAX_ROWS + 1)))
                .hasMessageContaining("more than " + FileTable.MAX_ROWS);
        assertThat(FileTable.parse(row.repeat(FileTable.MAX_ROWS))
                        .choice("one", "two", Conversation.DIRECT, Account.BOT))
                .isEqualTo(FileChoice.NATIVE);
    }
}

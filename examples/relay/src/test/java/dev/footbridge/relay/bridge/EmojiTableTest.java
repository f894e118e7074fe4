package dev.footbridge.relay.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.core.document.Emoji;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EmojiTableTest {

    private static final Emoji SHIP = Emoji.custom("ship");
    private static final Emoji BOAT = Emoji.custom("boat");
    private static final Emoji UNICODE = Emoji.unicode("🚢");

    @Test
    void withoutATableUnicodeIsItselfAndCustomIsNothing() {
        assertThat(EmojiTable.empty().translate("one", UNICODE, "two")).contains(UNICODE);
        assertThat(EmojiTable.empty().translate("one", SHIP, "two")).isEmpty();
    }

    @Test
    void aRowWorksInEveryDirection() {
        EmojiTable table = table(new EmojiRow(Map.of("one", SHIP, "two", BOAT), Optional.of(UNICODE)));

        assertThat(table.translate("one", SHIP, "two")).contains(BOAT);
        assertThat(table.translate("two", BOAT, "one")).contains(SHIP);
        assertThat(table.translate("two", BOAT, "three")).contains(UNICODE);
        assertThat(table.translate("three", UNICODE, "one")).contains(SHIP);
        assertThat(table.translate("three", SHIP, "one")).isEmpty();
        assertThat(table.canonical("one", SHIP)).isEqualTo(table.canonical("three", UNICODE));
    }

    @Test
    void aUnicodeFormOfOneConnectorIsTheOneForAll() {
        EmojiTable table = table(new EmojiRow(Map.of("one", SHIP, "two", UNICODE), Optional.empty()));

        assertThat(table.translate("one", SHIP, "three")).contains(UNICODE);
    }

    @Test
    void withoutAUnicodeFormItIsNothingElsewhere() {
        EmojiTable table = table(new EmojiRow(Map.of("one", SHIP, "two", BOAT), Optional.empty()));

        assertThat(table.translate("one", SHIP, "three")).isEmpty();
        assertThat(EmojiTable.isCustom(table.canonical("one", SHIP).orElseThrow()))
                .isTrue();
    }

    @Test
    void theFirstWordCountsAndRowsOfOneNameAreOne() {
        EmojiTable table = table(
                new EmojiRow(Map.of("one", SHIP), Optional.of(UNICODE)),
                new EmojiRow(Map.of("two", BOAT), Optional.of(UNICODE)),
                new EmojiRow(Map.of("one", SHIP), Optional.of(Emoji.unicode("⛵"))));

        assertThat(table.translate("one", SHIP, "two")).contains(BOAT);
        assertThat(table.translate("one", SHIP, "three")).contains(UNICODE);
    }

    private static EmojiTable table(EmojiRow... rows) {
        return new EmojiTable(List.of(rows));
    }
}

package dev.footbridge.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(10)
class JsonTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "[1,",
                "{\"a\":1}}",
                "{} {}",
                "nul",
                "NaN",
                "01",
                "'x'",
                "{\"id\":1,\"id\":2}",
                "\"\u0001\"",
                "{a:1}",
                "/* c */ {}"
            })
    void whatIsNotOneWellFormedDocumentIsRefused(String text) {
        assertThatThrownBy(() -> Json.pushed().parse(text)).isInstanceOf(MalformedJsonException.class);
    }

    @Test
    void bytesThatAreNotUtf8AreRefused() {
        assertThatThrownBy(() -> Json.pushed().parse(new byte[] {'"', (byte) 0xc3, (byte) 0x28, '"'}))
                .isInstanceOf(MalformedJsonException.class);
    }

    @Test
    void depthIsBounded() {
        assertThatCode(() -> Json.pushed().parse(nested(Json.MAX_DEPTH))).doesNotThrowAnyException();
        assertThatThrownBy(() -> Json.pushed().parse(nested(Json.MAX_DEPTH + 1)))
                .hasMessageContaining("limit");
        assertThatThrownBy(() -> Json.pushed().parse(nested(100_000))).isInstanceOf(MalformedJsonException.class);
        assertThatThrownBy(() -> Json.pushed().parse("{\"a\":".repeat(100_000)))
                .isInstanceOf(MalformedJsonException.class);
    }

    @Test
    void stringsAreBounded() {
        assertThatCode(() -> Json.answers().parse(string(Json.MAX_STRING))).doesNotThrowAnyException();
        assertThatThrownBy(() -> Json.answers().parse(string(Json.MAX_STRING + 1)))
                .hasMessageContaining("limit");
    }

    @Test
    void numbersAreBounded() {
        assertThatCode(() -> Json.pushed().parse("9".repeat(Json.MAX_NUMBER))).doesNotThrowAnyException();
        assertThatThrownBy(() -> Json.pushed().parse("9".repeat(1_000_000))).hasMessageContaining("limit");
    }

    @Test
    void documentsAreBounded() {
        String spaces = " ".repeat((int) Json.MAX_DOCUMENT);

        assertThatThrownBy(() -> Json.pushed().parse(spaces + "1")).hasMessageContaining("limit");
        assertThatCode(() -> Json.answers().parse(spaces + "1")).doesNotThrowAnyException();
    }

    @Test
    void manyMembersAreReadInAMoment() throws Exception {
        StringBuilder text = new StringBuilder("{");
        for (int i = 0; i < 300_000; i++) {
            text.append("\"k").append(i).append("\":1,");
        }
        text.append("\"end\":1}");

        assertThat(Json.answers().parse(text.toString())).hasSize(300_001);
    }

    @Test
    void aComplaintDoesNotQuoteTheInput() {
        assertThatThrownBy(() -> Json.pushed().parse("{\"text\": canary}"))
                .hasMessageContaining("line 1")
                .hasMessageNotContaining("canary")
                .hasNoCause();
    }

    @Test
    void readsWhatIsThere() throws Exception {
        JsonNode node = Json.pushed()
                .parse("{\"a\":{\"b\":\"x\",\"n\":7,\"big\":12345678901234567890,\"f\":2.0,\"half\":2.5,\"t\":true,"
                        + "\"nil\":null,\"blank\":\" \",\"list\":[\"p\",1,null,{}]}}");

        assertThat(Json.text(node, "a", "b")).contains("x");
        assertThat(Json.text(node, "a", "n")).contains("7");
        assertThat(Json.number(node, "a", "n")).hasValue(7);
        assertThat(Json.number(node, "a", "f")).hasValue(2);
        assertThat(Json.flag(node, "a", "t")).isTrue();
        assertThat(Json.items(node, "a", "list")).hasSize(4);
        assertThat(Json.texts(node, "a", "list")).containsExactly("p", "1");
        assertThat(Json.text(node, "a", "blank")).contains(" ");
    }

    @Test
    void whatIsOddIsAbsent() throws Exception {
        JsonNode node = Json.pushed()
                .parse("{\"a\":{\"b\":\"x\",\"big\":12345678901234567890,\"half\":2.5,\"nil\":null,\"blank\":\" \"}}");

        assertThat(Json.text(node, "a")).isEmpty();
        assertThat(Json.text(node, "a", "nil")).isEmpty();
        assertThat(Json.text(node, "a", "b", "c", "d")).isEmpty();
        assertThat(Json.nonBlank(node, "a", "blank")).isEmpty();
        assertThat(Json.number(node, "a", "b")).isEmpty();
        assertThat(Json.number(node, "a", "big")).isEmpty();
        assertThat(Json.number(node, "a", "half")).isEmpty();
        assertThat(Json.flag(node, "a", "b")).isFalse();
        assertThat(Json.items(node, "a")).isEmpty();
        assertThat(Json.texts(node, "nowhere")).isEmpty();
        assertThat(Json.at(node, "a", "nil").isMissingNode()).isTrue();
    }

    @Test
    void digitsInAStringAreANumber() throws Exception {
        JsonNode node = Json.pushed().parse("{\"a\":\" 42 \",\"b\":\"4x\",\"c\":1e400}");

        assertThat(Json.number(node, "a")).hasValue(42);
        assertThat(Json.number(node, "b")).isEmpty();
        assertThat(Json.number(node, "c")).isEmpty();
    }

    @Test
    void writesUtf8() {
        assertThat(new String(Json.bytes(Json.object().put("a", "é🌉")), StandardCharsets.UTF_8))
                .isEqualTo("{\"a\":\"é🌉\"}");
    }

    private static String nested(int depth) {
        return "[".repeat(depth) + "]".repeat(depth);
    }

    private static String string(int length) {
        return "\"" + "x".repeat(length) + "\"";
    }
}

package dev.footbridge.core.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FileNameTest {

    static Stream<Arguments> names() {
        return Stream.of(
                Arguments.of("report.pdf", "report.pdf"),
                Arguments.of("../../etc/passwd", "passwd"),
                Arguments.of("C:\\temp\\x.txt", "x.txt"),
                Arguments.of("a\0b.png", "ab.png"),
                Arguments.of("a\r\nSet-Cookie: x", "aSet-Cookie x"),
                Arguments.of("\u202Egpj.exe", "gpj.exe"),
                Arguments.of("CON", "_CON"),
                Arguments.of("nul.txt", "_nul.txt"),
                Arguments.of("COM1.log", "_COM1.log"),
                Arguments.of("name. .", "name"),
                Arguments.of(".png", "file.png"),
                Arguments.of("...", "file"),
                Arguments.of("", "file"),
                Arguments.of("dir/", "file"),
                Arguments.of("a<b>:c|d?e*.txt", "abcde.txt"));
    }

    @ParameterizedTest
    @MethodSource("names")
    void a_name_does_no_harm(String name, String clean) {
        assertThat(FileName.clean(name)).isEqualTo(clean);
    }

    @Test
    void a_long_name_keeps_its_extension_and_whole_graphemes() {
        String family = "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67";
        String clean = FileName.clean(family.repeat(40) + ".jpeg");
        assertThat(clean).endsWith(".jpeg");
        assertThat(clean.getBytes(StandardCharsets.UTF_8).length).isBetween(100, FileName.MAX_BYTES);
        assertThat(clean.replace(family, "")).isEqualTo(".jpeg");
    }
}

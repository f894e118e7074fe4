package dev.footbridge.relay.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DispositionTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "notes.txt      | attachment; filename=\"notes.txt\"",
                "my notes.txt   | attachment; filename=\"my notes.txt\"",
                "a;b=c.txt      | attachment; filename=\"a;b=c.txt\"",
                "100%.txt       | attachment; filename=\"100_.txt\"; filename*=UTF-8''100%25.txt",
                "Grüße.pdf      | attachment; filename=\"Gr__e.pdf\"; filename*=UTF-8''Gr%C3%BC%C3%9Fe.pdf",
                "日本.gif        | attachment; filename=\"__.gif\"; filename*=UTF-8''%E6%97%A5%E6%9C%AC.gif",
                "😀.png          | attachment; filename=\"_.png\"; filename*=UTF-8''%F0%9F%98%80.png",
                "it's (1).txt   | attachment; filename=\"it's (1).txt\"",
                "../../etc/passwd | attachment; filename=\"passwd\"",
            })
    void namesAreWrittenAsTheRfcsSay(String name, String header) {
        assertThat(Disposition.attachment(name)).isEqualTo(header);
        assertThat(Disposition.inline(name)).isEqualTo(header.replace("attachment", "inline"));
    }

    @Test
    void noNameBreaksOutOfItsHeader() {
        List<String> hostile = List.of(
                "a\r\nSet-Cookie: x=y",
                "a\"; filename=\"b.exe",
                "a\\\"b",
                "\u202egpj.exe",
                "a\0b",
                "",
                "\n",
                "%22%0d%0a");
        for (String name : hostile) {
            assertSound(name);
        }
        Random random = new Random(7);
        for (int i = 0; i < 10_000; i++) {
            StringBuilder name = new StringBuilder();
            for (int length = random.nextInt(20); length > 0; length--) {
                name.appendCodePoint(random.nextInt(4) == 0 ? random.nextInt(0x110000) : random.nextInt(0x100));
            }
            assertSound(name.toString());
        }
    }

    private static void assertSound(String name) {
        String header = Disposition.attachment(name);
        assertThat(header)
                .matches(
                        "attachment; filename=\"[ -~&&[^\"\\\\%]]+\"(; filename\\*=UTF-8''[A-Za-z0-9!#$&+.^_`|~%-]+)?");
        int star = header.indexOf("filename*=");
        if (star >= 0) {
            String decoded = URLDecoder.decode(
                    header.substring(star + "filename*=UTF-8''".length()).replace("+", "%2B"), StandardCharsets.UTF_8);
            assertThat(decoded).isEqualTo(dev.footbridge.core.connector.FileName.clean(name));
        }
    }
}

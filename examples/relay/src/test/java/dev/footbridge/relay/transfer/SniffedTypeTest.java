package dev.footbridge.relay.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.footbridge.core.id.FileId;
import dev.footbridge.core.id.Platform;
import dev.footbridge.core.id.WorkspaceId;
import dev.footbridge.core.message.Attachment;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What files are by their first bytes, in the words that operators write. */
@Timeout(60)
class SniffedTypeTest {

    private static final FileId ID = new FileId(new WorkspaceId(new Platform("memory"), "home"), "f");

    private static Attachment file(String name, String mediaType) {
        return new Attachment(ID, name, mediaType, OptionalLong.empty());
    }

    /** Bytes as ISO 8859-1, with {@code \\xHH} for those that cannot be written. */
    private static byte[] bytes(String written) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < written.length(); i++) {
            if (written.startsWith("\\x", i)) {
                text.append((char) Integer.parseInt(written.substring(i + 2, i + 4), 16));
                i += 3;
            } else {
                text.append(written.charAt(i));
            }
        }
        return text.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private static Set<String> words(String head, String name, String mediaType) {
        return SniffedType.words(bytes(head), file(name, mediaType)).orElse(Set.of());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            MZ\\x90\\x00\\x03\\x00\\x00\\x00            | cat.png    | image/png                | exe
            MZ\\x90\\x00\\x03\\x00\\x00\\x00            | setup      | application/octet-stream | application/x-msdownload
            MZ\\x90\\x00\\x03\\x00\\x00\\x00            | notes.docx | application/octet-stream | dll
            \\x7FELF\\x02\\x01\\x01\\x00                | cat.png    | image/png                | exe
            \\xCF\\xFA\\xED\\xFE\\x07\\x00\\x00\\x01    | cat.png    | image/png                | exe
            `#!/bin/sh`                                 | notes.txt  | text/plain               | sh
            @echo off                                   | notes.txt  | text/plain               | bat
            \\xCA\\xFE\\xBA\\xBE\\x00\\x00\\x00\\x34    | cat.png    | image/png                | class
            %PDF-1.7                                    | cat.png    | image/png                | pdf
            PK\\x03\\x04\\x14\\x00\\x01\\x00\\x08\\x00  | cat.png    | image/png                | zip
            PK\\x03\\x04\\x14\\x00\\x01\\x00\\x08\\x00  | cat.png    | image/png                | application/x-zip-compressed
            Rar!\\x1A\\x07\\x00                         | cat.png    | image/png                | rar
            7z\\xBC\\xAF\\x27\\x1C\\x00\\x04            | cat.png    | image/png                | 7z
            <!DOCTYPE html><script>alert(1)</script>    | cat.png    | image/png                | html
            <svg xmlns="http://www.w3.org/2000/svg"/>   | cat.png    | image/png                | svg
            \\x89PNG\\x0D\\x0A\\x1A\\x0A\\x00           | notes.txt  | text/plain               | image/*
            ID3\\x03\\x00                               | cat.png    | image/png                | audio/*
            """)
    void theBytesCountWhateverTheNameSays(String head, String name, String mediaType, String word) {
        assertThat(words(head, name, mediaType)).contains(word);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            PK\\x03\\x04\\x14\\x00\\x00\\x00\\x08\\x00  | notes.docx | application/octet-stream | docx | zip
            PK\\x03\\x04\\x14\\x00\\x00\\x00\\x08\\x00  | app.jar    | application/octet-stream | jar  | zip
            PK\\x03\\x04\\x14\\x00\\x00\\x00\\x08\\x00  | a          | application/epub+zip     | epub | zip
            \\xD0\\xCF\\x11\\xE0\\xA1\\xB1\\x1A\\xE1    | notes.doc  | application/octet-stream | doc  | msi
            \\xD0\\xCF\\x11\\xE0\\xA1\\xB1\\x1A\\xE1    | setup.msi  | application/octet-stream | msi  | doc
            <?xml version="1.0"?><a/>                   | a.xml      | text/xml                 | xml  | svg
            """)
    void whatIsMadeOfAnotherFormatIsWhatItsNameSays(
            String head, String name, String mediaType, String word, String other) {
        assertThat(words(head, name, mediaType)).contains(word).doesNotContain(other);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            just words                                  | cat.png    | image/png                | png
            just words                                  | a.foo      | application/octet-stream | foo
            \\x01\\x02\\x03\\xFE\\xDD                   | cat.png    | image/png                | png
            \\x01\\x02\\x03\\xFE\\xDD                   | a.foo      | application/octet-stream | foo
            ``                                          | cat.png    | image/png                | png
            \\x1A\\x45\\xDF\\xA3\\x42\\x82\\x84webm     | voice.webm | audio/webm               | audio/*
            \\x00\\x00\\x00\\x18ftypmp42                | voice.m4a  | audio/mp4                | audio/*
            \\x00\\x00\\x00\\x18ftypisom                | voice.mp3  | audio/mpeg               | mp3
            """)
    void whatSaysNothingElseIsAllowedAsItIsCalled(String head, String name, String mediaType, String allowed) {
        FileRules rules = new FileRules(true, Long.MAX_VALUE, Set.of(allowed), Set.of("exe"), true);
        assertThat(SniffedType.words(bytes(head), file(name, mediaType)).map(rules::takes))
                .isNotEqualTo(Optional.of(false));
    }

    @Test
    void documentsThatNameOthersAreNotFollowed() throws Exception {
        try (ServerSocket trap = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String there = "http://127.0.0.1:" + trap.getLocalPort() + "/";
            for (String type : new String[] {
                "<!DOCTYPE svg SYSTEM \"" + there + "\">",
                "<!DOCTYPE svg [<!ENTITY % x SYSTEM \"" + there + "\"> %x;]>",
                "<!DOCTYPE svg [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>"
            }) {
                String svg = "<?xml version=\"1.0\"?>" + type + "<svg xmlns=\"http://www.w3.org/2000/svg\"/>";
                assertThat(words(svg.strip(), "cat.png", "image/png")).contains("svg");
            }
            trap.setSoTimeout(200);
            assertThatThrownBy(trap::accept).isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void noHeadTakesLong() {
        StringBuilder bomb = new StringBuilder("<?xml version=\"1.0\"?><!DOCTYPE l [<!ENTITY a0 \"aaaaaaaaaa\">");
        for (int i = 1; i < 12; i++) {
            bomb.append("<!ENTITY a")
                    .append(i)
                    .append(" \"")
                    .append(("&a" + (i - 1) + ";").repeat(10))
                    .append("\">");
        }
        bomb.append("]><svg xmlns=\"http://www.w3.org/2000/svg\" x=\"&a11;\">&a11;</svg>");
        String nested = "<a>".repeat(SniffedType.BYTES / 3);
        String long_ = "<!--" + "-".repeat(SniffedType.BYTES - 4);
        String names = "<?xml version=\"1.0\"?><a " + "b".repeat(SniffedType.BYTES - 30);
        assertTimeout(Duration.ofSeconds(10), () -> {
            for (String head : new String[] {bomb.toString(), nested, long_, names}) {
                SniffedType.words(head.getBytes(StandardCharsets.US_ASCII), file("cat.png", "image/png"));
            }
        });
    }
}

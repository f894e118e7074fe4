package dev.footbridge.relay.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.core.connector.Verb;
import dev.footbridge.core.document.Document;
import dev.footbridge.core.id.MessageId;
import dev.footbridge.core.message.Attachment;
import dev.footbridge.core.message.InboundEvent;
import dev.footbridge.core.message.Message;
import dev.footbridge.relay.transfer.FileRules;
import dev.footbridge.testkit.emulator.ClientFile;
import dev.footbridge.testkit.emulator.FileContent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a file holds is nobody's business: it crosses bit by bit, or the operator does not want its type. */
@Timeout(60)
class FileContentsTest extends FileScenario {

    private static final int BOMB = 50_000_000;

    static Stream<ClientFile> odd() throws IOException {
        return Stream.of(
                odd("huge.png", "image/png", pictureOf(50_000, 50_000)),
                odd("page.png", "image/png", ascii("<!DOCTYPE html><script>alert(1)</script>")),
                odd("both.gif", "image/gif", ascii("GIF89a/*\0\0*/=1;alert(1)//<svg onload=alert(1)>")),
                odd("locked.pdf", "application/pdf", ascii("%PDF-1.7\ntrailer << /Encrypt 5 0 R >>\n%%EOF")),
                odd("locked.zip", "application/zip", ascii("PK\3\4\24\0\1\0\10\0locked with a password")),
                odd("bomb.zip", "application/zip", bomb()),
                odd("run.dll", "application/x-msdownload", ascii("MZ\220\0\3\0\0\0This program cannot be run")),
                odd("run.sh", "text/x-shellscript", ascii("#!/bin/sh\nrm -rf /\n")),
                // In two pieces, so that nobody's scanner takes this file for what it speaks of.
                odd(
                        "eicar.com",
                        "application/octet-stream",
                        ascii("X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + "EICAR-STANDARD" + "-ANTIVIRUS-TEST-FILE!$H+H*")));
    }

    private static ClientFile odd(String name, String type, byte[] bytes) {
        return new ClientFile(name, type, FileContent.of(bytes));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Seven and a half gigabytes for whoever decodes it. */
    private static byte[] pictureOf(int width, int height) {
        byte[] header = ByteBuffer.allocate(17)
                .put(ascii("IHDR"))
                .putInt(width)
                .putInt(height)
                .put(new byte[] {8, 2, 0, 0, 0})
                .array();
        CRC32 sum = new CRC32();
        sum.update(header);
        return ByteBuffer.allocate(33)
                .put(ascii("\u0089PNG\r\n\u001a\n"))
                .putInt(13)
                .put(header)
                .putInt((int) sum.getValue())
                .array();
    }

    private static byte[] bomb() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("zeros"));
            zip.write(new byte[BOMB]);
        }
        return out.toByteArray();
    }

    @ParameterizedTest
    @MethodSource("odd")
    void whateverItHoldsItCrossesBitByBit(ClientFile file) throws Exception {
        rig().start().settle();
        post("look", file);
        rig.settle();
        assertSame(copies(), file);
    }

    @ParameterizedTest
    @MethodSource("odd")
    void whatTheOperatorDoesNotWantIsNotEvenOpened(ClientFile file) throws Exception {
        Set<String> denied = Set.of("dll", "com", "sh", "zip", "application/pdf", "image/*");
        rig();
        rig.bridges(new BridgeSpec(
                "all",
                rig.spec("all", "one", "two").endpoints(),
                BridgePolicy.everything().withFiles(new FileRules(true, Long.MAX_VALUE, Set.of(), denied, true))));
        rig.start().settle();
        post("look", file);
        rig.settle();
        assertThat(copies()).isEmpty();
        assertThat(rig.texts("two")).singleElement().asString().contains("look", file.name(), "stays on one");
        assertThat(rig.platform("one").calls(Verb.DOWNLOAD)).isZero();
    }

    @Test
    void aFileThatIsSharedTwiceIsThereTwice() throws Exception {
        rig().start().settle();
        ClientFile file = file("again.gif", 5_000);
        Message first = rig.platform("one").message(post("first", file)).orElseThrow();
        rig.settle();
        Attachment same = first.attachments().get(0);
        MessageId id = new MessageId(rig.channel("one"), "shared-again");
        Message second = Message.builder(id, first.author(), Instant.now())
                .body(Document.text("second"))
                .attachments(List.of(same))
                .build();
        rig.engine.sinkFor("one").accept(List.of(new InboundEvent.Posted("shared-again", second)));
        rig.settle();
        assertSame(copies(), file, file);
    }
}

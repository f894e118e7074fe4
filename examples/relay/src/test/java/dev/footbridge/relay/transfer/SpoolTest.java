package dev.footbridge.relay.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.testkit.emulator.FileContent;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpoolTest {

    private static final String CANARY = "canary-in-the-spool";

    @TempDir
    Path folder;

    private final List<String> steps = new ArrayList<>();

    private Spool spool(long bytes) {
        return Spool.open(folder.resolve("spool"), bytes, new SecureRandom(), steps::add);
    }

    private List<Path> left() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("spool"))) {
            return files.toList();
        }
    }

    @ParameterizedTest
    @ValueSource(
            longs = {0, 1, SpoolFile.CHUNK - 1, SpoolFile.CHUNK, SpoolFile.CHUNK + 1, 3 * SpoolFile.CHUNK, 1_000_003})
    void whatGoesInComesOutAsOftenAsItIsAskedFor(long size) throws Exception {
        Spool spool = spool(2_000_000);
        FileContent content = FileContent.generated(size, size);
        try (SpoolFile file = spool.take(content.open())) {
            assertThat(file.length()).isEqualTo(size);
            assertThat(spool.used()).isEqualTo(size);
            for (int i = 0; i < 2; i++) {
                try (InputStream in = file.open()) {
                    assertThat(FileContent.received(in).sha256()).isEqualTo(content.sha256());
                }
            }
        }
        assertThat(spool.used()).isZero();
        assertThat(steps).startsWith("spool-open").endsWith("spool-done");
    }

    @Test
    void theFileHasNoNameWhileItIsThere() throws Exception {
        SpoolFile file = spool(1_000).take(new ByteArrayInputStream(new byte[500]));
        assertThat(left()).isEmpty();
        file.close();
        file.close();
        assertThat(left()).isEmpty();
    }

    @Test
    void nothingOfItCanBeReadOnTheDisk() throws Exception {
        Path path = folder.resolve("seen");
        byte[] canary = CANARY.repeat(100).getBytes(StandardCharsets.UTF_8);
        try (FileChannel channel = FileChannel.open(
                        path, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
                SpoolFile file = new SpoolFile(channel, new SecureRandom(), bytes -> {})) {
            file.append(canary, canary.length);
            String raw = Files.readString(path, StandardCharsets.ISO_8859_1);
            assertThat(raw).hasSize(canary.length + 16).doesNotContain(CANARY);
            assertThat(file.open().readAllBytes()).isEqualTo(canary);
        }
    }

    @Test
    void whatWasChangedOnTheDiskIsRefused() throws Exception {
        Path path = folder.resolve("seen");
        try (FileChannel channel = FileChannel.open(
                        path, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
                SpoolFile file = new SpoolFile(channel, new SecureRandom(), bytes -> {})) {
            file.append(new byte[100], 100);
            channel.write(ByteBuffer.wrap(new byte[] {1}), 7);
            assertThatThrownBy(() -> file.open().readAllBytes()).isInstanceOf(IOException.class);
            channel.truncate(50);
            assertThatThrownBy(() -> file.open().readAllBytes()).isInstanceOf(IOException.class);
        }
    }

    @Test
    void aFullSpoolSaysSoAndGivesTheRoomBack() throws Exception {
        Spool spool = spool(200_000);
        SpoolFile first = spool.take(new ByteArrayInputStream(new byte[150_000]));
        assertThatThrownBy(() -> spool.take(new ByteArrayInputStream(new byte[150_000])))
                .isInstanceOf(SpoolException.class);
        assertThat(spool.used()).isEqualTo(150_000);
        first.close();
        try (SpoolFile again = spool.take(new ByteArrayInputStream(new byte[150_000]))) {
            assertThat(again.length()).isEqualTo(150_000);
        }
        assertThatThrownBy(() -> Spool.none().take(InputStream.nullInputStream()))
                .isInstanceOf(SpoolException.class);
    }

    @Test
    void aSourceThatBreaksLeavesNothing() throws Exception {
        Spool spool = spool(1_000_000);
        InputStream broken = new SequenceInputStream(new ByteArrayInputStream(new byte[100_000]), new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("broken");
            }
        });
        assertThatThrownBy(() -> spool.take(broken))
                .isInstanceOf(IOException.class)
                .hasMessage("broken");
        assertThat(spool.used()).isZero();
        assertThat(left()).isEmpty();
    }

    @Test
    void aStartWipesWhatAnEarlierLifeLeft() throws Exception {
        Files.createDirectories(folder.resolve("spool"));
        Files.writeString(folder.resolve("spool/0123456789abcdef"), CANARY);
        spool(1_000);
        assertThat(left()).isEmpty();
    }

    @Test
    void onlyTheOwnerLooksIn() throws Exception {
        spool(1_000);
        assertThat(Files.getPosixFilePermissions(folder.resolve("spool"))).hasSize(3);
    }
}

package dev.footbridge.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileBytesTest {

    private static byte[] written(FileBytes file) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        file.writeTo(out);
        return out.toByteArray();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 65_535, 65_536, 65_537, 300_000})
    void whatIsWrittenIsWhatIsExpectedInWhateverPiecesItComes(long size) throws Exception {
        FileBytes file = new FileBytes(5, size);
        byte[] bytes = written(file);

        assertThat(bytes).hasSize((int) size);
        for (int piece : new int[] {1 + (int) size, 8_192, 100_003}) {
            for (int at = 0; at < bytes.length; at += piece) {
                assertThat(file.has(at, bytes, at, Math.min(piece, bytes.length - at)))
                        .isTrue();
            }
        }
        assertThat(file.sha256())
                .isEqualTo(HexFormat.of().formatHex(FileBytes.newDigest().digest(bytes)));
    }

    @Test
    void anythingElseIsNotExpected() throws Exception {
        FileBytes file = new FileBytes(5, 300_000);
        byte[] bytes = written(file);
        byte[] flipped = bytes.clone();
        flipped[200_000] ^= 1;

        assertThat(file.has(0, flipped, 0, flipped.length)).isFalse();
        assertThat(file.has(1, bytes, 0, bytes.length - 1)).isFalse();
        assertThat(file.has(65_536, bytes, 0, 65_536)).as("another piece").isFalse();
        assertThat(file.has(0, Arrays.copyOf(bytes, 300_001), 0, 300_001))
                .as("longer")
                .isFalse();
        assertThat(written(new FileBytes(6, 300_000))).isNotEqualTo(bytes);
    }

    @Test
    void manySizesAreTheSameForTheSameSeedMostlySmallAndHaveTheEdges() {
        List<Long> sizes = FileSizes.skewed(10_000, 1L << 30, 3);

        assertThat(sizes).hasSize(10_000).contains(0L, 1L, 65_535L, 65_536L, 65_537L, 10_485_761L, 1L << 30);
        assertThat(sizes)
                .isEqualTo(FileSizes.skewed(10_000, 1L << 30, 3))
                .isNotEqualTo(FileSizes.skewed(10_000, 1L << 30, 4));
        assertThat(sizes.stream().filter(size -> size < 100_000).count()).isGreaterThan(7_000);
        assertThat(sizes.stream().filter(size -> size > 10_000_000).count()).isBetween(10L, 200L);
    }
}

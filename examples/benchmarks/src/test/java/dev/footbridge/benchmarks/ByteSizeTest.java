package dev.footbridge.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class ByteSizeTest {

    @Test
    void unitsAreDecimalOrBinary() {
        assertThat(ByteSize.parse("0").bytes()).isZero();
        assertThat(ByteSize.parse("2MB").bytes()).isEqualTo(2_000_000);
        assertThat(ByteSize.parse("100MiB").bytes()).isEqualTo(104_857_600);
        assertThat(ByteSize.parse("1gib").bytes()).isEqualTo(1_073_741_824);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "MB", "-1", "1.5GB", "1 GB", "1TB", "9999999999"})
    void whatIsNoSizeIsRefused(String written) {
        assertThatThrownBy(() -> ByteSize.parse(written)).isInstanceOf(TypeConversionException.class);
    }
}

package dev.footbridge.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;

class LinearTimeTest {

    /** Keeps the work from being optimised away. */
    private int sum;

    private Runnable steps(int size, IntUnaryOperator cost) {
        return () -> {
            for (int i = 0; i < size; i++) {
                for (int j = cost.applyAsInt(size); j > 0; j--) {
                    sum = sum * 31 + j;
                }
            }
        };
    }

    @Test
    void linearWorkPasses() {
        LinearTime.check("linear", size -> steps(size, all -> 64));
        assertThat(sum).isNotZero();
    }

    @Test
    void quadraticWorkDoesNot() {
        assertThatThrownBy(() -> LinearTime.check("quadratic", size -> steps(size, all -> all >> 8)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("quadratic");
    }
}

package dev.footbridge.core.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PersonaTest {
    @Test
    void keepsNamesOfTheWorld() {
        for (String name : new String[] {
            "Anna Müller",
            "José",
            "Søren O'Neill-Smith",
            "李小龍",
            "Nguyễn Thị Hương",
            "Владимир",
            "محمد",
            "👩‍🚀 Ada",
            "Zoe\u0301"
        }) {
            assertThat(clean(name)).isEqualTo(name);
        }
    }

    @Test
    void takesAwayWhatTurnsOrHidesText() {
        assertThat(clean("Anna\u202Egnp.exe")).isEqualTo("Annagnp.exe");
        assertThat(clean("\u2066Anna\u2069\u200F")).isEqualTo("Anna");
        assertThat(clean("A\u200Bn\uFEFFn\u00ADa\u0000")).isEqualTo("Anna");
        assertThat(clean("Anna\uD83D")).isEqualTo("Anna");
    }

    @Test
    void staysOnOneLine() {
        assertThat(clean("  Anna\r\n\t Müller\u2028")).isEqualTo("Anna Müller");
        assertThat(clean("Anna\u00A0\u3000Müller")).isEqualTo("Anna Müller");
    }

    @Test
    void letsNoMarksPileUp() {
        assertThat(clean("Z" + "\u0335".repeat(200) + "oe")).isEqualTo("Z" + "\u0335".repeat(4) + "oe");
    }

    @Test
    void givesANameToWhatShowsNone() {
        for (String name :
                new String[] {"", " \n", "\u200B\u202E", "\u200D\u200D", "\u3164", "\u2800\u2800", "\uFFA0"}) {
            assertThat(clean(name)).isEqualTo("Unknown");
        }
    }

    @Test
    void isBoundedAndCutsNoCharacterInTwo() {
        assertThat(clean("x".repeat(10_000))).hasSize(Persona.MAX_NAME);
        assertThat(clean("a" + "😀".repeat(100))).hasSize(Persona.MAX_NAME - 1).endsWith("😀");
        assertThat(clean("a\u200D".repeat(100)))
                .hasSizeLessThanOrEqualTo(Persona.MAX_NAME)
                .endsWith("a");
    }

    @Test
    void alwaysShowsTheOriginSoThatALookAlikeIsKnownAsForeign() {
        // The second name has a Cyrillic a: no cleaning can tell, the origin does.
        assertThat(new Persona("Anna", Optional.empty(), "Demo").label()).isEqualTo("Anna (Demo)");
        assertThat(new Persona("Ann\u0430 (Other)", Optional.empty(), "Demo").label())
                .endsWith("(Demo)");
        assertThat(new Persona("Anna\n", Optional.empty(), "De\u202Emo\n").label())
                .isEqualTo("Anna (Demo)");
    }

    @Test
    void isStableForAnything() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int round = 0; round < 5_000; round++) {
            int[] points = random.ints(random.nextInt(100), 0, 0x11_0000).toArray();
            String once = clean(new String(points, 0, points.length));

            assertThat(once)
                    .as("seed %s round %s", seed, round)
                    .isNotEmpty()
                    .hasSizeLessThanOrEqualTo(Persona.MAX_NAME);
            assertThat(clean(once)).as("seed %s round %s", seed, round).isEqualTo(once);
        }
    }

    private static String clean(String name) {
        return new Persona(name, Optional.empty(), "Demo").name();
    }
}

package dev.footbridge.core.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinkTest {

    @ParameterizedTest
    @CsvSource({
        "bank.example, https://evil.example, true",
        "https://bank.example/login, https://evil.example, true",
        "www.bank.example, https://bank.example, false",
        "BANK.example, https://bank.example/x, false",
        "bank.example/x, https://bank.example.evil.example/x, true",
        "https://bank.example@evil.example, https://bank.example, true",
        "the bank, https://evil.example, false",
        "ada@example.org, mailto:ada@example.org, false",
        "ada@example.org, https://evil.example, true"
    })
    void findsLinksThatPretend(String text, String url, boolean misleads) {
        assertThat(new Link(text, url, Set.of()).misleads()).isEqualTo(misleads);
    }
}

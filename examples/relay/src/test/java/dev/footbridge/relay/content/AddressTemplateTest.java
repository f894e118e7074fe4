package dev.footbridge.relay.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTemplateTest {

    private static final String PLACE = "{document}";

    @Test
    void whatIsPutInIsEscaped() {
        AddressTemplate template =
                new AddressTemplate("https://login.a.example/chooser?continue={document}&hd=b.example", PLACE);

        assertThat(template.with(URI.create("https://docs.a.example/d/1aB?usp=sharing&x=a+b#page")))
                .isEqualTo(URI.create("https://login.a.example/chooser?continue="
                        + "https%3A%2F%2Fdocs.a.example%2Fd%2F1aB%3Fusp%3Dsharing%26x%3Da%2Bb%23page&hd=b.example"));
        assertThat(template.with(URI.create("//evil.example/@x")).getHost()).isEqualTo("login.a.example");
        assertThat(template.host()).isEqualTo("login.a.example");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://login.a.example/?continue={document}",
                "https://{document}/",
                "https://login.{document}/?continue={document}",
                "https://login.a.example",
                "https://login.a.example/",
                "https://login.a.example/?continue={link}",
                "https://user@login.a.example/?continue={document}",
                "https://login.a.example/ ?continue={document}",
                "https:///?continue={document}",
                "//login.a.example/?continue={document}",
            })
    void oneThatCouldLeadElsewhereIsNone(String template) {
        assertThatThrownBy(() -> new AddressTemplate(template, PLACE)).isInstanceOf(IllegalArgumentException.class);
    }
}

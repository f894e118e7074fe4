package dev.footbridge.webex;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.core.connector.SignIn;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WebexSignInTest {

    private static final String SUBJECT = "ad741856-1234-5678-b34c-bad0bb62d877";

    private final SignIn signIn = WebexSignIn.of(URI.create("https://idbroker.example/idb"), ScriptedWebex.IDS);

    @Test
    void theSubjectIsThePerson() {
        assertThat(signIn.user(Map.of("sub", SUBJECT)))
                .hasValueSatisfying(
                        user -> assertThat(WebexIds.uuid(user.value())).isEqualTo(SUBJECT));
        assertThat(signIn.user(Map.of("sub", SUBJECT, "realm", ScriptedWebex.ORG)))
                .isEqualTo(signIn.user(Map.of("sub", SUBJECT)));
    }

    @Test
    void peopleOfAnotherOrganisationAreNobody() {
        assertThat(signIn.user(Map.of("sub", SUBJECT, "realm", "1eb65fdf-9643-417f-9974-ad72cae0e10f")))
                .isEmpty();
        assertThat(signIn.user(Map.of("sub", "../" + SUBJECT))).isEmpty();
    }

    @Test
    void theIssuerIsASetting() {
        try (ScriptedWebex webex = new ScriptedWebex();
                var connector = webex.connect(Map.of("sign-in-issuer", "http://127.0.0.1:9/idb"));
                var usual = webex.connect()) {
            assertThat(connector.signIn().orElseThrow().issuer()).isEqualTo(URI.create("http://127.0.0.1:9/idb"));
            assertThat(usual.signIn().orElseThrow().issuer()).hasHost("idbroker-b-us.webex.com");
        }
    }
}

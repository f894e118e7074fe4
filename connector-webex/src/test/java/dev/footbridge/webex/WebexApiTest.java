package dev.footbridge.webex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.client.WireMock;
import dev.footbridge.core.connector.Connector;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.ConnectorException.Effect;
import dev.footbridge.core.connector.ConnectorException.Kind;
import dev.footbridge.core.connector.Draft;
import dev.footbridge.core.connector.Window;
import dev.footbridge.core.document.Document;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Answers that the emulator would not give. */
class WebexApiTest {

    private static final Window ALWAYS = new Window(Instant.EPOCH, Instant.parse("2100-01-01T00:00:00Z"));

    private final ScriptedWebex webex = new ScriptedWebex();
    private final Connector connector = webex.connect();

    @AfterEach
    void close() {
        connector.close();
        webex.close();
    }

    private ConnectorException failureOfPost() {
        return catchThrowableOfType(
                ConnectorException.class,
                () -> connector.post(ScriptedWebex.ROOM, Draft.of(Document.text("canary"), "key-1")));
    }

    @Test
    void tooManyRequestsComeAsHtmlOrAsNothing() {
        webex.answer(
                "POST",
                "/messages",
                429,
                "<html>slow down, canary</html>",
                "Content-Type",
                "text/html",
                "Retry-After",
                "3600");
        ConnectorException failure = failureOfPost();

        assertThat(failure.kind()).isEqualTo(Kind.THROTTLED);
        assertThat(failure.effect()).isEqualTo(Effect.NOT_APPLIED);
        assertThat(failure.retryAfter()).contains(Duration.ofMinutes(15));
        assertThat(failure).hasMessageNotContaining("canary");
        webex.answer("POST", "/messages", 429, "");
        assertThat(failureOfPost().retryAfter()).isEmpty();
    }

    @Test
    void anAnswerOfSomebodyElseLeavesOpenWhatHappened() {
        for (String body : List.of("<html>sign in, canary</html>", "{", "{\"text\":\"canary\"}", "[]")) {
            webex.answer("POST", "/messages", 200, body);
            ConnectorException failure = failureOfPost();
            assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
            assertThat(failure.effect()).isEqualTo(Effect.UNKNOWN);
            assertThat(failure.code()).isEqualTo("foreign_answer");
            assertThat(failure).hasMessageNotContaining("canary");
        }
        webex.server.verify(4, WireMock.postRequestedFor(WireMock.urlPathEqualTo("/v1/messages")));
    }

    @Test
    void theLinkToTheNextPageLeadsNowhereElse() throws Exception {
        webex.knowsItself();
        webex.answer(
                "GET",
                "/messages",
                200,
                "{\"items\":[]}",
                "Link",
                "<https://evil.example/steal?roomId=r&cursor=abc>; rel=\"next\"");
        var first = connector.history().orElseThrow().messages(ScriptedWebex.ROOM, ALWAYS, Optional.empty());
        connector.history().orElseThrow().messages(ScriptedWebex.ROOM, ALWAYS, first.next());

        webex.server.verify(WireMock.getRequestedFor(WireMock.urlEqualTo("/v1/messages?roomId=r&cursor=abc"))
                .withHeader("Authorization", WireMock.equalTo("Bearer scripted-token")));
    }

    @Test
    void linksAreReadAsTheyAreWritten() {
        assertThat(WebexApi.next(List.of("<https://x.example/v1/people?max=10&cursor=Y3Vyc29y>; rel=\"next\"")))
                .contains("max=10&cursor=Y3Vyc29y");
        assertThat(WebexApi.next(
                        List.of("<https://x.example/a?b=1>; rel=\"prev\", <https://x.example/a?b=2>; rel=next")))
                .contains("b=2");
        assertThat(WebexApi.next(List.of("<https://x.example/a?b=1>; rel=\"first\"")))
                .isEmpty();
        assertThat(WebexApi.next(List.of("nonsense", "<>; rel=\"next\"", "<not a url>; rel=\"next\"")))
                .isEmpty();
        assertThat(WebexApi.next(List.of("<".repeat(100_000)))).isEmpty();
        assertThat(WebexApi.next(List.of())).isEmpty();
    }

    @Test
    void aTokenOfAnotherOrganisationIsRefused() {
        webex.answer("GET", "/people/me", 200, "{\"id\":\"QQ\",\"orgId\":\"other\",\"type\":\"bot\"}");
        ConnectorException failure = catchThrowableOfType(ConnectorException.class, connector::check);

        assertThat(failure.kind()).isEqualTo(Kind.UNAUTHORIZED);
        assertThat(failure.code()).isEqualTo("other_organisation");
    }

    @Test
    void settingsThatDoNotFitAreRefused() {
        List<Map<String, String>> misfits = List.of(
                Map.of("token", ""),
                Map.of("refresh-token", "r", "client-id", "c", "client-secret", "s"),
                Map.of("token", "", "refresh-token", "r"),
                Map.of("webhook-secret", "short"),
                Map.of("webhook-name", "<b>"),
                Map.of("guests", "perhaps"),
                Map.of("guests", "on", "bot", "true"),
                Map.of("pacing", "fast"),
                Map.of("page-size", "0"),
                Map.of("page-size", "101"),
                Map.of("messages-per-minute", "0"));
        for (Map<String, String> misfit : misfits) {
            assertThatThrownBy(() -> webex.connect(misfit).close())
                    .as("%s", misfit.keySet())
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}

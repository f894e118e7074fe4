package dev.footbridge.core.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.footbridge.core.connector.ConnectorException.Effect;
import dev.footbridge.core.document.Document;
import dev.footbridge.core.document.Element;
import dev.footbridge.core.document.Fidelity;
import dev.footbridge.core.id.ChannelId;
import dev.footbridge.core.id.FileId;
import dev.footbridge.core.id.MessageId;
import dev.footbridge.core.id.Platform;
import dev.footbridge.core.id.UserId;
import dev.footbridge.core.id.WorkspaceId;
import dev.footbridge.core.message.Attachment;
import dev.footbridge.core.message.Channel;
import dev.footbridge.core.message.Message;
import dev.footbridge.core.message.User;
import java.lang.reflect.Method;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ConnectorTypesTest {
    private static final WorkspaceId WORKSPACE = new WorkspaceId(new Platform("demo"), "w");
    private static final ChannelId CHANNEL = new ChannelId(WORKSPACE, "c");
    private static final String CONTENT = "canary";

    @Test
    void neverShowContentInText() {
        MessageId id = new MessageId(CHANNEL, "m");
        User user = User.named(new UserId(WORKSPACE, "u"), CONTENT);
        List<Object> values = List.of(
                Draft.of(Document.text(CONTENT), "key"),
                new Persona(CONTENT, Optional.empty(), "Demo"),
                Secret.of(CONTENT),
                new Readback.Sent(id, Instant.EPOCH, Optional.empty(), CONTENT),
                new WebhookRequest(
                        "POST",
                        "/",
                        Map.of("authorization", List.of(CONTENT)),
                        Map.of(),
                        CONTENT.getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                user,
                Message.builder(id, user, Instant.EPOCH)
                        .body(Document.text(CONTENT))
                        .build(),
                new Channel(CHANNEL, Channel.Kind.PUBLIC, CONTENT),
                new Attachment(new FileId(WORKSPACE, "f"), CONTENT, "text/plain", OptionalLong.empty()));

        assertThat(values).allSatisfy(value -> assertThat(value.toString()).doesNotContain(CONTENT));
    }

    @Test
    void forwardEveryMethod() throws NoSuchMethodException {
        for (Method method : Connector.class.getMethods()) {
            assertThat(ForwardingConnector.class
                            .getMethod(method.getName(), method.getParameterTypes())
                            .getDeclaringClass())
                    .as(method.getName())
                    .isEqualTo(ForwardingConnector.class);
        }
    }

    @Test
    void takeABrokenSourceForNoEffect() {
        ConnectorException lost = ConnectorException.unavailable(Effect.UNKNOWN, "lost", "The answer was lost", null);
        ConnectorException reason = new BrokenSourceException(lost).reason();
        assertThat(reason.effect()).isEqualTo(Effect.NOT_APPLIED);
        assertThat(reason).hasMessage("The answer was lost").hasNoCause();
        assertThat(reason.code()).isEqualTo("lost");
    }

    @Test
    void keepSecretsEqualAndSilent() {
        assertThat(Secret.of("a"))
                .isEqualTo(Secret.of("a"))
                .isNotEqualTo(Secret.of("b"))
                .isNotEqualTo("a");
        assertThat(Secret.of("a").hashCode()).isEqualTo(Secret.of("b").hashCode());
    }

    @Test
    void readAHeaderInAnyCaseAndOnlyWhenItComesOnce() {
        WebhookRequest request = new WebhookRequest(
                "POST",
                "",
                Map.of("X-Signature", List.of("one"), "X-Twice", List.of("one", "two")),
                Map.of("token", List.of("a")),
                new byte[0]);

        assertThat(request.header("x-signature")).contains("one");
        assertThat(request.header("X-SIGNATURE")).contains("one");
        assertThat(request.header("x-twice")).isEmpty();
        assertThat(request.header("none")).isEmpty();
        assertThat(request.queryParameter("token")).contains("a");
    }

    @Test
    void tellTheFidelityOfEveryElement() {
        Features features = new Features(Map.of(Element.BOLD, Fidelity.FULL), Map.of(Element.TABLE, "as code"), 100);

        assertThat(features.fidelities()).containsOnlyKeys(Element.values());
        assertThat(features.fidelity(Element.BOLD)).isEqualTo(Fidelity.FULL);
        assertThat(Arrays.stream(Element.values()).filter(e -> features.fidelity(e) == Fidelity.DROPPED))
                .hasSize(Element.values().length - 1);
        assertThat(features.note(Element.TABLE)).contains("as code");
    }

    @Test
    void keepTheKindOfAFailureWhenSomethingIsAdded() {
        ConnectorException plain = ConnectorException.missingScope("missing_scope", "read", "needs read");
        ConnectorException more = plain.withRetryAfter(Duration.ofSeconds(3)).withUnknownEffect();

        assertThat(more.kind()).isEqualTo(plain.kind());
        assertThat(more.code()).isEqualTo("missing_scope");
        assertThat(more.missingScope()).contains("read");
        assertThat(more.retryAfter()).contains(Duration.ofSeconds(3));
        assertThat(more.effect()).isEqualTo(ConnectorException.Effect.UNKNOWN);
        assertThat(plain.effect()).isEqualTo(ConnectorException.Effect.NOT_APPLIED);
        assertThat(more).hasMessage("needs read");
    }

    @Test
    void refuseWhatMakesNoSense() {
        assertThatIllegalArgumentException().isThrownBy(() -> Draft.of(Document.empty(), "Not A Key"));
        assertThatIllegalArgumentException().isThrownBy(() -> Draft.of(Document.empty(), "x".repeat(65)));
        assertThatIllegalArgumentException().isThrownBy(() -> new Prepared(List.of(), List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> new RateLimit("k", 0, Duration.ofSeconds(1), 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new RateLimit("k", 1, Duration.ZERO, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Window(Instant.EPOCH.plusSeconds(1), Instant.EPOCH));
    }

    @Test
    void aFailureOfAnInvisibleStepHadNoEffect() {
        ConnectorException failure = ConnectorException.unavailable(
                        ConnectorException.Effect.UNKNOWN, "lost", "the answer was lost", null)
                .withRetryAfter(Duration.ofSeconds(3))
                .withoutEffect();
        assertThat(failure.effect()).isEqualTo(ConnectorException.Effect.NOT_APPLIED);
        assertThat(failure.code()).isEqualTo("lost");
        assertThat(failure.retryAfter()).contains(Duration.ofSeconds(3));
    }
}

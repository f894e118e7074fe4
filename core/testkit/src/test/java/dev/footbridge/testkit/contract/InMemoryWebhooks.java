package dev.footbridge.testkit.contract;

import dev.footbridge.core.connector.WebhookRequest;
import dev.footbridge.core.id.MessageId;
import dev.footbridge.core.message.InboundEvent;
import dev.footbridge.testkit.contract.ConnectorHarness.Forgery;
import dev.footbridge.testkit.fake.InMemoryWorkspace;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Makes the fake's webhook requests, honest and otherwise. */
final class InMemoryWebhooks implements ConnectorHarness.Webhooks {

    private static final String SIGNATURE = "x-memory-signature";
    private static final String TIME = "x-memory-time";

    private final InMemoryWorkspace workspace;
    private final Clock clock;

    InMemoryWebhooks(InMemoryWorkspace workspace, Clock clock) {
        this.workspace = workspace;
        this.clock = clock;
    }

    private InboundEvent postOf(MessageId message) {
        return workspace.happened().stream()
                .filter(event -> event instanceof InboundEvent.Posted posted
                        && posted.message().id().equals(message))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public WebhookRequest about(MessageId message) {
        return workspace.webhook(List.of(postOf(message)));
    }

    @Override
    public Optional<WebhookRequest> about(List<MessageId> messages) {
        return Optional.of(workspace.webhook(messages.stream().map(this::postOf).toList()));
    }

    @Override
    public WebhookRequest again(WebhookRequest first) {
        return first;
    }

    @Override
    public WebhookRequest unknownType() {
        return signed("weather rain\n");
    }

    @Override
    public List<WebhookRequest> odd() {
        return List.of(signed("event\n"), signed("event nosuch\n"), signed("\u0000\n"), signed("event ".repeat(1_000)));
    }

    private WebhookRequest signed(String body) {
        return workspace.webhook(workspace.webhookSecret(), clock.instant(), body.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public List<Forgery> forgeries(WebhookRequest genuine) {
        String signature = genuine.header(SIGNATURE).orElseThrow();
        String other = signed("other").header(SIGNATURE).orElseThrow();
        return List.of(
                new Forgery("unsigned", with(genuine, SIGNATURE, List.of())),
                new Forgery("without a time", with(genuine, TIME, List.of())),
                new Forgery("signed with nothing", with(genuine, SIGNATURE, List.of(""))),
                new Forgery("signed for another body", with(genuine, SIGNATURE, List.of(other))),
                new Forgery("signed twice", with(genuine, SIGNATURE, List.of(signature, signature))),
                new Forgery(
                        "signed in capitals", with(genuine, SIGNATURE, List.of(signature.toUpperCase(Locale.ROOT)))),
                new Forgery(
                        "signed with another secret",
                        workspace.webhook("another secret", clock.instant(), genuine.body())));
    }

    private static WebhookRequest with(WebhookRequest genuine, String header, List<String> values) {
        Map<String, List<String>> headers = new HashMap<>(genuine.headers());
        headers.put(header, values);
        return new WebhookRequest(genuine.method(), genuine.path(), headers, genuine.query(), genuine.body());
    }

    @Override
    public List<Forgery> stale(MessageId message) {
        byte[] body = about(message).body();
        return List.of(
                new Forgery("six minutes old", at(Duration.ofMinutes(-6), body)),
                new Forgery("six minutes early", at(Duration.ofMinutes(6), body)));
    }

    private WebhookRequest at(Duration shift, byte[] body) {
        return workspace.webhook(workspace.webhookSecret(), clock.instant().plus(shift), body);
    }

    @Override
    public boolean isProved(WebhookRequest genuine, int index) {
        return true;
    }
}

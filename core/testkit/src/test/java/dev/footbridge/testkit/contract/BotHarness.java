package dev.footbridge.testkit.contract;

import dev.footbridge.core.connector.Connector;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.WebhookRequest;
import dev.footbridge.core.id.MessageId;
import dev.footbridge.testkit.fake.InMemoryFault;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A platform that tells bots what is said to them, once, and proves only that it was the platform that said so. */
final class BotHarness extends InMemoryHarness {

    BotHarness(UnaryOperator<Connector> wrap) {
        super((connector, workspace) -> wrap.apply(new BotConnector(connector, true)));
    }

    BotHarness() {
        this(UnaryOperator.identity());
    }

    @Override
    public boolean tellsHowLongToWait() {
        return false;
    }

    @Override
    InMemoryFault throttled() {
        return InMemoryFault.failing(ConnectorException.throttled("throttled", "too many calls", Optional.empty()));
    }

    @Override
    public boolean tellsOwn(Ingress way) {
        return false;
    }

    @Override
    public boolean repeats(Ingress way) {
        return false;
    }

    @Override
    public Optional<Webhooks> webhooks() {
        Webhooks real = super.webhooks().orElseThrow();
        return Optional.of(new Webhooks() {
            @Override
            public WebhookRequest about(MessageId message) {
                return real.about(message);
            }

            @Override
            public Optional<WebhookRequest> about(List<MessageId> messages) {
                return Optional.empty();
            }

            @Override
            public WebhookRequest again(WebhookRequest first) {
                return real.again(first);
            }

            @Override
            public WebhookRequest unknownType() {
                return real.unknownType();
            }

            @Override
            public List<WebhookRequest> odd() {
                return real.odd();
            }

            @Override
            public List<Forgery> forgeries(WebhookRequest genuine) {
                return real.forgeries(genuine);
            }

            @Override
            public List<Forgery> stale(MessageId message) {
                return List.of();
            }

            @Override
            public boolean provesBody() {
                return false;
            }

            @Override
            public boolean isProved(WebhookRequest genuine, int index) {
                throw new IllegalStateException("not asked where the body is not proved");
            }
        });
    }
}

package dev.footbridge.testkit.contract;

import dev.footbridge.core.connector.Connector;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.ConnectorException.Kind;
import dev.footbridge.core.connector.Draft;
import dev.footbridge.core.connector.Health;
import dev.footbridge.core.connector.StreamIngress;
import dev.footbridge.core.connector.Subscriptions;
import dev.footbridge.core.id.ChannelId;
import dev.footbridge.core.id.MessageId;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/** Connectors that go where they are told, on a platform that tells addresses; by the rule that must catch them. */
final class AddressMutants {

    static final Map<String, Defect> BY_RULE = Map.of(
            "c128",
            AddressMutants::checking,
            "c130",
            (real, told) -> new PostingMutants.Described(real) {
                @Override
                public MessageId post(ChannelId channel, Draft part) throws ConnectorException, InterruptedException {
                    part.author().flatMap(author -> author.avatarUrl()).ifPresent(AddressMutants::open);
                    return real.post(channel, part);
                }
            },
            "c136",
            (real, told) -> new PostingMutants.Described(real) {
                @Override
                public Optional<Subscriptions> subscriptions() {
                    Subscriptions subscriptions = real.subscriptions().orElseThrow();
                    return Optional.of((channels, address) -> {
                        open(told.get());
                        return subscriptions.ensure(channels, address);
                    });
                }
            },
            "c137",
            (real, told) -> new PostingMutants.Described(real) {
                @Override
                public Optional<StreamIngress> stream() {
                    StreamIngress stream = real.stream().orElseThrow();
                    return Optional.of(sink -> {
                        open(told.get());
                        stream.run(sink);
                    });
                }
            },
            "c138",
            AddressMutants::checking);

    private AddressMutants() {}

    private static Connector checking(Connector real, Supplier<String> told) {
        return new PostingMutants.Described(real) {
            @Override
            public Health check() throws ConnectorException, InterruptedException {
                open(told.get());
                return real.check();
            }
        };
    }

    private static void open(String address) {
        // Some others would keep a socket waiting.
        if (!address.startsWith("http://127.0.0.1:")) {
            return;
        }
        try {
            URI uri = URI.create(address);
            new Socket(uri.getHost(), uri.getPort()).close();
        } catch (IllegalArgumentException | IOException e) {
            // Some are none.
        }
    }

    /** What a connector does with the address that the platform tells now. */
    interface Defect {
        Connector in(Connector real, Supplier<String> told);
    }

    /** The fake as if it told addresses. */
    static ConnectorHarness platform(Defect defect) {
        AtomicReference<String> told = new AtomicReference<>("");
        return new InMemoryHarness((real, workspace) -> defect.in(breakingStream(real), told::get)) {
            @Override
            public boolean misdirect(String address) {
                told.set(address);
                return true;
            }

            @Override
            public boolean redirect(String address) {
                return misdirect(address);
            }
        };
    }

    /** As one does that cannot connect to where it is told. */
    private static Connector breakingStream(Connector real) {
        return new PostingMutants.Described(real) {
            @Override
            public Optional<StreamIngress> stream() {
                return Optional.of(sink -> {
                    throw ConnectorException.of(Kind.UNAVAILABLE, "lost", "the connection is lost");
                });
            }
        };
    }
}

package dev.footbridge.relay;

import dev.footbridge.core.connector.Connector;
import dev.footbridge.core.id.Platform;
import dev.footbridge.relay.bridge.BridgeEngine;
import dev.footbridge.relay.config.RelayConfig.LinksEntry;
import dev.footbridge.relay.ledger.Ledger;
import dev.footbridge.relay.ledger.LedgerException;
import dev.footbridge.relay.link.FileLinkServer;
import dev.footbridge.relay.link.LinkIssuer;
import dev.footbridge.relay.link.LinkObserver;
import dev.footbridge.relay.link.LinkedChannel;
import dev.footbridge.relay.link.LinkedChannels;
import dev.footbridge.relay.link.Recipients;
import dev.footbridge.relay.transfer.FileInspection;
import dev.footbridge.relay.transfer.FileLinks;
import dev.footbridge.relay.transfer.FileRules;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Links to files: given out for the engine, served to people. */
final class FileLinkService {

    private static final Logger LOG = LoggerFactory.getLogger(FileLinkService.class);

    private final LinksEntry config;
    private final Ledger ledger;
    private final Map<Platform, String> platformNames;
    private final FileInspection inspection;
    private final Clock clock;
    private final LinkObserver observer;
    private final Recipients recipients;

    FileLinkService(
            LinksEntry config,
            Ledger ledger,
            Map<String, Connector> connectors,
            Map<Platform, String> platformNames,
            FileInspection inspection,
            Clock clock,
            LinkObserver observer) {
        this.config = config;
        this.ledger = ledger;
        this.platformNames = platformNames;
        this.inspection = inspection;
        this.clock = clock;
        this.observer = observer;
        recipients = new Recipients(config.settings(), connectors, clock);
    }

    LinkIssuer issuer() {
        return new LinkIssuer(ledger, config.settings(), recipients, clock, observer);
    }

    /** What the engine writes into messages; without a ledger there is no link, and the message says why. */
    FileLinks links() {
        LinkIssuer issuer = issuer();
        return (group, file, target) -> {
            try {
                return issuer.link(group, file, target);
            } catch (LedgerException e) {
                LOG.warn("a link to a file could not be made: {}", e.getMessage());
                return Optional.empty();
            }
        };
    }

    FileLinkServer listen(BridgeEngine engine) {
        return FileLinkServer.start(
                config.listen().host(),
                config.listen().port(),
                config.settings(),
                recipients,
                ledger,
                new BridgedChannels(engine),
                inspection,
                clock,
                new SecureRandom(),
                observer);
    }

    /** The engine's channels as links see them. */
    private final class BridgedChannels implements LinkedChannels {
        private final BridgeEngine engine;

        BridgedChannels(BridgeEngine engine) {
            this.engine = engine;
        }

        @Override
        public Optional<LinkedChannel> find(long channel) {
            return engine.end(channel).map(end -> {
                Platform platform = end.id().workspace().platform();
                String name = platformNames.getOrDefault(platform, platform.value());
                return new LinkedChannel(end.id(), name, end.connector(), end.history());
            });
        }

        @Override
        public Optional<FileRules> files(long from, long to) {
            return engine.files(from, to);
        }
    }
}

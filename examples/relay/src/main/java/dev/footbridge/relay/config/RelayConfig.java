package dev.footbridge.relay.config;

import dev.footbridge.core.connector.Connector;
import dev.footbridge.core.connector.ConnectorConfig;
import dev.footbridge.core.connector.ConnectorProvider;
import dev.footbridge.core.connector.CredentialStore;
import dev.footbridge.core.connector.Secret;
import dev.footbridge.relay.bridge.BridgePolicy;
import dev.footbridge.relay.bridge.Direction;
import dev.footbridge.relay.documents.SignInRoute;
import dev.footbridge.relay.link.LinkSettings;
import dev.footbridge.relay.transfer.TransferOptions;
import dev.footbridge.relay.vault.TokenVault;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the operator asked for, checked.
 *
 * @param dataDir where the ledger lives; ids only, never content
 * @param vaultKey what rotated credentials are sealed with; without it they are forgotten when the process ends
 * @param listen where the platforms' webhooks arrive
 * @param management where health and metrics are served; loopback unless the operator says otherwise
 * @param publicUrl how the platforms reach {@code listen}; absent when only streams are used
 * @param connectors by the operator's own name for them
 * @param signIns where people start to open documents that lie elsewhere
 * @param signInGroups groups for single sign-on that the relay keeps in step
 * @param links how files are given to people who sign in; absent when they are not
 * @param files how files move
 * @param drain how the relay stops
 * @param warnings what works but should be changed, one line each
 */
public record RelayConfig(
        Path dataDir,
        Optional<Secret> vaultKey,
        Address listen,
        Address management,
        Optional<URI> publicUrl,
        Map<String, ConnectorEntry> connectors,
        List<BridgeEntry> bridges,
        List<PersonEntry> people,
        List<SignInRoute> signIns,
        List<GroupEntry> signInGroups,
        Optional<LinksEntry> links,
        TransferOptions files,
        Drain drain,
        List<String> warnings) {

    public RelayConfig {
        connectors = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(connectors));
        bridges = List.copyOf(bridges);
        people = List.copyOf(people);
        signIns = List.copyOf(signIns);
        signInGroups = List.copyOf(signInGroups);
        warnings = List.copyOf(warnings);
    }

    /**
     * Makes the connector of this name, with the part of the token vault that is its own.
     *
     * @throws java.io.UncheckedIOException when the vault's folder cannot be made
     */
    public Connector connect(String name) {
        ConnectorEntry entry = Optional.ofNullable(connectors.get(name)).orElseThrow();
        SecureRandom random = new SecureRandom();
        CredentialStore store = vaultKey.map(key ->
                        TokenVault.open(dataDir.resolve("tokens"), key, random).of(name))
                .orElse(CredentialStore.none());
        return entry.provider()
                .create(ConnectorConfig.of(entry.provider(), entry.values(), Clock.systemUTC(), random, store));
    }

    /** A host and port to listen on; port 0 takes any free one. */
    public record Address(String host, int port) {}

    /** One connector: who makes it and with what. Values may be secrets. */
    public record ConnectorEntry(ConnectorProvider provider, Map<String, String> values) {
        public ConnectorEntry {
            values = Map.copyOf(values);
        }

        /** Never the values. */
        @Override
        public String toString() {
            return "ConnectorEntry[" + provider.platform() + "]";
        }
    }

    /** One channel of a bridge; the channel's id as its platform writes it. */
    public record EndpointEntry(String connector, String channel, Direction direction) {}

    /** Channels that mirror each other. */
    public record BridgeEntry(String name, List<EndpointEntry> endpoints, BridgePolicy policy) {
        public BridgeEntry {
            endpoints = List.copyOf(endpoints);
        }
    }

    /**
     * One person's accounts.
     *
     * @param accounts ids by connector
     * @param home the connector of the account that is theirs, when others only stand for it
     */
    public record PersonEntry(Map<String, String> accounts, Optional<String> home) {
        public PersonEntry {
            accounts = Map.copyOf(accounts);
        }
    }

    /**
     * A group for single sign-on.
     *
     * @param connector of the directory that has it
     * @param group as the platform writes its id
     * @param peopleOf the connectors where those are at home whose accounts beside the group belong in it
     */
    public record GroupEntry(String connector, String group, Set<String> peopleOf) {
        public GroupEntry {
            peopleOf = Set.copyOf(peopleOf);
        }

        /** Whether an account of this person may be put in: they are at home elsewhere, and have one beside the group. */
        public boolean concerns(PersonEntry person) {
            return person.home().filter(peopleOf::contains).isPresent()
                    && person.accounts().containsKey(connector);
        }
    }

    /** Links to files: where they are served, and how. */
    public record LinksEntry(Address listen, LinkSettings settings) {}

    /**
     * How the relay stops on SIGTERM.
     *
     * @param delay how long webhooks are still taken after readiness is gone, so that a balancer turns away
     * @param deadline how long calls in flight may take after that
     */
    public record Drain(java.time.Duration delay, java.time.Duration deadline) {}
}

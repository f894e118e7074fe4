package dev.footbridge.testkit.contract;

import dev.footbridge.core.connector.Connector;
import dev.footbridge.core.connector.ConnectorConfig;
import dev.footbridge.core.connector.CredentialStore;
import dev.footbridge.core.connector.Verb;
import dev.footbridge.testkit.emulator.Emulator;
import dev.footbridge.testkit.emulator.JournalEntry;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * The harness of a connector whose platform is an emulator made with this test kit: how connectors are made from
 * settings, how the emulator misbehaves, and that every request it got is one that the vendor describes.
 */
public abstract class EmulatedHarness implements ConnectorHarness, ConnectorHarness.Faults {

    /** What was sent before the emulator began to tell wrong addresses, once it has. */
    private Optional<List<JournalEntry>> unspoilt = Optional.empty();

    /** For a subclass in any package. */
    protected EmulatedHarness() {}

    /** The running platform. */
    public abstract Emulator emulator();

    /** The settings of a connector with all scopes it can use. */
    protected abstract Map<String, String> settings();

    /** The clock of connectors. Defaults to the system's. */
    protected Clock clock() {
        return Clock.systemUTC();
    }

    @Override
    public final Connector connect() {
        return connect(Map.of());
    }

    /**
     * A new connector, which the caller closes.
     *
     * @param changes settings that differ; an empty value takes one away
     */
    public final Connector connect(Map<String, String> changes) {
        Map<String, String> settings = new HashMap<>(settings());
        settings.putAll(changes);
        settings.values().removeIf(String::isEmpty);
        return provider()
                .create(ConnectorConfig.of(provider(), settings, clock(), new Random(3), CredentialStore.none()));
    }

    /** The requests of a verb that faults strike, see {@link dev.footbridge.testkit.emulator.Fault#route}. */
    protected abstract String route(Verb verb);

    /** The requests that the bytes of files answer. */
    protected abstract List<String> fileRoutes();

    @Override
    public final Faults faults() {
        return this;
    }

    @Override
    public final void next(Verb verb, Fault fault) {
        emulator().faults().add(fault.emulated().on(route(verb)).times(1));
    }

    @Override
    public final boolean misdirect(String address) {
        spoil();
        emulator().faults().add(dev.footbridge.testkit.emulator.Fault.misdirect(address));
        return true;
    }

    @Override
    public final boolean redirect(String address) {
        return redirect(address, List.of("*"));
    }

    @Override
    public final boolean redirectFiles(String address) {
        return redirect(address, fileRoutes());
    }

    private boolean redirect(String address, List<String> routes) {
        spoil();
        for (String route : routes) {
            emulator()
                    .faults()
                    .add(dev.footbridge.testkit.emulator.Fault.redirect(address).on(route));
        }
        return true;
    }

    private void spoil() {
        if (unspoilt.isEmpty()) {
            unspoilt = Optional.of(emulator().journal().entries());
        }
        emulator().faults().clear();
    }

    /**
     * Whether all requests are right even while the emulator tells wrong addresses. Not where a part of such an address may
     * be asked for at the platform itself. Defaults to false.
     */
    protected boolean knowsWhatItAsks() {
        return false;
    }

    /** Fails unless the vendor describes each of these requests. */
    protected abstract void check(List<JournalEntry> sent);

    /** Ends what the harness started. Defaults to closing the emulator. */
    protected void end() {
        emulator().close();
    }

    @Override
    public final void close() {
        List<JournalEntry> sent = emulator().journal().entries();
        end();
        check(knowsWhatItAsks() ? sent : unspoilt.orElse(sent));
    }
}

package dev.footbridge.relay.bridge;

import dev.footbridge.core.connector.Connector;
import dev.footbridge.core.id.ChannelId;
import dev.footbridge.relay.content.ContentCache;
import dev.footbridge.relay.content.Identities;
import dev.footbridge.relay.content.People;
import dev.footbridge.relay.content.Previews;
import dev.footbridge.relay.content.SourceReader;
import dev.footbridge.relay.documents.DocumentDesk;
import dev.footbridge.relay.documents.Recipients;
import dev.footbridge.relay.documents.SignInLines;
import dev.footbridge.relay.ledger.Ledger;
import dev.footbridge.relay.ledger.LedgerException;
import dev.footbridge.relay.ledger.LedgerTx;
import dev.footbridge.relay.transfer.FileInspection;
import dev.footbridge.relay.transfer.FilePolicy;
import dev.footbridge.relay.transfer.FileSources;
import dev.footbridge.relay.transfer.Spool;
import dev.footbridge.relay.transfer.TransferOptions;
import dev.footbridge.relay.transfer.Transfers;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Puts the engine's parts together; see {@link BridgeEngine} for how they work together. */
final class EngineParts implements AutoCloseable {

    private static final Duration STALL_LOOK = Duration.ofSeconds(5);

    private final EngineOptions options;
    private final Ledger ledger;
    private final Clock clock;
    private final EngineObserver observer;
    private final Timers timers;
    private final ExecutorService io;
    private final BackgroundCalls calls;
    private final Tally tally;
    private final Routes routes;
    private final Lanes lanes;
    private final LinkIndex links;
    private final LedgerJournal journal;
    private final ConnectorWatch watch;
    private final Parking parking;
    private final Decider decider;
    private final Completion completion;
    private final ParkedReader parkedReader;
    private final Repairs repairs;
    private final Housekeeping housekeeping;
    private final DeadLetters deadLetters;
    private final Previews previews;
    private final Transfers transfers;
    private final SignInGroupKeeper groups;

    EngineParts(
            EngineOptions options,
            Ledger ledger,
            Map<String, Connector> connectors,
            List<BridgeSpec> bridges,
            Clock clock,
            EngineObserver observer)
            throws LedgerException {
        this.options = options;
        this.ledger = ledger;
        this.clock = clock;
        this.observer = observer;
        timers = new Timers(clock);
        io = pool();
        calls = new BackgroundCalls(timers, io, clock);
        tally = new Tally(observer);
        Failpoints failpoints = options.failpoints();
        routes = Routes.of(bridges, FailpointConnector.around(connectors, failpoints), ledger, clock.millis());
        lanes = new Lanes(routes, ledger, options.laneWindow(), failpoints);
        links = new LinkIndex(ledger);
        Effects effects = new Effects(links, lanes);
        journal = new LedgerJournal(ledger, routes, lanes, links, effects, timers, failpoints);
        Selves selves = selves();
        watch = new ConnectorWatch(routes, selves, ledger, calls, observer);
        ContentCache cache = new ContentCache(options.contentBytes(), options.contentAge());
        SourceReader reader = new SourceReader(cache, observer::reread);
        parking = parking();
        decider = new Decider(routes, lanes, links, cache, ledger.key(), parking, selves);
        previews = new Previews(PreviewSources.of(routes, connectors));
        transfers = transfers();
        People people = new People();
        Identities identities = new Identities(options.people());
        Filing filing = new Filing(new FilePolicy(options.files().table()), people, identities);
        DocumentDesk desk =
                new DocumentDesk(DocumentStorages.of(routes, connectors), new Recipients(identities, people));
        DocumentWatch documents = new DocumentWatch(routes, selves, desk, calls, ledger.key());
        Composer composer = new Composer(
                people,
                identities,
                previews,
                new SignInLines(options.signIns()),
                filing,
                new FileNotes(options.files().links()),
                options.platformNames(),
                ledger.key());
        ReactionPace pace = new ReactionPace(clock);
        Orphans orphans = new Orphans(links, ledger.key());
        FileConvergence files = new FileConvergence(
                routes,
                links,
                composer,
                filing,
                new FileSources(
                        transfers, spool(), new FileInspection(options.files().scanner())),
                transfers,
                orphans,
                ledger.key());
        Resolver resolver = new Resolver(
                routes,
                lanes,
                links,
                reader,
                composer,
                new Convergence(routes, links, composer, documents),
                files,
                new ReactionResolver(routes, links, ledger, composer, orphans, pace),
                orphans,
                clock);
        Forgetting forgetting = new Forgetting(routes, lanes, links, cache);
        completion = new Completion(
                resolver,
                routes,
                lanes,
                links,
                effects,
                forgetting,
                ledger,
                pace,
                transfers,
                documents,
                timers,
                clock,
                observer,
                failpoints);
        parkedReader = new ParkedReader(routes, ledger, decider, parking, reader, timers, io, clock);
        parking.reader(parkedReader::read);
        repairs = new Repairs(
                routes, new GapRepair(ledger, decider, tally, clock), parkedReader, timers, calls, observer);
        housekeeping = new Housekeeping(ledger, parkedReader, options, timers, clock);
        deadLetters = new DeadLetters(ledger, routes, lanes, clock);
        groups = new SignInGroupKeeper(options.signInGroups(), connectors, routes, ledger, calls, observer, failpoints);
    }

    private Transfers transfers() {
        Transfers all = new Transfers(
                clock, options.files().perUser(), options.files().stall(), observer, options.failpoints()::reached);
        timers.every(STALL_LOOK, all::breakStalled);
        return all;
    }

    private Spool spool() {
        TransferOptions files = options.files();
        return files.spool()
                .map(folder ->
                        Spool.open(folder, files.spoolBytes(), new SecureRandom(), options.failpoints()::reached))
                .orElseGet(Spool::none);
    }

    private static ExecutorService pool() {
        AtomicInteger count = new AtomicInteger();
        return Executors.newFixedThreadPool(8, work -> {
            Thread thread = new Thread(work, "engine-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    private Selves selves() throws LedgerException {
        Selves selves = new Selves();
        for (BridgedChannel channel : routes.all()) {
            ledger.read(tx -> tx.channels().selves(channel.workspace()))
                    .forEach(user -> selves.add(channel.workspace(), user));
        }
        return selves;
    }

    private Parking parking() throws LedgerException {
        for (BridgedChannel channel : routes.all()) {
            long count = ledger.read(tx -> tx.parked().countToRead(channel.number()));
            channel.toRead().set((int) count);
        }
        long last = ledger.read(tx -> tx.parked().lastId());
        long count = ledger.read(tx -> tx.parked().count());
        return new Parking(tally, options.parkTime(), last, (int) count);
    }

    Intake intake(String connector) {
        return new Intake(
                connector,
                routes,
                ledger,
                decider,
                tally,
                repairs,
                this::moved,
                parking,
                observer,
                clock,
                options.failpoints());
    }

    private void moved(LedgerTx tx, BridgedChannel channel, ChannelId to) throws SQLException {
        tx.channels().moved(channel.number(), to);
        tx.afterCommit(() -> routes.moved(channel, to));
    }

    EngineStatus status(boolean running, List<String> problems) {
        Map<ChannelId, Long> backlog = new HashMap<>();
        boolean readable = true;
        for (Lane lane : lanes.all()) {
            try {
                backlog.merge(lane.channel().id(), lanes.backlog(lane), Long::sum);
            } catch (LedgerException e) {
                readable = false;
            }
        }
        return new EngineStatus(
                running && readable && ledger.isWritable(),
                problems,
                tally.received(),
                tally.duplicates(),
                tally.ignored(),
                tally.delivered(),
                tally.dead(),
                tally.parked(),
                tally.pending(),
                backlog,
                repairs.last());
    }

    /** Starts nothing new. */
    void stop() {
        lanes.stop();
        calls.stop();
        repairs.stop();
        parkedReader.stop();
    }

    @Override
    public void close() {
        previews.close();
        io.shutdownNow();
    }

    Transfers transferring() {
        return transfers;
    }

    Timers timers() {
        return timers;
    }

    BackgroundCalls calls() {
        return calls;
    }

    Routes routes() {
        return routes;
    }

    Lanes lanes() {
        return lanes;
    }

    LedgerJournal journal() {
        return journal;
    }

    ConnectorWatch watch() {
        return watch;
    }

    Completion completion() {
        return completion;
    }

    ParkedReader parkedReader() {
        return parkedReader;
    }

    Repairs repairs() {
        return repairs;
    }

    Housekeeping housekeeping() {
        return housekeeping;
    }

    SignInGroupKeeper groups() {
        return groups;
    }

    DeadLetters deadLetters() {
        return deadLetters;
    }
}

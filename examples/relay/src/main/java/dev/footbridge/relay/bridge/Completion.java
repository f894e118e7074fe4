package dev.footbridge.relay.bridge;

import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.delivery.Action;
import dev.footbridge.core.delivery.Outbound;
import dev.footbridge.core.delivery.Outcome;
import dev.footbridge.core.document.Element;
import dev.footbridge.core.document.Fidelity;
import dev.footbridge.core.document.Loss;
import dev.footbridge.core.id.ChannelId;
import dev.footbridge.core.id.MessageId;
import dev.footbridge.relay.ledger.Ledger;
import dev.footbridge.relay.ledger.OperationRow;
import dev.footbridge.relay.transfer.Transfers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes operations through the delivery and decides what their outcomes mean. Never on the writer thread. */
final class Completion implements Lanes.Work {

    private static final Logger LOG = LoggerFactory.getLogger(Completion.class);

    /** Before an operation that the delivery gave back is tried again. */
    private static final Duration AGAIN = Duration.ofSeconds(5);

    /** Before a source whose credentials are refused is asked again. */
    private static final Duration SOURCE_CLOSED = Duration.ofMinutes(1);

    private final Resolver resolver;
    private final Routes routes;
    private final Lanes lanes;
    private final LinkIndex links;
    private final Effects effects;
    private final Forgetting forgetting;
    private final Ledger ledger;
    private final ReactionPace pace;
    private final Transfers transfers;
    private final DocumentWatch documents;
    private final Timers timers;
    private final Clock clock;
    private final EngineObserver observer;
    private final Failpoints failpoints;

    Completion(
            Resolver resolver,
            Routes routes,
            Lanes lanes,
            LinkIndex links,
            Effects effects,
            Forgetting forgetting,
            Ledger ledger,
            ReactionPace pace,
            Transfers transfers,
            DocumentWatch documents,
            Timers timers,
            Clock clock,
            EngineObserver observer,
            Failpoints failpoints) {
        this.resolver = resolver;
        this.routes = routes;
        this.lanes = lanes;
        this.links = links;
        this.effects = effects;
        this.forgetting = forgetting;
        this.ledger = ledger;
        this.pace = pace;
        this.transfers = transfers;
        this.documents = documents;
        this.timers = timers;
        this.clock = clock;
        this.observer = observer;
        this.failpoints = failpoints;
    }

    @Override
    public Outbound outbound(Operation operation) {
        return new Outbound() {
            @Override
            public ChannelId channel() {
                return operation.lane().channel().id();
            }

            @Override
            public boolean streams() {
                return operation.lane().isForFiles();
            }

            @Override
            public String key() {
                return operation.key();
            }

            @Override
            public List<Action> resolve() throws ConnectorException, InterruptedException {
                Plan plan = resolver.resolve(operation);
                operation.plan(plan);
                failpoints.reached("resolved");
                return plan.actions();
            }
        };
    }

    @Override
    public void ended(Operation operation, Outcome outcome) {
        transfers.release(operation.seq());
        operation.work().close();
        if (outcome instanceof Outcome.Delivered) {
            delivered(operation);
        } else if (outcome instanceof Outcome.Refused refused) {
            refused(operation, refused.reason());
        } else if (outcome instanceof Outcome.Uncertain) {
            uncertain(operation);
        } else {
            later(operation, AGAIN);
        }
    }

    @Override
    public void broken(Operation operation) {
        operation.lane().paused(operation);
        operation.lane().again(operation);
        operation.lane().open(false);
        LOG.error(
                "the ledger failed: nothing more is sent to {} before a restart",
                operation.lane().channel().id());
    }

    private void delivered(Operation operation) {
        switch (operation.plan().verdict()) {
            case NORMAL, SUPERSEDED, VANISHED -> done(operation);
            case MORE -> more(operation);
            case DEAD -> dead(operation, operation.plan().reason());
            case BEHIND_POST -> behind(operation);
            case TOO_SOON -> later(operation, ReactionPace.INTERVAL);
            case SOURCE_CLOSED -> later(operation, SOURCE_CLOSED);
        }
    }

    /** What was done so far counts; the rest is found out anew. */
    private void more(Operation operation) {
        Plan plan = operation.plan();
        effects.apply(operation);
        if (!plan.edited().isEmpty() || !plan.removed().isEmpty()) {
            ledger.write(tx -> {
                effects.write(tx, operation, plan);
                return 0;
            });
        }
        later(operation, Duration.ZERO);
    }

    private void uncertain(Operation operation) {
        if (operation.kind() == OperationRow.Kind.FILES && FileOutcomes.goesOnUncertain(operation)) {
            later(operation, Duration.ZERO);
        } else {
            dead(operation, FileOutcomes.UNCERTAIN);
        }
    }

    private void behind(Operation operation) {
        long group = links.find(operation.group())
                .filter(known -> operation.kind() == OperationRow.Kind.POST)
                .map(known -> known.group().root().orElse(operation.group()))
                .orElse(operation.group());
        operation.lane().behindPost(operation, group);
        lanes.feed(operation.lane());
    }

    private void done(Operation operation) {
        effects.apply(operation);
        if (operation.kind() == OperationRow.Kind.REACTION
                && !operation.plan().actions().isEmpty()) {
            pace.called(operation);
        }
        if (!operation.isFinished()) {
            ledger.write(tx -> {
                effects.write(tx, operation);
                tx.operations().done(operation.seq());
                return 0;
            });
        }
        Optional<Ticket> ticket = lanes.takeTicket(operation.seq());
        ChannelId target = operation.lane().channel().id();
        tellLosses(operation);
        if (operation.plan().verdict() == Plan.Verdict.VANISHED) {
            observer.vanished(word(operation), target);
        }
        observer.delivered(word(operation), target, age(operation, ticket));
        lanes.withInherited(operation.seq(), Ticket::done);
        if (operation.plan().files()) {
            operation.inheritance().complete(ticket);
        } else {
            ticket.ifPresent(Ticket::done);
        }
        if (operation.plan().verdict() == Plan.Verdict.NORMAL) {
            documents.delivered(operation.group());
        }
        end(operation);
        forgetting.ended(operation);
    }

    private void tellLosses(Operation operation) {
        ChannelId target = operation.lane().channel().id();
        operation.plan().losses().forEach(lost -> observer.lost(lost.source(), target, lost.loss()));
    }

    /** Files have no ticket of their own: they count from when their message's event was accepted. */
    private Duration age(Operation operation, Optional<Ticket> ticket) {
        Instant accepted = operation.kind() == OperationRow.Kind.FILES
                ? Instant.ofEpochMilli(operation.row().at())
                : ticket.map(Ticket::acceptedAt).orElse(clock.instant());
        return Duration.between(accepted, clock.instant());
    }

    private void end(Operation operation) {
        operation.lane().ended(operation);
        failpoints.reached("released");
        lanes.feed(operation.lane());
    }

    private void refused(Operation operation, ConnectorException reason) {
        boolean passes = reason.kind() == ConnectorException.Kind.UNAUTHORIZED
                || reason.kind() == ConnectorException.Kind.THROTTLED
                || reason.kind() == ConnectorException.Kind.UNAVAILABLE;
        if (operation.kind() == OperationRow.Kind.FILES && !passes) {
            if (FileOutcomes.goesOn(operation, reason)) {
                more(operation);
            } else {
                dead(operation, reason);
            }
            return;
        }
        switch (reason.kind()) {
            case UNAUTHORIZED, THROTTLED, UNAVAILABLE -> later(operation, AGAIN);
            case REJECTED -> rejected(operation, reason);
            case NOT_FOUND -> missing(operation, reason);
            case UNSUPPORTED -> unable(operation);
            case FORBIDDEN -> dead(operation, reason);
        }
    }

    /** The rich form may be what the target does not like: once more as plain text. */
    private void rejected(Operation operation, ConnectorException reason) {
        boolean hasBody = operation.kind() == OperationRow.Kind.POST || operation.kind() == OperationRow.Kind.EDIT;
        if (hasBody && !operation.isPlainText()) {
            operation.degrade();
            later(operation, Duration.ZERO);
        } else if (operation.kind() == OperationRow.Kind.POST) {
            dead(operation, reason);
        } else {
            unable(operation);
        }
    }

    /** The target cannot do it: another way, if there is one, else a loss. Nothing for an operator to look into. */
    private void unable(Operation operation) {
        List<MessageId> edited =
                operation.plan().edited().stream().map(Plan.Edited::copy).toList();
        boolean another = operation.notEditable(edited);
        if (another) {
            // The form was not what it disliked.
            operation.enrich();
        }
        if (operation.kind() == OperationRow.Kind.REACTION || operation.kind() == OperationRow.Kind.REMOVE) {
            another |= !operation.isRefused();
            operation.refuse();
        }
        if (another) {
            later(operation, Duration.ZERO);
        } else {
            lost(operation, new Loss(element(operation.kind()), Fidelity.REJECTED));
        }
    }

    /** Somebody removed the copy, or the thread's first message, at the target. */
    private void missing(Operation operation, ConnectorException reason) {
        Optional<Links> known = links.find(operation.group());
        boolean posts = operation.plan().actions().stream().allMatch(Action.Post.class::isInstance);
        if (posts && !operation.isTopLevel() && mayLeave(operation, known)) {
            operation.leaveThread();
            later(operation, Duration.ZERO);
        } else if (operation.kind() == OperationRow.Kind.POST) {
            dead(operation, reason);
        } else {
            known.filter(group -> !posts).ifPresent(group -> forget(operation, group));
            lost(operation, Loss.dropped(element(operation.kind())));
        }
    }

    /** A reply, and a correction, are of use outside of their thread; a notice of a reaction is not. */
    private static boolean mayLeave(Operation operation, Optional<Links> known) {
        return switch (operation.kind()) {
            case POST -> known.filter(group -> group.group().root().isPresent()).isPresent();
            case EDIT -> true;
            case REMOVE, REACTION, FILES -> false;
        };
    }

    /** Nothing more can be done about it at this target; that is no failure. */
    private void lost(Operation operation, Loss loss) {
        Plan.Builder plan = new Plan.Builder();
        links.find(operation.group())
                .flatMap(known -> routes.byNumber(known.group().origin()))
                .ifPresent(source -> plan.lost(source.platform(), loss));
        operation.plan(
                plan.build(Plan.Verdict.VANISHED).withFiles(operation.plan().files()));
        done(operation);
    }

    private static Element element(OperationRow.Kind kind) {
        return switch (kind) {
            case POST -> Element.POST;
            case EDIT -> Element.EDIT;
            case REMOVE -> Element.DELETE;
            case REACTION -> Element.REACTION;
            case FILES -> Element.ATTACHMENT;
        };
    }

    private void forget(Operation operation, Links known) {
        BridgedChannel target = operation.lane().channel();
        List<MessageId> copies = known.posted(target.number()).stream()
                .map(copy -> target.message(copy.message()))
                .toList();
        operation.plan(new Plan.Builder().gone(copies).build(Plan.Verdict.NORMAL));
        effects.apply(operation);
        ledger.write(tx -> {
            for (MessageId copy : copies) {
                tx.links().copyGone(target.number(), copy.value());
            }
            return 0;
        });
    }

    private void later(Operation operation, Duration delay) {
        operation.lane().paused(operation);
        if (delay.isZero()) {
            operation.lane().again(operation);
            lanes.feed(operation.lane());
        } else {
            timers.after(delay, () -> {
                operation.lane().again(operation);
                lanes.feed(operation.lane());
            });
            lanes.feed(operation.lane());
        }
    }

    private void dead(Operation operation, ConnectorException reason) {
        LOG.atWarn()
                .addKeyValue("event", "dead_letter")
                .addKeyValue("operation", word(operation))
                .addKeyValue("seq", operation.seq())
                .addKeyValue("channel", operation.lane().channel().id())
                .addKeyValue("code", reason.code())
                .log("given up: {}", reason.getMessage());
        dead(operation, reason.code());
    }

    private void dead(Operation operation, String code) {
        Instant now = clock.instant();
        Plan plan = operation.plan().verdict() == Plan.Verdict.DEAD ? operation.plan() : Plan.dead(code);
        operation.plan(plan);
        effects.apply(operation);
        tellLosses(operation);
        ledger.write(tx -> {
            effects.write(tx, operation, plan);
            tx.operations().dead(operation.seq(), code, now.toEpochMilli());
            return 0;
        });
        observer.dead(word(operation), operation.lane().channel().id(), code);
        lanes.withInherited(operation.seq(), ticket -> ticket.dead(code));
        lanes.takeTicket(operation.seq()).ifPresent(ticket -> ticket.dead(code));
        end(operation);
    }

    private static String word(Operation operation) {
        return operation.kind().name().toLowerCase(Locale.ROOT);
    }
}

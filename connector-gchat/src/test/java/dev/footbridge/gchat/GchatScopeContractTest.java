package dev.footbridge.gchat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.core.connector.Connector;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.ConnectorException.Kind;
import dev.footbridge.core.connector.Draft;
import dev.footbridge.core.connector.Sharing;
import dev.footbridge.core.connector.SignInGroups;
import dev.footbridge.core.id.ChannelId;
import dev.footbridge.core.id.FileId;
import dev.footbridge.core.scope.Capability;
import dev.footbridge.core.scope.GrantMode;
import dev.footbridge.core.scope.Scope;
import dev.footbridge.testkit.contract.ScopeBench;
import dev.footbridge.testkit.contract.ScopeContract;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;

/** Google Chat's plans, proved by running them. */
class GchatScopeContractTest extends ScopeContract {

    @Override
    protected ScopeBench bench() {
        return new Bench(new GchatHarness(GchatAuth.BOT));
    }

    private static final class Bench extends ScopeBench {

        private static final List<String> DELEGATED = GchatScopes.all(GchatAuth.DELEGATED);

        /** To whom nothing is delegated Google gives no token at all; with this alone a reaction can be added and not taken away. */
        private static final String IDLE = "chat.messages.reactions.create";

        private final Map<String, GchatHarness> harnesses = new HashMap<>();
        private String queue = "";

        Bench(GchatHarness bot) {
            super(bot);
            harnesses.put("bot", bot);
        }

        @Override
        protected GchatHarness harness(GrantMode mode) {
            return harnesses.computeIfAbsent(mode.name(), name -> new GchatHarness(GchatAuth.of(name)));
        }

        /** Tokens, the keys that events are proved with, and what the one idle scope opens. */
        @Override
        protected boolean needsNoScope(String request) {
            return request.equals("POST /token")
                    || request.endsWith("/certs")
                    || request.contains("/metadata/x509/")
                    || request.matches("POST /v1/spaces/[^/]+/messages/[^/]+/reactions");
        }

        /** What an administrator approved of an app no token tells, and Pub/Sub is no affair of the account. */
        @Override
        protected boolean isJudgedByPlatform(GrantMode mode, Capability capability) {
            return !mode.name().equals("delegated") || capability.name().equals("pull");
        }

        @Override
        protected Map<String, String> grant(GrantMode mode, Set<Scope> scopes) {
            GchatHarness harness = harness(mode);
            boolean delegated = mode.name().equals("delegated");
            Set<String> names = names(scopes);
            if (delegated && names.stream().map(GchatScopes::full).noneMatch(DELEGATED::contains)) {
                names.add(IDLE);
            }
            Set<String> others = names(everything(mode));
            others.removeAll(names);
            harness.chat.admin().withhold(others.toArray(String[]::new));
            if (delegated) {
                harness.chat.admin().delegate(names);
                return Map.of("documents", names.contains("drive.metadata.readonly") ? "check" : "share");
            }
            names.removeIf(name -> !name.startsWith("chat.app."));
            harness.chat.admin().approve(names);
            return mode.name().equals("bot") ? Map.of("pubsub-subscription", queue(harness)) : Map.of();
        }

        /** Apps post no files: an account does. */
        @Override
        protected List<FileId> posted(GrantMode mode, ChannelId channel, Connector connector)
                throws ConnectorException, InterruptedException {
            GchatHarness harness = harness(mode);
            Map<String, String> account = Map.of("auth", "delegated", "subject", harness.chat.relayEmail());
            try (Connector posting = harness.connect(account)) {
                return super.posted(mode, channel, posting);
            }
        }

        private String queue(GchatHarness harness) {
            if (queue.isEmpty()) {
                queue = harness.chat.events().addPullSubscription();
            }
            return queue;
        }

        private static Set<String> names(Set<Scope> scopes) {
            return scopes.stream()
                    .map(scope -> scope.name().substring(GchatScopes.PREFIX.length()))
                    .collect(Collectors.toCollection(TreeSet::new));
        }

        @Override
        protected Map<String, Probe> own(GrantMode mode) {
            GchatHarness harness = harness(mode);
            Map<String, Probe> probes = new HashMap<>();
            for (String capability :
                    List.of("connect", "membership", "reaction-events", "member-events", "channel-events")) {
                Probe told = told(mode, capability);
                probes.put(capability, capability.endsWith("-events") ? afterHearing(told) : told);
            }
            // A bot reads a message only when its own id for it is taken: it posts the same part twice.
            Probe twice = calling(connector -> {
                Draft part = part(connector, channel());
                connector.post(channel(), part);
                connector.post(channel(), part);
            });
            Probe once = withOwn(
                    mode,
                    channel(),
                    (connector, id) -> connector.history().orElseThrow().message(id));
            probes.put("read-message", mode.name().equals("bot") ? twice : once);
            probes.put("members-read", members(channel()));
            probes.put("pull", calling(connector -> pull(harness, connector)));
            probes.put("sign-in-groups", calling(connector -> {
                SignInGroups groups = connector.signInGroups().orElseThrow();
                String group = harness.chat.groups().add();
                groups.members(group, Optional.empty());
                groups.add(group, harness.people().first());
                groups.remove(group, harness.people().first());
            }));
            probes.put(
                    "documents-check",
                    calling(connector -> connector
                            .sharing()
                            .orElseThrow()
                            .check(harness.document().orElseThrow().link(), Set.of("ben@elsewhere.example"))));
            probes.put(
                    "documents-share",
                    calling(connector -> connector
                            .sharing()
                            .orElseThrow()
                            .share(
                                    harness.document().orElseThrow().link(),
                                    Set.of("ben@elsewhere.example"),
                                    Sharing.Role.VIEW)));
            return probes;
        }

        /** What an administrator approved of an app shows when it subscribes. */
        private Probe afterHearing(Probe told) {
            Probe hearing = hearing(channel());
            return connector -> {
                String refusal = "";
                try {
                    hearing.missing(connector);
                } catch (ConnectorException e) {
                    assertThat(e.kind()).isEqualTo(Kind.FORBIDDEN);
                    refusal = e.getMessage();
                }
                String also = refusal;
                return told.missing(connector).map(said -> said + "; " + also);
            };
        }

        /** Until it asks for the second time, or is refused. */
        private static void pull(GchatHarness harness, Connector connector)
                throws ConnectorException, InterruptedException {
            CompletableFuture<Void> ended = new CompletableFuture<>();
            long before = pulls(harness);
            Thread thread = new Thread(() -> {
                try {
                    connector.stream().orElseThrow().run(event -> {});
                    ended.complete(null);
                } catch (ConnectorException | InterruptedException e) {
                    ended.completeExceptionally(e);
                }
            });
            thread.start();
            Awaitility.await().until(() -> ended.isDone() || pulls(harness) > before + 1);
            thread.interrupt();
            thread.join();
            try {
                ended.get();
            } catch (ExecutionException e) {
                if (e.getCause() instanceof ConnectorException refused) {
                    throw refused;
                }
            }
        }

        private static long pulls(GchatHarness harness) {
            return harness.chat.journal().counts().entrySet().stream()
                    .filter(entry -> entry.getKey().endsWith(":pull"))
                    .mapToLong(Map.Entry::getValue)
                    .sum();
        }

        @Override
        public void close() {
            harnesses.values().forEach(GchatHarness::close);
        }
    }
}

package dev.footbridge.slack;

import dev.footbridge.core.connector.Connector;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.InboundSink;
import dev.footbridge.core.id.ChannelId;
import dev.footbridge.core.scope.Capability;
import dev.footbridge.core.scope.GrantMode;
import dev.footbridge.core.scope.GrantType;
import dev.footbridge.core.scope.Scope;
import dev.footbridge.slack.emulator.SlackEmulator;
import dev.footbridge.testkit.contract.ScopeBench;
import dev.footbridge.testkit.contract.ScopeContract;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;

/** Slack's plans, proved by running them. */
class SlackScopeContractTest extends ScopeContract {

    @Override
    protected ScopeBench bench() {
        return new Bench(new SlackHarness());
    }

    private static final class Bench extends ScopeBench {

        private final SlackEmulator slack;
        private final String privately;
        private final String direct;
        private final String group;
        private final String foreignToken;

        Bench(SlackHarness harness) {
            super(harness);
            slack = harness.slack;
            privately = slack.admin().addPrivateChannel("scopes", slack.botUserId());
            direct = slack.admin().openDirect("ada");
            group = slack.admin().openDirect("ada", "grace");
            foreignToken = slack.admin().mintToken("app", slack.appId(), Set.of("authorizations:read"));
        }

        @Override
        protected boolean needsNoScope(String request) {
            return request.equals("POST /api/auth.test");
        }

        /** The scopes of the other token, which opens sockets, are told by nothing. */
        @Override
        protected boolean isJudgedByPlatform(GrantMode mode, Capability capability) {
            return capability.name().equals("socket-mode");
        }

        @Override
        protected Map<String, String> grant(GrantMode mode, Set<Scope> scopes) {
            slack.admin()
                    .changeBotScopes(scopes.stream()
                            .filter(scope -> scope.grantType() == GrantType.BOT)
                            .map(Scope::name)
                            .collect(Collectors.toSet()));
            boolean socket = scopes.stream().anyMatch(scope -> scope.grantType() == GrantType.APPLICATION);
            return Map.of("app-token", socket ? slack.appToken() : foreignToken);
        }

        private ChannelId channel(String id) {
            return new ChannelId(channel().workspace(), id);
        }

        @Override
        protected Map<String, Probe> own(GrantMode mode) {
            Map<String, Probe> probes = new HashMap<>();
            probes.put("personas", told(mode, "personas"));
            probes.put("reaction-events", told(mode, "reaction-events"));
            probes.put("emails", told(mode, "emails"));
            probes.put("post-uninvited", told(mode, "post-uninvited"));
            probes.put("read-private", reading(channel(privately)));
            probes.put("read-direct", reading(channel(direct)));
            probes.put("read-group", reading(channel(group)));
            probes.put("channels", looking(channel().value()));
            probes.put("channels-private", looking(privately));
            probes.put("channels-direct", looking(direct));
            probes.put("channels-group", looking(group));
            probes.put("members-private", members(channel(privately)));
            probes.put("members-direct", members(channel(direct)));
            probes.put("members-group", members(channel(group)));
            // A host asks whose the token is before it carries anything, and so the grant is known.
            probes.put("upload", connector -> {
                connector.check();
                return uploading(channel()).missing(connector);
            });
            probes.put("socket-mode", calling(this::listen));
            return probes;
        }

        private Probe looking(String id) {
            return calling(connector -> connector.directory().orElseThrow().channel(channel(id)));
        }

        /** Until the socket stands, or is refused. */
        private void listen(Connector connector) throws ConnectorException, InterruptedException {
            CompletableFuture<Void> ended = new CompletableFuture<>();
            int before = slack.openSockets();
            InboundSink sink = event -> {};
            Thread thread = new Thread(() -> {
                try {
                    connector.stream().orElseThrow().run(sink);
                    ended.complete(null);
                } catch (ConnectorException | InterruptedException e) {
                    ended.completeExceptionally(e);
                }
            });
            thread.start();
            Awaitility.await().until(() -> ended.isDone() || slack.openSockets() > before);
            boolean refused = ended.isDone();
            thread.interrupt();
            thread.join();
            if (refused) {
                try {
                    ended.get();
                } catch (ExecutionException e) {
                    if (e.getCause() instanceof ConnectorException failure) {
                        throw failure;
                    }
                }
            }
            Awaitility.await().until(() -> slack.openSockets() <= before);
        }
    }
}

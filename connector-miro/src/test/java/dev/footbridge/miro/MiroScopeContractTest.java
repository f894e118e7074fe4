package dev.footbridge.miro;

import dev.footbridge.core.connector.Connector;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.scope.Capability;
import dev.footbridge.core.scope.GrantMode;
import dev.footbridge.core.scope.Scope;
import dev.footbridge.testkit.contract.ScopeBench;
import dev.footbridge.testkit.contract.ScopeContract;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Miro's plans, proved by running them. */
class MiroScopeContractTest extends ScopeContract {

    @Override
    protected ScopeBench bench() {
        return new Bench(new MiroHarness());
    }

    private static final class Bench extends ScopeBench {

        private final MiroHarness harness;

        Bench(MiroHarness harness) {
            super(harness);
            this.harness = harness;
        }

        @Override
        protected boolean needsNoScope(String request) {
            return request.equals("GET /v1/oauth-token");
        }

        @Override
        protected Map<String, String> grant(GrantMode mode, Set<Scope> scopes) {
            Set<String> names = scopes.stream().map(Scope::name).collect(Collectors.toSet());
            return Map.of("access-token", harness.miro.accessToken(harness.miro.relayHandle(), names));
        }

        @Override
        protected Map<String, Probe> own(GrantMode mode) {
            Map<String, Probe> probes = new HashMap<>();
            for (Capability capability : provider().scopes().capabilities()) {
                if (!capability.standard() || capability.name().equals("share")) {
                    probes.put(capability.name(), calling(connector -> everyOne(connector, capability)));
                }
            }
            probes.put(
                    "links",
                    calling(connector -> connector
                            .linkPreviews()
                            .orElseThrow()
                            .preview(harness.document().orElseThrow().link())));
            return probes;
        }

        /** A refusal of the made-up ids comes after the look at the scopes. */
        private void everyOne(Connector connector, Capability capability)
                throws ConnectorException, InterruptedException {
            connector.check();
            MiroApi api = ((MiroConnector) connector).api();
            for (String operation : capability.operations()) {
                Map<String, String> path = new HashMap<>();
                for (String segment : api.callOf(operation).path().split("/")) {
                    if (segment.startsWith("{")) {
                        path.put(segment.substring(1, segment.length() - 1), "3458764500000000001");
                    }
                }
                path.replace("org_id", harness.miro.organizationId());
                try {
                    api.call(operation, path, Map.of(), null);
                } catch (ConnectorException e) {
                    if (e.missingScope().isPresent()) {
                        throw e;
                    }
                }
            }
        }

        @Override
        public void close() {
            // Not the harness itself: it finds fault with calls whose ids are made up.
            harness.miro.close();
        }
    }
}

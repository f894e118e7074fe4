package dev.footbridge.webex;

import dev.footbridge.core.connector.Connector;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.Draft;
import dev.footbridge.core.connector.Persona;
import dev.footbridge.core.document.Document;
import dev.footbridge.core.scope.Capability;
import dev.footbridge.core.scope.GrantMode;
import dev.footbridge.core.scope.Scope;
import dev.footbridge.testkit.contract.ScopeBench;
import dev.footbridge.testkit.contract.ScopeContract;
import dev.footbridge.webex.emulator.WebexEmulator;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Webex's plans, proved by running them. */
class WebexScopeContractTest extends ScopeContract {

    @Override
    protected ScopeBench bench() {
        return new Bench(new WebexHarness());
    }

    /** A token that may not even ask whose it is works all the same; the check says what it lacks. */
    private static Optional<String> connecting(Connector connector) throws ConnectorException, InterruptedException {
        return connector.check().warnings().stream()
                .filter(warning -> warning.contains("it is not known whose token this is"))
                .findFirst();
    }

    private static final class Bench extends ScopeBench {

        private final WebexEmulator webex;
        private int addresses;

        Bench(WebexHarness harness) {
            super(harness);
            webex = harness.webex;
        }

        /** Webex does not tell what a token holds that it did not just hand out. */
        @Override
        protected boolean isJudgedByPlatform(GrantMode mode, Capability capability) {
            return true;
        }

        @Override
        protected Map<String, String> grant(GrantMode mode, Set<Scope> scopes) {
            Set<String> names = scopes.stream().map(Scope::name).collect(Collectors.toSet());
            boolean service = mode.name().equals("service-app");
            return Map.of(
                    "token",
                    service ? webex.issueServiceAppToken(names) : webex.issueToken("relay", names),
                    "guests",
                    service ? "on" : "off");
        }

        @Override
        protected Map<String, Probe> own(GrantMode mode) {
            return Map.of("connect", WebexScopeContractTest::connecting, "guests", calling(connector -> {
                Draft draft = Draft.of(Document.text("as a guest"), "guest-key")
                        .as(new Persona("Maria Vega", Optional.empty(), "Elsewhere"));
                connector.post(
                        channel(), connector.prepare(channel(), draft).parts().get(0));
            }));
        }

        /** A new one each time, so that there is always something to subscribe. */
        @Override
        protected URI address() {
            addresses++;
            return URI.create("https://relay.example.org/webex" + addresses);
        }
    }
}

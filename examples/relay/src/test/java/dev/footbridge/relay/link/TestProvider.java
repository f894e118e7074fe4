package dev.footbridge.relay.link;

import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.OAuth2Config;
import no.nav.security.mock.oauth2.token.DefaultOAuth2TokenCallback;

/** An OpenID provider that lets in whoever is next. */
final class TestProvider implements AutoCloseable {

    static final String ISSUER = "away";
    private static final long LIFE = 600;

    private final MockOAuth2Server server;

    TestProvider() {
        this(false);
    }

    /** @param asks whether people see a form */
    TestProvider(boolean asks) {
        server = new MockOAuth2Server(new OAuth2Config(asks));
        server.start(InetAddress.getLoopbackAddress(), 0);
    }

    URI issuer() {
        return server.issuerUrl(ISSUER).uri();
    }

    /** The next one who signs in is this account of this workspace. */
    void next(String account, String workspace) {
        server.enqueueCallback(new DefaultOAuth2TokenCallback(
                ISSUER, account, "JWT", List.of(LinkRig.CLIENT), Map.of("workspace", workspace), LIFE));
    }

    @Override
    public void close() {
        server.shutdown();
    }
}

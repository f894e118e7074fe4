package dev.footbridge.relay.link;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jwt.JWT;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.Prompt;
import com.nimbusds.openid.connect.sdk.claims.AuthorizedParty;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import dev.footbridge.core.connector.SignIn;
import dev.footbridge.core.id.UserId;
import java.io.IOException;
import java.net.Proxy;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The provider where the people of one connector's workspace sign in, with the code flow of OpenID Connect. Discovery and
 * keys are fetched when they are needed and kept for a while. Safe for concurrent use.
 */
final class OpenIdProvider {

    /** Signatures that only the provider can make; never {@code none}, never one made with the client's secret. */
    private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(
            JWSAlgorithm.RS256,
            JWSAlgorithm.RS384,
            JWSAlgorithm.RS512,
            JWSAlgorithm.PS256,
            JWSAlgorithm.PS384,
            JWSAlgorithm.PS512,
            JWSAlgorithm.ES256,
            JWSAlgorithm.ES384,
            JWSAlgorithm.ES512);

    private static final Duration DISCOVERY_AGE = Duration.ofHours(1);

    /** How long a provider that failed is not asked again: everybody else would queue behind each try. */
    private static final Duration REST = Duration.ofSeconds(10);

    private static final int CONNECT_MILLIS = 5_000;
    private static final int READ_MILLIS = 10_000;
    private static final int MAX_KEY_BYTES = 262_144;

    /** What discovery told. */
    private record Discovered(OIDCProviderMetadata metadata, IDTokenValidator tokens, Instant at) {}

    private final String connector;
    private final SignIn signIn;
    private final ClientID client;
    private final Secret secret;
    private final SignInClient settings;
    private final URI redirect;
    private final Clock clock;
    private @Nullable Discovered discovered;
    private Instant failedAt = Instant.EPOCH;

    OpenIdProvider(String connector, SignIn signIn, SignInClient client, URI redirect, Clock clock) {
        this.connector = connector;
        this.signIn = signIn;
        this.settings = client;
        this.client = new ClientID(client.id());
        this.secret = new Secret(client.secret().reveal());
        this.redirect = redirect;
        this.clock = clock;
    }

    String connector() {
        return connector;
    }

    /** Whether this is the name of the provider. */
    boolean isIssuer(String name) {
        return signIn.issuer().toString().equals(name);
    }

    /** Whether people start at a page of their own identity provider, which sends them here. */
    boolean startsElsewhere() {
        return settings.start().isPresent();
    }

    /** The page of the people's own identity provider from which they come back with a link; empty when they start here. */
    Optional<URI> start(URI link) {
        return settings.start().map(page -> page.with(link));
    }

    /**
     * Where the browser goes to sign in. May block on discovery.
     *
     * @param choose whether to ask which account
     * @param loginHint who it will be, as far as somebody says; proves nothing
     */
    URI authorization(SignIns.Started started, boolean choose, Optional<String> loginHint)
            throws SignInFailedException {
        AuthenticationRequest.Builder request = new AuthenticationRequest.Builder(
                        ResponseType.CODE, scope(), client, redirect)
                .endpointURI(discovered().metadata().getAuthorizationEndpointURI())
                .state(started.state())
                .nonce(started.nonce())
                .codeChallenge(started.verifier(), CodeChallengeMethod.S256);
        settings.hints().forEach(request::customParameter);
        loginHint.ifPresent(request::loginHint);
        if (choose) {
            request.prompt(new Prompt(Prompt.Type.SELECT_ACCOUNT));
        }
        return request.build().toURI();
    }

    private Scope scope() {
        return new Scope(signIn.scopes().toArray(String[]::new));
    }

    /**
     * Who signed in; empty for somebody of another workspace.
     *
     * @param issuer as the browser brought it, where the provider sends one
     */
    Optional<UserId> user(SignIns.Started started, String code, Optional<String> issuer) throws SignInFailedException {
        Discovered provider = discovered();
        String expected = provider.metadata().getIssuer().getValue();
        if (issuer.isPresent()
                ? !issuer.get().equals(expected)
                : provider.metadata().supportsAuthorizationResponseIssuerParam()) {
            throw SignInFailedException.refused("issuer_of_answer");
        }
        JWT token = exchange(provider.metadata(), started, code);
        try {
            IDTokenClaimsSet claims = provider.tokens().validate(token, started.nonce());
            if (!isForUs(claims)) {
                throw SignInFailedException.refused("party");
            }
            return signIn.user(claims.toJSONObject());
        } catch (BadJOSEException | JOSEException e) {
            throw SignInFailedException.refused("id_token");
        }
    }

    /** The library looks for the client among the audience; where there are several, only one asked for the token. */
    private boolean isForUs(IDTokenClaimsSet claims) {
        @Nullable AuthorizedParty party = claims.getAuthorizedParty();
        return party == null
                ? claims.getAudience().size() == 1
                : party.getValue().equals(client.getValue());
    }

    private JWT exchange(OIDCProviderMetadata provider, SignIns.Started started, String code)
            throws SignInFailedException {
        AuthorizationCodeGrant grant =
                new AuthorizationCodeGrant(new AuthorizationCode(code), redirect, started.verifier());
        TokenRequest request =
                new TokenRequest.Builder(provider.getTokenEndpointURI(), authentication(provider), grant).build();
        try {
            HTTPRequest call = request.toHTTPRequest();
            limit(call);
            TokenResponse response = OIDCTokenResponseParser.parse(call.send());
            if (!(response instanceof OIDCTokenResponse tokens)) {
                throw SignInFailedException.refused("code");
            }
            @Nullable JWT token = tokens.getOIDCTokens().getIDToken();
            if (token == null) {
                throw SignInFailedException.refused("no_id_token");
            }
            return token;
        } catch (IOException e) {
            throw SignInFailedException.unreachable("token_endpoint");
        } catch (ParseException e) {
            throw SignInFailedException.refused("token_response");
        }
    }

    private ClientAuthentication authentication(OIDCProviderMetadata provider) {
        @Nullable List<ClientAuthenticationMethod> methods = provider.getTokenEndpointAuthMethods();
        boolean basic = methods == null || methods.contains(ClientAuthenticationMethod.CLIENT_SECRET_BASIC);
        return basic ? new ClientSecretBasic(client, secret) : new ClientSecretPost(client, secret);
    }

    private synchronized Discovered discovered() throws SignInFailedException {
        Discovered known = discovered;
        Instant now = clock.instant();
        if (known != null && now.isBefore(known.at().plus(DISCOVERY_AGE))) {
            return known;
        }
        if (now.isBefore(failedAt.plus(REST))) {
            throw SignInFailedException.unreachable("discovery");
        }
        try {
            Discovered fresh = discover(now);
            discovered = fresh;
            return fresh;
        } catch (IOException | GeneralException e) {
            failedAt = now;
            throw SignInFailedException.unreachable("discovery");
        }
    }

    private Discovered discover(Instant now) throws IOException, GeneralException {
        // Refuses a document that speaks for another issuer.
        OIDCProviderMetadata metadata =
                OIDCProviderMetadata.resolve(new Issuer(signIn.issuer()), OpenIdProvider::limit);
        if (metadata.getAuthorizationEndpointURI() == null
                || metadata.getTokenEndpointURI() == null
                || metadata.getJWKSetURI() == null) {
            throw new GeneralException("the provider lacks the code flow");
        }
        DefaultResourceRetriever keys = new DefaultResourceRetriever(CONNECT_MILLIS, READ_MILLIS, MAX_KEY_BYTES);
        keys.setProxy(Proxy.NO_PROXY);
        JWKSource<SecurityContext> source =
                JWKSourceBuilder.create(metadata.getJWKSetURI().toURL(), keys).build();
        IDTokenValidator tokens = new IDTokenValidator(
                metadata.getIssuer(), client, new JWSVerificationKeySelector<>(ALGORITHMS, source), null);
        return new Discovered(metadata, tokens, now);
    }

    /** Short patience, and no way round through proxies or redirects. */
    private static void limit(HTTPRequest request) {
        request.setConnectTimeout(CONNECT_MILLIS);
        request.setReadTimeout(READ_MILLIS);
        request.setProxy(Proxy.NO_PROXY);
        request.setFollowRedirects(false);
    }
}

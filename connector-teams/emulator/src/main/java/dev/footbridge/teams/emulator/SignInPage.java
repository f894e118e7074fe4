package dev.footbridge.teams.emulator;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.footbridge.testkit.emulator.EmulatorRequest;
import dev.footbridge.testkit.emulator.Reply;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jsoup.nodes.Entities;

/**
 * Entra's {@code /{tenant}/oauth2/v2.0/authorize}, and the ID tokens that its codes are exchanged for. Nobody has a password:
 * whom {@code login_hint} names is signed in at once, and without one the page lists the people of the tenant to choose from.
 */
final class SignInPage {
    private static final Duration CODE_LIFETIME = Duration.ofMinutes(10);
    private static final Duration TOKEN_LIFETIME = Duration.ofHours(1);

    /** A sign-in that an application may ask about once. */
    private record Code(
            String appId,
            Person user,
            String redirect,
            Set<String> scopes,
            Optional<String> nonce,
            Optional<String> challenge,
            Instant expires) {}

    /** What an application learns for a code. */
    record SignedIn(Person user, Set<String> scopes, String idToken) {}

    private final Tenant tenant;
    private final SigningKeys keys;
    private final Clock clock;
    private final String scheme;
    private final Map<String, Code> codes = new ConcurrentHashMap<>();

    SignInPage(Tenant tenant, SigningKeys keys, Clock clock, String scheme) {
        this.tenant = tenant;
        this.keys = keys;
        this.clock = clock;
        this.scheme = scheme;
    }

    /** Who signs these ID tokens; a client finds the configuration below it. */
    String issuer(EmulatorRequest request) {
        return scheme + "://" + request.header("host").orElse("localhost") + "/" + tenant.id() + "/v2.0";
    }

    /** What the browser gets. A wrong application or address ends here, never at the address. */
    Reply answer(Optional<AppRegistration> app, EmulatorRequest request) {
        var redirect = parameter(request, "redirect_uri");
        if (app.isEmpty()) {
            return refusal(700016, "The application was not found in the directory.");
        }
        if (!app.get().redirects().contains(redirect)) {
            return refusal(50011, "The redirect URI of the request does not match those of the application.");
        }
        var answer = new LinkedHashMap<String, String>();
        var scopes = Set.of(parameter(request, "scope").split(" +"));
        var prompt = parameter(request, "prompt");
        var user = request.queryParameter("login_hint").flatMap(tenant::person);
        if (!parameter(request, "response_type").equals("code") || !scopes.contains("openid")) {
            answer.put("error", "invalid_request");
        } else if (user.isPresent() && !prompt.equals("select_account")) {
            answer.put("code", code(app.get(), user.get(), redirect, scopes, request));
        } else if (prompt.equals("none")) {
            answer.put("error", "login_required");
        } else {
            return choice(request);
        }
        request.queryParameter("state").ifPresent(state -> answer.put("state", state));
        return Reply.empty(302).withHeader("Location", redirect + (redirect.contains("?") ? "&" : "?") + query(answer));
    }

    private String code(
            AppRegistration app, Person user, String redirect, Set<String> scopes, EmulatorRequest request) {
        var code = "1.AX" + tenant.hex(64);
        codes.put(
                code,
                new Code(
                        app.appId(),
                        user,
                        redirect,
                        scopes,
                        request.queryParameter("nonce"),
                        request.queryParameter("code_challenge"),
                        clock.instant().plus(CODE_LIFETIME)));
        return code;
    }

    /** One link for each account. */
    private Reply choice(EmulatorRequest request) {
        var asked = first(request.queryParameters());
        asked.remove("prompt");
        var page = new StringBuilder("<!doctype html><title>Pick an account</title><h1>Pick an account</h1><ul>");
        for (Person person : tenant.people()) {
            asked.put("login_hint", person.mail());
            page.append("<li><a href=\"?")
                    .append(query(asked).replace("&", "&amp;"))
                    .append("\">")
                    .append(Entities.escape(person.displayName() + ", " + person.mail()))
                    .append("</a>");
        }
        return Reply.html(200, page.append("</ul>").toString());
    }

    private static Reply refusal(int number, String text) {
        return Reply.html(
                400,
                "<!doctype html><title>Sign in</title><p>Sorry, but we're having trouble signing you in.<p>AADSTS"
                        + number + ": " + text);
    }

    /** Who signed in, by the code of a request to the token endpoint; the code is gone then. */
    SignedIn redeem(AppRegistration app, EmulatorRequest request) {
        var form = first(request.formParameters());
        var code = codes.remove(form.getOrDefault("code", ""));
        if (code == null) {
            throw refused(54005, "OAuth2 Authorization code was already redeemed, please retry with a new valid code.");
        }
        if (!code.appId().equals(app.appId())) {
            throw refused(700005, "Provided Authorization Code is intended to use against other tenant or client.");
        }
        if (!code.redirect().equals(form.getOrDefault("redirect_uri", ""))) {
            throw refused(
                    500112, "The reply address does not match the reply address provided when requesting the code.");
        }
        if (!clock.instant().isBefore(code.expires())) {
            throw refused(70008, "The provided authorization code has expired.");
        }
        if (code.challenge().isPresent()
                && !code.challenge().get().equals(challenge(form.getOrDefault("code_verifier", "")))) {
            throw refused(501481, "The Code_Verifier does not match the code_challenge supplied in the request.");
        }
        return new SignedIn(code.user(), code.scopes(), keys.sign(claims(code, issuer(request))));
    }

    /** Names and object id come with {@code profile}, the address with {@code email}. */
    private JWTClaimsSet claims(Code code, String issuer) {
        var now = clock.instant();
        var claims = new JWTClaimsSet.Builder()
                .issuer(issuer)
                .audience(code.appId())
                .subject(challenge(code.appId() + code.user().id()))
                .issueTime(Date.from(now))
                .notBeforeTime(Date.from(now))
                .expirationTime(Date.from(now.plus(TOKEN_LIFETIME)))
                .claim("tid", tenant.id())
                .claim("ver", "2.0");
        code.nonce().ifPresent(nonce -> claims.claim("nonce", nonce));
        if (code.scopes().contains("profile")) {
            claims.claim("oid", code.user().id())
                    .claim("name", code.user().displayName())
                    .claim("preferred_username", code.user().mail());
        }
        if (code.scopes().contains("email")) {
            claims.claim("email", code.user().mail());
        }
        return claims.build();
    }

    private static EntraFault refused(int number, String text) {
        return new EntraFault(400, "invalid_grant", number, text);
    }

    /** SHA-256, as PKCE writes it; also makes subjects that differ between applications. */
    private static String challenge(String text) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static Map<String, String> first(Map<String, List<String>> parameters) {
        var first = new LinkedHashMap<String, String>();
        parameters.forEach((name, values) -> first.put(name, values.get(0)));
        return first;
    }

    private static String parameter(EmulatorRequest request, String name) {
        return request.queryParameter(name).orElse("");
    }

    private static String query(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}

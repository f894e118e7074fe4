package dev.footbridge.relay.link;

import dev.footbridge.core.id.UserId;
import dev.footbridge.relay.ingress.HttpListener;
import dev.footbridge.relay.ledger.Ledger;
import dev.footbridge.relay.transfer.FileInspection;
import io.javalin.http.Context;
import io.javalin.router.JavalinDefaultRoutingApi;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where people open links: pages, sign-in and files, on an origin of its own. Keeps nothing on the disk. */
public final class FileLinkServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FileLinkServer.class);

    /** Threads for everything that is not a file being sent. */
    private static final int OTHER_THREADS = 32;

    private static final long TICK_SECONDS = 1;

    /** A mail address or another name of an account. */
    private static final Pattern HINT = Pattern.compile("[\\x21-\\x7e]{1,320}");

    private final LinkSettings settings;
    private final Recipients recipients;
    private final LinkAccess access;
    private final Sessions sessions;
    private final SignIns signIns;
    private final Streams streams;
    private final FileAnswer answer;
    private final RequestRates rates;
    private final Pages pages;
    private final Cookies cookies;
    private final LinkObserver observer;
    private final byte[] style;
    private final HttpListener listener;
    private final ScheduledExecutorService ticker = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "links-timer");
        thread.setDaemon(true);
        return thread;
    });

    private FileLinkServer(
            String host,
            int port,
            LinkSettings settings,
            Recipients recipients,
            Ledger ledger,
            LinkedChannels channels,
            FileInspection inspection,
            Clock clock,
            RandomGenerator random,
            LinkObserver observer) {
        this.settings = settings;
        this.recipients = recipients;
        this.observer = observer;
        Tokens tokens = new Tokens(random);
        access = new LinkAccess(ledger, channels, clock);
        sessions = new Sessions(tokens, settings.session(), clock);
        signIns = new SignIns(tokens, clock);
        streams = new Streams(clock, observer);
        answer = new FileAnswer(access, inspection, streams, observer, clock);
        rates = new RequestRates(clock);
        pages = new Pages(recipients);
        cookies = new Cookies(settings.isSecure());
        style = style();
        listener = HttpListener.start(host, port, "links", Streams.MAX + OTHER_THREADS, this::routes);
        ticker.scheduleWithFixedDelay(this::cutSlowReaders, TICK_SECONDS, TICK_SECONDS, TimeUnit.SECONDS);
    }

    /** Listens; port 0 takes any free port. */
    public static FileLinkServer start(
            String host,
            int port,
            LinkSettings settings,
            Recipients recipients,
            Ledger ledger,
            LinkedChannels channels,
            FileInspection inspection,
            Clock clock,
            RandomGenerator random,
            LinkObserver observer) {
        return new FileLinkServer(
                host, port, settings, recipients, ledger, channels, inspection, clock, random, observer);
    }

    private static byte[] style() {
        try (InputStream in = FileLinkServer.class.getResourceAsStream("style.css")) {
            if (in == null) {
                throw new IllegalStateException("the relay's jar lacks style.css");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException("style.css", e);
        }
    }

    private void routes(JavalinDefaultRoutingApi routes) {
        routes.before(this::guard);
        routes.get(Paths.LINK, this::page);
        routes.head(Paths.LINK, this::page);
        routes.get(Paths.FILE, this::file);
        routes.head(Paths.FILE, this::file);
        routes.get(Paths.SIGN_IN, this::signIn);
        routes.get(Paths.CALLBACK, this::callback);
        routes.get(Paths.INITIATE, this::initiate);
        routes.post(Paths.INITIATE, this::initiate);
        routes.post(Paths.SIGN_OUT, this::signOut);
        routes.get(Paths.STYLE, context -> {
            context.contentType("text/css; charset=utf-8");
            context.header("Cache-Control", "public, max-age=3600");
            context.result(style);
        });
        routes.exception(DeniedException.class, this::denied);
        routes.exception(IOException.class, (broken, context) -> unavailable(context));
        routes.exception(Exception.class, this::failed);
        // Whatever is not there looks the same.
        routes.error(404, context -> pages.denied(context, Denial.UNKNOWN, Optional.empty(), false));
    }

    private void guard(Context context) throws DeniedException {
        protect(context);
        if (!rates.take(caller(context))) {
            throw new DeniedException(Denial.TOO_MANY);
        }
    }

    private static void protect(Context context) {
        context.header("X-Content-Type-Options", "nosniff");
        context.header("Cache-Control", "no-store");
        context.header("Referrer-Policy", "no-referrer");
        context.header("Cross-Origin-Resource-Policy", "same-origin");
        context.header("Cross-Origin-Opener-Policy", "same-origin");
        context.header("X-Robots-Tag", "noindex");
        context.header("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'; sandbox");
    }

    /** Only the proxy in front writes the last entry; whatever comes before it anybody may have written. */
    private String caller(Context context) {
        return settings.addressHeader()
                .map(context::header)
                .map(list -> list.substring(list.lastIndexOf(',') + 1).strip())
                .orElseGet(() -> context.req().getRemoteAddr());
    }

    private void page(Context context) throws DeniedException, InterruptedException {
        pages.file(context, access.open(access.find(context.pathParam("id")), user(context)));
    }

    private void file(Context context) throws DeniedException, InterruptedException, IOException {
        Optional<UserId> user = user(context);
        SharedFile file = access.open(access.find(context.pathParam("id")), user);
        answer.send(context, file, user.orElseThrow());
    }

    private Optional<UserId> user(Context context) {
        return sessions.user(cookies.session(context));
    }

    private void signIn(Context context) throws DeniedException {
        KnownLink link = access.find(context.pathParam("id"));
        OpenIdProvider provider = recipients
                .of(link.target().id().workspace())
                .orElseThrow(() -> new DeniedException(Denial.NO_SIGN_IN, link));
        boolean choose = context.queryParam(Paths.CHOOSE) != null;
        Optional<URI> start = choose ? Optional.empty() : provider.start(settings.address(link.secret()));
        if (start.isPresent()) {
            context.redirect(start.get().toString());
        } else {
            authorize(context, link, provider, choose, Optional.empty());
        }
    }

    /**
     * An identity provider sends somebody who started there. What it says is no proof: the sign-in follows, with a hint.
     *
     * @see <a href="https://openid.net/specs/openid-connect-core-1_0.html#ThirdPartyInitiatedLogin">Initiating login from a
     *     third party</a>
     */
    private void initiate(Context context) throws DeniedException {
        OpenIdProvider provider = recipients
                .named(context.pathParam("connector"))
                .filter(OpenIdProvider::startsElsewhere)
                .orElseThrow(() -> new DeniedException(Denial.UNKNOWN));
        String secret = one(context, "target_link_uri")
                .flatMap(settings::secret)
                .orElseThrow(() -> new DeniedException(Denial.UNKNOWN));
        KnownLink link = access.find(secret);
        Optional<OpenIdProvider> needed = recipients.of(link.target().id().workspace());
        Optional<String> hint = one(context, "login_hint");
        if (needed.filter(provider::equals).isEmpty()
                || one(context, "iss").filter(provider::isIssuer).isEmpty()
                || hint.filter(text -> !HINT.matcher(text).matches()).isPresent()) {
            throw new DeniedException(Denial.BAD_SIGN_IN, link);
        }
        authorize(context, link, provider, false, hint);
    }

    private void authorize(
            Context context, KnownLink link, OpenIdProvider provider, boolean choose, Optional<String> loginHint)
            throws DeniedException {
        SignIns.Started started = signIns.start(provider.connector(), link.secret(), cookies.browser(context));
        try {
            String there = provider.authorization(started, choose, loginHint).toString();
            cookies.browser(context, started.browser(), SignIns.PATIENCE);
            context.redirect(there);
        } catch (SignInFailedException e) {
            throw refused(e, Optional.of(link));
        }
    }

    private void callback(Context context) throws DeniedException {
        String connector = context.pathParam("connector");
        OpenIdProvider provider = recipients.named(connector).orElseThrow(() -> new DeniedException(Denial.UNKNOWN));
        String state = one(context, "state").orElseThrow(() -> new DeniedException(Denial.BAD_SIGN_IN));
        SignIns.Started started = signIns.end(state, connector, cookies.browser(context))
                .orElseThrow(() -> new DeniedException(Denial.BAD_SIGN_IN));
        KnownLink link = access.find(started.link());
        Optional<String> code = one(context, "code");
        if (code.isEmpty() || context.queryParam("error") != null) {
            throw new DeniedException(Denial.BAD_SIGN_IN, link);
        }
        try {
            UserId user = provider.user(started, code.get(), one(context, "iss"))
                    .orElseThrow(() -> new DeniedException(Denial.OTHER_WORKSPACE, link));
            cookies.session(context, sessions.start(user, cookies.session(context)), settings.session());
            context.redirect(Paths.link(started.link()));
        } catch (SignInFailedException e) {
            throw refused(e, Optional.of(link));
        }
    }

    /** A parameter that comes twice is nobody's honest answer. */
    private static Optional<String> one(Context context, String name) throws DeniedException {
        List<String> values = new ArrayList<>(context.queryParams(name));
        values.addAll(context.formParams(name));
        if (values.size() > 1) {
            throw new DeniedException(Denial.BAD_SIGN_IN);
        }
        return values.stream().filter(value -> !value.isEmpty()).findFirst();
    }

    private static DeniedException refused(SignInFailedException failure, Optional<KnownLink> link) {
        LOG.atWarn()
                .addKeyValue("event", "sign_in_failed")
                .addKeyValue("code", failure.code())
                .log("somebody could not sign in for a file");
        Denial denial = failure.forNow() ? Denial.UNAVAILABLE : Denial.BAD_SIGN_IN;
        return link.map(known -> new DeniedException(denial, known)).orElseGet(() -> new DeniedException(denial));
    }

    private void signOut(Context context) {
        cookies.session(context).ifPresent(sessions::end);
        cookies.session(context, "", Duration.ZERO);
        pages.signedOut(context);
    }

    private void denied(DeniedException denied, Context context) {
        observer.denied(denied.denial().label());
        if (context.res().isCommitted()) {
            return;
        }
        context.res().reset();
        protect(context);
        if (denied.denial() == Denial.BUSY || denied.denial() == Denial.TOO_MANY) {
            context.header("Retry-After", "30");
        }
        pages.denied(context, denied.denial(), denied.link(), user(context).isPresent());
    }

    private void failed(Exception failure, Context context) {
        LOG.atError()
                .addKeyValue("event", "link_failed")
                .addKeyValue("code", failure.getClass().getSimpleName())
                .log("a request for a file broke");
        unavailable(context);
    }

    private void unavailable(Context context) {
        denied(new DeniedException(Denial.UNAVAILABLE), context);
    }

    /** Cuts off who reads too slowly; for tests whose clock stands still. */
    void cutSlowReaders() {
        streams.cutSlowReaders();
    }

    int activeStreams() {
        return streams.active();
    }

    /** The port that was taken. */
    public int port() {
        return listener.port();
    }

    @Override
    public void close() {
        ticker.shutdownNow();
        listener.close();
    }
}

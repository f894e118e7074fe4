package dev.footbridge.relay.link;

import io.javalin.http.Context;
import java.time.Duration;
import java.util.Optional;

/** What browsers keep: who is signed in, and which browser started a sign-in. Random values, no content. */
final class Cookies {

    private static final int MAX = 64;

    private final boolean secure;
    private final String session;
    private final String browser;

    /** @param secure whether browsers use TLS; then no other host or path can set these cookies */
    Cookies(boolean secure) {
        this.secure = secure;
        String prefix = secure ? "__Host-" : "";
        session = prefix + "footbridge-session";
        browser = prefix + "footbridge-browser";
    }

    Optional<String> session(Context context) {
        return read(context, session);
    }

    void session(Context context, String value, Duration age) {
        write(context, session, value, age);
    }

    Optional<String> browser(Context context) {
        return read(context, browser);
    }

    void browser(Context context, String value, Duration age) {
        write(context, browser, value, age);
    }

    private static Optional<String> read(Context context, String name) {
        return Optional.ofNullable(context.cookie(name)).filter(value -> !value.isEmpty() && value.length() <= MAX);
    }

    private void write(Context context, String name, String value, Duration age) {
        context.res()
                .addHeader(
                        "Set-Cookie",
                        name + "=" + value + "; Path=/; Max-Age=" + age.toSeconds() + "; HttpOnly; SameSite=Lax"
                                + (secure ? "; Secure" : ""));
    }
}

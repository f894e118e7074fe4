package dev.footbridge.relay.link;

/** The addresses of the listener. */
final class Paths {

    static final String LINK = "/f/{id}";
    static final String FILE = LINK + "/file";
    static final String SIGN_IN = LINK + "/sign-in";
    static final String CALLBACK = "/sign-in/{connector}";
    /** Where an identity provider sends people who started there. */
    static final String INITIATE = CALLBACK + "/start";

    static final String SIGN_OUT = "/sign-out";
    static final String STYLE = "/style.css";

    /** Asks at the sign-in which account to take. */
    static final String CHOOSE = "choose";

    private Paths() {}

    static String link(String secret) {
        return "/f/" + secret;
    }

    static String file(String secret) {
        return link(secret) + "/file";
    }

    static String signIn(String secret) {
        return link(secret) + "/sign-in";
    }

    static String callback(String connector) {
        return "/sign-in/" + connector;
    }
}

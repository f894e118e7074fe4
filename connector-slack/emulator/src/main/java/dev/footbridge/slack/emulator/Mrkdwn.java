package dev.footbridge.slack.emulator;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Slack's text format: three escaped characters and references in angle brackets. */
final class Mrkdwn {
    /** A reference: user, channel, special mention, link. */
    static final Pattern REFERENCE = Pattern.compile(
            "<(@[UW][A-Z0-9]+|#[CG][A-Z0-9]+|![a-z]+[^>|]*|(?:https?|mailto|tel):[^>|]+)(?:\\|([^>]*))?>");

    private static final Pattern BARE_LINK = Pattern.compile("https?://[^\\s<>|]+[^\\s<>|.,;:!?)'\"]");
    private static final Pattern LONE_AMPERSAND = Pattern.compile("&(?!amp;|lt;|gt;)");

    private Mrkdwn() {}

    static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    static String unescape(String text) {
        return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
    }

    /** What the vendor stores when an app sends text: references stay, other brackets are escaped, bare links are bracketed. */
    static String normalise(String text) {
        StringBuilder result = new StringBuilder(text.length() + 16);
        Matcher reference = REFERENCE.matcher(text);
        int done = 0;
        while (reference.find()) {
            result.append(plain(text.substring(done, reference.start()))).append(reference.group());
            done = reference.end();
        }
        return result.append(plain(text.substring(done))).toString();
    }

    private static String plain(String text) {
        String escaped = text.indexOf('&') >= 0 ? LONE_AMPERSAND.matcher(text).replaceAll("&amp;") : text;
        if (escaped.indexOf('<') >= 0) {
            escaped = escaped.replace("<", "&lt;");
        }
        if (escaped.indexOf('>') >= 0) {
            escaped = escaped.replace(">", "&gt;");
        }
        return escaped.contains("http") ? BARE_LINK.matcher(escaped).replaceAll("<$0>") : escaped;
    }
}

package dev.footbridge.slack.emulator;

import dev.footbridge.testkit.emulator.Principal;
import dev.footbridge.testkit.emulator.TokenTable;
import java.util.HexFormat;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/** Makes tokens of the vendor's three kinds and knows what they may do. */
final class Tokens {
    static final String BOT = "bot";
    static final String USER = "user";
    static final String APP = "app";

    /** What a bridge asks for when every feature is switched on. */
    static final Set<String> DEFAULT_BOT_SCOPES = Set.of(
            "channels:history",
            "channels:join",
            "channels:read",
            "chat:write",
            "chat:write.customize",
            "files:read",
            "files:write",
            "groups:history",
            "groups:read",
            "im:history",
            "im:read",
            "im:write",
            "mpim:history",
            "mpim:read",
            "mpim:write",
            "reactions:read",
            "reactions:write",
            "team:read",
            "users:read",
            "users:read.email");

    static final Set<String> DEFAULT_USER_SCOPES = Set.of(
            "channels:history",
            "channels:read",
            "channels:write",
            "chat:write",
            "files:read",
            "files:write",
            "groups:history",
            "groups:read",
            "reactions:read",
            "reactions:write",
            "users:read",
            "users:read.email");

    final TokenTable table;
    private final RandomGenerator random;

    Tokens(TokenTable table, RandomGenerator random) {
        this.table = table;
        this.random = random;
    }

    String mint(String kind, String holder, String teamId, Set<String> scopes) {
        String token = prefix(kind) + hex(8) + '-' + hex(16);
        table.grant(token, new Principal(holder, kind, teamId, scopes));
        return token;
    }

    String hex(int bytes) {
        byte[] data = new byte[bytes];
        random.nextBytes(data);
        return HexFormat.of().formatHex(data);
    }

    private static String prefix(String kind) {
        return switch (kind) {
            case BOT -> "xoxb-";
            case USER -> "xoxp-";
            case APP -> "xapp-1-";
            default -> throw new IllegalArgumentException("token kind is bot, user or app");
        };
    }

    static String scopeList(Principal principal) {
        return String.join(",", new TreeSet<>(principal.scopes()));
    }
}

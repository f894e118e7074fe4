package dev.footbridge.teams.emulator;

import com.nimbusds.jwt.JWTClaimsSet;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The JWTs by which Graph proves that a rich notification is its own: one per app and tenant, used again until it is old. */
final class ValidationTokens {
    /** The application id of "Microsoft Graph Change Tracking". */
    static final String PUBLISHER = "0bf30f3b-4a52-48df-9a82-234910c4a086";

    private static final Duration LIFETIME = Duration.ofSeconds(28_800);
    private static final Duration REUSE = Duration.ofMinutes(30);

    private final Tenant tenant;
    private final SigningKeys keys;
    private final Clock clock;
    private final Map<String, Issued> issued = new ConcurrentHashMap<>();

    ValidationTokens(Tenant tenant, SigningKeys keys, Clock clock) {
        this.tenant = tenant;
        this.keys = keys;
        this.clock = clock;
    }

    String forApp(String appId) {
        var now = clock.instant();
        return issued.compute(
                        appId,
                        (app, old) -> old != null && now.isBefore(old.at().plus(REUSE))
                                ? old
                                : new Issued(now, issue(app, now)))
                .token();
    }

    /** Forgets issued tokens, so that the next ones are signed by a rotated key. */
    void forget() {
        issued.clear();
    }

    private String issue(String appId, Instant now) {
        var issuer = "https://sts.windows.net/" + tenant.id() + "/";
        return keys.sign(new JWTClaimsSet.Builder()
                .audience(appId)
                .issuer(issuer)
                .issueTime(Date.from(now))
                .notBeforeTime(Date.from(now))
                .expirationTime(Date.from(now.plus(LIFETIME)))
                .claim("appid", PUBLISHER)
                .claim("appidacr", "2")
                .claim("idp", issuer)
                .claim("tid", tenant.id())
                .claim("uti", tenant.hex(22))
                .claim("ver", "1.0")
                .build());
    }

    private record Issued(Instant at, String token) {}
}

package dev.footbridge.gchat.emulator;

import com.nimbusds.jwt.JWTClaimsSet;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;

/** The tokens by which Google proves that a request is its own, and the keys to check them with. */
final class GoogleTokens {
    static final String CHAT = "chat@system.gserviceaccount.com";
    private static final Duration LIFE = Duration.ofHours(1);
    private static final String ISSUER = "https://accounts.google.com";

    private final String projectNumber;
    private final Clock clock;

    GoogleTokens(String projectNumber, Clock clock) {
        this.projectNumber = projectNumber;
        this.clock = clock;
    }

    /** The account that add-ons of this project are called by. */
    String addOnAccount() {
        return "service-" + projectNumber + "@gcp-sa-gsuiteaddons.iam.gserviceaccount.com";
    }

    /** An OpenID Connect token issued now. */
    String idToken(String audience, String email) {
        return idToken(audience, email, clock.instant());
    }

    String idToken(String audience, String email, Instant issued) {
        String subject = Integer.toUnsignedString(email.hashCode()) + "0";
        return Keys.ofAccounts()
                .sign(claims(ISSUER, audience, issued)
                        .claim("email", email)
                        .claim("email_verified", true)
                        .claim("azp", subject)
                        .subject(subject)
                        .build());
    }

    /** A token of Chat itself whose audience is the project's number. */
    String projectToken() {
        return projectToken(clock.instant());
    }

    String projectToken(Instant issued) {
        return Keys.ofChat().sign(claims(CHAT, projectNumber, issued).build());
    }

    private static JWTClaimsSet.Builder claims(String issuer, String audience, Instant issued) {
        return new JWTClaimsSet.Builder()
                .issuer(issuer)
                .audience(audience)
                .issueTime(Date.from(issued))
                .expirationTime(Date.from(issued.plus(LIFE)));
    }

    Map<String, Object> keySet() {
        return Keys.ofAccounts().keySet();
    }

    Map<String, Object> accountCertificates() {
        return Keys.ofAccounts().certificates();
    }

    Map<String, Object> chatCertificates() {
        return Keys.ofChat().certificates();
    }
}

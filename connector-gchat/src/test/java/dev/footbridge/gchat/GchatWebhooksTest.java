package dev.footbridge.gchat;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.footbridge.core.connector.Connector;
import dev.footbridge.core.connector.WebhookIngress;
import dev.footbridge.core.connector.WebhookReply;
import dev.footbridge.core.connector.WebhookRequest;
import dev.footbridge.core.message.InboundEvent;
import dev.footbridge.testkit.contract.RecordingSink;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may send what: both ways Google Chat proves itself, add-ons, and Pub/Sub. */
class GchatWebhooksTest {

    static final String MESSAGE = """
            {"type":"MESSAGE","eventTime":"2026-11-22T12:00:00Z","space":{"name":"spaces/AAAASCRIPT"},
             "message":{"name":"spaces/AAAASCRIPT/messages/T1.T1","createTime":"2026-11-22T12:00:00Z","text":"hello",
              "sender":{"name":"users/1001","displayName":"Ada","type":"HUMAN"},
              "thread":{"name":"spaces/AAAASCRIPT/threads/T1"}}}
            """;

    private final ScriptedGchat chat = new ScriptedGchat();
    private final RecordingSink sink = new RecordingSink();
    private Connector connector;
    private WebhookIngress ingress;

    @BeforeEach
    void connect() throws Exception {
        connector = chat.connect(GchatAuth.BOT);
        connector.check();
        ingress = connector.webhooks().orElseThrow();
    }

    @AfterEach
    void close() {
        connector.close();
        chat.close();
    }

    static WebhookRequest request(String token, String body) {
        return new WebhookRequest(
                "POST",
                "",
                Map.of("Authorization", List.of("Bearer " + token)),
                Map.of(),
                body.getBytes(StandardCharsets.UTF_8));
    }

    static String push(String type, String data) {
        return "{\"message\":{\"attributes\":{\"ce-id\":\"spaces/AAAASCRIPT/spaceEvents/E1\",\"ce-type\":\"" + type
                + "\",\"ce-time\":\"2026-11-22T12:00:00Z\",\"ce-subject\":\"//chat.googleapis.com/spaces/AAAASCRIPT\"},"
                + "\"data\":\""
                + Base64.getEncoder().encodeToString(data.getBytes(StandardCharsets.UTF_8))
                + "\",\"messageId\":\"1\"},\"subscription\":\"projects/p/subscriptions/s\"}";
    }

    private static String removal() {
        return push(
                "google.workspace.chat.message.v1.deleted",
                "{\"message\":{\"name\":\"spaces/AAAASCRIPT/messages/T1.T1\"}}");
    }

    private WebhookReply receive(String token, String body) {
        return ingress.receive(request(token, body), sink);
    }

    static String endpointToken() {
        return ScriptedGchat.sign(ScriptedGchat.google(ScriptedGchat.CHAT), ScriptedGchat.KEY);
    }

    private static String pushToken() {
        return ScriptedGchat.sign(ScriptedGchat.google(ScriptedGchat.PUSH_ACCOUNT), ScriptedGchat.KEY);
    }

    @Test
    void takesAnInteractionEventForTheAddress() {
        assertThat(receive(endpointToken(), MESSAGE).status()).isEqualTo(200);
        assertThat(sink.events()).hasSize(1);
        InboundEvent.Posted posted = (InboundEvent.Posted) sink.events().get(0);
        assertThat(posted.message().body().plainText()).isEqualTo("hello");
        assertThat(posted.message().author().displayName()).isEqualTo("Ada");
    }

    @Test
    void takesAnInteractionEventForTheProject() {
        String token =
                ScriptedGchat.sign(ScriptedGchat.claims(ScriptedGchat.CHAT, ScriptedGchat.PROJECT), ScriptedGchat.KEY);

        assertThat(receive(token, MESSAGE).status()).isEqualTo(200);
        assertThat(sink.events()).hasSize(1);
    }

    @Test
    void takesAnInteractionEventOfAnAddOnInItsOwnForm() {
        String token = ScriptedGchat.sign(
                ScriptedGchat.google(
                        "service-" + ScriptedGchat.PROJECT + "@gcp-sa-gsuiteaddons.iam.gserviceaccount.com"),
                ScriptedGchat.KEY);
        String message = MESSAGE.substring(MESSAGE.indexOf("\"message\""), MESSAGE.lastIndexOf('}'));
        String body = "{\"commonEventObject\":{\"hostApp\":\"CHAT\"},\"chat\":{\"eventTime\":\"2026-11-22T12:00:00Z\","
                + "\"messagePayload\":{\"space\":{\"name\":\"spaces/AAAASCRIPT\"}," + message + "}}}";

        assertThat(receive(token, body).status()).isEqualTo(200);
        assertThat(sink.events()).hasSize(1);
        assertThat(receive(endpointToken(), MESSAGE).status()).isEqualTo(200);
        assertThat(sink.events().get(1).eventId())
                .as("the same message in the other form")
                .isEqualTo(sink.events().get(0).eventId());
    }

    @Test
    void takesAPushOfItsAccountOnly() {
        assertThat(receive(pushToken(), removal()).status()).isEqualTo(200);
        assertThat(sink.events())
                .containsExactly(new InboundEvent.Removed("spaces/AAAASCRIPT/spaceEvents/E1", ScriptedGchat.ROOT));
    }

    /** Who may tell one thing may not tell the other. */
    @Test
    void aTokenOfOneIsNoTokenForTheOther() {
        assertThat(receive(pushToken(), MESSAGE).status()).isEqualTo(200);
        assertThat(receive(endpointToken(), removal()).status()).isEqualTo(200);
        assertThat(sink.events()).isEmpty();
        assertThat(sink.ignored()).containsExactly("not_an_event", "not_an_event");
    }

    static Stream<JWTClaimsSet.Builder> claimsOfOthers() {
        Instant now = Instant.now();
        return Stream.of(
                ScriptedGchat.google("chat@attacker.iam.gserviceaccount.com"),
                ScriptedGchat.google("service-1@gcp-sa-gsuiteaddons.iam.gserviceaccount.com"),
                ScriptedGchat.google(ScriptedGchat.CHAT).audience("https://elsewhere.example"),
                ScriptedGchat.google(ScriptedGchat.CHAT)
                        .audience(List.of(ScriptedGchat.AUDIENCE, "https://elsewhere.example")),
                ScriptedGchat.google(ScriptedGchat.CHAT).audience(ScriptedGchat.PROJECT),
                ScriptedGchat.google(ScriptedGchat.CHAT).issuer("https://accounts.example.com"),
                ScriptedGchat.google(ScriptedGchat.CHAT).issuer(null),
                ScriptedGchat.google(ScriptedGchat.CHAT).claim("email_verified", false),
                ScriptedGchat.google(ScriptedGchat.CHAT).claim("email_verified", "true"),
                ScriptedGchat.google(ScriptedGchat.CHAT).claim("email_verified", null),
                ScriptedGchat.google(ScriptedGchat.CHAT).claim("email", null),
                ScriptedGchat.google(ScriptedGchat.CHAT).claim("email", List.of(ScriptedGchat.CHAT)),
                ScriptedGchat.google(ScriptedGchat.CHAT).expirationTime(null),
                ScriptedGchat.google(ScriptedGchat.CHAT).expirationTime(Date.from(now.minusSeconds(1))),
                ScriptedGchat.google(ScriptedGchat.CHAT).expirationTime(Date.from(now.plusSeconds(9_999_999))),
                ScriptedGchat.google(ScriptedGchat.CHAT).issueTime(Date.from(now.plusSeconds(600))),
                ScriptedGchat.google(ScriptedGchat.CHAT).notBeforeTime(Date.from(now.plusSeconds(600))),
                ScriptedGchat.claims(ScriptedGchat.CHAT, "9876543210"),
                ScriptedGchat.claims(ScriptedGchat.CHAT, ScriptedGchat.AUDIENCE));
    }

    @ParameterizedTest
    @MethodSource("claimsOfOthers")
    void refusesGenuineTokensThatAreNotForUs(JWTClaimsSet.Builder claims) {
        assertThat(receive(ScriptedGchat.sign(claims, ScriptedGchat.KEY), MESSAGE)
                        .status())
                .isEqualTo(401);
        assertThat(sink.events()).isEmpty();
        assertThat(sink.rejected()).containsExactly("bad_token");
    }

    @Test
    void refusesEveryOtherAlgorithm() throws JOSEException {
        JWTClaimsSet claims = ScriptedGchat.google(ScriptedGchat.CHAT).build();
        SignedJWT hmac = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256)
                        .keyID(ScriptedGchat.KEY.getKeyID())
                        .build(),
                claims);
        hmac.sign(new MACSigner(ScriptedGchat.KEY.toPublicKey().getEncoded()));

        assertThat(receive(new PlainJWT(claims).serialize(), MESSAGE).status()).isEqualTo(401);
        assertThat(receive(hmac.serialize(), MESSAGE).status()).isEqualTo(401);
        assertThat(sink.events()).isEmpty();
    }

    @Test
    void refusesRequestsWithoutATokenOrWithSeveral() {
        byte[] body = MESSAGE.getBytes(StandardCharsets.UTF_8);
        List<Map<String, List<String>>> headers = List.of(
                Map.of(),
                Map.of("Authorization", List.of()),
                Map.of("Authorization", List.of("")),
                Map.of("Authorization", List.of("Bearer ")),
                Map.of("Authorization", List.of(endpointToken())),
                Map.of("Authorization", List.of("Basic " + endpointToken())),
                Map.of("Authorization", List.of("Bearer " + endpointToken(), "Bearer " + endpointToken())),
                Map.of("Authorization", List.of("Bearer " + endpointToken() + " ")),
                Map.of("Authorization", List.of("Bearer " + "x".repeat(100_000))));
        for (Map<String, List<String>> each : headers) {
            assertThat(ingress.receive(new WebhookRequest("POST", "", each, Map.of(), body), sink)
                            .status())
                    .as("%s", each.keySet())
                    .isEqualTo(401);
        }
        assertThat(sink.events()).isEmpty();
        assertThat(sink.rejected()).hasSize(headers.size());
    }

    /** Bit-flipped, signed by others, for others, expired, without a signature: a thousand of them. */
    @Test
    void acceptsNoneOfAThousandForgeriesAndPrintsNothing() {
        Random random = new Random(20261122);
        String genuine = endpointToken();
        PrintStream err = System.err;
        PrintStream out = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            for (int i = 0; i < 1_000; i++) {
                String forged = switch (i % 5) {
                    case 0 -> flipped(genuine, random);
                    case 1 ->
                        i % 50 == 1
                                ? ScriptedGchat.sign(ScriptedGchat.google(ScriptedGchat.CHAT), ScriptedGchat.STRANGE)
                                : genuine.substring(0, random.nextInt(genuine.length()));
                    case 2 -> genuine.substring(0, genuine.lastIndexOf('.') + 1);
                    case 3 -> swapped(genuine, random);
                    default -> Integer.toString(random.nextInt(), 36) + "." + random.nextInt() + "." + random.nextInt();
                };
                assertThat(receive(forged, MESSAGE).status())
                        .as("forgery %s", i)
                        .isEqualTo(401);
            }
        } finally {
            System.setErr(err);
            System.setOut(out);
        }
        assertThat(sink.events()).isEmpty();
        assertThat(sink.ignored()).isEmpty();
        assertThat(sink.rejected()).hasSize(1_000);
        assertThat(printed.toString(StandardCharsets.UTF_8)).isEmpty();
        assertThat(receive(genuine, MESSAGE).status()).as("the genuine one").isEqualTo(200);
    }

    private static String flipped(String token, Random random) {
        int at = random.nextInt(token.length());
        char other = (char) (token.charAt(at) ^ (1 << random.nextInt(7)));
        return token.substring(0, at) + other + token.substring(at + 1);
    }

    /** Header and claims of one token, signature of another. */
    private static String swapped(String token, Random random) {
        String[] parts = token.split("\\.");
        byte[] signature = Base64.getUrlDecoder().decode(parts[2]);
        signature[random.nextInt(signature.length)] ^= (byte) (1 << random.nextInt(8));
        return parts[0] + "." + parts[1] + "."
                + Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
    }

    @Test
    void aKeyThatIsNotKnownYetIsFetchedAside() throws Exception {
        try (Connector fresh = chat.connect(GchatAuth.BOT)) {
            WebhookIngress unprepared = fresh.webhooks().orElseThrow();
            assertThat(unprepared
                            .receive(request(endpointToken(), MESSAGE), sink)
                            .status())
                    .as("before the keys are there Google is asked to come again")
                    .isEqualTo(401);
            org.awaitility.Awaitility.await()
                    .until(() -> unprepared
                                    .receive(request(endpointToken(), MESSAGE), sink)
                                    .status()
                            == 200);
        }
    }

    @Test
    void withoutSendersThereAreNoWebhooks() {
        Map<String, String> settings = chat.settings(GchatAuth.BOT);
        List.of("audience", "project-number", "push-audience", "push-service-account")
                .forEach(settings::remove);
        try (Connector silent = ScriptedGchat.connect(settings, java.time.Clock.systemUTC())) {
            assertThat(silent.webhooks()).isEmpty();
            assertThat(silent.stream()).isPresent();
        }
    }
}

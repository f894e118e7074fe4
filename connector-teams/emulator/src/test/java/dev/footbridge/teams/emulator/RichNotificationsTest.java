package dev.footbridge.teams.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RichNotificationsTest {
    private TeamsEmulator emulator;
    private Subscriber subscriber;
    private Api app;
    private KeyPair keys;

    @BeforeEach
    void start() throws Exception {
        subscriber = new Subscriber();
        emulator = TeamsEmulator.start();
        app = new Api(emulator, emulator.applicationToken(Seed.ROLES));
        keys = Decryption.newKeys(2048);
    }

    @AfterEach
    void stop() {
        emulator.close();
        subscriber.close();
    }

    @Test
    void encryptedContentIsTheMessageAsTheApiShowsIt() throws Exception {
        app.post(
                "/subscriptions",
                request("/teams/getAllMessages", certificate(keys)).toString());
        var id = emulator.people().post(Seed.ADA, Seed.GENERAL, "*bold* words for @ben.okafor");
        assertThat(emulator.awaitDeliveries(Duration.ofSeconds(10))).isTrue();

        var item = subscriber.items().get(0);
        assertThat(item.path("encryptedContent").path("encryptionCertificateId").asText())
                .isEqualTo("bridge-1");
        var message = Decryption.open(item.path("encryptedContent"), keys);
        var fetched = (ObjectNode) app.get(Api.GENERAL + "/" + id).json();
        fetched.remove("@odata.context");
        assertThat(message).isEqualTo(fetched);
    }

    @Test
    void everyItemHasAKeyOfItsOwn() throws Exception {
        app.post(
                "/subscriptions",
                request("/chats/getAllMessages", certificate(keys)).toString());
        emulator.people().post(Seed.ADA, Seed.GROUP_CHAT, "same");
        emulator.people().post(Seed.ADA, Seed.GROUP_CHAT, "same");
        assertThat(emulator.awaitDeliveries(Duration.ofSeconds(10))).isTrue();
        assertThat(subscriber.items())
                .extracting(i -> i.path("encryptedContent").path("dataKey").asText())
                .hasSize(2)
                .doesNotHaveDuplicates();
        assertThat(subscriber.posts)
                .allSatisfy(p -> assertThat(p.path("validationTokens")).hasSize(1));
    }

    @Test
    void changedDataNoLongerFitsItsSignature() throws Exception {
        app.post(
                "/subscriptions",
                request("/teams/getAllMessages", certificate(keys)).toString());
        emulator.people().post(Seed.ADA, Seed.GENERAL, "x");
        assertThat(emulator.awaitDeliveries(Duration.ofSeconds(10))).isTrue();
        var content = (ObjectNode) subscriber.items().get(0).path("encryptedContent");
        var data = Base64.getDecoder().decode(content.path("data").asText());
        data[0] ^= 1;
        content.put("data", Base64.getEncoder().encodeToString(data));
        assertThatThrownBy(() -> Decryption.open(content, keys)).isInstanceOf(AssertionError.class);
    }

    @Test
    void validationTokenIsSignedByThePublishedKeyAndNamesThePublisher() throws Exception {
        app.post(
                "/subscriptions",
                request("/teams/getAllMessages", certificate(keys)).toString());
        emulator.people().post(Seed.ADA, Seed.GENERAL, "x");
        assertThat(emulator.awaitDeliveries(Duration.ofSeconds(10))).isTrue();

        var token = SignedJWT.parse(
                subscriber.posts.get(0).path("validationTokens").get(0).asText());
        assertThat(verify(token)).isTrue();
        var claims = token.getJWTClaimsSet();
        assertThat(claims.getStringClaim("appid")).isEqualTo("0bf30f3b-4a52-48df-9a82-234910c4a086");
        assertThat(claims.getAudience()).containsExactly(Seed.APP_ID);
        assertThat(claims.getIssuer()).isEqualTo("https://sts.windows.net/" + Seed.TENANT_ID + "/");
        assertThat(claims.getStringClaim("tid")).isEqualTo(Seed.TENANT_ID);
        assertThat(claims.getExpirationTime()).isAfter(new Date());

        emulator.rotateSigningKeys();
        assertThat(verify(token)).isFalse();
    }

    @Test
    void certificateCanBeReplacedWhenItIsRenewed() throws Exception {
        var id = app.post(
                        "/subscriptions",
                        request("/teams/getAllMessages", certificate(keys)).toString())
                .json()
                .path("id")
                .asText();
        var newKeys = Decryption.newKeys(2048);
        var patch = Api.MAPPER
                .createObjectNode()
                .put("encryptionCertificate", certificate(newKeys))
                .put("encryptionCertificateId", "bridge-2");
        assertThat(app.patch("/subscriptions/" + id, patch.toString()).status()).isEqualTo(200);
        emulator.people().post(Seed.ADA, Seed.GENERAL, "rotated");
        assertThat(emulator.awaitDeliveries(Duration.ofSeconds(10))).isTrue();
        var content = subscriber.items().get(0).path("encryptedContent");
        assertThat(content.path("encryptionCertificateId").asText()).isEqualTo("bridge-2");
        assertThat(Decryption.open(content, newKeys)
                        .path("body")
                        .path("content")
                        .asText())
                .isEqualTo("<p>rotated</p>");
    }

    @Test
    void weakKeyIsRefusedAndPemIsAccepted() throws Exception {
        var weak = request("/teams/getAllMessages", certificate(Decryption.newKeys(1024)));
        assertThat(app.post("/subscriptions", weak.toString()).status()).isEqualTo(400);
        var pem = held(keys).certificatePem().getBytes(StandardCharsets.US_ASCII);
        var encoded = request("/teams/getAllMessages", Base64.getEncoder().encodeToString(pem));
        assertThat(app.post("/subscriptions", encoded.toString()).status()).isEqualTo(201);
    }

    private boolean verify(SignedJWT token) throws Exception {
        var configuration = Api.fetch(emulator.openIdUrl()).json();
        var published = Api.fetch(URI.create(configuration.path("jwks_uri").asText()));
        var key = JWKSet.parse(new String(published.body(), StandardCharsets.UTF_8))
                .getKeys()
                .get(0)
                .toRSAKey();
        assertThat(key.isPrivate()).isFalse();
        return token.verify(new RSASSAVerifier(key));
    }

    private static String certificate(KeyPair pair) throws Exception {
        return Base64.getEncoder().encodeToString(held(pair).certificate().getEncoded());
    }

    private static HeldCertificate held(KeyPair pair) {
        return new HeldCertificate.Builder().keyPair(pair).commonName("bridge").build();
    }

    private ObjectNode request(String resource, String certificate) {
        return Api.MAPPER
                .createObjectNode()
                .put("changeType", "created,updated,deleted")
                .put("notificationUrl", subscriber.url())
                .put("lifecycleNotificationUrl", subscriber.lifecycleUrl())
                .put("resource", resource)
                .put("includeResourceData", true)
                .put("encryptionCertificate", certificate)
                .put("encryptionCertificateId", "bridge-1")
                .put(
                        "expirationDateTime",
                        Instant.now().plus(Duration.ofHours(2)).toString())
                .put("clientState", "s");
    }
}

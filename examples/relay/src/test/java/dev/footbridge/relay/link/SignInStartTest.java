package dev.footbridge.relay.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.relay.content.AddressTemplate;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where people start: at the relay, which gives hints, or at an identity provider of their own. */
class SignInStartTest {

    private static final AddressTemplate PAGE =
            new AddressTemplate("https://idp.away.example/apps/files?RelayState={link}", SignInClient.LINK);

    @TempDir
    Path directory;

    private TestProvider provider;
    private LinkRig rig;
    private Visitor visitor;
    private String link;

    @BeforeEach
    void open() {
        provider = new TestProvider();
    }

    @AfterEach
    void close() {
        rig.close();
        provider.close();
    }

    private void start(Optional<AddressTemplate> page) throws Exception {
        SignInClient client =
                new SignInClient(LinkRig.CLIENT, LinkRig.SECRET, Map.of("domain_hint", "away.example"), page);
        rig = new LinkRig(directory, provider.issuer(), Optional.empty(), client);
        rig.target.person("ann");
        link = rig.link(rig.send("notes.txt", "text/plain", "content".getBytes()));
        visitor = new Visitor(rig.address());
    }

    private String issuer() {
        return provider.issuer().toString();
    }

    private String address() {
        return rig.address() + link;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String initiation(String issuer, String target) {
        return "/sign-in/away/start?iss=" + encoded(issuer) + "&target_link_uri=" + encoded(target);
    }

    private String honest() {
        return initiation(issuer(), address());
    }

    @Test
    void theRelayGivesHintsAboutTheOrganisationAndNotAboutAPerson() throws Exception {
        start(Optional.empty());

        Map<String, String> asked = CrookedProvider.form(visitor.setOut(link).getRawQuery());

        assertThat(asked).containsEntry("domain_hint", "away.example").doesNotContainKey("login_hint");
        assertThat(visitor.get(honest()).statusCode())
                .as("nobody starts elsewhere")
                .isEqualTo(404);
    }

    @Test
    void whoStartsAtTheirOwnProviderComesBackAndHasTheFile() throws Exception {
        start(Optional.of(PAGE));

        assertThat(visitor.setOut(link))
                .isEqualTo(URI.create("https://idp.away.example/apps/files?RelayState=" + encoded(address())));
        provider.next("ann", LinkRig.AWAY);
        URI authorization = Visitor.location(visitor.get(honest() + "&login_hint=ann%40away.example"));
        assertThat(authorization.toString()).startsWith(issuer());
        assertThat(CrookedProvider.form(authorization.getRawQuery())).containsEntry("login_hint", "ann@away.example");
        HttpResponse<byte[]> back = visitor.bring(visitor.atProvider(authorization));

        assertThat(Visitor.location(back)).isEqualTo(URI.create(link));
        assertThat(visitor.get(link + "/file").statusCode()).isEqualTo(200);
    }

    @Test
    void aFormWillDoAsWell() throws Exception {
        start(Optional.of(PAGE));
        String query = honest();
        HttpRequest form = HttpRequest.newBuilder(rig.address().resolve("/sign-in/away/start"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(query.substring(query.indexOf('?') + 1)))
                .build();

        HttpResponse<byte[]> answer = HttpClient.newHttpClient().send(form, HttpResponse.BodyHandlers.ofByteArray());

        assertThat(Visitor.location(answer).toString()).startsWith(issuer());
    }

    @Test
    void whoWantsAnotherAccountIsAskedForIt() throws Exception {
        start(Optional.of(PAGE));

        URI there = Visitor.location(visitor.get(link + "/sign-in?choose"));

        assertThat(CrookedProvider.form(there.getRawQuery())).containsEntry("prompt", "select_account");
    }

    @Test
    void nobodyIsSentAnywhereButToALinkOfOurs() throws Exception {
        start(Optional.of(PAGE));
        String home = rig.address().toString();
        List<String> elsewhere = List.of(
                "https://evil.example" + link,
                "//evil.example" + link,
                home + "@evil.example" + link,
                home + ".evil.example" + link,
                home + "\\@evil.example" + link,
                "https://evil.example/?" + address(),
                "https://evil.example/#" + address(),
                address() + "/file",
                address() + "?next=https://evil.example",
                address() + "#x",
                address() + "\n",
                home + "//evil.example" + link,
                home + "/x/.." + link,
                home + "/f/" + "a".repeat(26),
                home,
                "javascript:alert(1)",
                "");
        for (String target : elsewhere) {
            HttpResponse<byte[]> answer = visitor.get(initiation(issuer(), target));
            assertThat(answer.statusCode()).as(target).isEqualTo(404);
            assertThat(answer.headers().firstValue("Location")).as(target).isEmpty();
        }
        HttpResponse<byte[]> twice = visitor.get(honest() + "&target_link_uri=https%3A%2F%2Fevil.example");
        assertThat(twice.statusCode()).isEqualTo(403);
        assertThat(twice.headers().firstValue("Location")).isEmpty();
    }

    @Test
    void anotherProvidersWordAndAHintThatIsNoneAreRefused() throws Exception {
        start(Optional.of(PAGE));
        for (String query : List.of(
                initiation("https://evil.example", address()),
                initiation("", address()),
                initiation(issuer() + "/", address()),
                honest() + "&iss=" + encoded(issuer()),
                honest() + "&login_hint=a%0Ab",
                honest() + "&login_hint=" + "a".repeat(321),
                honest().replace("/sign-in/away/", "/sign-in/here/"))) {
            HttpResponse<byte[]> answer = visitor.get(query);
            assertThat(answer.statusCode()).as(query).isIn(403, 404);
            assertThat(answer.headers().firstValue("Location")).as(query).isEmpty();
        }
        assertThat(visitor.get(honest()).statusCode()).as("an honest one").isEqualTo(302);
    }
}

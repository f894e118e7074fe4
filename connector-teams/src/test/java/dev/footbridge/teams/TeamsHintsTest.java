package dev.footbridge.teams;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.core.connector.WebhookReply;
import dev.footbridge.core.connector.WebhookRequest;
import dev.footbridge.core.message.InboundEvent;
import dev.footbridge.testkit.contract.RecordingSink;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Notifications without resource data, and the handshake. */
class TeamsHintsTest {

    private static final String RESOURCE = "teams('t')/channels('19:c@thread.tacv2')/messages('%d')";

    private final TeamsFixture teams = new TeamsFixture();
    private final RecordingSink sink = new RecordingSink();

    private static String item(int message, String changeType, String clientState) {
        return "{\"subscriptionId\":\"s\",\"tenantId\":\"" + TeamsFixture.TENANT + "\",\"clientState\":\"" + clientState
                + "\",\"changeType\":\"" + changeType + "\",\"resource\":\"" + RESOURCE.formatted(message) + "\"}";
    }

    private int receive(String... items) {
        String body = "{\"value\":[" + String.join(",", items) + "]}";
        return teams.receive(body.getBytes(StandardCharsets.UTF_8), sink).status();
    }

    @ParameterizedTest
    @ValueSource(strings = {"created", "updated", "deleted"})
    void a_change_without_data_is_a_hint_whatever_it_claims(String changeType) {
        assertThat(receive(item(7, changeType, TeamsFixture.CLIENT_STATE))).isEqualTo(202);
        assertThat(sink.events()).singleElement().isInstanceOfSatisfying(InboundEvent.Touched.class, hint -> {
            assertThat(hint.snapshot()).isEmpty();
            assertThat(hint.message().value()).isEqualTo("7");
            assertThat(hint.channel().value()).isEqualTo("t/19:c@thread.tacv2");
        });
    }

    @Test
    void one_bad_item_of_a_hundred_does_not_stop_the_others() {
        String[] items = IntStream.range(0, 100)
                .mapToObj(i -> item(i + 1, "created", i == 42 ? "guessed" : TeamsFixture.CLIENT_STATE))
                .toArray(String[]::new);
        assertThat(receive(items)).isEqualTo(202);
        assertThat(sink.events()).hasSize(99);
        assertThat(sink.rejected()).containsExactly("client_state");
    }

    @Test
    void a_hint_of_a_creation_has_one_key_and_hints_of_updates_have_many() {
        for (String changeType : List.of("created", "created", "updated", "updated")) {
            receive(item(7, changeType, TeamsFixture.CLIENT_STATE));
        }
        List<String> ids = sink.events().stream().map(InboundEvent::eventId).toList();
        assertThat(ids.get(0)).isEqualTo(ids.get(1));
        assertThat(ids.subList(1, 4)).doesNotHaveDuplicates();
    }

    @Test
    void a_request_with_more_items_than_the_platform_sends_is_refused() {
        String[] items = IntStream.range(0, TeamsEvents.MAX_ITEMS + 1)
                .mapToObj(i -> item(i + 1, "created", TeamsFixture.CLIENT_STATE))
                .toArray(String[]::new);
        assertThat(receive(items)).isEqualTo(401);
        assertThat(sink.events()).isEmpty();
    }

    @Test
    void unsigned_guesses_are_never_taken() {
        for (int i = 0; i < 1_000; i++) {
            assertThat(receive(item(i + 1, "created", "guess-" + i))).isEqualTo(401);
        }
        assertThat(sink.events()).isEmpty();
        assertThat(sink.rejected()).hasSize(1_000);
    }

    @Test
    void strange_resources_are_ignored() {
        for (String resource : List.of(
                "",
                "teams('t')/channels('c')",
                "teams('')/channels('c')/messages('1')",
                "chats('c')/messages('1')/replies('2')",
                "users('u')/messages('1')",
                "teams('t')/channels('c')/messages('1')/replies",
                "a/".repeat(5_000))) {
            String item = item(1, "created", TeamsFixture.CLIENT_STATE).replace(RESOURCE.formatted(1), resource);
            assertThat(receive(item)).as(resource).isEqualTo(202);
        }
        assertThat(sink.events()).isEmpty();
        assertThat(sink.ignored().stream().collect(Collectors.toSet())).containsExactly("other_resource");
    }

    @Test
    void nobody_gets_an_echo_while_no_subscription_is_being_created() {
        for (String token : List.of("Validation: fine", "<script>alert(1)</script>", "a".repeat(1_000_000), "a\r\nb")) {
            WebhookReply reply = teams.receive(
                    new WebhookRequest("POST", "", Map.of(), Map.of("validationToken", List.of(token)), new byte[0]),
                    sink);
            assertThat(reply.status()).isEqualTo(400);
            assertThat(reply.body()).isEmpty();
        }
        assertThat(sink.rejected()).hasSize(4).containsOnly("handshake");
    }
}

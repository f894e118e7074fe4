package dev.footbridge.webex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.footbridge.core.connector.Secret;
import dev.footbridge.core.connector.WebhookReply;
import dev.footbridge.core.connector.WebhookRequest;
import dev.footbridge.core.id.ChannelId;
import dev.footbridge.core.id.MessageId;
import dev.footbridge.core.message.InboundEvent;
import dev.footbridge.core.message.InboundEvent.ChannelChanged;
import dev.footbridge.core.message.InboundEvent.Gap;
import dev.footbridge.core.message.InboundEvent.MemberJoined;
import dev.footbridge.core.message.InboundEvent.MemberLeft;
import dev.footbridge.core.message.InboundEvent.Removed;
import dev.footbridge.core.message.InboundEvent.Touched;
import dev.footbridge.http.Json;
import dev.footbridge.testkit.contract.RecordingSink;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WebexWebhooksTest {

    private static final String ORG = "d1e2f3a4-b5c6-4d7e-8f90-a1b2c3d4e5f6";
    private static final String UUID = "5a1f0c2e-7d1b-4c55-9a55-0c7d9b1e2f30";
    private static final String ROOM = id("us", "ROOM", UUID);
    private static final String MESSAGE = id("us", "MESSAGE", "1c7a2b90-8e1d-11ee-9d6f-7f2f3b9a4c21");
    private static final String PERSON = id("us", "PEOPLE", "0b9e6d4a-2f3c-4b8e-8f57-6f1f0d2a9c11");

    private final WebexIds ids = new WebexIds(ORG);
    private final WebexRooms rooms = new WebexRooms();
    private final WebexGaps gaps = new WebexGaps();
    private final WebexWebhooks webhooks = new WebexWebhooks(
            new WebexSignature(List.of(Secret.of("the-newer-secret"), Secret.of(WebexSigned.SECRET))),
            new WebexEvents(
                    ids, rooms, data -> data.path("personEmail").asText().equals("self@example.com")),
            gaps,
            Clock.systemUTC());
    private final RecordingSink sink = new RecordingSink();

    private static String id(String place, String kind, String uuid) {
        String address = "ciscospark://" + place + "/" + kind + "/" + uuid;
        return Base64.getEncoder().withoutPadding().encodeToString(address.getBytes(StandardCharsets.UTF_8));
    }

    private static ObjectNode envelope(String resource, String event) {
        ObjectNode envelope = Json.object()
                .put("id", "hook")
                .put("resource", resource)
                .put("event", event)
                .put("orgId", id("us", "ORGANIZATION", ORG));
        envelope.putObject("data");
        return envelope;
    }

    private static ObjectNode message(String event) {
        ObjectNode envelope = envelope("messages", event);
        ((ObjectNode) envelope.path("data"))
                .put("id", MESSAGE)
                .put("roomId", ROOM)
                .put("personId", PERSON)
                .put("created", "2026-01-05T10:01:02.003Z");
        return envelope;
    }

    private WebhookReply receive(ObjectNode envelope) {
        return webhooks.receive(WebexSigned.request(envelope.toString()), sink);
    }

    private InboundEvent only(ObjectNode envelope) {
        RecordingSink alone = new RecordingSink();
        assertThat(webhooks.receive(WebexSigned.request(envelope.toString()), alone)
                        .status())
                .isEqualTo(200);
        assertThat(alone.events()).hasSize(1);
        return alone.events().get(0);
    }

    private ChannelId room() {
        return new ChannelId(ids.workspace(), ROOM);
    }

    @Test
    void aMessageIsAHintWithoutContent() {
        MessageId message = new MessageId(room(), MESSAGE);

        assertThat(only(message("created"))).isInstanceOfSatisfying(Touched.class, touched -> {
            assertThat(touched.message()).isEqualTo(message);
            assertThat(touched.snapshot()).isEmpty();
        });
        assertThat(only(message("updated"))).isInstanceOf(Touched.class);
        assertThat(only(message("deleted")))
                .isInstanceOfSatisfying(
                        Removed.class, removed -> assertThat(removed.message()).isEqualTo(message));
    }

    @Test
    void ourOwnMessagesCostNoRead() {
        for (String event : List.of("created", "updated")) {
            ObjectNode own = message(event);
            ((ObjectNode) own.path("data")).put("personEmail", "self@example.com");
            receive(own);
        }
        assertThat(sink.events()).isEmpty();
        assertThat(sink.ignored()).containsExactly("own_message", "own_message");
        ObjectNode deleted = message("deleted");
        ((ObjectNode) deleted.path("data")).put("personEmail", "self@example.com");
        assertThat(only(deleted)).isInstanceOf(Removed.class);
    }

    @Test
    void eachEventHasAnIdOfItsOwnThatStaysTheSame() {
        ObjectNode first = message("updated");
        ((ObjectNode) first.path("data")).put("updated", "2026-01-05T10:02:00.000Z");
        ObjectNode second = message("updated");
        ((ObjectNode) second.path("data")).put("updated", "2026-01-05T10:03:00.000Z");

        assertThat(only(first).eventId()).isEqualTo(only(first).eventId());
        assertThat(List.of(
                        only(message("created")).eventId(),
                        only(message("deleted")).eventId(),
                        only(message("updated")).eventId(),
                        only(first).eventId(),
                        only(second).eventId()))
                .doesNotHaveDuplicates()
                .allSatisfy(id -> assertThat(id.length()).isLessThanOrEqualTo(256));
    }

    @Test
    void theSameEventByTwoWebhooksIsOne() {
        ObjectNode other = message("created").put("id", "another hook").put("name", "firehose");

        assertThat(only(other).eventId()).isEqualTo(only(message("created")).eventId());
    }

    @Test
    void membershipsTellWhoCameAndWent() {
        ObjectNode joined = envelope("memberships", "created");
        ((ObjectNode) joined.path("data")).put("id", "bQ").put("roomId", ROOM).put("personId", PERSON);
        ObjectNode left = joined.deepCopy().put("event", "deleted");

        assertThat(only(joined)).isInstanceOf(MemberJoined.class);
        assertThat(only(left)).isInstanceOf(MemberLeft.class);
        receive(joined.deepCopy().put("event", "updated"));
        assertThat(sink.ignored()).containsExactly("membership_updated");
    }

    @Test
    void aRoomThatChangesIsTold() {
        ObjectNode updated = envelope("rooms", "updated");
        ((ObjectNode) updated.path("data")).put("id", ROOM).put("title", "New name");

        assertThat(only(updated)).isInstanceOfSatisfying(ChannelChanged.class, changed -> {
            assertThat(changed.channel()).isEqualTo(room());
            assertThat(changed.movedTo()).isEmpty();
        });
    }

    @Test
    void aRoomThatMigratesIsTheSameChannelUnderAnotherId() {
        rooms.add(room());
        String there = id("urn:TEAM:eu-central-1_k", "ROOM", UUID);
        ObjectNode migrated = envelope("rooms", "migrated");
        ((ObjectNode) migrated.path("data")).put("id", there);

        assertThat(only(migrated)).isInstanceOfSatisfying(ChannelChanged.class, changed -> {
            assertThat(changed.channel()).isEqualTo(room());
            assertThat(changed.movedTo()).contains(new ChannelId(ids.workspace(), there));
        });
        assertThat(rooms.current(room()).value()).isEqualTo(there);
        assertThat(only(migrated)).as("told again").isInstanceOf(ChannelChanged.class);
        assertThat(rooms.current(room()).value()).isEqualTo(there);
    }

    @Test
    void whatHasNoUseHereIsCounted() {
        receive(envelope("attachmentActions", "created"));
        receive(envelope("rooms", "created"));
        receive(envelope("meetings", "started"));
        receive(envelope("messages", "exploded"));
        receive(envelope("messages", "created"));
        receive(Json.object().put("resource", "messages"));
        receive(message("created").put("orgId", id("us", "ORGANIZATION", "another")));
        webhooks.receive(WebexSigned.request("[1,"), sink);

        assertThat(sink.events()).isEmpty();
        assertThat(sink.rejected()).isEmpty();
        assertThat(sink.ignored())
                .containsExactly(
                        "attachment_action",
                        "room_created",
                        "unknown_resource",
                        "unknown_event",
                        "incomplete",
                        "incomplete",
                        "other_organisation",
                        "malformed");
    }

    @Test
    void aThousandForgeriesAreRefused() {
        Random random = new Random(7);
        byte[] body = message("created").toString().getBytes(StandardCharsets.UTF_8);
        String genuine = WebexSigned.hmac("HmacSHA1", WebexSigned.SECRET, body);
        for (int i = 0; i < 1_000; i++) {
            WebhookRequest forged = forged(random, i, body, genuine);
            assertThat(webhooks.receive(forged, sink).status())
                    .as("forgery %s", i)
                    .isEqualTo(401);
        }
        assertThat(sink.events()).isEmpty();
        assertThat(sink.rejected()).hasSize(1_000);
        assertThat(Set.copyOf(sink.rejected())).containsExactlyInAnyOrder("unsigned", "bad_signature");
    }

    private static WebhookRequest forged(Random random, int kind, byte[] body, String genuine) {
        byte[] changed = body.clone();
        changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
        return switch (kind % 10) {
            case 0 -> WebexSigned.request(changed, Map.of(WebexSigned.HEADER, List.of(genuine)));
            case 1 -> WebexSigned.request(body, Map.of());
            case 2 -> WebexSigned.request(body, Map.of(WebexSigned.HEADER, List.of("")));
            case 3 -> WebexSigned.request(body, Map.of(WebexSigned.HEADER, List.of(genuine, genuine)));
            case 4 -> WebexSigned.request(body, Map.of(WebexSigned.HEADER, List.of(hex(random, 40))));
            case 5 ->
                WebexSigned.request(
                        body,
                        Map.of(WebexSigned.HEADER, List.of(WebexSigned.hmac("HmacSHA1", "another secret", body))));
            case 6 ->
                WebexSigned.request(
                        body,
                        Map.of(WebexSigned.HEADER, List.of(WebexSigned.hmac("HmacSHA256", WebexSigned.SECRET, body))));
            case 7 ->
                WebexSigned.request(
                        body,
                        Map.of(
                                "X-Webex-Signature",
                                List.of("SHA-256=" + WebexSigned.hmac("HmacSHA256", WebexSigned.SECRET, body))));
            case 8 -> WebexSigned.request(body, Map.of(WebexSigned.HEADER, List.of("sha1=" + genuine)));
            default ->
                WebexSigned.request(body, Map.of(WebexSigned.HEADER, List.of(genuine.substring(0, 39) + "\u00e9")));
        };
    }

    private static String hex(Random random, int length) {
        StringBuilder hex = new StringBuilder();
        for (int i = 0; i < length; i++) {
            hex.append(Character.forDigit(random.nextInt(16), 16));
        }
        return hex.toString();
    }

    @Test
    void theOlderSecretIsStillTakenWhileTheNewOneSpreads() {
        byte[] body = message("created").toString().getBytes(StandardCharsets.UTF_8);
        Map<String, List<String>> newer =
                Map.of(WebexSigned.HEADER, List.of(WebexSigned.hmac("HmacSHA1", "the-newer-secret", body)));

        assertThat(webhooks.receive(WebexSigned.request(body, newer), sink).status())
                .isEqualTo(200);
        assertThat(webhooks.receive(WebexSigned.request(body), sink).status()).isEqualTo(200);
    }

    @Test
    void aGapIsToldOnceWithTheNextEvent() {
        Instant since = Instant.parse("2026-01-05T10:00:00Z");
        gaps.add(Set.of(room()), Optional.of(since), since.plusSeconds(300));

        assertThat(receive(message("created")).status()).isEqualTo(200);
        assertThat(sink.events()).hasSize(2);
        assertThat(sink.events().get(0)).isInstanceOfSatisfying(Gap.class, gap -> {
            assertThat(gap.channel()).isEqualTo(room());
            assertThat(gap.since()).contains(since);
        });
        assertThat(only(message("created"))).isInstanceOf(Touched.class);
    }

    @Test
    void whatTheSinkRefusesIsAGap() {
        gaps.add(Set.of(room()), Optional.of(Instant.EPOCH), Instant.EPOCH);
        sink.refuseNext(1);

        assertThat(receive(message("created")).status()).isEqualTo(503);
        assertThat(receive(message("deleted")).status()).isEqualTo(200);
        assertThat(sink.events()).hasSize(2);
        assertThat(sink.events().get(0))
                .isInstanceOfSatisfying(
                        Gap.class, gap -> assertThat(gap.since()).isEmpty());
        assertThat(sink.events().get(1)).isInstanceOf(Removed.class);
    }

    @Test
    void aGapNeedsNoEventBesideIt() {
        gaps.add(Set.of(room()), Optional.empty(), Instant.EPOCH);

        assertThat(receive(envelope("attachmentActions", "created")).status()).isEqualTo(200);
        assertThat(sink.events()).hasSize(1);
        assertThat(sink.ignored()).containsExactly("attachment_action");
    }

    @Test
    void depthAndSizeAreBounded() {
        String deep = "[".repeat(100_000) + "]".repeat(100_000);
        String large = "{\"resource\":\"" + "x".repeat(2_000_000) + "\"}";
        for (String body : List.of(deep, large, "", "null", "1", "\"x\"", "\u0000", "{\"data\":" + deep + "}")) {
            assertThatCode(() -> webhooks.receive(WebexSigned.request(body), sink))
                    .doesNotThrowAnyException();
        }
        assertThat(sink.events()).isEmpty();
        assertThat(sink.ignored()).hasSize(8).containsOnly("malformed");
    }
}

package dev.footbridge.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.footbridge.core.connector.WebhookIngress;
import dev.footbridge.core.connector.WebhookReply;
import dev.footbridge.core.connector.WebhookRequest;
import dev.footbridge.core.id.MessageId;
import dev.footbridge.core.message.InboundEvent;
import dev.footbridge.core.message.Message;
import dev.footbridge.testkit.contract.ConnectorHarness.Forgery;
import dev.footbridge.testkit.contract.ConnectorHarness.Ingress;
import dev.footbridge.testkit.contract.ConnectorHarness.Listening;
import dev.footbridge.testkit.contract.ConnectorHarness.Webhooks;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** C83 to C93: webhooks, believed only as far as they are proved. */
abstract class WebhookContract extends EventContract {

    private static final int FLIPS = 1_000;
    private static final int CONCURRENT = 8;

    /** What a test of webhooks works with. */
    interface WithWebhooks {
        void run(WebhookIngress ingress, Webhooks platform) throws Exception;
    }

    /** Runs the test once the connector knows what it needs to verify a request: keys, its own identity. */
    final void webhooks(WithWebhooks test) throws Exception {
        if (connector.webhooks().isPresent()) {
            connector.check();
            try (Listening listening = harness.listen(connector, Ingress.WEBHOOK, new RecordingSink())) {
                assertThat(listening.address()).as("address for webhooks").isPresent();
                test.run(connector.webhooks().get(), harness.webhooks().orElseThrow());
            }
        }
    }

    final MessageId note(String text) {
        return people().post(person(), channel(), text);
    }

    static WebhookReply receive(String what, WebhookIngress ingress, WebhookRequest request, RecordingSink sink) {
        try {
            return ingress.receive(request, sink);
        } catch (RuntimeException e) {
            return fail(what + " must be answered, but the connector threw", e);
        }
    }

    final void refused(Forgery forgery, WebhookIngress ingress) {
        RecordingSink sink = new RecordingSink();
        WebhookReply reply = receive(forgery.name(), ingress, forgery.request(), sink);
        assertThat(reply.status())
                .as("answer to a request that is %s", forgery.name())
                .isEqualTo(401);
        assertThat(sink.events())
                .as("events from a request that is %s", forgery.name())
                .isEmpty();
        assertThat(sink.rejected())
                .as("counted rejections of a request that is %s", forgery.name())
                .isNotEmpty();
        assertThat(sink.rejected()).allSatisfy(reason -> assertThat(reason).matches("[a-z0-9_.:-]{1,64}"));
    }

    @Nested
    @DisplayName("Webhooks")
    class WebhookRules {

        @Test
        void c83_a_genuine_request_is_taken_and_answered() throws Exception {
            webhooks((ingress, platform) -> {
                MessageId id = note("told by webhook");
                RecordingSink sink = new RecordingSink();
                WebhookReply reply = receive("a genuine request", ingress, platform.about(id), sink);
                assertThat(reply.status()).as("answer to a genuine request").isBetween(200, 299);
                assertThat(sink.events()).as("events of a genuine request").hasSize(1);
                Message message = told("the message of a genuine request", sink, id, says("told by webhook"));
                assertThat(message.own()).isFalse();
            });
        }

        @Test
        void c84_what_is_forged_is_refused() throws Exception {
            webhooks((ingress, platform) -> {
                List<Forgery> forgeries = platform.forgeries(platform.about(note(CANARY)));
                assertThat(forgeries).as("forgeries the harness knows").hasSizeGreaterThan(2);
                forgeries.forEach(forgery -> refused(forgery, ingress));
            });
        }

        @Test
        void c85_what_is_stale_is_refused() throws Exception {
            webhooks((ingress, platform) -> platform.stale(note(CANARY)).forEach(stale -> refused(stale, ingress)));
        }

        @Test
        void c86_a_flipped_bit_is_never_believed() throws Exception {
            webhooks((ingress, platform) -> {
                WebhookRequest genuine = platform.about(note(CANARY));
                RecordingSink taken = new RecordingSink();
                receive("the genuine request", ingress, genuine, taken);
                Set<InboundEvent> originals = new HashSet<>(taken.events());
                Random random = new Random(86);
                for (int i = 0; i < FLIPS; i++) {
                    int bit = random.nextInt(genuine.body().length * 8);
                    if (!platform.provesBody()) {
                        String what = "a request of a proved sender, with bit " + bit + " flipped";
                        WebhookReply reply = receive(what, ingress, flipped(genuine, bit), new RecordingSink());
                        assertThat(reply.status()).as("answer to %s", what).isBetween(200, 499);
                        continue;
                    }
                    checkFlip(ingress, genuine, bit, platform.isProved(genuine, bit / 8), originals);
                }
            });
        }

        private void checkFlip(
                WebhookIngress ingress, WebhookRequest genuine, int bit, boolean proved, Set<InboundEvent> originals) {
            WebhookRequest flipped = flipped(genuine, bit);
            if (proved) {
                refused(new Forgery("changed in bit " + bit, flipped), ingress);
                return;
            }
            RecordingSink sink = new RecordingSink();
            receive("a request changed in bit " + bit, ingress, flipped, sink);
            assertThat(sink.events())
                    .as("events of a request changed in bit %s", bit)
                    .allSatisfy(event -> assertThat(originals.contains(event) || isHint(event, originals))
                            .as("an unproved change may be a hint, never content")
                            .isTrue());
        }

        private static WebhookRequest flipped(WebhookRequest genuine, int bit) {
            byte[] body = genuine.body().clone();
            body[bit / 8] ^= (byte) (1 << bit % 8);
            return new WebhookRequest(genuine.method(), genuine.path(), genuine.headers(), genuine.query(), body);
        }

        /** Says no more than "compare": without content, or with the content that was proved. */
        private boolean isHint(InboundEvent event, Set<InboundEvent> originals) {
            if (event instanceof InboundEvent.Touched touched) {
                return touched.snapshot().isEmpty()
                        || originals.stream()
                                .anyMatch(original -> content(original).equals(touched.snapshot()));
            }
            return event instanceof InboundEvent.Gap;
        }

        @Test
        void c87_a_sink_that_refuses_is_answered_503() throws Exception {
            webhooks((ingress, platform) -> {
                MessageId id = note("later");
                WebhookRequest request = platform.about(id);
                RecordingSink sink = new RecordingSink();
                sink.refuseNext(1);
                assertThat(receive("a request", ingress, request, sink).status())
                        .as("answer while the sink refuses")
                        .isEqualTo(503);
                WebhookReply reply = receive("its repetition", ingress, platform.again(request), sink);
                assertThat(reply.status()).isBetween(200, 299);
                assertThat(sink.events().stream().filter(event -> !(event instanceof InboundEvent.Gap)))
                        .as("events after the repetition, beside a gap")
                        .hasSize(1);
            });
        }

        @Test
        void c88_nothing_is_asked_of_the_platform() throws Exception {
            webhooks((ingress, platform) -> {
                WebhookRequest request = platform.about(note("hello"));
                receive("the first request", ingress, request, new RecordingSink());
                List<WebhookRequest> all = new ArrayList<>(platform.odd());
                all.add(platform.unknownType());
                all.add(request);
                platform.forgeries(request).forEach(forgery -> all.add(forgery.request()));
                long before = harness.calls().all();
                for (WebhookRequest next : all) {
                    receive("a request", ingress, next, new RecordingSink());
                }
                assertThat(harness.calls().all())
                        .as("calls made while webhooks were received")
                        .isEqualTo(before);
            });
        }

        @Test
        void c89_the_same_event_has_the_same_id_each_time() throws Exception {
            webhooks((ingress, platform) -> {
                WebhookRequest request = platform.about(note("hello"));
                RecordingSink sink = new RecordingSink();
                receive("a request", ingress, request, sink);
                receive("its repetition", ingress, platform.again(request), sink);
                assertThat(sink.events())
                        .as("events of a request and its repetition")
                        .hasSize(2);
                assertThat(sink.events().get(1).eventId())
                        .as("event id of the repetition")
                        .isEqualTo(sink.events().get(0).eventId());
            });
        }

        @Test
        void c90_several_events_of_one_request_are_all_taken() throws Exception {
            webhooks((ingress, platform) -> {
                List<MessageId> ids = List.of(note("one"), note("two"), note("three"));
                Optional<WebhookRequest> request = platform.about(ids);
                if (request.isPresent()) {
                    RecordingSink sink = new RecordingSink();
                    receive("a request with three events", ingress, request.get(), sink);
                    assertThat(sink.events().stream().map(InboundEvent::eventId))
                            .as("ids of the events of one request")
                            .hasSize(3)
                            .doesNotHaveDuplicates();
                    for (MessageId id : ids) {
                        told("an event of a request with three", sink, id, message -> true);
                    }
                }
            });
        }

        @Test
        void c91_an_unknown_type_is_ignored_and_counted() throws Exception {
            webhooks((ingress, platform) -> {
                RecordingSink sink = new RecordingSink();
                WebhookReply reply = receive("an unknown type", ingress, platform.unknownType(), sink);
                assertThat(reply.status()).as("answer to an unknown type").isBetween(200, 299);
                assertThat(sink.events()).isEmpty();
                assertThat(sink.ignored()).as("counted as ignored").isNotEmpty();
                assertThat(sink.ignored())
                        .allSatisfy(reason -> assertThat(reason).matches("[a-z0-9_.:-]{1,64}"));
            });
        }

        @Test
        void c92_odd_requests_are_answered_and_counted() throws Exception {
            webhooks((ingress, platform) -> {
                assertThat(platform.odd()).as("odd requests the harness knows").isNotEmpty();
                for (WebhookRequest odd : platform.odd()) {
                    RecordingSink sink = new RecordingSink();
                    WebhookReply reply = receive("an odd request", ingress, odd, sink);
                    assertThat(reply.status()).as("answer to an odd request").isBetween(200, 499);
                    assertThat(sink.events().size()
                                    + sink.ignored().size()
                                    + sink.rejected().size())
                            .as("an odd request is told or counted")
                            .isPositive();
                }
            });
        }

        @Test
        void c93_requests_may_come_at_the_same_time() throws Exception {
            webhooks((ingress, platform) -> {
                WebhookRequest request = platform.about(note("hello"));
                RecordingSink sink = new RecordingSink();
                ExecutorService threads = Executors.newFixedThreadPool(CONCURRENT);
                try {
                    Callable<WebhookReply> receive = () -> ingress.receive(request, sink);
                    for (Future<WebhookReply> reply :
                            threads.invokeAll(java.util.Collections.nCopies(CONCURRENT, receive))) {
                        assertThat(reply.get().status()).isBetween(200, 299);
                    }
                } finally {
                    threads.shutdownNow();
                }
                assertThat(sink.events().stream().map(InboundEvent::eventId).distinct())
                        .as("distinct ids of one event received many times at once")
                        .hasSize(1);
            });
        }
    }
}

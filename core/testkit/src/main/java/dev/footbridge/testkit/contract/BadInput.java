package dev.footbridge.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.WebhookIngress;
import dev.footbridge.core.connector.WebhookReply;
import dev.footbridge.core.connector.WebhookRequest;
import dev.footbridge.testkit.contract.JsonMutations.Mutation;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;

/** Feeds a connector all {@link JsonMutations} of a payload, by its front doors, and checks that it stays in one piece. */
public final class BadInput {

    /** More would only repeat what the first ones say. */
    private static final int SHOWN = 20;

    private static final String WORD = "[A-Za-z0-9_.:-]{1,64}";

    /** A call that reads the answer which was made ready for it. */
    public interface Call {
        Object run() throws ConnectorException, InterruptedException;
    }

    /** Makes an answer ready. */
    public interface Server {
        void serve(JsonNode answer);
    }

    private BadInput() {}

    /**
     * Every mutation is answered with less than 500 and becomes events or is counted, as ignored or as rejected, with a
     * fixed word; a handshake is answered with a body instead.
     *
     * @param request makes the genuine request with this payload
     * @return how many mutations there were
     */
    public static int webhooks(WebhookIngress ingress, JsonNode payload, Function<JsonNode, WebhookRequest> request) {
        return each(payload, mutation -> {
            RecordingSink sink = new RecordingSink();
            WebhookReply reply = ingress.receive(request.apply(mutation.payload()), sink);
            assertThat(reply.status()).as("answer").isBetween(200, 499);
            List<String> reasons = new ArrayList<>(sink.ignored());
            reasons.addAll(sink.rejected());
            assertThat(!sink.events().isEmpty()
                            || !reasons.isEmpty()
                            || !reply.body().isEmpty())
                    .as("an event, a counted reason, or a handshake's answer")
                    .isTrue();
            assertThat(reasons).allSatisfy(reason -> assertThat(reason).matches("[a-z0-9_.:-]{1,64}"));
        });
    }

    /**
     * With every mutation of an answer the call ends: with a value, or with a {@link ConnectorException} that has a code.
     *
     * @return how many mutations there were
     */
    public static int answers(JsonNode answer, Server server, Call call) {
        return each(answer, mutation -> {
            server.serve(mutation.payload());
            try {
                assertThat(call.run()).as("what the call returns").isNotNull();
            } catch (ConnectorException e) {
                assertThat(e.code()).as("code").matches(WORD);
            }
        });
    }

    private interface Check {
        void run(Mutation mutation) throws InterruptedException;
    }

    private static int each(JsonNode payload, Check check) {
        List<String> failures = new ArrayList<>();
        int count = 0;
        for (Iterator<Mutation> all = JsonMutations.of(payload).iterator();
                all.hasNext() && failures.size() < SHOWN; ) {
            Mutation mutation = all.next();
            count++;
            try {
                check.run(mutation);
            } catch (RuntimeException | AssertionError | StackOverflowError e) {
                failures.add(mutation + ": " + e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError("interrupted at " + mutation, e);
            }
        }
        assertThat(failures)
                .as("payloads with one wrong value that break the connector")
                .isEmpty();
        return count;
    }
}

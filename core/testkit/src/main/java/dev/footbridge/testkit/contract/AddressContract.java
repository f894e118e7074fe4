package dev.footbridge.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.core.connector.Connector;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.ConnectorException.Kind;
import dev.footbridge.core.connector.Directory;
import dev.footbridge.core.connector.Download;
import dev.footbridge.core.connector.Downloads;
import dev.footbridge.core.connector.Draft;
import dev.footbridge.core.connector.History;
import dev.footbridge.core.connector.Page;
import dev.footbridge.core.connector.Persona;
import dev.footbridge.core.connector.Sharing;
import dev.footbridge.core.connector.Subscriptions;
import dev.footbridge.core.connector.Upload;
import dev.footbridge.core.document.Document;
import dev.footbridge.core.document.Link;
import dev.footbridge.core.document.Paragraph;
import dev.footbridge.core.id.FileId;
import dev.footbridge.core.id.MessageId;
import dev.footbridge.testkit.emulator.ClientFile;
import dev.footbridge.testkit.emulator.FileContent;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** C128 to C130 and C136 to C138: where addresses that come from outside do not lead. */
abstract class AddressContract extends MemberContract {

    /** A document and no picture: of those most platforms keep the bytes apart from the message. */
    private static final byte[] BYTES = "%PDF-1.7 a file of people".getBytes(StandardCharsets.US_ASCII);

    private static final String NAME = "report.pdf";
    private static final String TYPE = "application/pdf";

    @Nested
    @DisplayName("Addresses")
    class Addresses {

        private final Trap trap = new Trap();
        private final WebhookHost host = new WebhookHost();

        @AfterEach
        void closeTrap() {
            trap.close();
            host.close();
        }

        /** Whatever address the platform leads to, a connector that knows nothing yet goes there in no call. */
        private void nobodyComes(Predicate<String> wrong, Use use) throws Exception {
            for (String address : trap.addresses()) {
                if (wrong.test(address)) {
                    // One that has seen nothing: others may know better addresses.
                    try (Connector fresh = harness.connect()) {
                        use.with(fresh);
                    }
                }
            }
            nobodyCame();
        }

        /** And ends it again, so that the next one has something to do. */
        private void subscribe(Connector by) throws InterruptedException {
            if (by.subscriptions().isPresent()) {
                Subscriptions subscriptions = by.subscriptions().get();
                // Some platforms ask the address first.
                by.webhooks().ifPresent(webhooks -> host.route(webhooks, events -> {}));
                attempt(() -> subscriptions.ensure(Set.of(channel()), host.uri()));
                attempt(() -> subscriptions.ensure(Set.of(), host.uri()));
            }
        }

        @Test
        @Timeout(value = 300, unit = TimeUnit.SECONDS)
        void c128_an_address_that_the_platform_tells_leads_nowhere_but_to_the_platform() throws Exception {
            Optional<FileId> file = file();
            MessageId message = people().post(person(), channel(), "the first of many");
            for (int i = 0; i < harness.moreThanOnePage(); i++) {
                people().post(person(), channel(), "one of many");
            }
            nobodyComes(harness.faults()::misdirect, fresh -> {
                read(fresh, message);
                write(fresh);
                lookUp(fresh);
                if (file.isPresent()) {
                    attempt(() -> assertThat(bytes(fresh, file.get())).isEqualTo(BYTES));
                }
            });
        }

        @Test
        @Timeout(value = 300, unit = TimeUnit.SECONDS)
        void c136_an_address_told_while_subscribing_leads_nowhere_but_to_the_platform() throws Exception {
            nobodyComes(harness.faults()::misdirect, this::subscribe);
        }

        @Test
        @Timeout(value = 300, unit = TimeUnit.SECONDS)
        void c137_a_stream_connects_nowhere_but_to_the_platform() throws Exception {
            nobodyComes(harness.faults()::misdirect, AddressContract.this::listen);
        }

        @Test
        @Timeout(value = 300, unit = TimeUnit.SECONDS)
        void c138_a_redirect_of_any_call_is_not_followed() throws Exception {
            Optional<FileId> file = file();
            MessageId message = people().post(person(), channel(), "redirected");
            nobodyComes(harness.faults()::redirect, fresh -> {
                read(fresh, message);
                write(fresh);
                lookUp(fresh);
                subscribe(fresh);
                listen(fresh);
                if (file.isPresent()) {
                    attempt(() -> bytes(fresh, file.get()));
                }
            });
        }

        @Test
        void c129_a_file_that_redirects_leads_nowhere_but_to_the_platform() throws Exception {
            Optional<FileId> file = file();
            for (String address : trap.addresses()) {
                if (file.isPresent() && harness.faults().redirectFiles(address)) {
                    failureOf("a file behind a redirect to " + address, () -> bytes(connector, file.get()));
                }
            }
            nobodyCame();
        }

        @Test
        void c130_an_address_in_words_links_or_pictures_is_passed_on_and_not_opened() throws Exception {
            for (String address : trap.addresses()) {
                people().post(person(), channel(), "look at " + address);
                Draft draft =
                        draft(new Document(List.of(new Paragraph(List.of(Link.orText("look", address, Set.of()))))));
                Persona persona = new Persona("Ada", Optional.of(address), "Elsewhere");
                attempt(() -> postAll(draft.as(persona)));
                open(address);
            }
            if (connector.history().isPresent()) {
                allOf(cursor -> connector.history().get().messages(channel(), ALWAYS, cursor));
            }
            nobodyCame();
        }

        /** As something that people shared. */
        private void open(String address) throws InterruptedException {
            Optional<URI> link = uri(address);
            if (link.isPresent() && connector.linkPreviews().isPresent()) {
                attempt(() -> connector.linkPreviews().get().preview(link.get()));
            }
            if (link.isPresent() && connector.sharing().isPresent()) {
                Sharing sharing = connector.sharing().get();
                sharing.identify(link.get());
                attempt(() -> sharing.check(link.get(), Set.of("ada@elsewhere.example")));
            }
        }

        /** The trap counts whom it should. */
        private void nobodyCame() throws IOException {
            assertThat(trap.addresses()).hasSizeGreaterThan(80);
            assertThat(trap.caught()).as("connections to where nobody may go").isZero();
            new Socket("127.0.0.1", trap.port()).close();
            Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> trap.caught() == 1);
        }
    }

    /** What is asked of a connector. */
    private interface Use {
        void with(Connector connector) throws Exception;
    }

    private static Optional<URI> uri(String address) {
        try {
            return Optional.of(new URI(address));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /** It may go well or fail, but not in any other way than calls fail. */
    private void attempt(Call call) throws InterruptedException {
        try {
            call.run();
        } catch (ConnectorException e) {
            checkHarmless(e);
        }
    }

    /** A file of people, told before anything is wrong. */
    private Optional<FileId> file() throws ConnectorException, InterruptedException {
        if (connector.downloads().isEmpty() || connector.history().isEmpty()) {
            return Optional.empty();
        }
        ClientFile file = new ClientFile(NAME, TYPE, FileContent.of(BYTES));
        MessageId id = people().post(person(), channel(), "look", List.of(file));
        return Optional.of(connector
                .history()
                .get()
                .message(id)
                .orElseThrow()
                .attachments()
                .get(0)
                .id());
    }

    private static byte[] bytes(Connector from, FileId file) throws ConnectorException, InterruptedException {
        Downloads downloads = from.downloads().orElseThrow();
        try (Download download = downloads.open(file)) {
            return download.bytes().readAllBytes();
        } catch (IOException e) {
            throw ConnectorException.of(Kind.REJECTED, "broken", "the bytes broke off");
        }
    }

    private void read(Connector from, MessageId message) throws InterruptedException {
        if (from.history().isPresent()) {
            History history = from.history().get();
            attempt(() -> history.message(message));
            attempt(() -> allOf(cursor -> history.messages(channel(), ALWAYS, cursor)));
            attempt(() -> allOf(cursor -> history.replies(message, ALWAYS, cursor)));
        }
    }

    private void write(Connector by) throws InterruptedException {
        Draft words = draft("words");
        Draft file = draft(Document.empty())
                .withFiles(List.of(new Upload(
                        NAME,
                        TYPE,
                        OptionalLong.of(BYTES.length),
                        () -> new Download(new ByteArrayInputStream(BYTES), TYPE, OptionalLong.of(BYTES.length)))));
        for (Draft draft : List.of(words, file)) {
            for (Draft part : by.prepare(channel(), draft).parts()) {
                attempt(() -> by.post(channel(), part));
            }
        }
    }

    private void lookUp(Connector by) throws InterruptedException {
        attempt(by::check);
        if (by.directory().isPresent()) {
            Directory directory = by.directory().get();
            attempt(() -> directory.user(person()));
            attempt(() -> directory.channel(channel()));
            attempt(() -> allOf(directory::channels));
        }
        if (by.memberships().isPresent()) {
            attempt(() -> allOf(cursor -> by.memberships().get().members(channel(), cursor)));
        }
        if (harness.document().isPresent()) {
            URI link = harness.document().get().link();
            if (by.linkPreviews().isPresent()) {
                attempt(() -> by.linkPreviews().get().preview(link));
            }
            if (by.sharing().isPresent()) {
                attempt(() -> by.sharing().get().check(link, Set.of("ada@elsewhere.example")));
            }
        }
    }

    /** Until the stream has ended or asked the platform a few times. */
    private void listen(Connector by) throws InterruptedException {
        if (by.stream().isEmpty()) {
            return;
        }
        // What a host does for each channel of a bridge; one that polls looks only there.
        by.features(channel());
        long before = harness.calls().all();
        FutureTask<Void> running = new FutureTask<>(() -> {
            by.stream().get().run(events -> {});
            return null;
        });
        Thread runner = new Thread(running, "stream");
        runner.start();
        Awaitility.await()
                .pollInterval(Duration.ofMillis(5))
                .until(() -> running.isDone() || harness.calls().all() > before + 2);
        runner.interrupt();
        try {
            running.get();
        } catch (ExecutionException e) {
            assertThat(e.getCause())
                    .as("how a stream ends")
                    .isInstanceOfAny(ConnectorException.class, InterruptedException.class);
        }
    }

    private interface Pages {
        Page<?> page(Optional<String> cursor) throws ConnectorException, InterruptedException;
    }

    /** The first page and the one it points to. */
    private static void allOf(Pages pages) throws ConnectorException, InterruptedException {
        Page<?> first = pages.page(Optional.empty());
        if (first.next().isPresent()) {
            pages.page(first.next());
        }
    }
}

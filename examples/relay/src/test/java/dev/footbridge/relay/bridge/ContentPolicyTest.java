package dev.footbridge.relay.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.LinkPreviews;
import dev.footbridge.core.document.Document;
import dev.footbridge.core.document.Element;
import dev.footbridge.core.document.Emoji;
import dev.footbridge.core.document.EmojiRef;
import dev.footbridge.core.document.Link;
import dev.footbridge.core.document.Loss;
import dev.footbridge.core.document.Mention;
import dev.footbridge.core.document.Text;
import dev.footbridge.core.id.MessageId;
import dev.footbridge.core.id.UserId;
import dev.footbridge.core.message.Reaction;
import dev.footbridge.testkit.fake.InMemoryWorkspace;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mentions, custom emoji and previews as a bridge's policy wants them. */
class ContentPolicyTest {

    private static final Mention EVERYBODY = Mention.broadcast(Mention.Audience.CHANNEL, "channel");

    @TempDir
    Path directory;

    private Rig rig;
    private InMemoryWorkspace one;

    private Rig rig(BridgePolicy policy) {
        rig = new Rig(directory.resolve("data"), Clock.systemUTC(), "one", "two", "three");
        one = rig.platform("one");
        rig.bridges(new BridgeSpec("all", rig.spec("all", "one", "two", "three").endpoints(), policy));
        return rig;
    }

    @AfterEach
    void stop() {
        rig.assertCountsAddUp();
        assertThat(rig.observed.dead).isEmpty();
        rig.close();
    }

    private MessageId post(Document body) {
        MessageId id = one.post(rig.ann("one"), rig.channel("one"), body);
        rig.settle();
        return id;
    }

    private Document there(String name) {
        return rig.messages(name).get(0).body();
    }

    @Test
    void nobodyRingsACrowdElsewhereUnlessTheBridgeAllowsIt() throws Exception {
        rig(BridgePolicy.everything()).start();
        post(Document.of(EVERYBODY, Text.of(" hello")));

        assertThat(there("two")).isEqualTo(Document.text("@channel hello"));
        assertThat(rig.observed.losses).contains(Loss.degraded(Element.BROADCAST_MENTION));
    }

    @Test
    void anAllowedCrowdIsRung() throws Exception {
        rig(BridgePolicy.everything().withBroadcast(true)).start();
        post(Document.of(EVERYBODY, Text.of(" hello")));

        assertThat(there("two")).isEqualTo(Document.of(EVERYBODY, Text.of(" hello")));
    }

    @Test
    void theWayThroughABridgeThatForbidsItIsNoWay() throws Exception {
        rig(BridgePolicy.everything());
        rig.bridges(
                        new BridgeSpec(
                                "open",
                                rig.spec("open", "one", "two").endpoints(),
                                BridgePolicy.everything().withBroadcast(true)),
                        rig.spec("shut", "two", "three"))
                .start();
        post(Document.of(EVERYBODY));

        assertThat(there("two")).isEqualTo(Document.of(EVERYBODY));
        assertThat(there("three")).isEqualTo(Document.text("@channel"));
    }

    @Test
    void somebodyWithAnAccountOnBothSidesIsMentionedThere() throws Exception {
        rig(BridgePolicy.everything());
        UserId here = rig.bob("one");
        UserId twin = rig.ann("two");
        rig.options(rig.options().people(List.of(Set.of(here, twin)))).start();
        post(Document.of(Mention.user(here, "Bob"), Text.of(" look")));

        assertThat(there("two")).isEqualTo(Document.of(Mention.user(twin, "Bob"), Text.of(" look")));
        assertThat(there("three")).isNotEqualTo(there("two"));
        assertThat(there("three").plainText()).isEqualTo("@Bob look");
    }

    @Test
    void anUnknownCustomEmojiIsItsName() throws Exception {
        Emoji parrot = rig(BridgePolicy.everything()).platform("one").customEmoji("parrot");
        rig.platform("two").customEmoji("parrot");
        rig.start();
        MessageId message = post(Document.of(Text.of("go "), new EmojiRef(parrot)));
        one.react(rig.bob("one"), message, parrot);
        rig.settle();

        assertThat(there("two")).isEqualTo(Document.text("go :parrot:"));
        assertThat(rig.messages("two").get(0).reactions()).isEmpty();
        assertThat(rig.observed.losses)
                .contains(Loss.degraded(Element.CUSTOM_EMOJI), Loss.dropped(Element.CUSTOM_REACTION));
    }

    @Test
    void aTableTellsWhatACustomEmojiIsElsewhere() throws Exception {
        Emoji parrot = Emoji.custom("parrot");
        Emoji bird = Emoji.custom("bird");
        Emoji unicode = Emoji.unicode("🦜");
        rig(BridgePolicy.everything()
                .withEmoji(List.of(new EmojiRow(Map.of("one", parrot, "two", bird), Optional.of(unicode)))));
        one.customEmoji("parrot");
        rig.platform("two").customEmoji("bird");
        rig.start();
        MessageId message = post(Document.of(new EmojiRef(parrot)));
        one.react(rig.bob("one"), message, parrot);
        rig.settle();

        assertThat(there("two")).isEqualTo(Document.of(new EmojiRef(bird)));
        assertThat(there("three")).isEqualTo(Document.text("🦜"));
        assertThat(emoji("two")).containsExactly(bird);
        assertThat(emoji("three")).containsExactly(unicode);
        rig.restart().settle();
        rig.platform("three")
                .react(rig.ann("three"), rig.messages("three").get(0).id(), unicode);
        one.unreact(rig.bob("one"), message, parrot);
        rig.settle();
        assertThat(emoji("two")).containsExactly(bird);
        assertThat(emoji("one")).containsExactly(parrot);
        assertThat(rig.observed.losses).doesNotContain(Loss.dropped(Element.CUSTOM_REACTION));
    }

    @Test
    void aCustomEmojiThatOnlyTwoHaveIsLostOnTheThird() throws Exception {
        Emoji parrot = Emoji.custom("parrot");
        Emoji bird = Emoji.custom("bird");
        rig(BridgePolicy.everything()
                .withEmoji(List.of(new EmojiRow(Map.of("one", parrot, "two", bird), Optional.empty()))));
        one.customEmoji("parrot");
        rig.platform("two").customEmoji("bird");
        rig.start();
        one.react(rig.bob("one"), post(Document.text("hi")), parrot);
        rig.settle();

        assertThat(emoji("two")).containsExactly(bird);
        assertThat(emoji("three")).isEmpty();
        assertThat(rig.observed.ways).containsExactly("one three CUSTOM_REACTION DROPPED");
    }

    private List<Emoji> emoji(String name) {
        return rig.messages(name).get(0).reactions().stream()
                .map(Reaction::emoji)
                .toList();
    }

    private static final URI BOARD = URI.create("https://boards.example/b/1");

    private static LinkPreviews previews(AtomicInteger asked, CountDownLatch answer) {
        return new LinkPreviews() {
            @Override
            public boolean recognises(URI link) {
                return "boards.example".equals(link.getHost());
            }

            @Override
            public Optional<LinkPreview> preview(URI link) throws ConnectorException, InterruptedException {
                asked.incrementAndGet();
                answer.await();
                if (link.getPath().endsWith("/secret")) {
                    throw ConnectorException.of(ConnectorException.Kind.FORBIDDEN, "forbidden", "not yours");
                }
                return Optional.of(new LinkPreview(
                        link,
                        "Plan\nof " + link.getPath(),
                        Optional.of(URI.create("https://pictures.example/1.png")),
                        Optional.of("Ada"),
                        Optional.of(Instant.parse("2026-11-20T10:15:30Z"))));
            }
        };
    }

    private void startWithPreviews(BridgePolicy policy, AtomicInteger asked, CountDownLatch answer) throws Exception {
        rig(policy);
        rig.connectors(Map.of("three", new Modest(rig.connector("three")).withPreviews(previews(asked, answer))))
                .start();
    }

    private static Document about(String... paths) {
        return Document.of(java.util.Arrays.stream(paths)
                .map(path -> new dev.footbridge.core.document.Paragraph(
                        List.of(Link.of("see", "https://boards.example" + path))))
                .toArray(dev.footbridge.core.document.Block[]::new));
    }

    @Test
    void aLinkGetsAPreviewBelowTheMessageWhenTheBridgeWantsIt() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        startWithPreviews(BridgePolicy.everything().withPreviews(true), asked, new CountDownLatch(0));
        MessageId message = post(Document.text("look at " + BOARD));

        assertThat(there("two").plainText())
                .contains("look at " + BOARD, "Plan of /b/1", "Ada · changed 2026-11-20 10:15 UTC", "picture");
        assertThat(there("three"))
                .as("its own links are its own business")
                .isEqualTo(Document.text("look at " + BOARD));
        assertThat(rig.texts("one")).containsExactly("look at " + BOARD);

        one.edit(rig.ann("one"), message, Document.text("look twice at " + BOARD));
        rig.settle();
        assertThat(there("two").plainText()).contains("look twice", "Plan of /b/1");
        assertThat(asked).hasValue(1);
    }

    @Test
    void noPreviewsUnlessTheBridgeWantsThem() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        startWithPreviews(BridgePolicy.everything(), asked, new CountDownLatch(0));
        post(about("/b/1"));

        assertThat(there("two")).isEqualTo(about("/b/1"));
        assertThat(asked).hasValue(0);
    }

    @Test
    void threePreviewsAreEnoughAndARefusalIsNone() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        startWithPreviews(BridgePolicy.everything().withPreviews(true), asked, new CountDownLatch(0));
        post(about("/b/1", "/b/2", "/b/1", "/b/secret", "/b/4", "/b/5"));

        assertThat(there("two").plainText())
                .contains("Plan of /b/1", "Plan of /b/2")
                .doesNotContain("Plan of /b/4", "Plan of /b/5", "Plan of /b/secret");
        assertThat(asked).hasValue(3);
    }

    @Test
    void aPlatformThatDoesNotAnswerDelaysAMessageByNoMoreThanTheLimit() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        CountDownLatch answer = new CountDownLatch(1);
        startWithPreviews(BridgePolicy.everything().withPreviews(true), asked, answer);
        long start = System.nanoTime();
        post(about("/b/1", "/b/2", "/b/3"));
        post(Document.text("next"));

        assertThat(rig.messages("two").get(0).body()).isEqualTo(about("/b/1", "/b/2", "/b/3"));
        assertThat(rig.texts("two")).contains("next");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
        answer.countDown();
    }
}

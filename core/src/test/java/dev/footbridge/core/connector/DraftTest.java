package dev.footbridge.core.connector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.core.document.Document;
import dev.footbridge.core.id.ChannelId;
import dev.footbridge.core.id.MessageId;
import dev.footbridge.core.id.Platform;
import dev.footbridge.core.id.WorkspaceId;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class DraftTest {
    private static final ChannelId CHANNEL = new ChannelId(new WorkspaceId(new Platform("demo"), "w"), "c");
    private static final Upload FILE = new Upload("a.txt", "text/plain", OptionalLong.of(1), () -> {
        throw new AssertionError("nobody reads it");
    });
    private static final Draft DRAFT = Draft.of(Document.text("one two"), "key")
            .inThread(new MessageId(CHANNEL, "root"))
            .as(new Persona("Ada", Optional.empty(), "Demo"))
            .withFiles(Collections.nCopies(5, FILE));

    @Test
    void bodiesAreParts() {
        assertThat(DRAFT.bodyParts(List.of())).isEmpty();
        assertThat(DRAFT.bodyParts(List.of(Document.text("one"), Document.text("two"))))
                .containsExactly(
                        DRAFT.withFiles(List.of()).withBody(Document.text("one")),
                        DRAFT.withFiles(List.of())
                                .withBody(Document.text("two"))
                                .withKey("key-2"));
    }

    @Test
    void filesArePartsWithoutWords() {
        Draft files = DRAFT.withBody(Document.empty());
        assertThat(DRAFT.fileParts(2))
                .containsExactly(
                        files.withFiles(List.of(FILE, FILE)).withKey("key-f1"),
                        files.withFiles(List.of(FILE, FILE)).withKey("key-f2"),
                        files.withFiles(List.of(FILE)).withKey("key-f3"));
        assertThat(DRAFT.withFiles(List.of()).fileParts(2)).isEmpty();
    }

    @Test
    void theLongestKeyCanBeNumbered() {
        Draft longest = DRAFT.withKey("k".repeat(64));
        assertThat(longest.bodyParts(Collections.nCopies(10, Document.text("one"))))
                .last()
                .extracting(Draft::idempotencyKey)
                .isEqualTo("k".repeat(61) + "-10");
        assertThat(longest.fileParts(5))
                .singleElement()
                .extracting(Draft::idempotencyKey)
                .isEqualTo("k".repeat(61) + "-f1");
    }
}
